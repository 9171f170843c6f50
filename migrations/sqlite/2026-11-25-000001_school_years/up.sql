-- A school's year turned: who moved up a grade, who left with the last one. Kept by person, so that a turn made by mistake can be taken back.

CREATE TABLE school_years (
    id BLOB PRIMARY KEY NOT NULL,
    school BLOB NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    withdrawn DATE
) WITHOUT ROWID;
CREATE INDEX school_years_school ON school_years (school);

CREATE TABLE school_year_people (
    year BLOB NOT NULL REFERENCES school_years (id),
    person BLOB NOT NULL REFERENCES people (id),
    left_school BOOLEAN NOT NULL,
    PRIMARY KEY (year, person)
) WITHOUT ROWID;
