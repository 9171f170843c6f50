//! Three pictures in a row, of twelve: what a child who does not read yet signs in with, in place of four digits.
//!
//! It is a PIN in every other way ([`super::pins`]): drawn here, hashed with argon2id, shown once on paper, made anew when it is forgotten. There
//! are 12³ = 1,728 rows, six times fewer than PINs, and the twelve of one picture three times are never drawn. That is little, and enough only
//! because of what stands around it. A row opens nothing unless a teacher of the school holds the classroom open, has given its code, and is in
//! the room. And it is locked as a PIN is ([`super::throttle`]): five wrong ones cost nothing, then each makes its account wait longer, up to
//! a quarter of an hour. So whoever sits there a whole school day of eight hours has forty tries at one child, one chance in forty-three (at
//! all the children of a class together more: what an address may fail bounds it at some nine hundred tries); and
//! behind it stands what that child sees, never an adult's account, and never anything outside the classroom.
//!
//! Which way a group goes is its teacher's choice. It decides what is made next; what was handed over already works until it is made anew.

use std::collections::BTreeSet;

use super::super::Error;
use super::children::{self, group};
use crate::domain::id::NodeId;
use crate::domain::policy::Caller;
use crate::domain::refusal::Problem;
use crate::domain::words::Picture;
use crate::store::accounts::classrooms;
use crate::store::{self, Conn, Tx};

/// How many pictures make a row.
pub const LENGTH: usize = 3;

/// What is hashed of a row: its words in order.
pub fn secret(row: &[Picture]) -> String {
    row.iter().map(|picture| picture.word()).collect::<Vec<_>>().join(" ")
}

/// Draws a row. Each picture is one of twelve by a byte below the largest multiple of twelve, so that none comes up more often.
pub(super) fn draw(mut chance: impl FnMut(&mut [u8])) -> Vec<Picture> {
    loop {
        let mut row = Vec::with_capacity(LENGTH);
        while row.len() < LENGTH {
            let mut byte = [0];
            chance(&mut byte);
            let even = usize::from(byte[0]) < 256 / Picture::ALL.len() * Picture::ALL.len();
            row.extend(even.then(|| Picture::ALL[usize::from(byte[0]) % Picture::ALL.len()]));
        }
        // What is touched first by whoever guesses, or plays.
        if row.iter().any(|picture| *picture != row[0]) {
            return row;
        }
    }
}

/// The groups of a school that sign in with pictures, as [`group`] writes them.
///
/// # Errors
/// The database cannot be read.
pub fn groups(conn: &mut Conn, school: NodeId) -> Result<BTreeSet<String>, store::Error> {
    classrooms::with_pictures(conn, school)
}

/// Says whether a group signs in with pictures. Said twice, it is so.
///
/// # Errors
/// Not for this caller, or there is nobody of such a group.
pub fn choose(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, of: &str, pictures: bool) -> Result<(), Error> {
    let children = children::of_school(tx, caller, school)?;
    if children.iter().all(|child| group(child) != of) {
        return Err(Error::at("group", Problem::UnknownChoice));
    }
    Ok(classrooms::set_pictures(tx, school, of, pictures)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_drawn_evenly_and_never_of_one_picture() {
        // A byte above 251 would favour the first four; three alike are drawn again.
        let mut left = vec![255, 252, 0, 12, 24, 251, 1, 11].into_iter();
        let row = draw(|bytes| bytes.fill(left.next().expect("no more is asked for")));
        assert_eq!(row, [Picture::Cloud, Picture::Tree, Picture::Cloud]);
        assert_eq!(secret(&row), "cloud tree cloud");
    }

    #[test]
    fn every_row_is_another_secret() {
        let all = Picture::ALL;
        let rows: BTreeSet<String> =
            all.iter().flat_map(|one| all.iter().flat_map(move |two| all.iter().map(move |three| secret(&[*one, *two, *three])))).collect();
        assert_eq!(rows.len(), 1728);
    }
}
