DROP INDEX topics_search;
DROP INDEX prerequisites_before;
DROP TABLE adoptions;
DROP TABLE topic_classes;
DROP TABLE topic_ties;
DROP TABLE topic_words;
