DROP TABLE node_pasts;
ALTER TABLE node_ancestors DROP COLUMN since;
ALTER TABLE nodes DROP COLUMN merged_into;
ALTER TABLE nodes DROP COLUMN closed;
