//! Which table holds what: the one list of them all.
//!
//! * Tables of the **practice** follow from the journal: replaying it fills them again, row by row (`store::check` does). They are listed
//!   with the row and the key by which two databases are compared.
//! * Tables of the **journal** are what everything follows from.
//! * **Operational** tables are neither: losing one costs a sign-in, not a fact. Each says why it is not in the journal.
//!
//! A test holds the list against the migrations, so a new table has to find its place here.

/// Calls a macro with every table of the practice, its row and its key, parents before children.
macro_rules! practice {
    ($then:ident) => {
        $then! {
            nodes: NodeRow by (id);
            node_parents: NodeParentRow by (node, since);
            node_ancestors: NodeAncestorRow by (node, ancestor);
            node_pasts: NodePastRow by (node, ancestor, since);
            people: PersonRow by (id);
            ages: AgeRow by (person, since, minor);
            person_names: PersonNameRow by (person);
            memberships: MembershipRow by (person, node, since, position);
            stewards: StewardRow by (person, node);
            blocks: BlockRow by (id);
            topics: TopicRow by (id);
            topic_versions: TopicVersionRow by (topic, version);
            prerequisites: PrerequisiteRow by (topic, before);
            topic_words: TopicWordRow by (word, topic);
            topic_ties: TopicTieRow by (id);
            topic_classes: TopicClassRow by (topic);
            adoptions: AdoptionRow by (school, topic);
            masteries: MasteryRow by (id);
            offers: OfferRow by (id);
            interests: InterestRow by (id);
            tutorials: TutorialRow by (id);
            entries: EntryRow by (id);
            files: FileRow by (id);
            notes: NoteRow by (id);
            demonstrations: DemonstrationRow by (id);
            demonstration_people: DemonstrationPersonRow by (demonstration, person, part);
            visits: VisitRow by (id);
            visit_people: VisitPersonRow by (visit, person);
            concerns: ConcernRow by (id);
            notices: NoticeRow by (child, school);
            guardians: GuardianRow by (id);
            consents: ConsentRow by (id, purpose);
            moves: MoveRow by (id);
            rounds: RoundRow by (id);
            round_pairs: RoundPairRow by (round, learner);
            school_years: SchoolYearRow by (id);
            school_year_people: SchoolYearPersonRow by (year, person);
        }
    };
}
pub(super) use practice;

macro_rules! names {
    ($($table:ident: $row:ident by ($($key:ident),+);)*) => {
        /// The tables that a replay of the journal fills.
        pub const PRACTICE: &[&str] = &[$(stringify!($table)),*];
    };
}
practice!(names);

/// The tables of the journal, and what each is for.
pub const JOURNAL: &[(&str, &str)] = &[
    ("streams", "where each stream of lines ends, and in which digest"),
    ("journal", "the lines"),
    ("journal_subjects", "whose erasure blanks which line"),
];

/// The tables that are not part of the practice, and why what they hold is not a fact.
pub const OPERATIONAL: &[(&str, &str)] = &[
    ("settings", "says which installation this database is, and whether everybody in it is invented; a replay elsewhere is another one"),
    ("passwords", "a secret must never travel, nor be kept after it was changed"),
    ("pins", "a secret must never travel, nor be kept after it was changed"),
    ("picture_groups", "says how a group's keys work, and nothing of the practice"),
    ("invitations", "a code is spent once and then worth nothing"),
    ("sessions", "who is signed in on which device is nobody's history"),
    ("throttles", "counts wrong tries for some minutes"),
    ("classrooms", "open for a lesson, then gone"),
    ("cards", "a secret must never travel, nor be kept after it was voided"),
    ("card_rules", "says how a school's keys work, and nothing of the practice"),
    ("api_tokens", "a secret must never travel, nor outlive what its owner let it do"),
    ("calendars", "a secret address, worth nothing once another was made"),
    ("file_bytes", "a journal is read whole and must not carry pictures; the fact names them by their digest"),
    ("readings", "that somebody read a record is nobody's practice, and is forgotten after a time"),
    ("retentions", "says how many were erased by themselves; the erasures are facts"),
    ("waiting_lists", "a list waits here, for two days at most, until somebody says what of it becomes facts"),
];
