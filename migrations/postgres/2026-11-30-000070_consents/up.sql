-- What a child's guardians were told, and what they said.

-- That a family has a school's notice, and since when the newest.
CREATE TABLE notices (
    child BYTEA NOT NULL REFERENCES people (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    PRIMARY KEY (child, school)
);
CREATE INDEX notices_school ON notices (school);

-- Who answers for a child: somebody of the network, or a name as it stands on paper.
CREATE TABLE guardians (
    id BYTEA PRIMARY KEY NOT NULL,
    child BYTEA NOT NULL REFERENCES people (id),
    person BYTEA REFERENCES people (id),
    name TEXT,
    CHECK ((person IS NULL) <> (name IS NULL)),
    CHECK (person IS NULL OR person <> child)
);
CREATE INDEX guardians_child ON guardians (child);
CREATE INDEX guardians_person ON guardians (person);

-- Each yes and no. A guardian whose name was erased has no row any more and what she said stands, so it refers to none.
CREATE TABLE consents (
    id BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    child BYTEA NOT NULL REFERENCES people (id),
    school BYTEA NOT NULL REFERENCES nodes (id),
    guardian BYTEA NOT NULL,
    given BOOLEAN NOT NULL,
    -- As it stands on the paper.
    day DATE NOT NULL,
    entered BIGINT NOT NULL,
    -- Since when the paper no longer counts.
    withdrawn DATE,
    PRIMARY KEY (id, purpose)
);
CREATE INDEX consents_child ON consents (child);
