-- The fund of knowledge: finding topics by the beginnings of their words, how topics are related, and which school has adopted which.

-- The words of what is searched, as bytes: both engines compare bytes alike, whatever their language is set to.
CREATE TABLE topic_words (
    word BLOB NOT NULL,
    topic BLOB NOT NULL REFERENCES topics (id),
    PRIMARY KEY (word, topic)
) WITHOUT ROWID;
CREATE INDEX topic_words_topic ON topic_words (topic);

-- What is there already: each text is walked letter by letter, and a word ends where a space is.
INSERT INTO topic_words (word, topic)
WITH RECURSIVE letters (topic, word, rest) AS (
    SELECT id, substr(search, 1, 0), search || ' ' FROM topics WHERE search <> ''
    UNION ALL
    SELECT topic, CASE WHEN substr(rest, 1, 1) = ' ' THEN '' ELSE word || substr(rest, 1, 1) END, substr(rest, 2)
    FROM letters WHERE rest <> ''
)
SELECT DISTINCT CAST(word AS BLOB), topic FROM letters WHERE substr(rest, 1, 1) = ' ' AND word <> '';

-- How one topic is to another: adapted from it, a translation of it, the same as it, near to it, or told apart from it.
CREATE TABLE topic_ties (
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    topic BLOB NOT NULL REFERENCES topics (id),
    other BLOB NOT NULL REFERENCES topics (id),
    day DATE NOT NULL,
    withdrawn DATE
) WITHOUT ROWID;
CREATE INDEX topic_ties_topic ON topic_ties (topic);
CREATE INDEX topic_ties_other ON topic_ties (other);

-- Topics that are the same as others, and the one that stands for all of them: the oldest. A topic that is alone has no row.
CREATE TABLE topic_classes (
    topic BLOB PRIMARY KEY NOT NULL REFERENCES topics (id),
    class BLOB NOT NULL REFERENCES topics (id)
) WITHOUT ROWID;
CREATE INDEX topic_classes_class ON topic_classes (class);

CREATE TABLE adoptions (
    school BLOB NOT NULL REFERENCES nodes (id),
    topic BLOB NOT NULL REFERENCES topics (id),
    since DATE NOT NULL,
    PRIMARY KEY (school, topic)
) WITHOUT ROWID;
CREATE INDEX adoptions_topic ON adoptions (topic);

CREATE INDEX prerequisites_before ON prerequisites (before);

-- In the order of its bytes, whatever language the server is set to: a list of topics is the same on both engines.
CREATE INDEX topics_search ON topics (search, id);
