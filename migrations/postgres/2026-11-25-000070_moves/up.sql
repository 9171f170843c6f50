-- From one school to another: who is handed over, and what became of it. Her memberships, with their days, have rows of their own.

CREATE TABLE moves (
    id BYTEA PRIMARY KEY NOT NULL,
    person BYTEA NOT NULL REFERENCES people (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    receiver BYTEA NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    state TEXT NOT NULL,
    ended DATE,
    CHECK (school <> receiver)
);
-- Nobody is on the way to two schools.
CREATE UNIQUE INDEX moves_one ON moves (person) WHERE state = 'waiting';
CREATE INDEX moves_school ON moves (school);
CREATE INDEX moves_receiver ON moves (receiver);
