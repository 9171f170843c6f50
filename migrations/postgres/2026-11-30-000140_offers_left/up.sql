-- What an offer was before its owner left the school: so it is again where that was a mistake. Empty where anything else closed it.
ALTER TABLE offers ADD COLUMN left_as TEXT;
