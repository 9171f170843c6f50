-- The older program knows no contested offers or wishes: they count as withdrawn there.
UPDATE offers SET state = 'withdrawn' WHERE state = 'contested';
UPDATE interests SET state = 'withdrawn' WHERE state = 'contested';
DROP INDEX offers_one;
CREATE UNIQUE INDEX offers_one ON offers (mastery) WHERE state <> 'withdrawn';
