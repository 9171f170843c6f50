//! Whether two topics look alike, so that people may be asked: is it the same?
//!
//! Only proposes. It compares what the titles and the sources say, in whatever languages they are written; it knows no meanings, and does
//! not know who may decide.

use std::collections::BTreeSet;

use super::search::fold;
use super::words::Tie;

/// A topic as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    language: String,
    titles: Vec<BTreeSet<String>>,
    sources: BTreeSet<String>,
}

/// Words of fewer letters say too little: articles, prepositions.
pub const TELLING: usize = 4;
/// Sources of fewer letters are no reference to anything.
const REFERENCE: usize = 12;

impl Looks {
    /// What a topic says of itself: its language, its titles, its sources.
    pub fn new<'a>(language: &str, titles: impl IntoIterator<Item = &'a str>, sources: impl IntoIterator<Item = &'a str>) -> Looks {
        let telling = |title: &str| -> BTreeSet<String> {
            fold(title).split(' ').filter(|word| word.chars().count() >= TELLING).map(str::to_owned).collect()
        };
        Looks {
            language: language.to_owned(),
            titles: titles.into_iter().map(telling).filter(|words| !words.is_empty()).collect(),
            sources: sources.into_iter().map(fold).filter(|source| source.chars().count() >= REFERENCE).collect(),
        }
    }
}

/// Why two topics look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Their titles say nearly the same.
    Titles,
    /// They draw on the same source.
    Sources,
}

/// What may be asked of two topics, if anything: whether they are the same, or, in two languages, whether one is the other's translation.
pub fn alike(one: &Looks, other: &Looks) -> Option<(Tie, Alike)> {
    let kind = if one.language == other.language { Tie::Same } else { Tie::Translation };
    let titles = one.titles.iter().any(|a| other.titles.iter().any(|b| near(a, b)));
    if titles {
        return Some((kind, Alike::Titles));
    }
    (!one.sources.is_disjoint(&other.sources)).then_some((kind, Alike::Sources))
}

/// Three of five words in common; of a single telling word, all.
fn near(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.union(other).count();
    shared > 0 && shared * 5 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_sources_make_topics_alike() {
        let topic = |language, title: &'static str, source: &'static str| Looks::new(language, [title], [source]);
        let none = "";
        let cases = [
            (topic("es", "¿De dónde viene pi?", none), topic("es", "¿De donde viene PI?", none), Some((Tie::Same, Alike::Titles))),
            (topic("es", "El arco de piedra", none), topic("es", "Un arco de piedra roja", none), Some((Tie::Same, Alike::Titles))),
            (topic("es", "El arco de piedra", none), topic("es", "El arco y la flecha", none), None),
            (topic("es", "Pi", none), topic("es", "La i", none), None),
            (topic("es", "Fracciones", none), topic("en", "Fracciones", none), Some((Tie::Translation, Alike::Titles))),
            (
                topic("es", "Tercios", "Libro de texto, página 42"),
                topic("es", "Quintos", "libro de texto pagina 42"),
                Some((Tie::Same, Alike::Sources)),
            ),
            (topic("es", "Tercios", "Un hilo"), topic("es", "Quintos", "Un hilo"), None),
        ];
        for (one, other, expected) in cases {
            assert_eq!(alike(&one, &other), expected, "{one:?} {other:?}");
            assert_eq!(alike(&other, &one), expected, "it holds both ways");
        }
    }
}
