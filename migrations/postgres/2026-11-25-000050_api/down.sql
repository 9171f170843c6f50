DROP TABLE calendars;
DROP TABLE api_tokens;
