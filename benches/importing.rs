//! What the README claims of imports, measured: `cargo bench --bench importing`.
//!
//! Ten thousand invented people on one list, read, compared with an empty school and written durably, and then compared again with
//! themselves: processor seconds of the whole process, the writer's thread included, beside an offline-first school platform in Python.

use std::fmt::Write as _;
use std::time::Instant;

use relevo::domain::fact::NodeFounded;
use relevo::domain::words::Level;
use relevo::exchange::bring_people;
use relevo::exchange::people::read_people;
use relevo::exchange::table::Table;
use relevo::store::{Address, Db, Error, Options};

const PEOPLE: usize = 10_000;

fn main() {
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("relevo-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let db = Db::open(Options::new(Address::File(folder.join("relevo.db")))).expect("the data open");
    let school = db
        .write_now(|tx| {
            let node = tx.new_id();
            tx.record(NodeFounded {
                node,
                level: Level::School,
                name: "Telesecundaria de la Medida".to_owned(),
                parent: None,
                since: "2026-08-31".parse().expect("a date"),
                cct: None,
                shift: None,
                time_zone: None,
                latitude: None,
                longitude: None,
            })?;
            Ok::<_, Error>(node)
        })
        .expect("a school");
    let list = list();

    println!("{:<58} {:>12} {:>14}", "figure", "measured", "limit or peer");
    let (began, used) = (Instant::now(), processor());
    let bring = |list: &str| {
        let file = read_people(&Table::read(list.as_bytes()).expect("a table")).expect("a list");
        let plan = db.read_now(|conn| bring_people::plan(conn, &file, school)).expect("a plan");
        bring_people::carry_out(&db, plan, school).expect("written")
    };
    assert_eq!(bring(&list), PEOPLE);
    let (wall, first) = (began.elapsed().as_secs_f64(), processor() - used);
    println!("{:<58} {first:>10.2} s {:>14}", "10,000 people brought in, processor time", "≤ 5 s; 692 s");
    println!("{:<58} {wall:>10.2} s", "the same by the clock, on disk");
    let used = processor();
    assert_eq!(bring(&list), 0);
    println!("{:<58} {:>10.2} s", "brought in again, nothing to change", processor() - used);
    db.close();
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// Names of four letters that are all different, with grade and group.
fn list() -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
    let mut list = "nombre;apellidos;grado;grupo\n".to_owned();
    for at in 0..PEOPLE {
        let name: String = [at / 17_576, at / 676, at / 26, at].map(letter).into_iter().collect();
        writeln!(list, "Ni{name};Arce;{};{}", at % 3 + 1, ["A", "B"][at % 2]).expect("memory");
    }
    list
}

/// Processor seconds that this process has used, as Linux counts them.
fn processor() -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}
