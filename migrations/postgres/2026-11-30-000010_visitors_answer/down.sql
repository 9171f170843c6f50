ALTER TABLE visit_people DROP COLUMN waits;
