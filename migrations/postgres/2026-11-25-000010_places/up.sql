-- Places that change: closed, merged, and moved with a past that keeps the path of its day.

-- The day from which a node is closed, and the node into which it was merged. No reference is declared: SQLite could not take it back.
ALTER TABLE nodes ADD COLUMN closed DATE;
ALTER TABLE nodes ADD COLUMN merged_into BYTEA;

-- Since when a node has stood under an ancestor without a break. The first path of a node reaches back before the day on which it was
-- entered, since what is copied from paper may be older. No action moved a node before this migration, so every path is a first one.
ALTER TABLE node_ancestors ADD COLUMN since DATE NOT NULL DEFAULT '0001-01-01';

-- Under which ancestors a node stood before, from the first day to the day after the last.
CREATE TABLE node_pasts (
    node BYTEA NOT NULL REFERENCES nodes (id),
    ancestor BYTEA NOT NULL REFERENCES nodes (id),
    since DATE NOT NULL,
    until DATE NOT NULL,
    PRIMARY KEY (node, ancestor, since),
    CHECK (since < until)
);
CREATE INDEX node_pasts_ancestor ON node_pasts (ancestor);
