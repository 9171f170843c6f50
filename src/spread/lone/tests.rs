//! Who teaches alone is counted among enough others, or not at all, whatever counts are added up or subtracted.

use proptest::prelude::*;

use super::*;

const LEAST: usize = 3;

fn place(id: u16, parent: u16, teachers: i64) -> Place<u16> {
    Place { id, parent, teachers, school: true, settled: true }
}

fn zone(id: u16) -> Place<u16> {
    Place { school: false, ..place(id, 0, 0) }
}

fn told(places: &[Place<u16>]) -> Vec<(u16, Vec<u16>)> {
    left_out(0, places, LEAST).into_iter().map(|(id, schools)| (id, schools.into_iter().collect())).collect()
}

#[test]
fn who_teaches_alone_is_left_out_until_there_are_enough() {
    let two = [zone(1), zone(2), place(10, 1, 2), place(11, 1, 3), place(20, 2, 2), place(21, 2, 2)];
    assert_eq!(told(&two), [], "where two teach everywhere, everything is counted");

    // One, and the neighbour without which hers could be worked out.
    let mut one = two;
    one[2].teachers = 1;
    assert_eq!(told(&one), [(0, vec![10, 11]), (1, vec![10, 11])]);

    // Two in one zone and one in the other, with her neighbour, are a group of the state, not of the zones.
    let mut three = one;
    (three[3].teachers, three[5].teachers) = (1, 1);
    assert_eq!(told(&three), [(1, vec![10, 11]), (2, vec![20, 21])]);
    // Those of a group of a zone are not in another; one who is left over waits above, too.
    let many = [zone(1), zone(2), place(10, 1, 1), place(11, 1, 1), place(12, 1, 1), place(20, 2, 1), place(21, 2, 1)];
    assert_eq!(told(&many), [(0, vec![20, 21]), (2, vec![20, 21])]);
}

#[test]
fn a_school_where_nobody_teaches_makes_no_group_and_one_that_came_joins_none() {
    let nobody = [place(10, 0, 0), place(11, 0, 0), place(12, 0, 0), place(13, 0, 1), place(14, 0, 1)];
    assert_eq!(told(&nobody), [(0, vec![10, 11, 12, 13, 14])]);
    let mut group = [place(10, 0, 1), place(11, 0, 1), place(12, 0, 1), place(13, 0, 1)];
    assert_eq!(told(&group), []);
    group[3].settled = false;
    assert_eq!(told(&group), [(0, vec![13])]);
    group[2].settled = false;
    assert_eq!(told(&group), [(0, vec![10, 11, 12, 13])]);
    // What closed long ago is not counted; the figures of the smallest of its neighbours are kept back with its own.
    let closed = [Place { school: false, ..place(10, 0, 0) }, place(11, 0, 2), place(12, 0, 4)];
    assert_eq!(told(&closed), [(0, vec![11])]);
}

#[test]
fn what_leads_round_ends() {
    assert_eq!(told(&[place(1, 2, 1), place(2, 1, 1), place(3, 0, 2), place(0, 3, 2)]), []);
}

/// Trees of three levels above schools, with zones that hold few and many.
fn tree() -> impl Strategy<Value = Vec<Place<u16>>> {
    let middle = prop::collection::vec((any::<bool>(), 0..3_i64), 4);
    let zones = prop::collection::vec((0..4_u16, prop::bool::weighted(0.9)), 8);
    let school =
        (0..8_u16, prop_oneof![1 => Just(0_i64), 5 => Just(1_i64), 3 => 2..5_i64], prop::bool::weighted(0.9), prop::bool::weighted(0.9));
    (middle, zones, prop::collection::vec(school, 0..60)).prop_map(|(middle, zones, schools)| {
        let middle = (1..).zip(middle).map(|(id, (settled, teachers))| Place { id, parent: 0, teachers, school: false, settled });
        let zones = (11..).zip(zones).map(|(id, (parent, settled))| Place { id, parent: 1 + parent, teachers: 0, school: false, settled });
        let schools = (100..).zip(schools).map(|(id, (parent, teachers, school, settled))| Place {
            id,
            parent: 11 + parent,
            teachers,
            school,
            settled,
        });
        middle.chain(zones).chain(schools).collect()
    })
}

proptest! {
    /// Every count adds up some schools. Two that are always counted together stay together in whatever is worked out of counts: so each such
    /// company is large enough, or its schools are counted nowhere.
    #[test]
    fn nothing_can_be_worked_out_of_fewer(places in tree()) {
        let parent = |id: u16| places.iter().find(|place| place.id == id).map(|place| place.parent);
        let above = |id: u16| -> Vec<u16> { std::iter::successors(parent(id), |id| parent(*id)).collect() };
        // Kept back: asked of each place, with all that teach at and under it.
        let teach = |id: u16| places.iter().filter(|place| place.id == id || above(place.id).contains(&id)).map(|place| place.teachers).sum::<i64>();
        let own = |id: u16| {
            let near: Vec<(u16, i64)> = places.iter().filter(|place| Some(place.parent) == parent(id)).map(|place| (place.id, teach(place.id))).collect();
            personal(&near).contains(&id)
        };
        let kept = |id: u16| std::iter::once(id).chain(above(id)).filter(|id| *id != 0).any(own);
        let left = left_out(0, &places, LEAST);
        let mut companies: BTreeMap<Vec<u16>, Vec<&Place<u16>>> = BTreeMap::new();
        for school in places.iter().filter(|place| place.school) {
            let out: Vec<u16> = above(school.id).into_iter().filter(|at| left.get(at).is_some_and(|left| left.contains(&school.id))).collect();
            if kept(school.id) {
                let counted = above(school.id).into_iter().filter(|at| !out.contains(at)).collect();
                companies.entry(counted).or_default().push(school);
            } else {
                prop_assert!(out.is_empty(), "{school:?} is anybody's to know");
            }
        }
        for (counted, company) in companies {
            let alone = company.iter().filter(|school| school.teachers == 1).count();
            prop_assert!(counted.is_empty() || alone >= LEAST, "{company:?} at {counted:?}");
        }
        // And no more is left out than has to be: enough of them that may come into a group are one.
        for (at, schools) in left {
            let settled = |id: u16| std::iter::successors(Some(id), |id| parent(*id)).take_while(|id| *id != at).all(|id| places.iter().any(|place| place.id == id && place.settled));
            let waiting = schools.iter().filter(|id| settled(**id) && places.iter().any(|place| place.id == **id && place.teachers == 1));
            prop_assert!(waiting.count() < LEAST, "at {at}");
        }
    }
}
