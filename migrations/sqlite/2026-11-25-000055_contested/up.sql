-- A second offer of a mastery that was opened elsewhere is kept, as contested, and does not count.
DROP INDEX offers_one;
CREATE UNIQUE INDEX offers_one ON offers (mastery) WHERE state IN ('open', 'paused');
