-- The best assignment of a place was looked for, and a teacher proposed pairs of it. Kept so that a choice can be explained later: who looked
-- and when, what counted how much, how many waited and how many could have begun at most; and who was proposed to whom, by ids alone.

CREATE TABLE rounds (
    id BLOB PRIMARY KEY NOT NULL,
    school BLOB NOT NULL REFERENCES nodes (id),
    held_by BLOB NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    weights TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    best INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX rounds_school ON rounds (school, day);

-- `by_hand`: chosen by the teacher against what was suggested, or beside it.
CREATE TABLE round_pairs (
    round BLOB NOT NULL REFERENCES rounds (id),
    learner BLOB NOT NULL REFERENCES people (id),
    tutor BLOB NOT NULL REFERENCES people (id),
    topic BLOB NOT NULL REFERENCES topics (id),
    offer BLOB NOT NULL,
    tutorial BLOB NOT NULL,
    by_hand BOOLEAN NOT NULL,
    PRIMARY KEY (round, learner)
) WITHOUT ROWID;
