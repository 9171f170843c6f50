//! What a program's key may be used for: for each family of things nothing, reading, or reading and writing. It never widens what its owner
//! may: policy is asked as if she asked herself.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::words::{Access, Family};

/// A key's reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope(BTreeMap<Family, Access>);

impl Scope {
    /// Reaches this far in a family.
    pub fn allow(&mut self, family: Family, access: Access) {
        self.0.insert(family, access);
    }

    /// Whether it reaches nowhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How far it reaches in a family.
    pub fn in_family(&self, family: Family) -> Option<Access> {
        self.0.get(&family).copied()
    }

    /// Whether it is enough.
    pub fn allows(&self, family: Family, access: Access) -> bool {
        self.in_family(family).is_some_and(|own| own >= access)
    }

    /// Each family that it reaches into.
    pub fn parts(&self) -> impl Iterator<Item = (Family, Access)> {
        self.0.iter().map(|(family, access)| (*family, *access))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (family, access)) in self.0.iter().enumerate() {
            let gap = if number == 0 { "" } else { " " };
            write!(f, "{gap}{family}:{access}")?;
        }
        Ok(())
    }
}

/// The text is not a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope")]
pub struct NotAScope;

impl FromStr for Scope {
    type Err = NotAScope;

    fn from_str(text: &str) -> Result<Scope, NotAScope> {
        let mut scope = Scope::default();
        for part in text.split_whitespace() {
            let (family, access) = part.split_once(':').ok_or(NotAScope)?;
            scope.allow(family.parse().map_err(|_| NotAScope)?, access.parse().map_err(|_| NotAScope)?);
        }
        Ok(scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_includes_reading_and_families_do_not_mix() {
        let scope: Scope = "topics:read offers:write".parse().expect("a scope");
        for (family, access, allowed) in [
            (Family::Topics, Access::Read, true),
            (Family::Topics, Access::Write, false),
            (Family::Offers, Access::Read, true),
            (Family::Offers, Access::Write, true),
            (Family::People, Access::Read, false),
        ] {
            assert_eq!(scope.allows(family, access), allowed, "{family} {access}");
        }
    }

    #[test]
    fn the_text_says_the_scope_and_nothing_else_is_one() {
        let scope: Scope = "offers:write topics:read".parse().expect("a scope");
        assert_eq!(scope.to_string(), "topics:read offers:write");
        assert_eq!(scope.to_string().parse::<Scope>(), Ok(scope));
        for not in ["topics", "topics:", "topics:all", "secrets:read", "topics:read,offers:read"] {
            assert_eq!(not.parse::<Scope>(), Err(NotAScope), "{not}");
        }
    }
}
