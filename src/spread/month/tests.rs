//! A small year told by hand, and properties against counting day by day.

use proptest::prelude::*;

use super::*;

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn tutorial(school: u32, agreed: NaiveDate, ended: Option<NaiveDate>, tutor_promoted: bool) -> TutorialRow<u32> {
    TutorialRow { school, learner: 1, tutor: 2, topic: 7, agreed, ended, tutor_promoted }
}

#[test]
fn a_tutorial_counts_in_each_month_that_it_touches() {
    let cases = [
        (on(1, 31), Some(on(3, 1)), [true, true, true, false]),
        (on(2, 1), Some(on(2, 28)), [false, true, false, false]),
        (on(3, 31), None, [false, false, true, true]),
        (on(3, 5), Some(on(2, 5)), [false, false, false, false]),
    ];
    for (agreed, ended, months) in cases {
        let met = [1, 2, 3, 4].map(|m| Period::month(on(m, 15)).meets(&tutorial(1, agreed, ended, false)));
        assert_eq!(met, months, "{agreed} {ended:?}");
    }
}

#[test]
fn a_small_year() {
    let tutorials = [
        tutorial(1, on(1, 10), Some(on(2, 20)), false),
        tutorial(2, on(2, 3), None, true),
        TutorialRow { topic: 8, ..tutorial(1, on(3, 3), None, true) },
    ];
    let demonstrations = [
        DemonstrationRow { school: 1, topic: 7, day: on(2, 20), ready: true, learner: 1 },
        DemonstrationRow { school: 3, topic: 9, day: on(2, 28), ready: false, learner: 5 },
    ];
    let mastery = |person, day, via_demonstration| MasteryRow { person, school: 1, topic: 7, day, via_demonstration };
    let masteries = [mastery(1, on(2, 20), true), mastery(1, on(3, 9), true), mastery(2, on(1, 1), false)];
    let rows = Rows { tutorials: &tutorials, demonstrations: &demonstrations, masteries: &masteries };
    let told: Vec<_> = rows
        .months(on(1, 17), 3)
        .into_iter()
        .map(|m| {
            let schools = (m.active_schools, m.practising_schools, m.schools_with_promoted_tutor);
            (schools, m.tutorials_begun, (m.demonstrations, m.ready), (m.promotions, m.new_tutors), m.topics_alive)
        })
        .collect();
    assert_eq!(told, [((1, 0, 0), 1, (0, 0), (0, 0), 1), ((2, 2, 1), 1, (2, 1), (1, 1), 2), ((2, 0, 2), 1, (0, 0), (1, 0), 2),]);
    let alive = rows.topics_alive(Period::month(on(2, 1)));
    assert_eq!(alive, [Alive { topic: 7, schools: 2 }, Alive { topic: 9, schools: 1 }]);
}

#[test]
fn nothing_gives_months_of_zeros() {
    let none = Rows::<u32> { tutorials: &[], demonstrations: &[], masteries: &[] };
    let months = none.months(on(11, 30), 3);
    assert_eq!(months.iter().map(|m| (m.first.year(), m.first.month())).collect::<Vec<_>>(), [(2026, 11), (2026, 12), (2027, 1)]);
    assert!(months.iter().all(|m| m.active_schools + m.demonstrations + m.new_tutors == 0));
}

proptest! {
    #[test]
    fn counting_day_by_day_gives_the_same(
        raw in prop::collection::vec((0..4u32, 0..300u64, prop::option::of(0..90u64), any::<bool>()), 0..25),
        given in prop::collection::vec((0..6u32, 0..300u64, any::<bool>()), 0..25),
    ) {
        let start = on(1, 1);
        let tutorials: Vec<_> = raw.iter().map(|&(school, from, long, promoted)| {
            let agreed = start + Days::new(from);
            tutorial(school, agreed, long.map(|long| agreed + Days::new(long)), promoted)
        }).collect();
        let masteries: Vec<_> = given.iter().map(|&(person, at, via_demonstration)| MasteryRow {
            person, school: 1, topic: 1, day: start + Days::new(at), via_demonstration,
        }).collect();
        let rows = Rows { tutorials: &tutorials, demonstrations: &[], masteries: &masteries };
        let months = rows.months(start, 12);
        for month in &months {
            let days: Vec<_> = month.first.iter_days().take_while(|day| day.month() == month.first.month()).collect();
            let open = |row: &TutorialRow<u32>| days.iter().any(|&day| row.agreed <= day && row.ended.is_none_or(|end| day <= end));
            let active: BTreeSet<_> = tutorials.iter().filter(|row| open(row)).map(|row| row.school).collect();
            prop_assert_eq!(month.active_schools as usize, active.len());
        }
        prop_assert_eq!(months.iter().map(|m| m.tutorials_begun as usize).sum::<usize>(), tutorials.len());
        let tutors: BTreeSet<_> = masteries.iter().filter(|row| row.via_demonstration).map(|row| row.person).collect();
        prop_assert_eq!(months.iter().map(|m| m.new_tutors as usize).sum::<usize>(), tutors.len());
    }
}
