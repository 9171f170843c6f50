-- What pages ask for by the hundred, found without reading the whole network. The unique indexes that hold for what is open alone do not
-- help them: a prepared statement leaves the state open, so a planner cannot know that it asks for just those.
CREATE INDEX interests_learner ON interests (learner, topic, state);
CREATE INDEX masteries_person ON masteries (person, topic);
CREATE INDEX masteries_demonstrated ON masteries (demonstration);
CREATE INDEX offers_mastery ON offers (mastery, state);
CREATE INDEX tutorials_visit ON tutorials (visit);
CREATE INDEX demonstrations_tutor ON demonstrations (tutor);
CREATE INDEX demonstrations_day ON demonstrations (day);
CREATE INDEX visits_responsible ON visits (responsible, day);
CREATE INDEX visits_agreed_by ON visits (agreed_by);
CREATE INDEX nodes_search ON nodes (search, id);
CREATE INDEX nodes_level ON nodes (level, search, id);
CREATE INDEX topics_school ON topics (school);

-- What one's own data are gathered by.
CREATE INDEX concerns_raised_by ON concerns (raised_by);
CREATE INDEX moves_person ON moves (person);
CREATE INDEX school_year_people_person ON school_year_people (person);
CREATE INDEX topic_versions_author ON topic_versions (author);

-- A topic is wished for, offered and learned in the whole network; a school asks for its own.
DROP INDEX interests_topic;
CREATE INDEX interests_topic ON interests (topic, school, state);
DROP INDEX offers_topic;
CREATE INDEX offers_topic ON offers (topic, school, state);
DROP INDEX tutorials_topic;
CREATE INDEX tutorials_topic ON tutorials (topic, school, state);
