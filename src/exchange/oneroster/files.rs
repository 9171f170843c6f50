//! The tables of the CSV binding, as far as a roster needs them: which columns there are, in which order, and which must be filled in.

/// A table of a package.
pub(super) struct File {
    /// Its name, without `.csv`.
    pub name: &'static str,
    /// Its columns in the order of the binding, without `status` and `dateLastModified`, which a whole package must not use.
    pub columns: &'static [&'static str],
    /// Those that must be there and filled in.
    pub required: &'static [&'static str],
}

/// Organisations.
pub(super) const ORGS: File = File {
    name: "orgs",
    columns: &["sourcedId", "name", "type", "identifier", "parentSourcedId"],
    required: &["sourcedId", "name", "type"],
};

/// Stretches of time in which classes are held.
pub(super) const SESSIONS: File = File {
    name: "academicSessions",
    columns: &["sourcedId", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"],
    required: &["sourcedId", "title", "type", "startDate", "endDate", "schoolYear"],
};

/// What classes are about.
pub(super) const COURSES: File = File {
    name: "courses",
    columns: &["sourcedId", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"],
    required: &["sourcedId", "title", "orgSourcedId"],
};

/// Classes: a group is one of type `homeroom`.
pub(super) const CLASSES: File = File {
    name: "classes",
    columns: &[
        "sourcedId",
        "title",
        "grades",
        "courseSourcedId",
        "classCode",
        "classType",
        "location",
        "schoolSourcedId",
        "termSourcedIds",
        "subjects",
        "subjectCodes",
        "periods",
    ],
    required: &["sourcedId", "title", "classType", "schoolSourcedId"],
};

/// A column of ours, which the binding leaves room for: whether somebody is a minor. A role does not say it, and much follows from it.
pub(super) const MINOR: &str = "metadata.relevo.minor";

/// What a row that is not to be kept says of itself. A whole package leaves such rows out; not every program knows.
pub(super) const STATUS: &str = "status";

/// People.
pub(super) const USERS: File = File {
    name: "users",
    columns: &[
        "sourcedId",
        "enabledUser",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
        "userMasterIdentifier",
        "resourceSourcedIds",
        "preferredGivenName",
        "preferredMiddleName",
        "preferredFamilyName",
        "primaryOrgSourcedId",
        "pronouns",
        MINOR,
    ],
    required: &["sourcedId", "givenName", "familyName"],
};

/// What people are at which organisation. New in 1.2; before, a user had one role.
pub(super) const ROLES: File = File {
    name: "roles",
    columns: &["sourcedId", "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"],
    required: &["sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"],
};

/// Who is in which class.
pub(super) const ENROLLMENTS: File = File {
    name: "enrollments",
    columns: &["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"],
    required: &["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"],
};

/// Every table that a manifest has to speak of.
pub(super) const MANIFEST: [&str; 21] = [
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItemLearningObjectiveIds",
    "lineItems",
    "lineItemScoreScales",
    "orgs",
    "resources",
    "resultLearningObjectiveIds",
    "results",
    "resultScoreScales",
    "roles",
    "scoreScales",
    "userProfiles",
    "userResources",
    "users",
];

/// The columns of `users` whose cells are looked at.
pub(super) const READ_OF_USERS: [&str; 8] =
    ["sourcedId", "givenName", "familyName", "preferredGivenName", "preferredFamilyName", "grades", "enabledUser", MINOR];

/// The words for what somebody is, with what the plain list calls it and what it says of being a minor: a guardian is none, and of a relative
/// nobody knows. Those without a word of ours are told to the reader as they stand.
pub(super) const ROLE_WORDS: [(&str, (&str, &str)); 13] = [
    ("student", ("estudiante", "")),
    ("teacher", ("docente", "")),
    ("principal", ("director", "")),
    ("siteAdministrator", ("funcionario", "")),
    ("districtAdministrator", ("funcionario", "")),
    ("systemAdministrator", ("funcionario", "")),
    // The word of 1.1.
    ("administrator", ("funcionario", "")),
    ("guardian", ("familia", "no")),
    ("parent", ("familia", "no")),
    ("relative", ("familia", "")),
    ("aide", ("aide", "")),
    ("counselor", ("counselor", "")),
    ("proctor", ("proctor", "")),
];
