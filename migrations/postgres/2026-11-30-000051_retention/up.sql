-- That a place forgot people who had left it long ago: on which day, and how many. Nobody's id: what was forgotten has no name.
CREATE TABLE retentions (
    node BYTEA NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (node, day),
    CHECK (people >= 1)
);
