-- Pictures and documents of work beside the pages of a process record.

-- What there is: from the journal.
CREATE TABLE files (
    id BYTEA PRIMARY KEY NOT NULL,
    entry BYTEA NOT NULL REFERENCES entries (id),
    tutorial BYTEA NOT NULL REFERENCES tutorials (id),
    learner BYTEA NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- Of the bytes, as 64 letters: what is stored is what was accepted.
    digest TEXT NOT NULL,
    recorded BIGINT NOT NULL
);
CREATE INDEX files_entry ON files (entry);
CREATE INDEX files_tutorial ON files (tutorial);
CREATE INDEX files_learner ON files (learner);

-- Their bytes. Operational: a journal is read whole, and must not carry pictures. They go with the row that names them, whatever removes it.
CREATE TABLE file_bytes (
    file BYTEA PRIMARY KEY NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    bytes BYTEA NOT NULL,
    -- The same picture for a list; a document has none.
    small BYTEA
);
