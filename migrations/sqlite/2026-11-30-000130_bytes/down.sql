DROP INDEX person_names_search;
