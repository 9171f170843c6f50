ALTER TABLE sessions DROP COLUMN shared;
