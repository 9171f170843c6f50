DROP TABLE card_rules;
DROP TABLE cards;
