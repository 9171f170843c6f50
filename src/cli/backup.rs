//! `relevo backup`: one file that holds everything, written while the data are in use.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::config::Data;
use crate::store::erased::{self, List};
use crate::store::{Address, backup};

/// A copy of the data.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write. It must not be there yet. The list of the erased is kept in the same folder.
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

/// Writes the copy: first under another name, so that a file with the name that was asked for is always whole.
///
/// # Errors
/// There are no data, the file is there already, or it cannot be written.
pub fn run(asked: &Backup) -> anyhow::Result<()> {
    let Address::File(source) = asked.data.existing()? else {
        anyhow::bail!("PostgreSQL copies itself better: use pg_dump, and keep {} from the folder --data with the copy", erased::NAME);
    };
    anyhow::ensure!(!asked.file.exists(), "{} is there already, and is not written over", asked.file.display());
    let folder = asked.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("no folder at {}", folder.display()))?;
    let part = Part::beside(&asked.file)?;

    let mut conn = Address::File(source.clone()).connect()?;
    backup::copy(&mut conn, &part.0).with_context(|| format!("writing {}", part.0.display()))?;
    drop(conn);
    private(&part.0);
    let mut conn = Address::File(part.0.clone()).connect()?;
    let (facts, gone) = (crate::store::size::of(&mut conn)?.facts, erased::all(&mut conn)?);
    drop(conn);
    backup::fold(&part.0)?;
    let bytes = std::fs::metadata(&part.0)?.len();
    std::fs::File::open(&part.0)?.sync_all()?;
    part.become_file(&asked.file)?;

    let list = List::within(folder);
    list.add(List::within(&asked.data.data).read()?)?;
    list.add(gone)?;
    println!("{}: {facts} facts, {:.1} MB", asked.file.display(), bytes as f64 / 1e6);
    println!("It holds all names, and the digests of passwords: keep it as you keep the data, with {} beside it.", erased::NAME);
    Ok(())
}

/// A file that is being written, removed with this value together with what SQLite puts beside it.
pub(super) struct Part(pub(super) PathBuf);

impl Part {
    /// A name beside the one that it will get.
    pub(super) fn beside(file: &Path) -> anyhow::Result<Part> {
        let name = file.file_name().context("that is no file's name")?;
        let part = Part(file.with_file_name(format!("{}.part-{}", name.to_string_lossy(), std::process::id())));
        anyhow::ensure!(!part.0.exists(), "{} is in the way", part.0.display());
        Ok(part)
    }

    /// Gives it its name, which nothing else has. Without a hard link: a memory stick has none.
    pub(super) fn become_file(self, file: &Path) -> anyhow::Result<()> {
        std::fs::File::create_new(file).with_context(|| format!("naming {}", file.display()))?;
        std::fs::rename(&self.0, file).with_context(|| format!("naming {}", file.display()))?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let path = PathBuf::from(format!("{}{suffix}", self.0.display()));
            if let Err(error) = std::fs::remove_file(&path)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                eprintln!("{} stays behind and holds names: {error}", path.display());
            }
        }
    }
}

/// Nobody else's to read, where the disk knows of owners: most memory sticks do not.
pub(super) fn private(file: &Path) {
    #[cfg(unix)]
    if let Err(error) = std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600)) {
        eprintln!("Everybody who can read this disk can read {}: {error}", file.display());
    }
}
