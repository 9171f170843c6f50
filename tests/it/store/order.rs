//! People and places are listed in the order of their bytes on both engines, whatever language the server is set to.

use std::cell::RefCell;

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::Error;
use relevo::store::queries::{nodes, people};

use super::on_both_engines;
use super::story::day;

fn id<Of>(number: usize) -> Id<Of> {
    Id::from_bytes([u8::try_from(number).expect("few") + 1; 16])
}

#[test]
fn people_and_places_are_listed_alike_on_both_engines() {
    // A language's own order passes over what stands between words, and mixes small letters with capitals.
    let names = ["Anabel", "Ana Zoé", "Ana B", "Ñandú", "Nube", "Zoé"];
    let groups = ["B", "a", "A 2", "A1", "ñ", "b"];
    let found = RefCell::new(Vec::new());
    on_both_engines(|place| {
        let db = place.open();
        let (since, zone) = (day("2025-08-25"), id::<Node>(100));
        db.write_now(move |tx| {
            let place = |node, level, name: &str, parent| NodeFounded {
                node,
                level,
                name: name.to_owned(),
                parent,
                since,
                cct: None,
                shift: None,
                time_zone: None,
                latitude: None,
                longitude: None,
            };
            tx.record(place(zone, Level::Zone, "Zona", None))?;
            for (number, name) in names.into_iter().enumerate() {
                tx.record(place(id(number), Level::School, name, Some(zone)))?;
                let (node, position, minor, voucher) = (id(0), Position::Student, true, None);
                // Half of them by their names, in one group; and half by their groups.
                for (half, group) in [(10, "A"), (30, groups[number])] {
                    let person = id(half + number);
                    tx.record(PersonJoined { person, node, position, minor, since, voucher })?;
                    let (name, group) = (format!("{name} {half}"), Some(group.to_owned()));
                    tx.record(PersonNamed { person, name, grade: Some(2), group, language: None })?;
                }
            }
            Ok::<_, Error>(())
        })
        .expect("a school");
        let lists = db
            .read_now(move |conn| {
                let members = people::members(conn, id(0))?.into_iter().map(|member| (member.name, member.class)).collect::<Vec<_>>();
                let schools = nodes::children(conn, zone)?.into_iter().map(|row| row.name).collect::<Vec<_>>();
                Ok::<_, Error>((members, schools))
            })
            .expect("lists");
        assert_eq!(lists.1, ["Ana B", "Ana Zoé", "Anabel", "Ñandú", "Nube", "Zoé"]);
        found.borrow_mut().push(lists);
        db.close();
    });
    let found = found.into_inner();
    assert!(found.iter().all(|lists| *lists == found[0]), "{found:?}");
}
