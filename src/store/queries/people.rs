//! People, where they belong, and who is kept apart from whom.

use std::collections::{HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::rules::{self, Standing};
use crate::domain::words::{Level, Position};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{AgeRow, BlockRow, MembershipRow, PersonNameRow, PersonRow, StewardRow};
use crate::store::schema::{ages, blocks, memberships, node_ancestors, nodes, people, person_names, stewards};

/// A person who has not been erased. Of an entry that was merged into another nothing is left: see [`goes_on_in`].
pub fn by_id(conn: &mut Conn, id: PersonId) -> Result<Option<PersonRow>, Error> {
    let here = people::erased.eq(false).and(people::merged_into.is_null());
    Ok(people::table.find(id).filter(here).get_result(conn).optional()?)
}

/// Whether an id is anybody's, or was of somebody who has been erased.
pub fn is_taken(conn: &mut Conn, id: PersonId) -> Result<bool, Error> {
    Ok(diesel::select(exists(people::table.find(id))).get_result(conn)?)
}

/// The entry in which somebody goes on who had been entered twice.
pub fn goes_on_in(conn: &mut Conn, id: PersonId) -> Result<Option<PersonId>, Error> {
    let merged = people::table.find(id).filter(people::erased.eq(false));
    Ok(merged.select(people::merged_into).get_result::<Option<PersonId>>(conn).optional()?.flatten())
}

/// The entries that were merged into this one.
pub fn other_entries(conn: &mut Conn, id: PersonId) -> Result<Vec<PersonId>, Error> {
    Ok(people::table.filter(people::merged_into.eq(id)).order(people::id).select(people::id).load(conn)?)
}

/// What her school calls her.
pub fn name(conn: &mut Conn, id: PersonId) -> Result<Option<PersonNameRow>, Error> {
    Ok(person_names::table.find(id).get_result(conn).optional()?)
}

/// Display names of several people. Who was erased has none.
pub fn names(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, Error> {
    let mut names = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        names.extend(
            person_names::table.filter(person_names::person.eq_any(chunk)).select((person_names::person, person_names::name)).load::<(
                PersonId,
                String,
            )>(
                conn
            )?,
        );
    }
    Ok(names)
}

/// Where she belongs today, schools first, oldest first.
pub fn belongs(conn: &mut Conn, id: PersonId) -> Result<Vec<MembershipRow>, Error> {
    let mut rows: Vec<(MembershipRow, Level)> = memberships::table
        .inner_join(nodes::table.on(nodes::id.eq(memberships::node)))
        .filter(memberships::person.eq(id).and(memberships::until.is_null()))
        .order((memberships::since, memberships::node))
        .select((memberships::all_columns, nodes::level))
        .load(conn)?;
    rows.sort_by_key(|(_, level)| *level != Level::School);
    Ok(rows.into_iter().map(|(row, _)| row).collect())
}

/// Where she belongs today; for somebody who has left, where she belonged last.
pub fn belongs_or_belonged(conn: &mut Conn, id: PersonId) -> Result<Vec<MembershipRow>, Error> {
    let now = belongs(conn, id)?;
    if !now.is_empty() {
        return Ok(now);
    }
    let mut past: Vec<MembershipRow> =
        memberships::table.filter(memberships::person.eq(id)).order((memberships::until.desc(), memberships::node)).load(conn)?;
    past.truncate(1);
    Ok(past)
}

/// Her last membership of a node to which she no longer belongs. Of who goes to another place now there is none here: a child has one school,
/// and an adult who began elsewhere when she left, or since, is that place's to name and to let in.
pub fn left(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<Option<MembershipRow>, Error> {
    let child = by_id(conn, person)?.is_some_and(|row| row.minor);
    let now = belongs(conn, person)?;
    if now.iter().any(|row| row.node == node) || (child && !now.is_empty()) {
        return Ok(None);
    }
    let last: Option<MembershipRow> = memberships::table
        .filter(memberships::person.eq(person).and(memberships::node.eq(node)))
        .order((memberships::until.desc(), memberships::since.desc(), memberships::position))
        .get_result(conn)
        .optional()?;
    Ok(last.filter(|last| last.until.is_some_and(|until| now.iter().all(|row| row.since < until))))
}

/// Who has left a node since a day and has not come back, by name, wherever she is now.
pub fn left_since(conn: &mut Conn, node: NodeId, since: Day) -> Result<Vec<(PersonId, String)>, Error> {
    Ok(departures(conn, node, since)?.into_iter().map(|one| (one.person, one.name)).collect())
}

/// Who has left a node since a day and has not come back, by name. Who goes to another place now is that one's to name: see [`left`].
pub fn gone(conn: &mut Conn, node: NodeId, since: Day) -> Result<Vec<(PersonId, String)>, Error> {
    let mut gone = departures(conn, node, since)?;
    let ids: Vec<PersonId> = gone.iter().map(|one| one.person).collect();
    let mut elsewhere: HashMap<PersonId, Vec<(Day, bool)>> = HashMap::new();
    for chunk in ids.chunks(500) {
        let of_others = memberships::table
            .inner_join(people::table.on(people::id.eq(memberships::person)))
            .filter(memberships::person.eq_any(chunk).and(memberships::until.is_null()))
            .select((memberships::person, memberships::since, people::minor));
        for (person, since, minor) in of_others.load::<(PersonId, Day, bool)>(conn)? {
            elsewhere.entry(person).or_default().push((since, minor));
        }
    }
    gone.retain(|one| {
        let others = elsewhere.get(&one.person).map_or(&[][..], Vec::as_slice);
        !others.iter().any(|(since, minor)| *minor || one.until.is_none_or(|until| *since >= until))
    });
    Ok(gone.into_iter().map(|one| (one.person, one.name)).collect())
}

/// Somebody's last leaving of a node.
#[derive(Queryable)]
struct Departure {
    person: PersonId,
    search: String,
    name: String,
    until: Option<Day>,
}

fn departures(conn: &mut Conn, node: NodeId, since: Day) -> Result<Vec<Departure>, Error> {
    let here: Vec<PersonId> =
        memberships::table.filter(memberships::node.eq(node).and(memberships::until.is_null())).select(memberships::person).load(conn)?;
    let here: HashSet<PersonId> = here.into_iter().collect();
    let mut gone: Vec<Departure> = memberships::table
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(node).and(memberships::until.ge(since)))
        .order((memberships::person, memberships::until.desc()))
        .select((memberships::person, person_names::search, person_names::name, memberships::until))
        .load(conn)?;
    // Of who has left twice, the last time counts.
    gone.dedup_by_key(|one| one.person);
    gone.retain(|one| !here.contains(&one.person));
    gone.sort_by(|one, other| (&one.search, one.person).cmp(&(&other.search, other.person)));
    Ok(gone)
}

/// The node where she is at home: her school, or what she belongs to.
pub fn home(conn: &mut Conn, id: PersonId) -> Result<Option<NodeId>, Error> {
    Ok(belongs(conn, id)?.first().map(|row| row.node))
}

/// What safety needs to know of her; nothing of one who is not there or was erased.
pub fn standing(conn: &mut Conn, id: PersonId) -> Result<Option<Standing>, Error> {
    Ok(standings(conn, &[id])?.remove(&id))
}

/// What safety needs to know of several people, with as many statements as for one.
pub fn standings(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, Standing>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let there = people::table.filter(people::id.eq_any(chunk).and(people::erased.eq(false)));
        let there: Vec<(PersonId, bool)> = there.select((people::id, people::minor)).load(conn)?;
        let current = memberships::table.filter(memberships::person.eq_any(chunk).and(memberships::until.is_null()));
        let current: Vec<MembershipRow> = current.order((memberships::since, memberships::node)).load(conn)?;
        // Whoever vouched has to be there still.
        let vouchers: Vec<PersonId> = current.iter().filter_map(|row| row.voucher).collect();
        let vouch = who_vouch(conn, &vouchers)?;
        found.extend(there.into_iter().map(|(person, minor)| (person, Standing { person, minor, belongs: Vec::new() })));
        for row in current {
            let vouched = row.voucher.is_some_and(|voucher| vouch.contains(&(voucher, row.node)));
            if let Some(standing) = found.get_mut(&row.person) {
                standing.belongs.push((row.node, row.position, vouched));
            }
        }
    }
    Ok(found)
}

/// The adults among some people who have not been erased.
pub fn adults_of(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<PersonId>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let adults = people::table.filter(people::id.eq_any(chunk).and(people::minor.eq(false)).and(people::erased.eq(false)));
        found.extend(adults.select(people::id).load::<PersonId>(conn)?);
    }
    Ok(found)
}

/// Which of some people may vouch for others, and where: adults who hold an office of the place, or are its stewards and belong to it.
pub fn who_vouch(conn: &mut Conn, ids: &[PersonId]) -> Result<HashSet<(PersonId, NodeId)>, Error> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let answering = stewards::table.filter(stewards::person.eq_any(ids)).select((stewards::person, stewards::node));
    let answering: HashSet<(PersonId, NodeId)> = answering.load(conn)?.into_iter().collect();
    let adults: Vec<(PersonId, NodeId, Position)> = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person)))
        .filter(memberships::person.eq_any(ids).and(memberships::until.is_null()))
        .filter(people::minor.eq(false).and(people::erased.eq(false)))
        .select((memberships::person, memberships::node, memberships::position))
        .load(conn)?;
    let fit = |(person, node, position): (PersonId, NodeId, Position)| {
        rules::may_vouch(position, answering.contains(&(person, node))).then_some((person, node))
    };
    Ok(adults.into_iter().filter_map(fit).collect())
}

/// Who belongs to a node because this person vouched for them there.
pub fn vouched_by(conn: &mut Conn, voucher: PersonId, node: NodeId) -> Result<Vec<PersonId>, Error> {
    Ok(memberships::table
        .filter(memberships::voucher.eq(voucher).and(memberships::node.eq(node)).and(memberships::until.is_null()))
        .order(memberships::person)
        .select(memberships::person)
        .load(conn)?)
}

/// What safety knew of her on a day that is past; nothing of one who is not there or was erased.
pub fn standing_on(conn: &mut Conn, id: PersonId, day: Day) -> Result<Option<Standing>, Error> {
    if by_id(conn, id)?.is_none() {
        return Ok(None);
    }
    let belonged: Vec<MembershipRow> = memberships::table.filter(memberships::person.eq(id)).order(memberships::since).load(conn)?;
    let minor: Vec<AgeRow> = ages::table.filter(ages::person.eq(id)).order(ages::since).load(conn)?;
    let belonged: Vec<_> = belonged.iter().map(Into::into).collect();
    let minor: Vec<_> = minor.iter().map(Into::into).collect();
    Ok(Some(Standing::on(id, day, &minor, &belonged)))
}

/// Whether a steward kept these two apart on a day, and does still.
pub fn blocked_on(conn: &mut Conn, one: PersonId, other: PersonId, day: Day) -> Result<bool, Error> {
    let pair = blocks::one.eq(one).and(blocks::other.eq(other)).or(blocks::one.eq(other).and(blocks::other.eq(one)));
    let found: i64 = blocks::table.filter(pair).filter(blocks::since.le(day)).count().get_result(conn)?;
    Ok(found > 0)
}

/// From whom some steward keeps her apart.
pub fn kept_from(conn: &mut Conn, id: PersonId) -> Result<HashSet<PersonId>, Error> {
    Ok(blocks_of(conn, id)?.into_iter().map(|row| if row.one == id { row.other } else { row.one }).collect())
}

/// Whether a steward keeps these two apart.
pub fn blocked(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<bool, Error> {
    let found = blocks::table
        .filter(blocks::one.eq(one).and(blocks::other.eq(other)).or(blocks::one.eq(other).and(blocks::other.eq(one))))
        .count()
        .get_result::<i64>(conn)?;
    Ok(found > 0)
}

/// Who vouches for her at a node, where she belongs to it.
pub fn voucher(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<Option<PersonId>, Error> {
    let hers = memberships::person.eq(person).and(memberships::node.eq(node)).and(memberships::until.is_null());
    Ok(memberships::table.filter(hers).select(memberships::voucher).get_result(conn).optional()?.flatten())
}

/// From whom she is kept apart.
pub fn blocks_of(conn: &mut Conn, id: PersonId) -> Result<Vec<BlockRow>, Error> {
    Ok(blocks::table.filter(blocks::one.eq(id).or(blocks::other.eq(id))).order(blocks::id).load(conn)?)
}

/// A pair that is kept apart.
pub fn block(conn: &mut Conn, id: crate::domain::id::BlockId) -> Result<Option<BlockRow>, Error> {
    Ok(blocks::table.find(id).get_result(conn).optional()?)
}

/// A current member of a node, as lists show her.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct MemberView {
    pub id: PersonId,
    pub name: String,
    pub position: Position,
    pub minor: bool,
    pub grade: Option<i32>,
    pub class: Option<String>,
}

/// The current members of a node: students by grade and group, then the others, each by name. What is not known comes last, said outright:
/// the two databases do not agree on where nothing stands among things.
pub fn members(conn: &mut Conn, node: NodeId) -> Result<Vec<MemberView>, Error> {
    Ok(memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person)))
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(node).and(memberships::until.is_null()).and(people::erased.eq(false)))
        .order((
            memberships::position.ne(Position::Student),
            person_names::grade.is_null(),
            person_names::grade,
            person_names::class.is_null(),
            person_names::class,
            person_names::search,
            people::id,
        ))
        .select((people::id, person_names::name, memberships::position, people::minor, person_names::grade, person_names::class))
        .load(conn)?)
}

/// The current members of a node, with the language in which each reads.
pub fn members_with_language(conn: &mut Conn, node: NodeId) -> Result<Vec<(MemberView, Option<String>)>, Error> {
    let members = members(conn, node)?;
    let cards = cards(conn, &members.iter().map(|member| member.id).collect::<Vec<_>>())?;
    let language = |member: &MemberView| cards.get(&member.id).and_then(|card| card.language.clone());
    Ok(members
        .into_iter()
        .map(|member| {
            let language = language(&member);
            (member, language)
        })
        .collect())
}

/// Who teaches at a node today.
pub fn teaching(conn: &mut Conn, node: NodeId) -> Result<HashSet<PersonId>, Error> {
    let here = memberships::node.eq(node).and(memberships::until.is_null());
    let teaching = memberships::table.filter(here).filter(memberships::position.eq_any([Position::Teacher, Position::Head]));
    Ok(teaching.select(memberships::person).load(conn)?.into_iter().collect())
}

/// Whether she teaches at a node today.
pub fn teaches(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<bool, Error> {
    let here = memberships::person.eq(person).and(memberships::node.eq(node)).and(memberships::until.is_null());
    let teaches = memberships::table.filter(here).filter(memberships::position.eq_any([Position::Teacher, Position::Head]));
    Ok(teaches.count().get_result::<i64>(conn)? > 0)
}

/// Whether she taught at a node on a day that is past.
pub fn taught_on(conn: &mut Conn, person: PersonId, node: NodeId, day: Day) -> Result<bool, Error> {
    let there = memberships::person.eq(person).and(memberships::node.eq(node)).and(memberships::since.le(day));
    let there = there.and(memberships::until.is_null().or(memberships::until.ge(day)));
    let taught = memberships::table.filter(there).filter(memberships::position.eq_any([Position::Teacher, Position::Head]));
    Ok(taught.count().get_result::<i64>(conn)? > 0)
}

/// Whether she belongs to a node today.
pub fn belongs_to(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<bool, Error> {
    let found = memberships::table
        .filter(memberships::person.eq(person).and(memberships::node.eq(node)).and(memberships::until.is_null()))
        .count()
        .get_result::<i64>(conn)?;
    Ok(found > 0)
}

/// Whether she belongs to a node today, or ever did.
pub fn was_ever_of(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<bool, Error> {
    let found = memberships::table.filter(memberships::person.eq(person).and(memberships::node.eq(node)));
    Ok(found.count().get_result::<i64>(conn)? > 0)
}

/// Whether a current member of a node other than this one has that name.
pub fn name_taken(conn: &mut Conn, node: NodeId, folded: &str, but: PersonId) -> Result<bool, Error> {
    let found = memberships::table
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(node).and(memberships::until.is_null()))
        .filter(person_names::search.eq(folded).and(person_names::person.ne(but)))
        .count()
        .get_result::<i64>(conn)?;
    Ok(found > 0)
}

/// Who may administer a node.
pub fn stewards_of(conn: &mut Conn, node: NodeId) -> Result<Vec<StewardRow>, Error> {
    Ok(stewards::table.filter(stewards::node.eq(node)).order(stewards::person).load(conn)?)
}

/// Whether any place under a node has a steward.
pub fn anybody_answers_under(conn: &mut Conn, node: NodeId) -> Result<bool, Error> {
    let under = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    Ok(diesel::select(exists(stewards::table.filter(stewards::node.eq_any(under)))).get_result(conn)?)
}

/// Everybody who may administer something, by place.
pub fn all_stewards(conn: &mut Conn) -> Result<Vec<StewardRow>, Error> {
    Ok(stewards::table.order((stewards::node, stewards::person)).load(conn)?)
}

/// The stewards of a node who can act: adults who have not been erased and belong somewhere today.
pub fn acting_stewards(conn: &mut Conn, node: NodeId) -> Result<Vec<PersonId>, Error> {
    Ok(stewards::table
        .inner_join(people::table.on(people::id.eq(stewards::person)))
        .filter(stewards::node.eq(node).and(people::erased.eq(false)).and(people::minor.eq(false)))
        .filter(exists(memberships::table.filter(memberships::person.eq(stewards::person).and(memberships::until.is_null()))))
        .order(stewards::person)
        .select(stewards::person)
        .load(conn)?)
}

/// Which nodes she may administer.
pub fn stewardships(conn: &mut Conn, person: PersonId) -> Result<Vec<NodeId>, Error> {
    Ok(stewards::table.filter(stewards::person.eq(person)).order(stewards::node).select(stewards::node).load(conn)?)
}

/// Where several people belong today.
pub fn homes(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<(PersonId, NodeId)>, Error> {
    let mut homes = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        homes.extend(
            memberships::table
                .filter(memberships::person.eq_any(chunk).and(memberships::until.is_null()))
                .order((memberships::person, memberships::node))
                .select((memberships::person, memberships::node))
                .load::<(PersonId, NodeId)>(conn)?,
        );
    }
    Ok(homes)
}

/// What the schools of several people call them, with grade and group.
pub fn cards(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, PersonNameRow>, Error> {
    let mut cards = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let rows: Vec<PersonNameRow> = person_names::table.filter(person_names::person.eq_any(chunk)).load(conn)?;
        cards.extend(rows.into_iter().map(|row| (row.person, row)));
    }
    Ok(cards)
}
