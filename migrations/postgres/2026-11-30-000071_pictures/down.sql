-- A row of pictures is no PIN: whoever had one gets a new key.
DELETE FROM pins WHERE pictures;
DROP TABLE picture_groups;
ALTER TABLE pins DROP COLUMN pictures;
