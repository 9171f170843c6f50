DROP INDEX people_merged;
ALTER TABLE people DROP COLUMN merged_into;
