ALTER TABLE waiting_lists DROP COLUMN shown;
