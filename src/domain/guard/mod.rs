//! Finds in free text what must never be written about a minor: a CURP, an e-mail address, a telephone number.
//!
//! Knows shapes only. Deliberately does not know who writes, about whom, or what is done with a finding; and it
//! does not look for names or places, which no shape tells. It errs on the side of asking the writer to reword:
//! a CURP with a wrong check digit counts, since nothing else has its shape.

mod curp;
mod email;
mod phone;
mod reading;
mod scattered;
#[cfg(test)]
mod tests;

pub use curp::curp_check_digit;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Found {
    /// The key of a person in Mexican registers.
    Curp,
    /// An e-mail address, also spelled out.
    Email,
    /// A Mexican telephone number.
    Phone,
}

/// Where it stands, in bytes of the text, on character boundaries: `&text[start..end]` is what to point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Found,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// The first finding in the text, if there is any.
///
/// Full-width forms, invisible characters and look-alike dashes and blanks do not hide anything. Takes time in
/// proportion to the text.
pub fn personal_data(text: &str) -> Option<Finding> {
    let seen = reading::read(text);
    [(Found::Curp, curp::find(&seen)), (Found::Email, email::find(&seen)), (Found::Phone, phone::find(&seen))]
        .into_iter()
        .filter_map(|(kind, place)| place.map(|(start, end)| Finding { kind, start, end }))
        .min_by_key(|finding| finding.start)
}
