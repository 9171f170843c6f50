//! Each start of the program writes streams of its own; several programs may write to one database.

use diesel::prelude::*;
use relevo::domain::fact::{NodeFounded, PersonErased, PersonJoined, PersonNamed};
use relevo::domain::words::{Level, Position, Reach};
use relevo::store::journal::StreamRow;
use relevo::store::schema::streams;
use relevo::store::{Db, Error};

use super::story::day;
use super::{Place, on_both_engines};

/// Writes a line in each of the three streams.
fn write(db: &Db) {
    db.write_now(|tx| {
        let (node, person, since) = (tx.new_id(), tx.new_id(), day("2026-09-01"));
        let name = "Escuela".to_owned();
        let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
        tx.record(NodeFounded { node, level: Level::School, name, parent: None, since, cct, shift, time_zone, latitude, longitude })?;
        tx.record(PersonJoined { person, node, position: Position::Teacher, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person, name: "Elvia".to_owned(), grade: None, group: None, language: None })?;
        tx.record(PersonErased { person }).map(drop)
    })
    .expect("written");
}

fn stored(place: &Place) -> Vec<StreamRow> {
    streams::table.order(streams::stream).load(&mut place.connect()).expect("streams")
}

#[test]
fn a_second_start_opens_streams_of_its_own_and_closes_the_first_ones() {
    on_both_engines(|place| {
        for _ in 0..2 {
            let db = place.open();
            write(&db);
            write(&db);
            db.close();
        }
        let streams = stored(place);
        let installations: std::collections::BTreeSet<_> = streams.iter().map(|stream| stream.origin).collect();
        assert_eq!(installations.len(), 1, "it is the same installation");
        let told: Vec<_> = streams.iter().map(|stream| (stream.reach, stream.head, stream.closed)).collect();
        assert_eq!(
            told,
            [
                (Reach::Network, 4, true),
                (Reach::Local, 2, true),
                (Reach::Erasure, 2, true),
                (Reach::Network, 4, false),
                (Reach::Local, 2, false),
                (Reach::Erasure, 2, false)
            ]
        );
        assert_ne!(streams[0].epoch, streams[3].epoch);
        place.assert_sound();
    });
}

#[test]
fn two_programs_that_take_turns_keep_their_streams_apart() {
    on_both_engines(|place| {
        let (one, other) = (place.open(), place.open());
        assert_eq!(one.installation(), other.installation());
        for _ in 0..3 {
            write(&one);
            write(&other);
        }
        assert_eq!(stored(place).len(), 6, "three streams each, however often they take turns");
        assert_eq!(stored(place).iter().filter(|stream| stream.closed).count(), 0, "both go on writing");
        place.assert_sound();
    });
}

#[test]
fn a_program_that_only_reads_opens_no_stream() {
    on_both_engines(|place| {
        let db = place.open();
        db.write_now(|_tx| Ok::<_, Error>(())).expect("nothing written");
        assert_eq!(stored(place).len(), 0);
        place.assert_sound();
    });
}
