//! `relevo restore`: a copy becomes the data of a folder that has none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::backup::{Part, private};
use super::config::Data;
use super::{check, serve};
use crate::store::erased::{self, List};
use crate::store::{Address, Db, Options, backup};

/// Which copy, and where to.
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy that `relevo backup` wrote.
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

/// Puts the copy back, erases again whom the lists beside the copy and in the data folder name, and checks the result.
///
/// # Errors
/// There are data already, the file holds none, or the folder cannot be written. The folder is then as it was.
pub fn run(asked: &Restore) -> anyhow::Result<ExitCode> {
    let Address::File(target) = asked.data.address()? else {
        anyhow::bail!("a copy is put back into a data folder; into PostgreSQL its own pg_restore puts its own copies");
    };
    for suffix in ["", "-wal", "-shm"] {
        let path = PathBuf::from(format!("{}{suffix}", target.display()));
        anyhow::ensure!(!path.exists(), "{} is there already, and is not written over: move it away first", path.display());
    }
    anyhow::ensure!(asked.file.is_file(), "there is no file {}", asked.file.display());
    let part = Part::beside(&target)?;
    std::fs::copy(&asked.file, &part.0).with_context(|| format!("copying {}", asked.file.display()))?;
    private(&part.0);
    let known = backup::facts(&part.0).with_context(|| format!("{} cannot be read", asked.file.display()))?;
    let facts = known.with_context(|| format!("{} is no copy of Relevo's data", asked.file.display()))?;

    let beside = asked.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let list = List::within(&asked.data.data);
    let unlisted = !List::within(beside).is_there() && !list.is_there();
    let mut listed = List::within(beside).read()?;
    listed.extend(list.read()?);

    let db = Db::open(Options::new(Address::File(part.0.clone())))?;
    db.write_now::<_, crate::store::Error, _>(|tx| backup::settle(tx))?;
    let again = serve::erase_listed(&db, listed.clone())?;
    let sound = check::run(&db)?;
    list.add(listed)?;
    list.add(db.read_now(erased::all)?)?;
    db.close();
    drop(db);
    backup::fold(&part.0)?;
    std::fs::File::open(&part.0)?.sync_all()?;
    part.become_file(&target)?;

    println!("{}: {facts} facts put back; everybody has to sign in anew", target.display());
    if again > 0 {
        println!("Erased again, since they were erased after the copy: {again}");
    }
    if unlisted {
        eprintln!(
            "WARNING: there was no list of the erased ({name}) beside the copy, nor in {}. Whoever was erased after this copy was made is here \
             again, by name. If anybody was: put that list into the data folder, and `relevo serve` erases them when it starts; or erase them \
             by hand, on their pages.",
            asked.data.data.display(),
            name = erased::NAME
        );
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
