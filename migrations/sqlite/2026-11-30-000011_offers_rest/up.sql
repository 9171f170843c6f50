-- What an offer was before its topic was withdrawn: so it is again when the topic is put back. Empty where anything else closed it.
ALTER TABLE offers ADD COLUMN rests TEXT;
