//! `relevo demo`: the demonstration network, created once, and who can sign in to it.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::config::Serving;
use super::demo::{self, cast::Cast};
use super::serve;
use crate::actions::Error;
use crate::actions::accounts::{self, invitations::NewAccount, pins::FreshPin};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::words::{Level, Position};
use crate::store::queries::{nodes, people};
use crate::store::{Address, Db, accounts as store_accounts, invented};

/// The demonstration.
#[derive(Debug, Args)]
pub struct Demo {
    /// Throw away what was done and begin again. Only in a data folder that holds a demonstration network, never with a database.
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    pub(super) serving: Serving,
}

/// The password of everybody who has one. It is printed: these people are invented.
const PASSWORD: &str = "cerro y maguey";
/// For how many minutes the classroom of the demonstration is held open from each start.
const CLASSROOM_MINUTES: i64 = 480;

/// Creates the network where there is none, says who can sign in, and serves it.
///
/// # Errors
/// The data cannot be written, or the address is taken.
pub fn run(demo: &Demo) -> anyhow::Result<()> {
    let mut serving = demo.serving.clone();
    if serving.data.database.is_none() && serving.data.data.as_path() == std::path::Path::new("data") {
        serving.data.data = PathBuf::from("data/demo");
    }
    if demo.fresh {
        anyhow::ensure!(serving.data.database.is_none(), "--fresh throws files away, never a database");
        forget(&serving.data.data)?;
    }
    let address = serving.data.address()?;
    let db = serve::open(&serving.data)?;
    let db = if db.read_now(nodes::any)? {
        // It would let children in and hold a classroom open: never among real people.
        anyhow::ensure!(db.read_now(invented::is_marked)?, "the data in {address:?} are no demonstration network: choose another --data");
        db
    } else {
        db.close();
        println!("Creating three years of an invented network …");
        let started = std::time::Instant::now();
        let cast = demo::create(address.clone(), demo::SEED, demo::today()).context("creating the network")?;
        let db = serve::open(&serving.data)?;
        let_in(&db, &cast)?;
        println!("… created in {:.1} s", started.elapsed().as_secs_f64());
        db
    };
    let doors = doors(&db)?;
    let folder = serving.data.data.clone();
    serve::run_with(&serving, db, |url| {
        match &serving.data.database {
            Some(_) => println!("The data are in {address:?}"),
            None => println!("The data are in {}", folder.display()),
        }
        println!("Relevo listens on {url}\n\nThese people can sign in:");
        for line in doors {
            println!("  {}", line.replace("{url}", url));
        }
    })
}

/// Removes a demonstration network, and nothing else: whatever does not say of itself that it is one is left as it lies.
fn forget(folder: &std::path::Path) -> anyhow::Result<()> {
    let data = folder.join("relevo.db");
    if !data.exists() {
        return Ok(());
    }
    let ours = invented::lies_at(&Address::File(data.clone())).unwrap_or(false);
    anyhow::ensure!(
        ours,
        "{} is no demonstration network, so nothing was removed: --fresh throws away invented people only. Choose another --data",
        data.display()
    );
    // The list of the erased goes along: from the same seed the same people come, with the same ids.
    for name in ["relevo.db", "relevo.db-wal", "relevo.db-shm", crate::store::erased::NAME] {
        let path = folder.join(name);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// Gives some of the cast what they need to sign in.
fn let_in(db: &Db, cast: &Cast) -> anyhow::Result<()> {
    let mother = *cast.schools[0].family.first().context("the first school has families")?;
    let adults: [(PersonId, &str); 7] = [
        (cast.schools[0].teachers[0], "maestra"),
        (cast.schools[1].teachers[0], "maestra2"),
        (cast.schools[7].teachers[0], "maestra8"),
        (cast.coaches[0], "asesora"),
        (cast.supervisor, "supervision"),
        (cast.official, "oficina"),
        (mother, "familia"),
    ];
    for (person, handle) in adults {
        let account = NewAccount::read(handle, PASSWORD, PASSWORD).map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?.hash()?;
        db.write_now(move |tx| {
            let code = accounts::issue_invitation(tx, person)?;
            accounts::accept(tx, &code.text(), &account)
        })?;
    }
    for school in &cast.schools {
        for student in school.students.iter().take(3) {
            let pin = FreshPin::draw(|bytes| db.chance(bytes))?;
            let (teacher, student) = (school.teachers[0], *student);
            db.write_now(move |tx| {
                let teacher = demo::cast::caller(tx, teacher)?;
                accounts::give_pin(tx, &teacher, student, &pin)
            })?;
        }
    }
    Ok(())
}

/// Who can sign in, and how. Holds the classroom of the first school open, and gives two of its children a PIN to be read here.
fn doors(db: &Db) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    for (handle, what) in [
        ("maestra", "a teacher, steward of her school"),
        ("maestra2", "a teacher of another school"),
        ("maestra8", "a teacher whose school has just begun"),
        ("asesora", "a coach of the first zone"),
        ("supervision", "the supervisor of the first zone"),
        ("oficina", "an official of the state"),
        ("familia", "of a child's family, for whom the school vouches"),
    ] {
        let person = db.read_now(|conn| store_accounts::holder(conn, handle))?;
        if let Some(person) = person {
            let name = db.read_now(|conn| people::name(conn, person))?.map_or_else(String::new, |row| row.name);
            lines.push(format!("{handle:<12} {PASSWORD}   {name}, {what}"));
        }
    }
    if let Some((school, teacher)) = first_school(db)? {
        let children = db.read_now(|conn| people::members(conn, school))?;
        let children: Vec<_> = children.into_iter().filter(|member| member.minor).take(2).collect();
        let code = db.write_now(move |tx| {
            let teacher = demo::cast::caller(tx, teacher)?;
            accounts::open_classroom(tx, &teacher, school, CLASSROOM_MINUTES)
        })?;
        for child in children {
            let pin = FreshPin::draw(|bytes| db.chance(bytes))?;
            let digits = pin.digits().to_owned();
            db.write_now(move |tx| {
                let teacher = demo::cast::caller(tx, teacher)?;
                accounts::give_pin(tx, &teacher, child.id, &pin)
            })?;
            lines.push(format!("{:<12} PIN {digits}, a student: {{url}}/classroom?code={}", child.name, code.code));
        }
    }
    Ok(lines)
}

/// The school whose steward is the first teacher, if this is the demonstration network.
fn first_school(db: &Db) -> Result<Option<(NodeId, PersonId)>, Error> {
    db.read_now(|conn| {
        let Some(teacher) = store_accounts::holder(conn, "maestra")? else { return Ok(None) };
        let belongs = people::belongs(conn, teacher)?;
        for row in belongs.iter().filter(|row| matches!(row.position, Position::Teacher | Position::Head)) {
            if nodes::by_id(conn, row.node)?.is_some_and(|node| node.level == Level::School) {
                return Ok(Some((row.node, teacher)));
            }
        }
        Ok(None)
    })
}
