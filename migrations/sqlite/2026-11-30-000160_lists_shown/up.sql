-- The sign of the preview with which a list began to be written: a second press of the same button goes on, an older preview does not.
ALTER TABLE waiting_lists ADD COLUMN shown TEXT;
