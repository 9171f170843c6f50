//! Who may open and send what: a policy document, written from the rules of the practice and not from `src/domain/policy.rs`.
//!
//! A row is a route at a concrete place, the answer of whoever is let through, and who that is:
//!
//! * `*` anybody, signed in or not;
//! * otherwise one letter for each kind of caller that is let through, `.` for those to whom nothing is there (404), in the order of
//!   [`super::ground::CALLERS`]. Who has not signed in is asked to.
//!
//! ```text
//!   own school                           other school                 above both
//!   c a classmate   l the learner        n a child                    k coach, expected on a visit
//!   t the tutor     f a mother           j its teacher and steward    z supervisor, steward of the zone
//!   b a teacher     e teacher, steward   i a neighbour, invited       o official of the state
//! ```
//!
//! Names in braces stand for what `ground.rs` laid. The answer `door` leads to signing in. A sent form that lacks what it needs is answered with 422 by whoever may send it, and
//! changes nothing; a form of `-` is one without fields.

/// The rows.
pub const TABLE: &str = "
# method path                                              answer  own     other above  form

# Everyone.
GET  /healthz                                              200     *                    -
GET  /readyz                                               200     *                    -
GET  /metrics                                              200     *                    -
GET  /assets/{HASH}/{FILE}                                 200     *                    -
GET  /                                                     200     *                    -
GET  /about                                                200     *                    -
GET  /privacy                                              200     *                    -
GET  /source                                               200     *                    -
POST /language                                             303     *                    language=en&back=/about
GET  /concerns/new                                         200     *                    -
POST /concerns/new                                         422     *                    id={FRESH}&school={AGUA_ZARCA}&text=
GET  /nodes/{AGUA_ZARCA}                                   200     *                    -
GET  /nodes/{ZONE}/map                                     200     *                    -
GET  /nodes/{ZONE}/map.geojson                             200     *                    -
GET  /fund                                                 200     *                    -
GET  /fund/{FUND}                                          200     *                    -
GET  /topics                                               200     *                    -
GET  /topics/{PI}                                          200     *                    -
GET  /topics/{PI}/versions                                 200     *                    -
GET  /topics/{PI}/versions/{FIRST}                         200     *                    -
GET  /topics/{PI}/lineage                                  200     *                    -

# Her own password: Berta alone has one here.
GET  /account/password                                     200     ....b.  ...   ...    -
POST /account/password                                     422     ....b.  ...   ...    current=&password=&again=

# Coming in. The beginning is over: it leads past itself.
GET  /setup                                                200     *                    -
POST /setup                                                door    *                    school={FRESH}&person={FRESH}
GET  /sign-in                                              200     *                    -
POST /sign-in                                              422     *                    handle=nadie&password=nada
GET  /classroom                                            200     *                    -
GET  /classroom/{CODE}/{LUIS}                              200     *                    -
POST /classroom/{CODE}/{LUIS}                              422     *                    pin=
GET  /C/{CODE}                                             200     *                    -
GET  /card                                                 200     *                    -
POST /card                                                 422     *                    code=
POST /sign-out                                             303     *                    -
POST /sessions/end                                         door    cltfbe  nji   kzo    -
GET  /welcome                                              200     *                    -
GET  /welcome/{INVITATION}                                 200     *                    -
POST /welcome/{INVITATION}                                 422     *                    handle=&password=&again=

# People: known inside their school, looked after by its steward.
GET  /people/{MATEO}                                       200     cltfbe  ...   ...    -
GET  /people/{MATEO}/edit                                  200     .....e  ...   ...    -
POST /people/{MATEO}/edit                                  422     .....e  ...   ...    node={AGUA_ZARCA}&name=&position=student&minor=yes
GET  /people/{MATEO}/pin                                   200     cltfbe  ...   ...    -
POST /people/{MATEO}/pin                                   200     ....be  ...   ...    -
GET  /people/{BERTA}/invitation                            200     cltfbe  ...   ...    -
POST /people/{BERTA}/invitation                            200     .....e  ...   ...    -
GET  /people/{MATEO}/departure                             200     .....e  ...   ...    -
POST /people/{MATEO}/departure                             303     .....e  ...   ...    node={AGUA_ZARCA}
GET  /people/{MATEO}/move                                  200     .....e  ...   ...    -
POST /people/{MATEO}/move                                  422     .....e  ...   ...    id={FRESH}&school={AGUA_ZARCA}&receiver=
# Each school for itself: who stands above sees no child, and acts only where a school has nobody who could.
GET  /nodes/{AGUA_ZARCA}/moves                             200     .....e  ...   ...    -
POST /nodes/{AGUA_ZARCA}/moves                             422     .....e  ...   ...    id={FRESH}&name=&receiver=
GET  /moves/{ARRIVAL}                                      200     .....e  ...   ...    -
POST /moves/{ARRIVAL}                                      422     .....e  ...   ...    name=
POST /moves/{ARRIVAL}/end                                  303     .....e  .j.   ...    -
POST /moves/{ARRIVED}/undo                                 303     .....e  ...   ...    -
GET  /people/{MATEO}/data                                  200     ....be  ...   ...    -
GET  /people/{MATEO}/data.zip                              200     ....be  ...   ...    -
GET  /people/{MATEO}/same                                  200     .....e  ...   ...    -
POST /people/{MATEO}/same                                  422     .....e  ...   ...    other=
GET  /people/{MATEO}/erasure                               200     .....e  ...   ...    -
POST /people/{MATEO}/erasure                               303     .....e  ...   ...    -
GET  /people/{MATEO}/blocks                                200     cltfbe  ...   ...    -
POST /people/{MATEO}/blocks                                422     .....e  ...   ...    id={FRESH}&other=
POST /people/{MATEO}/blocks/{BLOCK}/end                    303     .....e  ...   ...    -
GET  /people/{MATEO}/readings                              200     .....e  ...   ...    -
GET  /people/{MATEO}/files                                 200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/readings                          200     .....e  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/people                            200     cltfbe  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/people/new                        200     .....e  ...   ...    -
POST /nodes/{AGUA_ZARCA}/people/new                        422     .....e  ...   ...    id={FRESH}&name=&position=teacher
GET  /nodes/{AGUA_ZARCA}/people/{GONE}/return              200     .....e  ...   ...    -
POST /nodes/{AGUA_ZARCA}/people/{GONE}/return              422     .....e  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/retention                         200     .....e  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/year                              200     .....e  ...   ...    -
POST /nodes/{AGUA_ZARCA}/year                              422     .....e  ...   ...    id={FRESH}&last=
POST /nodes/{AGUA_ZARCA}/year/{YEAR}/withdrawal            303     .....e  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/keys                              200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/cards                             200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/cards                             422     ....be  ...   ...    group=
POST /nodes/{AGUA_ZARCA}/cards/end                         422     ....be  ...   ...    group=
POST /nodes/{AGUA_ZARCA}/cards/rule                        422     .....e  ...   ...    rule=
GET  /nodes/{AGUA_ZARCA}/pins                              200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/pins                              422     ....be  ...   ...    group=
POST /nodes/{AGUA_ZARCA}/ways                              422     ....be  ...   ...    group=&way=
POST /nodes/{AGUA_ZARCA}/pins/end                          422     ....be  ...   ...    group=
# What families are told anybody may read; what they said is kept by who teaches and by the steward.
GET  /nodes/{AGUA_ZARCA}/notice                            200     *                    -
GET  /nodes/{AGUA_ZARCA}/sheets/notice                     200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/consents                          200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/consents                          422     ....be  ...   ...    group=2-A&guardian-{MATEO}=
POST /nodes/{AGUA_ZARCA}/notices                           422     ....be  ...   ...    group=
GET  /people/{MATEO}/consents                              200     ....be  ...   ...    -
POST /people/{MATEO}/consents                              422     ....be  ...   ...    id={FRESH}
POST /consents/{PAPER}/withdrawal                          303     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/stewards                          303     .....e  ...   .z.    person={BERTA}
POST /nodes/{AGUA_ZARCA}/stewards/{PACO}/end               303     .....e  ...   .z.    -
POST /nodes/{AGUA_ZARCA}/name                              303     .....e  ...   .z.    name=Telesecundaria del Agua
GET  /nodes/{AGUA_ZARCA}/correction                        200     .....e  ...   .z.    -
POST /nodes/{AGUA_ZARCA}/correction                        422     .....e  ...   .z.    name=

# Lists, in and out: of who answers for the place, and a list that waits of who sent it.
GET  /nodes/{AGUA_ZARCA}/lists                             200     .....e  ...   ...    -
POST /nodes/{AGUA_ZARCA}/lists                             422     .....e  ...   ...    kind=people
GET  /nodes/{AGUA_ZARCA}/people.csv                        200     .....e  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/people.zip                        200     .....e  ...   ...    -
GET  /lists/{LIST}                                         200     .....e  ...   ...    -
GET  /lists/{LIST}/report.csv                              200     .....e  ...   ...    -
POST /lists/{LIST}/columns                                 422     .....e  ...   ...    column-0=name&column-1=name
POST /lists/{LIST}/pairs                                   422     .....e  ...   ...    pairs=before
POST /lists/{LIST}/answers                                 422     .....e  ...   ...    as-2=another&name-2=
POST /lists/{LIST}/confirmation                            422     .....e  ...   ...    -
POST /lists/{LIST}/end                                     303     .....e  ...   ...    -

# Where a place stands in the tree is decided above it.
GET  /nodes/{AGUA_ZARCA}/changes                           200     ......  ...   .z.    -
GET  /nodes/{AGUA_ZARCA}/changes/{MOVE}                    200     ......  ...   .z.    -
POST /nodes/{AGUA_ZARCA}/changes/{MOVE}                    422     ......  ...   .z.    to=&day=
GET  /nodes/{ZONE}/levels                                  200     ......  ...   .z.    -
POST /nodes/{ZONE}/levels                                  422     ......  ...   .z.    preset=
GET  /nodes/{ZONE}/new                                     200     ......  ...   .z.    -
POST /nodes/{ZONE}/new                                     422     ......  ...   .z.    id={FRESH}&level=school&name=
GET  /nodes/{AGUA_ZARCA}/classroom                         200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/classroom                         422     ....be  ...   ...    minutes=
POST /nodes/{AGUA_ZARCA}/classroom/end                     303     ....be  ...   ...    -

# Topics are common property. Whoever masters one, or answers for the place where it was written, improves it.
GET  /topics/new                                           200     cltfbe  nji   kzo    -
POST /topics/new                                           422     cltfbe  nji   kzo    id={FRESH}&title=
GET  /topics/{PI}/edit                                     200     .....e  n..   .z.    -
POST /topics/{PI}/edit                                     422     .....e  n..   .z.    id={PI}&seen=1&title=
POST /topics/{ARCH}/withdrawal                               303     .....e  ...   .z.    -
POST /topics/{PI}/restoration                              303     .....e  ...   .z.    -
POST /topics/{PI}/versions/{FIRST}/withdrawal              422     .....e  ...   .z.    -
POST /topics/{PI}/versions/{FIRST}/restoration             303     .....e  ...   .z.    -
GET  /topics/{PI}/ties                                     200     *                    -
POST /topics/{PI}/ties                                     422     .....e  n..   .z.    id={FRESH}&kind=&other=
POST /topics/{ARCH}/ties/{TIE}/end                         303     .....e  ...   .z.    -
POST /topics/{PI}/adoption                                 303     ....be  .j.   .z.    -
POST /topics/{PI}/adoption/end                             303     ....be  .j.   .z.    -
POST /topics/{PI}/interest                                 303     c...be  ...   ...    id={FRESH}&learner={LUIS}
GET  /interests                                            200     cltfbe  nji   kzo    -
POST /interests/{INTEREST}/up                              303     c...be  ...   ...    past={FRESH}
POST /interests/{INTEREST}/end                             303     c...be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/catalog                           200     cltfbe  ...   kzo    -
GET  /nodes/{AGUA_ZARCA}/poster                            200     cltfbe  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/interests                         200     cltfbe  ...   kzo    -
GET  /people/{MARICRUZ}/catalog                            200     cltfbe  ...   ...    -
GET  /people/{MATEO}/masteries                             200     .....e  ...   ...    -
POST /people/{MATEO}/masteries                             422     .....e  ...   ...    id={FRESH}&topic=
GET  /nodes/{AGUA_ZARCA}/vouching                          200     .....e  ...   kzo    -
POST /masteries/{MARICRUZ_ARCH}/offer                      422     ..t.be  ...   ...    id={FRESH}&capacity=
POST /masteries/{MARICRUZ_ARCH}/withdrawal                 303     ....be  ...   ...    -
POST /masteries/{MARICRUZ_ARCH}/restoration                303     ....be  ...   ...    -
POST /offers/{MARICRUZ_OFFERS_ARCH}                        422     ..t.be  ...   ...    capacity=&state=open

# A tutorial is its learner's, its tutor's and their teachers'.
POST /tutorials                                            303     c...be  ...   ...    id={FRESH}&learner={LUIS}&offer={ELVIA_OFFERS_PI}
GET  /tutorials/new?learner={LUIS}&offer={ELVIA_OFFERS_PI} 200     c...be  ...   ...    -
GET  /tutorials/{OPEN}                                     200     .lt.be  ...   ...    -
POST /tutorials/{PROPOSED}/agreement                       303     .lt.be  ...   ...    -
POST /tutorials/{PROPOSED}/refusal                         303     .lt.be  ...   ...    -
POST /tutorials/{OPEN}/entries                             422     .l..be  ...   ...    id={FRESH}&text=
GET  /entries/{ENTRY}                                      200     .l..be  ...   ...    -
POST /entries/{ENTRY}                                      422     .l..be  ...   ...    text=
GET  /tutorials/{OPEN}/files                               200     .l..be  ...   ...    -
POST /tutorials/{OPEN}/files                               400     .l..be  ...   ...    id=
GET  /files/{FILE_OF_XIMENA}                                 200     .lt.be  ...   ...    -
POST /files/{FILE_OF_XIMENA}/end                             303     .l..be  ...   ...    -
POST /entries/{ENTRY}/end                                  303     .l..be  ...   ...    -
POST /tutorials/{OPEN}/notes                               422     ..t...  ...   ...    id={FRESH}&note=
POST /notes/{NOTE}/end                                     303     ..t...  ...   ...    -
POST /tutorials/{OPEN}/rehearsal-request                   303     .lt.be  ...   ...    -
POST /tutorials/{OPEN}/rehearsal                           303     .lt.be  ...   ...    day=
GET  /tutorials/{OPEN}/stop                                200     .lt.be  ...   ...    -
POST /tutorials/{OPEN}/stop                                303     .lt.be  ...   ...    reason=
POST /tutorials/{OPEN}/rehearsal/withdrawal                303     .lt.be  ...   ...    noted=held
POST /tutorials/{OPEN}/resumption                          303     ....be  ...   ...    -
POST /tutorials/{OPEN}/beginning                           422     ....be  ...   ...    began=
POST /tutorials/{OPEN}/withdrawal                          303     ....be  ...   ...    -
GET  /tutorials/{OPEN}/demonstration                       200     .lt.be  ...   ...    -
POST /tutorials/{OPEN}/demonstration                       422     .lt.be  ...   ...    id={FRESH}&day=

# The record is never the learner's alone. Where and when children will meet is the school's and the invited ones' to know.
GET  /tutorials/{OPEN}/record                              200     ..t.be  ...   ...    -
POST /tutorials/{OPEN}/record                              422     ..t.be  ...   ...    id={FRESH}&day=&outcome=
GET  /demonstrations/{PLANNED}                             200     cltfbe  ..i   ...    -
POST /demonstrations/{PLANNED}/cancellation                303     .lt.be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/demonstrations                    200     cltfbe  ...   ...    -
GET  /demonstrations/{HELD}/edit                           200     ....be  ...   ...    -
POST /demonstrations/{HELD}/edit                           422     ....be  ...   ...    day=&outcome=
POST /demonstrations/{HELD}/withdrawal                     303     ....be  ...   ...    -
GET  /people/{LUIS}/demonstration                          200     ....be  ...   ...    -
POST /people/{LUIS}/demonstration                          422     ....be  ...   ...    id={FRESH}&day=&outcome=
GET  /nodes/{AGUA_ZARCA}/paper                             200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/paper                             422     ....be  ...   ...    id-1={FRESH}&tutorial-1={FRESH}&day-1=
GET  /nodes/{AGUA_ZARCA}/paper/alone                       200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/paper/tutorials                   200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/paper/tutorials                   422     ....be  ...   ...    id={FRESH}&began=
GET  /nodes/{AGUA_ZARCA}/sheets/process                    200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/sheets/demonstration              200     ....be  ...   ...    -
GET  /tutorials/{OPEN}/sheets/process                      200     ....be  ...   ...    -
GET  /tutorials/{OPEN}/sheets/demonstration                200     ....be  ...   ...    -

# Visits are the school's to know, and whoever comes knows of her own.
GET  /nodes/{AGUA_ZARCA}/visits                            200     cltfbe  ...   k..    -
GET  /nodes/{AGUA_ZARCA}/visits/new                        200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/visits/new                        422     ....be  ...   ...    id={FRESH}&day=
GET  /visits/{VISIT}/edit                                  200     ....be  ...   ...    -
POST /visits/{VISIT}/edit                                  422     ....be  ...   ...    day=
POST /visits/{VISIT}/acceptance                            303     ......  ...   k..    -
POST /visits/{VISIT}/end                                   303     ....be  ...   ...    -

# What somebody says is wrong is read by whom she chose; the board by those who teach there.
GET  /nodes/{AGUA_ZARCA}/concerns                          200     .....e  ...   ...    -
POST /concerns/{CONCERN}/answer                            303     .....e  ...   ...    node={AGUA_ZARCA}
GET  /nodes/{AGUA_ZARCA}/board                             200     ....be  ...   ...    -
GET  /nodes/{AGUA_ZARCA}/suggestions                       200     ....be  ...   ...    -
POST /nodes/{AGUA_ZARCA}/suggestions                       422     ....be  ...   ...    id={FRESH}&way=propose

# Keys are for adults, and each is its owner's. A calendar is everybody's own. Feeds tell what the public home tells.
GET  /tokens                                               200     ...fbe  .ji   kzo    -
POST /tokens                                               422     ...fbe  .ji   kzo    id={FRESH}&name=
POST /tokens/{TOKEN}/end                                   303     .....e  ...   ...    -
GET  /calendar                                             200     cltfbe  nji   kzo    -
POST /calendar                                             200     cltfbe  nji   kzo    -
POST /calendar/end                                         303     cltfbe  nji   kzo    -
GET  /calendar/{CALENDAR}                                  200     *                    -
GET  /demonstrations.atom                                  200     *                    -
GET  /nodes/{AGUA_ZARCA}/demonstrations.atom               200     *                    -
GET  /api                                                  200     *                    -
GET  /api/v1/openapi.json                                  200     *                    -

# Programs show a key. A session is nothing there: whoever comes with one is a stranger (see `api/`).
GET  /api/v1/places                                        401     *                    -
POST /api/v1/places                                        401     *                    -
GET  /api/v1/places/{FRESH}                                401     *                    -
POST /api/v1/places/{FRESH}/name                           401     *                    -
GET  /api/v1/people                                        401     *                    -
POST /api/v1/people                                        401     *                    -
GET  /api/v1/people/{FRESH}                                401     *                    -
GET  /api/v1/topics                                        401     *                    -
POST /api/v1/topics                                        401     *                    -
GET  /api/v1/topics/{FRESH}                                401     *                    -
POST /api/v1/topics/{FRESH}/versions                       401     *                    -
GET  /api/v1/offers                                        401     *                    -
POST /api/v1/offers                                        401     *                    -
GET  /api/v1/offers/{FRESH}                                401     *                    -
POST /api/v1/offers/{FRESH}                                401     *                    -
GET  /api/v1/interests                                     401     *                    -
POST /api/v1/interests                                     401     *                    -
GET  /api/v1/interests/{FRESH}                             401     *                    -
POST /api/v1/interests/{FRESH}/end                         401     *                    -
GET  /api/v1/tutorials                                     401     *                    -
POST /api/v1/tutorials                                     401     *                    -
GET  /api/v1/tutorials/{FRESH}                             401     *                    -
POST /api/v1/tutorials/{FRESH}/agreement                   401     *                    -
POST /api/v1/tutorials/{FRESH}/refusal                     401     *                    -
POST /api/v1/tutorials/{FRESH}/rehearsal                   401     *                    -
POST /api/v1/tutorials/{FRESH}/stop                        401     *                    -
GET  /api/v1/tutorials/{FRESH}/entries                     401     *                    -
POST /api/v1/tutorials/{FRESH}/entries                     401     *                    -
GET  /api/v1/entries/{FRESH}                               401     *                    -
POST /api/v1/tutorials/{FRESH}/demonstration               401     *                    -
POST /api/v1/tutorials/{FRESH}/record                      401     *                    -
GET  /api/v1/demonstrations                                401     *                    -
GET  /api/v1/demonstrations/{FRESH}                        401     *                    -
POST /api/v1/demonstrations/{FRESH}/cancellation           401     *                    -
GET  /api/v1/masteries                                     401     *                    -
POST /api/v1/masteries                                     401     *                    -
GET  /api/v1/masteries/{FRESH}                             401     *                    -
POST /api/v1/masteries/{FRESH}/withdrawal                  401     *                    -
POST /api/v1/masteries/{FRESH}/restoration                 401     *                    -
";

/// A row, read.
#[derive(Debug)]
pub struct Row {
    pub method: &'static str,
    /// The path with names in braces.
    pub path: &'static str,
    /// What whoever is let through is answered; `None` where she is led to the door to sign in.
    pub answer: Option<u16>,
    /// The letters of those who are let through; `None` where everybody is.
    pub callers: Option<String>,
    /// The form with names in braces; `None` where it has no fields.
    pub form: Option<&'static str>,
}

impl Row {
    /// All of them.
    pub fn all() -> Vec<Row> {
        TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(Row::read).collect()
    }

    fn read(line: &'static str) -> Row {
        let words: Vec<&str> = line.split_whitespace().collect();
        let callers = (words[3] != "*").then(|| words[3..6].concat());
        let form = line[FORM..].trim();
        Row { method: words[0], path: words[1], answer: words[2].parse().ok(), callers, form: (form != "-").then_some(form) }
    }

    /// The route that it is about: without a query, whatever its parts are called.
    pub fn route(&self) -> (String, String) {
        (self.method.to_lowercase(), unnamed(self.path))
    }

    /// Whether a caller is let through. Nobody's letter is a space.
    pub fn admits(&self, letter: char) -> bool {
        self.callers.as_ref().is_none_or(|callers| callers.contains(letter))
    }

    /// Whether a caller who is let through changes something.
    pub fn changes(&self) -> bool {
        self.method == "POST" && self.answer.is_none_or(|answer| answer < 400)
    }

    /// Whether it is answered to programs only: whoever comes with a session is a stranger there.
    pub fn for_programs(&self) -> bool {
        self.answer == Some(401)
    }

    /// Whether a part of its path is a secret that somebody was given, for which another is no other thing but a wrong one.
    pub fn by_secret(&self) -> bool {
        ["{CODE}", "{INVITATION}", "{HASH}", "{CALENDAR}"].iter().any(|secret| self.path.contains(secret))
    }
}

/// Where the forms stand in a row.
const FORM: usize = 88;

/// A path without a query and without the names of its parts.
pub fn unnamed(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}
