-- Lists that somebody has sent and not yet confirmed. Operational: nothing of a list is a fact until it is confirmed, and then only what was
-- taken of it.

CREATE TABLE waiting_lists (
    id BLOB PRIMARY KEY NOT NULL,
    -- Who sent it: nobody else sees it.
    person BLOB NOT NULL REFERENCES people (id),
    -- For which place.
    node BLOB NOT NULL REFERENCES nodes (id),
    kind TEXT NOT NULL,
    -- What her file is called.
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    expires BIGINT NOT NULL,
    -- What she decided row by row: JSON.
    answers TEXT NOT NULL,
    -- How many rows were written so far.
    written INTEGER NOT NULL,
    -- The rows, without the columns that are not kept: deflated JSON. Empty once all of it is written.
    body BLOB NOT NULL
);
CREATE INDEX waiting_lists_person ON waiting_lists (person);
CREATE INDEX waiting_lists_node ON waiting_lists (node);
CREATE INDEX waiting_lists_expires ON waiting_lists (expires);
