-- Children's keys: sign-in cards. Operational; who may have and void one is decided in `actions::accounts::cards`.

-- A child's card. The code on it is never stored, only a slow hash of it, by which the card is found.
CREATE TABLE cards (
    person BLOB PRIMARY KEY NOT NULL REFERENCES people (id),
    school BLOB NOT NULL REFERENCES nodes (id),
    hash BLOB NOT NULL UNIQUE,
    made BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_school ON cards (school);

-- What a school says of its cards. No row: they work at any time.
CREATE TABLE card_rules (
    school BLOB PRIMARY KEY NOT NULL REFERENCES nodes (id),
    in_class_only BOOLEAN NOT NULL
) WITHOUT ROWID;
