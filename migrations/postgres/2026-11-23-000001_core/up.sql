-- The core of the practice. Ids are 16 bytes, instants are milliseconds, days are dates, lists are JSON text.
-- The same file stands in both folders but for the type names, and for WITHOUT ROWID on SQLite: tables of short rows are kept in the order of
-- their key, once, instead of twice. A test holds the two together.

-- ---- the journal ----

CREATE TABLE streams (
    stream INTEGER PRIMARY KEY NOT NULL,
    origin BYTEA NOT NULL,
    epoch BYTEA NOT NULL,
    reach TEXT NOT NULL,
    -- The last row's number and chain; what the chain of a closed epoch must end in.
    head BIGINT NOT NULL,
    head_chain BYTEA NOT NULL,
    closed BOOLEAN NOT NULL,
    UNIQUE (origin, epoch, reach)
);

CREATE TABLE journal (
    position BIGINT PRIMARY KEY NOT NULL,
    fact BYTEA NOT NULL UNIQUE,
    stream INTEGER NOT NULL REFERENCES streams (stream),
    sequence BIGINT NOT NULL,
    recorded BIGINT NOT NULL,
    actor BYTEA,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Blanked, with the salt, when the person whom it is about is erased; the digest stays. Only facts that can be blanked
    -- carry salt and digest: those of the others follow from the body.
    body TEXT,
    salt BYTEA,
    digest BYTEA,
    UNIQUE (stream, sequence)
);

-- Whose erasure blanks which line.
CREATE TABLE journal_subjects (
    person BYTEA NOT NULL,
    position BIGINT NOT NULL REFERENCES journal (position),
    PRIMARY KEY (person, position)
);

-- ---- places ----

CREATE TABLE nodes (
    id BYTEA PRIMARY KEY NOT NULL,
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    cct TEXT,
    shift TEXT,
    time_zone TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    since DATE NOT NULL
);
CREATE INDEX nodes_cct ON nodes (cct);

CREATE TABLE node_parents (
    node BYTEA NOT NULL REFERENCES nodes (id),
    since DATE NOT NULL,
    parent BYTEA NOT NULL REFERENCES nodes (id),
    until DATE,
    PRIMARY KEY (node, since),
    CHECK (node <> parent)
);
CREATE INDEX node_parents_parent ON node_parents (parent);

-- Every node above every node, as of today: what scoping asks all the time.
CREATE TABLE node_ancestors (
    node BYTEA NOT NULL REFERENCES nodes (id),
    ancestor BYTEA NOT NULL REFERENCES nodes (id),
    distance INTEGER NOT NULL,
    PRIMARY KEY (node, ancestor)
);
CREATE INDEX node_ancestors_ancestor ON node_ancestors (ancestor);

-- ---- people ----

CREATE TABLE people (
    id BYTEA PRIMARY KEY NOT NULL,
    minor BOOLEAN NOT NULL,
    joined DATE NOT NULL,
    erased BOOLEAN NOT NULL
);

-- Whether she counted as a minor, from when to when: safety judges what is entered afterwards by its own day.
CREATE TABLE ages (
    person BYTEA NOT NULL REFERENCES people (id),
    since DATE NOT NULL,
    minor BOOLEAN NOT NULL,
    until DATE,
    PRIMARY KEY (person, since, minor)
);

CREATE TABLE person_names (
    person BYTEA PRIMARY KEY NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    grade INTEGER,
    class TEXT,
    language TEXT
);

CREATE TABLE memberships (
    person BYTEA NOT NULL REFERENCES people (id),
    node BYTEA NOT NULL REFERENCES nodes (id),
    since DATE NOT NULL,
    until DATE,
    position TEXT NOT NULL,
    voucher BYTEA REFERENCES people (id),
    PRIMARY KEY (person, node, since, position)
);
CREATE UNIQUE INDEX memberships_one ON memberships (person, node) WHERE until IS NULL;
CREATE INDEX memberships_node ON memberships (node);

CREATE TABLE stewards (
    person BYTEA NOT NULL REFERENCES people (id),
    node BYTEA NOT NULL REFERENCES nodes (id),
    since DATE NOT NULL,
    PRIMARY KEY (person, node)
);
CREATE INDEX stewards_node ON stewards (node);

CREATE TABLE blocks (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA NOT NULL REFERENCES nodes (id),
    one BYTEA NOT NULL REFERENCES people (id),
    other BYTEA NOT NULL REFERENCES people (id),
    since DATE NOT NULL,
    CHECK (one <> other)
);
CREATE INDEX blocks_one ON blocks (one);
CREATE INDEX blocks_other ON blocks (other);

-- ---- topics ----

CREATE TABLE topics (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA REFERENCES nodes (id),
    author BYTEA REFERENCES people (id),
    language TEXT NOT NULL,
    origin TEXT NOT NULL,
    licence TEXT NOT NULL,
    published DATE NOT NULL,
    import_key TEXT,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    subject TEXT NOT NULL,
    search TEXT NOT NULL,
    withdrawn DATE
);
CREATE INDEX topics_import_key ON topics (import_key);

CREATE TABLE topic_versions (
    topic BYTEA NOT NULL REFERENCES topics (id),
    version INTEGER NOT NULL,
    author BYTEA REFERENCES people (id),
    written DATE NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT,
    subject TEXT NOT NULL,
    challenge TEXT NOT NULL,
    why TEXT NOT NULL,
    questions TEXT NOT NULL,
    sources TEXT NOT NULL,
    prerequisites TEXT NOT NULL,
    withdrawn DATE,
    PRIMARY KEY (topic, version)
);

CREATE TABLE prerequisites (
    topic BYTEA NOT NULL REFERENCES topics (id),
    before BYTEA NOT NULL REFERENCES topics (id),
    PRIMARY KEY (topic, before),
    CHECK (topic <> before)
);

-- ---- masteries and offers ----

CREATE TABLE masteries (
    id BYTEA PRIMARY KEY NOT NULL,
    person BYTEA NOT NULL REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    via TEXT NOT NULL,
    day DATE NOT NULL,
    parent BYTEA,
    generation INTEGER NOT NULL,
    demonstration BYTEA,
    voucher BYTEA REFERENCES people (id),
    reason TEXT,
    withdrawn DATE,
    contested BOOLEAN NOT NULL,
    CHECK (generation >= 1),
    CHECK (parent IS NULL OR parent <> id),
    CHECK ((parent IS NULL) = (generation = 1))
);
-- One live mastery per person and topic: a demonstration promotes once, however often it is submitted.
CREATE UNIQUE INDEX masteries_one ON masteries (person, topic) WHERE withdrawn IS NULL AND NOT contested;
CREATE UNIQUE INDEX masteries_demonstration ON masteries (demonstration) WHERE withdrawn IS NULL AND NOT contested;
CREATE INDEX masteries_topic ON masteries (topic, school);
CREATE INDEX masteries_school ON masteries (school, day);
CREATE INDEX masteries_parent ON masteries (parent);

CREATE TABLE offers (
    id BYTEA PRIMARY KEY NOT NULL,
    mastery BYTEA NOT NULL REFERENCES masteries (id),
    person BYTEA NOT NULL REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    capacity INTEGER NOT NULL,
    state TEXT NOT NULL,
    opened DATE NOT NULL,
    CHECK (capacity BETWEEN 1 AND 12)
);
CREATE UNIQUE INDEX offers_one ON offers (mastery) WHERE state <> 'withdrawn';
CREATE INDEX offers_school ON offers (school, state);
CREATE INDEX offers_topic ON offers (topic, state);
CREATE INDEX offers_person ON offers (person);

-- ---- interests ----

CREATE TABLE interests (
    id BYTEA PRIMARY KEY NOT NULL,
    learner BYTEA NOT NULL REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    rank INTEGER NOT NULL,
    stated DATE NOT NULL,
    why TEXT,
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX interests_one ON interests (learner, topic) WHERE state = 'open';
CREATE INDEX interests_school ON interests (school, state);
CREATE INDEX interests_topic ON interests (topic, state);

-- ---- tutorials ----

CREATE TABLE tutorials (
    id BYTEA PRIMARY KEY NOT NULL,
    learner BYTEA NOT NULL REFERENCES people (id),
    tutor BYTEA NOT NULL REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    offer BYTEA REFERENCES offers (id),
    visit BYTEA,
    proposed_by BYTEA NOT NULL REFERENCES people (id),
    proposed DATE NOT NULL,
    state TEXT NOT NULL,
    learner_agreed BOOLEAN NOT NULL,
    tutor_agreed BOOLEAN NOT NULL,
    agreed DATE,
    agreement TEXT,
    rehearsal_asked DATE,
    rehearsed DATE,
    ended DATE,
    stop_reason TEXT,
    contested BOOLEAN NOT NULL,
    CHECK (learner <> tutor)
);
CREATE UNIQUE INDEX tutorials_one ON tutorials (learner, topic) WHERE state = 'open' AND NOT contested;
CREATE INDEX tutorials_school ON tutorials (school, state);
CREATE INDEX tutorials_learner ON tutorials (learner, state);
CREATE INDEX tutorials_tutor ON tutorials (tutor, state);
CREATE INDEX tutorials_offer ON tutorials (offer, state);
CREATE INDEX tutorials_topic ON tutorials (topic);

CREATE TABLE entries (
    id BYTEA PRIMARY KEY NOT NULL,
    tutorial BYTEA NOT NULL REFERENCES tutorials (id),
    learner BYTEA NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    recorded BIGINT NOT NULL,
    corrected BIGINT,
    text TEXT NOT NULL
);
CREATE INDEX entries_tutorial ON entries (tutorial, day);
CREATE INDEX entries_learner ON entries (learner);

CREATE TABLE notes (
    id BYTEA PRIMARY KEY NOT NULL,
    tutorial BYTEA NOT NULL REFERENCES tutorials (id),
    tutor BYTEA NOT NULL REFERENCES people (id),
    learner BYTEA NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    recorded BIGINT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX notes_tutorial ON notes (tutorial, day);
CREATE INDEX notes_tutor ON notes (tutor);
CREATE INDEX notes_learner ON notes (learner);

-- ---- demonstrations ----

CREATE TABLE demonstrations (
    id BYTEA PRIMARY KEY NOT NULL,
    tutorial BYTEA REFERENCES tutorials (id),
    learner BYTEA NOT NULL REFERENCES people (id),
    tutor BYTEA REFERENCES people (id),
    topic BYTEA NOT NULL REFERENCES topics (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    path TEXT NOT NULL,
    day DATE NOT NULL,
    state TEXT NOT NULL,
    audience TEXT NOT NULL,
    recorded_by BYTEA REFERENCES people (id),
    recorded BIGINT,
    corrected BIGINT,
    place TEXT,
    shown TEXT,
    asked TEXT,
    reason TEXT
);
CREATE INDEX demonstrations_school ON demonstrations (school, day);
CREATE INDEX demonstrations_tutorial ON demonstrations (tutorial);
CREATE INDEX demonstrations_learner ON demonstrations (learner);

CREATE TABLE demonstration_people (
    demonstration BYTEA NOT NULL REFERENCES demonstrations (id),
    person BYTEA NOT NULL REFERENCES people (id),
    part TEXT NOT NULL,
    PRIMARY KEY (demonstration, person, part)
);
CREATE INDEX demonstration_people_person ON demonstration_people (person);

-- ---- gatherings and care ----

CREATE TABLE visits (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    responsible BYTEA NOT NULL REFERENCES people (id),
    agreed_by BYTEA NOT NULL REFERENCES people (id),
    state TEXT NOT NULL
);
CREATE INDEX visits_school ON visits (school, day);

CREATE TABLE visit_people (
    visit BYTEA NOT NULL REFERENCES visits (id),
    person BYTEA NOT NULL REFERENCES people (id),
    PRIMARY KEY (visit, person)
);
CREATE INDEX visit_people_person ON visit_people (person);

CREATE TABLE concerns (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA NOT NULL REFERENCES nodes (id),
    reader TEXT NOT NULL,
    about BYTEA REFERENCES people (id),
    raised_by BYTEA REFERENCES people (id),
    raised DATE NOT NULL,
    -- Empty once somebody who signed it, or whom it is about, was erased.
    text TEXT,
    state TEXT NOT NULL,
    answered_by BYTEA REFERENCES people (id),
    answered DATE
);
CREATE INDEX concerns_school ON concerns (school, state);

-- ---- operational: not facts, not replayed (the list and its reasons: store::tables) ----

CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE passwords (
    person BYTEA PRIMARY KEY NOT NULL REFERENCES people (id),
    handle TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL
);

CREATE TABLE pins (
    person BYTEA PRIMARY KEY NOT NULL REFERENCES people (id),
    hash TEXT NOT NULL
);

CREATE TABLE invitations (
    code BYTEA PRIMARY KEY NOT NULL,
    person BYTEA NOT NULL REFERENCES people (id),
    expires BIGINT NOT NULL
);
CREATE INDEX invitations_person ON invitations (person);

CREATE TABLE sessions (
    token BYTEA PRIMARY KEY NOT NULL,
    person BYTEA NOT NULL REFERENCES people (id),
    opened BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE throttles (
    subject BYTEA PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE classrooms (
    school BYTEA PRIMARY KEY NOT NULL REFERENCES nodes (id),
    opened_by BYTEA NOT NULL REFERENCES people (id),
    -- What the group types to see its list; spoken aloud or written on the board.
    code TEXT NOT NULL UNIQUE,
    until BIGINT NOT NULL
);
