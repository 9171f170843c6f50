-- From one school to another: who is handed over, and what became of it. Her memberships, with their days, have rows of their own.

CREATE TABLE moves (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES people (id),
    school BLOB NOT NULL REFERENCES nodes (id),
    receiver BLOB NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    state TEXT NOT NULL,
    ended DATE,
    CHECK (school <> receiver)
) WITHOUT ROWID;
-- Nobody is on the way to two schools.
CREATE UNIQUE INDEX moves_one ON moves (person) WHERE state = 'waiting';
CREATE INDEX moves_school ON moves (school);
CREATE INDEX moves_receiver ON moves (receiver);
