-- Which levels a node and everything under it has, and what they are called there. Empty where the nearest above says it; the top has those of
-- schools.
ALTER TABLE nodes ADD COLUMN preset TEXT;
