//! Relevo coordinates a peer-tutoring network: who masters what, who wants to learn it, who accompanies whom, what was demonstrated in public,
//! and how the practice spreads from school to school. This page is the architecture; the words of the practice stand in the README's
//! glossary.
//!
//! # Bird's eye
//!
//! One process serves pages. Its data are one SQLite file, or a PostgreSQL database; the same binary, chosen by the address. Everything that
//! happens in the practice is a **fact**, appended to a journal and applied to tables in one transaction. Pages read tables; nothing writes
//! them but facts.
//!
//! ```text
//!   browser ── web ── actions ── store ── SQLite or PostgreSQL
//!                 \        \       \
//!                  \        \       journal → apply → tables → queries
//!                   domain (policy, rules, facts): pure, used by all
//!                   graph, matching, spread: pure; lineage, suggestions, assignments, figures
//! ```
//!
//! # Code map
//!
//! Each layer uses only those before it: `domain ← {graph, matching, spread} ← store ← actions ← exchange ← web ← cli ← main`.
//!
//! | module | holds | deliberately does not know |
//! |---|---|---|
//! | [`domain`] | ids, days, words, facts, rules, policy, the guard against personal data in texts | databases, pages, languages, the time |
//! | [`graph`] | the network in memory, scores, suggestions and rounds, the lineage of a topic and its layout; the only user of petgraph | where rows come from, names |
//! | [`matching`] | the optimiser: the best assignment of learners to tutors, its proof, the resident solver | people, topics, where scores come from |
//! | [`spread`] | a month's figures, suppression of small numbers, where places stand on a map | where rows come from |
//! | [`store`] | the only SQL: the two doors [`store::Db::read`] and [`store::Db::write`], journal, apply, queries, check | who may do what |
//! | [`actions`] | what people do, one function a verb: policy, rule, fact | SQL, pages |
//! | [`exchange`] | what comes in from files; the fund of knowledge, and what is kept about one person, on their way out | who asks |
//! | [`web`] | pages, and the interface for programs ([`web::api`]): routes, handlers, templates, languages, drawings; the only HTTP | rules |
//! | [`cli`] | the commands | rules |
//!
//! # Invariants
//!
//! They are tests (`tests/it/architecture.rs`), and some are about what is absent:
//!
//! * SQL stands only in `store`, actix only in `web`, petgraph only in `graph`. The pure layers do no I/O, read no clock, draw no chance.
//! * `store::journal::record` is the only writer of the practice's tables. Replaying the journal gives the same tables: `relevo check`
//!   proves it, and every rule of the practice with it, on any database.
//! * Every route is in one table ([`web::routes::ALL`]). Who may open and send what is written down a second time, apart from the policy
//!   (`tests/it/routes/table.rs`), and a walk asks every route as every kind of caller.
//! * What is not allowed to be seen is not found: policy is one table ([`domain::policy::TABLE`]), and lists ask it as single pages do.
//! * A form carries the id of what it creates. Sent twice, it changes nothing and answers the same.
//! * Names and texts about people are `local` facts: their lines can be blanked, and an erasure blanks them, without breaking the chain.
//! * No page needs JavaScript, and none has inline script or style. No answer fetches anything from elsewhere.
//!
//! # One demonstration, from form to page
//!
//! Maricruz has accompanied Ximena in *¿De dónde viene pi?* and writes down how the demonstration went.
//!
//! 1. `GET /tutorials/{id}/record` rendered the form, with a fresh [`domain::id::DemonstrationId`] in a hidden field.
//! 2. `POST` arrives. [`web::origin`] lets it pass because it was sent from here; [`web::forms`] reads its fields, every one still text.
//! 3. The handler calls [`web::App::act`], which puts a closure in the queue of the one writer ([`store::writer`]). Up to 64 such jobs share a
//!    transaction, each in a savepoint.
//! 4. In the transaction [`web::Here`] loads who asks, and [`actions::demonstrations::hold`] loads the tutorial, asks
//!    [`domain::policy::may`] (its tutor or a teacher; never the learner), checks the day, the witnesses and the texts, and finds whether this
//!    demonstration is there already.
//! 5. It records three or four facts: `DemonstrationHeld` (network: ids, day, outcome), `DemonstrationTold` (local: what was shown and asked)
//!    and, if she is ready, `MasteryGranted` with Maricruz's mastery as its parent and the next generation, and `OfferOpened`.
//! 6. For each, [`store::journal::record`] appends a line (position, stream, sequence, salted digest where the body can be blanked), moves the
//!    stream's chain on, and [`store::apply`] changes the tables: the tutorial ends, the mastery and the offer appear, the wish is met.
//! 7. COMMIT, flushed to disk; only now is the handler answered. Had Berta sent the same record at the same moment, her job would have come
//!    after this one, found the demonstration there, and been led to it.
//! 8. 303 to the record, which ends with who is waiting for this topic: Ximena's first learner.
//!
//! # Decisions that differ from what one might expect
//!
//! * **A page's shared part is kept, stamped with the journal's position.** A school's catalog is the same for all who may read it, so it is
//!   rendered once and kept until the next fact ([`web::kept`]). The position is read in the reader's own snapshot, so nothing has to be
//!   told to anybody when something changes, in this process or in another one.
//! * **The network in memory is kept right by facts that say where to look, not what to think.** [`graph::network`] is built from rows at the
//!   start. When facts were recorded since, here or by another program on the same database, [`store::network`] reads which people, topics and
//!   places they touch, and puts in what the tables say of these now, all in the reader's own snapshot. What two clashing facts amount to is
//!   decided once, by `apply`; the graph never decides it a second time. A test lives through random histories and compares with a network
//!   built anew after each step.
//! * **Between people and topics stand shelves.** What a school has to do with a topic is a vertex of its own in the graph: a topic that a
//!   nation loves would otherwise have a million edges, of which taking one away means walking along the others.
//! * **One row is asked for without a limit.** diesel binds the limit of `first` as a value, and SQLite plans a statement anew at each run
//!   when its limit is bound. Pages answer several times faster without; a test holds it.
//! * **Today's tree is one table, its past another.** Scoping asks what stands above a place today, all the time; only figures ask about other
//!   days. So `node_ancestors` says since when each path holds, `node_pasts` keeps those that ended, and figures count the few places that
//!   came or went one by one, all others as one set. A path follows the branches of its day, on each level above.
//! * **The chain is kept per stream, not per row.** A row keeps a digest only where its body can be blanked; the rest follows from the bodies.
//!   A third of the journal's size for the same proof.
//! * **Who had been entered twice is rewritten, not looked up.** Saying that two entries are one person moves every row of the one to the other,
//!   once; no query and no page has to know that there were two. The price is that it cannot be taken back ([`actions::same_person`]).
//! * **Archiving is a date, not a state.** Who left longer ago than a year is in no list because of when she left, so nothing has to be written,
//!   and nothing undone when she comes back ([`actions::retention`]).
//! * **Sessions are our own rows**, not a library's: a random token whose digest is stored, so that they can be ended from here.
//! * **A classroom's list of names opens with a code**, not only with the teacher's permission: on a state's server the open internet would
//!   otherwise read it.
//! * **A guardian's no outweighs another's yes, wherever it was said** ([`domain::consent`]). A school cannot weigh two parents against each
//!   other; what was not shown can be shown later. So a photo is asked for again each time that it is served, not only when it is laid there.
//! * **The document for programs is made from a table of our own** ([`web::api::operation`]), not from derives: the same table reads and refuses
//!   what comes in, so what is told and what is done cannot differ, and no library is needed for it.
//! * **A place belongs to an offer.** The assignment of a group ([`graph::round`], [`actions::rounds`]) is looked for between learners and offers,
//!   not tutors: capacity is said of each offer and checked for each, so what is suggested can be proposed. Places that a proposal waits for
//!   count as taken. Taken out of the network under its lock, solved and checked outside.
//! * **The optimiser is our own, on plain arrays.** petgraph's maximum matching knows neither scores nor capacities ([`matching`]). It
//!   works in two halves whatever the machine has, so that the answer does not depend on the number of cores.

pub mod actions;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod graph;
pub mod spread;
pub mod store;
pub mod web;

pub use relevo_matching as matching;
