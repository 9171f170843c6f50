-- The fund of knowledge: finding topics by the beginnings of their words, how topics are related, and which school has adopted which.

-- The words of what is searched, as bytes: both engines compare bytes alike, whatever their language is set to.
CREATE TABLE topic_words (
    word BYTEA NOT NULL,
    topic BYTEA NOT NULL REFERENCES topics (id),
    PRIMARY KEY (word, topic)
);
CREATE INDEX topic_words_topic ON topic_words (topic);

-- What is there already: each text is walked letter by letter, and a word ends where a space is.
INSERT INTO topic_words (word, topic)
WITH RECURSIVE letters (topic, word, rest) AS (
    SELECT id, substr(search, 1, 0), search || ' ' FROM topics WHERE search <> ''
    UNION ALL
    SELECT topic, CASE WHEN substr(rest, 1, 1) = ' ' THEN '' ELSE word || substr(rest, 1, 1) END, substr(rest, 2)
    FROM letters WHERE rest <> ''
)
SELECT DISTINCT CAST(word AS BYTEA), topic FROM letters WHERE substr(rest, 1, 1) = ' ' AND word <> '';

-- How one topic is to another: adapted from it, a translation of it, the same as it, near to it, or told apart from it.
CREATE TABLE topic_ties (
    id BYTEA PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    topic BYTEA NOT NULL REFERENCES topics (id),
    other BYTEA NOT NULL REFERENCES topics (id),
    day DATE NOT NULL,
    withdrawn DATE
);
CREATE INDEX topic_ties_topic ON topic_ties (topic);
CREATE INDEX topic_ties_other ON topic_ties (other);

-- Topics that are the same as others, and the one that stands for all of them: the oldest. A topic that is alone has no row.
CREATE TABLE topic_classes (
    topic BYTEA PRIMARY KEY NOT NULL REFERENCES topics (id),
    class BYTEA NOT NULL REFERENCES topics (id)
);
CREATE INDEX topic_classes_class ON topic_classes (class);

CREATE TABLE adoptions (
    school BYTEA NOT NULL REFERENCES nodes (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    since DATE NOT NULL,
    PRIMARY KEY (school, topic)
);
CREATE INDEX adoptions_topic ON adoptions (topic);

CREATE INDEX prerequisites_before ON prerequisites (before);

-- In the order of its bytes, whatever language the server is set to: a list of topics is the same on both engines.
ALTER TABLE topics ALTER COLUMN search TYPE TEXT COLLATE "C";
CREATE INDEX topics_search ON topics (search, id);
