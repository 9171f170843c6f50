-- Who opened whose record. Operational: that somebody read is no fact of the practice, and it is kept only as long as a setting says.

-- One row for a reader, what she opened and the day, however often: how often, and when last.
CREATE TABLE readings (
    -- Whose record it is.
    person BYTEA NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    -- The tutorial or the demonstration; the person's own id where it was her page.
    thing BYTEA NOT NULL,
    reader BYTEA NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    times INTEGER NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (person, day, thing, reader)
);
CREATE INDEX readings_day ON readings (day);
