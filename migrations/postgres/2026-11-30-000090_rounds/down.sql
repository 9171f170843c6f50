DROP TABLE round_pairs;
DROP TABLE rounds;
