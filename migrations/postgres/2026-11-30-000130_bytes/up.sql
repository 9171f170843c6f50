-- In the order of its bytes, whatever language the server is set to: a list of people or of places is the same on both engines.
ALTER TABLE person_names ALTER COLUMN search TYPE TEXT COLLATE "C";
ALTER TABLE person_names ALTER COLUMN class TYPE TEXT COLLATE "C";
ALTER TABLE nodes ALTER COLUMN search TYPE TEXT COLLATE "C";
CREATE INDEX person_names_search ON person_names (search, person);
