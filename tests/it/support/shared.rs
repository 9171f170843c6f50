//! The data sets that some tests read and that are not in the repository.

use std::path::{Path, PathBuf};

/// The folder of shared data: what `RELEVO_SHARED` names, else `../shared/data` beside the repository.
/// `None`, said on the terminal, when there is no such folder.
pub fn shared_data() -> Option<PathBuf> {
    let folder = match std::env::var_os("RELEVO_SHARED") {
        Some(named) => PathBuf::from(named),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
    };
    let found = existing(&folder);
    if found.is_none() {
        super::skipped(&format!(
            "what needs the shared data sets, since there is no folder {} (RELEVO_SHARED names another)",
            folder.display()
        ));
    }
    found
}

fn existing(folder: &Path) -> Option<PathBuf> {
    folder.is_dir().then(|| folder.to_owned())
}

#[test]
fn a_missing_folder_is_none_and_a_present_one_is_itself() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(existing(&folder.path().join("absent")), None);
    assert_eq!(existing(folder.path()), Some(folder.path().to_owned()));
    if let Some(data) = shared_data() {
        assert!(data.is_dir());
    }
}
