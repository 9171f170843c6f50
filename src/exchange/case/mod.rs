//! Packages of the CASE format, version 1.0 in JSON: the fund for others' programs, and others' frameworks for the fund.
//!
//! A topic is an item, its id the item's identifier, so that it stays the same on the way out and back. `precedes` is what helps to come
//! before; `exactMatchOf` is the same topic; `isTranslationOf` (of version 1.1) a translation; `isRelatedTo` near to it, and adapted from it
//! where its group says so. What the format has no field for stands under `extensions`.

mod check;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use check::{Flaw, check};
pub use read::read;
pub use write::package;

use sha2::{Digest, Sha256};

/// The group of associations that say from what an item was adapted.
const ADAPTED: &str = "adaptedFrom";

/// Licences by their words, and where they can be read.
const LICENCES: &[(&str, &str)] = &[
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

/// A UUID that follows from what it names, the same wherever it is made.
fn named(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().hyphenated().to_string()
}
