DROP TABLE waiting_lists;
