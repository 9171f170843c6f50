-- The best assignment of a place was looked for, and a teacher proposed pairs of it. Kept so that a choice can be explained later: who looked
-- and when, what counted how much, how many waited and how many could have begun at most; and who was proposed to whom, by ids alone.

CREATE TABLE rounds (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA NOT NULL REFERENCES nodes (id),
    held_by BYTEA NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    weights TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    best INTEGER NOT NULL
);
CREATE INDEX rounds_school ON rounds (school, day);

-- `by_hand`: chosen by the teacher against what was suggested, or beside it.
CREATE TABLE round_pairs (
    round BYTEA NOT NULL REFERENCES rounds (id),
    learner BYTEA NOT NULL REFERENCES people (id),
    tutor BYTEA NOT NULL REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    offer BYTEA NOT NULL,
    tutorial BYTEA NOT NULL,
    by_hand BOOLEAN NOT NULL,
    PRIMARY KEY (round, learner)
);
