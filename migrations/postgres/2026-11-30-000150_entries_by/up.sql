-- Who set a page of the record right, where it was not its learner. Empty for what was set right before this was kept.
ALTER TABLE entries ADD COLUMN corrected_by BYTEA;
