-- Whether a visitor has still to say that she comes: until then the visit lets her meet nobody.
ALTER TABLE visit_people ADD COLUMN waits BOOLEAN NOT NULL DEFAULT FALSE;
