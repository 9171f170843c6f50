DROP TABLE consents;
DROP TABLE guardians;
DROP TABLE notices;
