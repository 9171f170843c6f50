DROP INDEX topics_search;
ALTER TABLE topics ALTER COLUMN search TYPE TEXT COLLATE "default";
DROP INDEX prerequisites_before;
DROP TABLE adoptions;
DROP TABLE topic_classes;
DROP TABLE topic_ties;
DROP TABLE topic_words;
