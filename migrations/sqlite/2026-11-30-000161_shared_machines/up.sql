-- Whether she said, as she signed in, that others use the machine: the session then ends as a child's does.
ALTER TABLE sessions ADD COLUMN shared BOOLEAN NOT NULL DEFAULT FALSE;
