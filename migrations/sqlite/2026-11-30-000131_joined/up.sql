-- Which schools go on in one: asked by every page that counts schools, and every map.
CREATE INDEX nodes_merged_into ON nodes (merged_into) WHERE merged_into IS NOT NULL;
