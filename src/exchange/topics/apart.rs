//! What topics of one file are called that share a title: their grades, then their subjects, tell them apart.
//!
//! A curriculum says the same contents in three grades. In a list, where somebody vouches, and on paper entered later, a topic is a title.
//!
//! Deliberately not known here: topics that are not in the file. Two that people wrote may share a title.

use std::collections::HashMap;

use super::TopicRow;
use crate::domain::search::fold;

/// The title of each, in the order of the file.
pub fn titles(rows: &[TopicRow]) -> Vec<String> {
    let mut titles: Vec<String> = rows.iter().map(|row| row.title.clone()).collect();
    add(rows, &mut titles, |row| match (row.grade?, row.language.as_str()) {
        (grade, "en") => Some(format!("grade {grade}")),
        (grade, _) => Some(format!("{grade}.º")),
    });
    add(rows, &mut titles, |row| Some(row.subject.clone()).filter(|subject| !subject.is_empty()));
    titles
}

/// Adds something to the titles that several have in one language, as far as it differs among them.
fn add(rows: &[TopicRow], titles: &mut [String], what: impl Fn(&TopicRow) -> Option<String>) {
    let mut alike: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (place, title) in titles.iter().enumerate() {
        alike.entry((rows[place].language.clone(), fold(title))).or_default().push(place);
    }
    for places in alike.into_values() {
        let said: Vec<Option<String>> = places.iter().map(|place| what(&rows[*place])).collect();
        if said.windows(2).all(|two| two[0] == two[1]) {
            continue;
        }
        for (place, said) in places.into_iter().zip(said) {
            if let Some(said) = said {
                titles[place] = format!("{}, {said}", titles[place]);
            }
        }
    }
}
