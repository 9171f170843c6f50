-- Keys of programs, and addresses of calendars. Operational: a lost one is made again, and a secret must never travel.

CREATE TABLE api_tokens (
    id BYTEA PRIMARY KEY NOT NULL,
    person BYTEA NOT NULL REFERENCES people (id),
    -- What its owner calls it, to know which one to revoke.
    name TEXT NOT NULL,
    -- The digest of the secret: a copy of the database lets no program in.
    digest BYTEA NOT NULL UNIQUE,
    -- What it may do, as words: `topics:read offers:write`.
    scope TEXT NOT NULL,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
);
CREATE INDEX api_tokens_person ON api_tokens (person);
CREATE INDEX api_tokens_expires ON api_tokens (expires);

-- One address for each person who wants her coming days in a calendar of hers.
CREATE TABLE calendars (
    person BYTEA PRIMARY KEY NOT NULL REFERENCES people (id),
    digest BYTEA NOT NULL UNIQUE,
    made BIGINT NOT NULL
);
