DROP INDEX nodes_merged_into;
