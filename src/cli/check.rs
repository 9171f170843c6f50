//! `relevo check`: proves that the data are what the journal says, and that the practice's rules hold in them.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::store::check::{Checked, check};
use crate::store::{Address, Db};

/// Checks a database, which may be in use, and prints what was examined. Whether everything holds.
///
/// # Errors
/// The database, or the temporary one for the replay, cannot be read or written.
pub fn run(db: &Db) -> anyhow::Result<bool> {
    let scratch = Scratch::new(db)?;
    let mut conn = Address::File(scratch.folder.join("replay.db")).connect()?;
    conn.migrate()?;
    let report = db.read_now(|db_conn| check(db_conn, &mut conn))?;
    for checked in &report.0 {
        println!("{}", line(checked));
        for problem in &checked.problems {
            println!("                   {problem}");
        }
        if checked.untold > 0 {
            println!("                   and {} more", checked.untold);
        }
    }
    let broken = report.0.iter().filter(|checked| !checked.holds()).count();
    if broken == 0 {
        println!("Sound: {} things checked.", report.0.len());
    } else {
        println!("NOT SOUND: {broken} of {} things checked do not hold.", report.0.len());
    }
    Ok(report.is_sound())
}

fn line(checked: &Checked) -> String {
    let verdict = if checked.holds() { "ok" } else { "WRONG" };
    format!("{verdict:<6}{:>11}  {}", checked.examined, checked.name)
}

/// A folder for the replay, removed with this value.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new(db: &Db) -> anyhow::Result<Scratch> {
        let mut bits = [0; 16];
        db.chance(&mut bits);
        let folder = std::env::temp_dir().join(format!("relevo-check-{:032x}", u128::from_be_bytes(bits)));
        let mut builder = std::fs::DirBuilder::new();
        // The replay holds every name and text for a while, so the folder is nobody else's to read.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).with_context(|| format!("no folder for the replay at {}", folder.display()))?;
        Ok(Scratch { folder })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("The folder {} stays behind and holds names: {error}", self.folder.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Options;

    #[test]
    fn the_folder_of_the_replay_is_private_and_goes_away() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let db = Db::open(Options::new(Address::File(place.path().join("relevo.db")))).expect("a database");
        let scratch = Scratch::new(&db).expect("a folder");
        let folder = scratch.folder.clone();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&folder).expect("the folder").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        std::fs::write(folder.join("replay.db"), "x").expect("a file");
        drop(scratch);
        assert!(!folder.exists());
        assert!(run(&db).expect("a report"), "an empty database is sound");
    }

    #[test]
    fn a_line_says_the_verdict_and_how_many() {
        let checked = |problems: Vec<String>| Checked { name: "all is well", examined: 1234, problems, untold: 0 };
        assert_eq!(line(&checked(vec![])), "ok           1234  all is well");
        assert_eq!(line(&checked(vec!["x".to_owned()])), "WRONG        1234  all is well");
    }
}
