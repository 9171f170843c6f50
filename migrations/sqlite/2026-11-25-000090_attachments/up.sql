-- Pictures and documents of work beside the pages of a process record.

-- What there is: from the journal.
CREATE TABLE files (
    id BLOB PRIMARY KEY NOT NULL,
    entry BLOB NOT NULL REFERENCES entries (id),
    tutorial BLOB NOT NULL REFERENCES tutorials (id),
    learner BLOB NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- Of the bytes, as 64 letters: what is stored is what was accepted.
    digest TEXT NOT NULL,
    recorded BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_entry ON files (entry);
CREATE INDEX files_tutorial ON files (tutorial);
CREATE INDEX files_learner ON files (learner);

-- Their bytes. Operational: a journal is read whole, and must not carry pictures. They go with the row that names them, whatever removes it.
CREATE TABLE file_bytes (
    file BLOB PRIMARY KEY NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL,
    -- The same picture for a list; a document has none.
    small BLOB
);
