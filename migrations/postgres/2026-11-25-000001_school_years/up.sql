-- A school's year turned: who moved up a grade, who left with the last one. Kept by person, so that a turn made by mistake can be taken back.

CREATE TABLE school_years (
    id BYTEA PRIMARY KEY NOT NULL,
    school BYTEA NOT NULL REFERENCES nodes (id),
    day DATE NOT NULL,
    withdrawn DATE
);
CREATE INDEX school_years_school ON school_years (school);

CREATE TABLE school_year_people (
    year BYTEA NOT NULL REFERENCES school_years (id),
    person BYTEA NOT NULL REFERENCES people (id),
    left_school BOOLEAN NOT NULL,
    PRIMARY KEY (year, person)
);
