-- Three pictures in a row in place of four digits, for children who do not read yet. Operational, as the digits are.

-- Whether what is hashed is a row of pictures.
ALTER TABLE pins ADD COLUMN pictures BOOLEAN NOT NULL DEFAULT FALSE;

-- The groups whose children sign in with pictures, as `2-A`. No row: with digits.
CREATE TABLE picture_groups (
    school BYTEA NOT NULL REFERENCES nodes (id),
    class TEXT NOT NULL,
    PRIMARY KEY (school, class)
);
