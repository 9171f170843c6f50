ALTER TABLE entries DROP COLUMN corrected_by;
