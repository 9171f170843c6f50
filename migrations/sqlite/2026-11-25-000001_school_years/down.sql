DROP TABLE school_year_people;
DROP TABLE school_years;
