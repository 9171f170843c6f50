-- Somebody who had been entered twice: her later entry, and the one in which she goes on. No reference is declared: SQLite could not take it
-- back.
ALTER TABLE people ADD COLUMN merged_into BLOB;
CREATE INDEX people_merged ON people (merged_into) WHERE merged_into IS NOT NULL;
