DROP INDEX person_names_search;
ALTER TABLE person_names ALTER COLUMN search TYPE TEXT COLLATE "default";
ALTER TABLE person_names ALTER COLUMN class TYPE TEXT COLLATE "default";
ALTER TABLE nodes ALTER COLUMN search TYPE TEXT COLLATE "default";
