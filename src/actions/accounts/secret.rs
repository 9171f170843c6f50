//! Passwords and PINs: argon2id, with one set of parameters.
//!
//! Hashing takes tens of milliseconds and 19 MiB, so it runs on a blocking thread, in no transaction, and only so many at a time
//! ([`off_thread`]). A PIN has ten thousand values, so its hash only slows down whoever has stolen the database: what protects it is that it
//! works in an open classroom only, and the throttle.

use std::fmt;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::code::digest;
use crate::domain::id::InstallationId;
use crate::store;

/// What a hash costs: 19 MiB, two passes. Every hash carries its own parameters, so these may grow later.
const PARAMETERS: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(parameters) => parameters,
    Err(_) => Params::DEFAULT,
};

/// A hash of the same cost that nothing fits: verified where there is no account, so that the time taken tells nothing.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmVsZXZvLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What someone typed to prove who she is.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The typed text, composed alike whichever keyboard it came from.
    pub fn new(typed: &str) -> Secret {
        Secret(typed.nfkc().collect())
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether it is tried first by whoever guesses.
    pub fn is_common(&self) -> bool {
        super::guessed::is_common(&self.0)
    }

    /// How many characters remain when this is taken out, in whatever case it stands there.
    pub fn length_without(&self, part: &str) -> usize {
        self.0.to_lowercase().replace(&part.to_lowercase(), "").chars().count()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(not shown)")
    }
}

/// What is stored of a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl Hashed {
    /// Hashes a secret with a salt of its own. Blocks for tens of milliseconds.
    ///
    /// # Errors
    /// There is no memory, or the system gives no random salt.
    pub fn of(secret: &Secret) -> Result<Hashed, store::Error> {
        let hash: PasswordHash =
            hasher().hash_password(secret.0.as_bytes()).map_err(|error| store::Error::Broken(format!("hashing a password: {error}")))?;
        Ok(Hashed(hash.to_string()))
    }

    /// The text that is stored.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hashed(not shown)")
    }
}

/// The hash under which a code is *found*, for codes that say by themselves whose they are: as slow as a password's, and salted with what
/// is common to this installation instead of a salt of its own. Whoever has stolen the database has to hash every code that there could be;
/// forty bits of them take two cores some centuries. Blocks for tens of milliseconds.
///
/// # Errors
/// There is no memory.
pub fn found_by(kind: &str, code: &str, installation: InstallationId) -> Result<[u8; 32], store::Error> {
    let mut hash = [0; 32];
    let salt = digest(kind, &installation.to_string());
    let done = hasher().hash_password_into(code.as_bytes(), &salt, &mut hash);
    done.map_err(|error| store::Error::Broken(format!("hashing a code: {error}")))?;
    Ok(hash)
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMETERS)
}

/// Whether a secret fits a stored hash. Where there is none it fits nothing, after the same time. Blocks for tens of milliseconds.
pub fn fits(secret: &Secret, stored: Option<&str>) -> bool {
    #[cfg(test)]
    tests::COMPUTED.set(tests::COMPUTED.get() + 1);
    let fits = hasher().verify_password(secret.0.as_bytes(), stored.unwrap_or(NOBODY)).is_ok();
    fits && stored.is_some()
}

/// How many hashes are computed at once: as many as two cores can, so that a rush of sign-ins slows itself down and not the pages.
static TURNS: Semaphore = Semaphore::const_new(2);
/// How long someone waits for her turn: a whole class signing in is served in a few seconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs a closure that hashes, on a blocking thread, when its turn comes.
///
/// # Errors
/// [`store::Error::Busy`] where no turn comes soon enough.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, store::Error> {
    let Ok(Ok(turn)) = tokio::time::timeout(PATIENCE, TURNS.acquire()).await else { return Err(store::Error::Busy) };
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(|panic| store::Error::Broken(panic.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        /// How many hashes were computed for comparison: a clock would tell how busy the machine is.
        pub(super) static COMPUTED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }

    #[test]
    fn a_hash_fits_its_secret_only_and_costs_what_is_promised() {
        let hashed = Hashed::of(&Secret::new("río y canción")).expect("a hash");
        assert!(hashed.text().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits(&Secret::new("ri\u{301}o y cancio\u{301}n"), Some(hashed.text())), "composed or not, it is the same password");
        assert!(!fits(&Secret::new("Río y canción"), Some(hashed.text())));
        assert_ne!(hashed, Hashed::of(&Secret::new("río y canción")).expect("a hash"), "each hash has its own salt");
    }

    #[test]
    fn nobodys_hash_is_of_the_same_cost_and_fits_nothing() {
        let nobody = PasswordHash::new(NOBODY).expect("a hash");
        let real = Hashed::of(&Secret::new("x")).expect("a hash");
        let real = PasswordHash::new(real.text()).expect("a hash");
        assert_eq!((nobody.algorithm, nobody.version, &nobody.params), (real.algorithm, real.version, &real.params));
        COMPUTED.set(0);
        assert!(!fits(&Secret::new(""), None));
        assert_eq!(COMPUTED.get(), 1, "whoever is unknown takes as long as whoever is known");
        assert!(!fits(&Secret::new(""), Some("not a hash")));
    }

    #[test]
    fn secrets_are_not_printed() {
        let secret = Secret::new("tres tristes tigres");
        let shown = format!("{secret:?} {:?}", Hashed::of(&secret).expect("a hash"));
        assert!(!shown.contains("tigres") && !shown.contains("argon2"), "{shown}");
    }
}
