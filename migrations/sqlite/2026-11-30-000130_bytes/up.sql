-- In the order of its bytes, whatever language the server is set to: a list of people or of places is the same on both engines.
CREATE INDEX person_names_search ON person_names (search, person);
