//! Hiding small counts of persons, so that a table tells nothing about one of them.
//!
//! It is for breakdowns of *persons*. Counts of events (tutorials, demonstrations) are exact and never come here. The
//! threshold is the caller's: 5 within the hierarchy, 10 in public.

use std::collections::BTreeSet;

/// A breakdown ready to be shown; `None` is a figure that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    pub cells: Vec<Option<u32>>,
    /// The sum of the counts. Hidden when, with it, a hidden cell could be worked out.
    pub total: Option<u64>,
}

/// Hides each count from 1 to `k`-1, and as many of the smallest other counts as it takes that the hidden ones cannot
/// be worked out from the total: at least two are hidden, together they are at least `k`, and more than one each.
/// Zero is shown: nobody is there to be protected. Where that cannot be reached the total is hidden too.
///
/// This withstands subtraction, from the total and from the group that is left. It does not withstand someone who also
/// replays this very rule over all possible tables: with cells this small only hiding all of them would. A total that is
/// known from elsewhere undoes a hidden total. O(n log n).
pub fn breakdown(counts: &[u32], k: u32) -> Breakdown {
    let mut hidden: Vec<bool> = counts.iter().map(|&count| 0 < count && count < k).collect();
    let total: u64 = counts.iter().copied().map(u64::from).sum();
    let mut number = hidden.iter().filter(|&&hidden| hidden).count() as u64;
    let mut sum: u64 = counts.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(&count, _)| u64::from(count)).sum();
    let safe = |number: u64, sum: u64| number == 0 || (number >= 2 && sum >= u64::from(k) && sum > number);

    let mut others: Vec<usize> = (0..counts.len()).filter(|&i| counts[i] > 0 && !hidden[i]).collect();
    others.sort_by_key(|&i| (counts[i], i));
    for i in others {
        if safe(number, sum) {
            break;
        }
        hidden[i] = true;
        number += 1;
        sum += u64::from(counts[i]);
    }
    let cells = counts.iter().zip(&hidden).map(|(&count, &hidden)| (!hidden).then_some(count)).collect();
    Breakdown { cells, total: safe(number, sum).then_some(total) }
}

/// Which of the parts of a whole are hidden, where both the parts and the whole are told on pages of their own: those of [`breakdown`]; and where the
/// whole is hidden itself, at least the smallest part, or the parts would add up to it.
pub fn veiled(parts: &[u32], whole_is_hidden: bool, k: u32) -> Vec<bool> {
    let mut hidden: Vec<bool> = breakdown(parts, k).cells.iter().map(Option::is_none).collect();
    if whole_is_hidden && !hidden.contains(&true) {
        let smallest = (0..parts.len()).filter(|&i| parts[i] > 0).min_by_key(|&i| (parts[i], i));
        if let Some(smallest) = smallest {
            hidden[smallest] = true;
        }
    }
    hidden
}

/// The cells of [`breakdown`], for a table that shows no total of its own.
pub fn suppress(counts: &[u32], k: u32) -> Vec<Option<u32>> {
    breakdown(counts, k).cells
}

/// Of neighbours with how many teach at each, those whose figures are for their own people alone. Where one person teaches, they would be hers;
/// and where that holds for one neighbour only, what they are together and what the others are would tell hers, so the figures of the smallest
/// of the others are kept back with them. Which ones these are depends on who teaches where, never on the figures: so one month cannot be held
/// against the next.
pub fn personal<K: Copy + Ord>(neighbours: &[(K, i64)]) -> BTreeSet<K> {
    let mut hidden: BTreeSet<K> = neighbours.iter().filter(|(_, teachers)| *teachers < 2).map(|(id, _)| *id).collect();
    if hidden.len() == 1 {
        let others = neighbours.iter().filter(|(id, _)| !hidden.contains(id));
        hidden.extend(others.min_by_key(|(id, teachers)| (*teachers, *id)).map(|(id, _)| *id).into_iter().collect::<Vec<_>>());
    }
    hidden
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_lone_teachers_neighbourhood_tells_nothing_of_her() {
        let set = |ids: &[u8]| ids.iter().copied().collect::<BTreeSet<u8>>();
        for (neighbours, hidden) in [
            (&[][..], &[][..]),
            (&[(1, 2), (2, 3)], &[]),
            // With one, the smallest of the others.
            (&[(1, 1), (2, 3), (3, 2)], &[1, 3]),
            (&[(1, 4), (2, 0), (3, 4)], &[1, 2]),
            // Two hide each other.
            (&[(1, 1), (2, 1), (3, 5)], &[1, 2]),
            // Alone under its node: that node has no figures to tell either.
            (&[(1, 1)], &[1]),
        ] {
            assert_eq!(personal(neighbours), set(hidden), "{neighbours:?}");
        }
    }

    #[test]
    fn parts_do_not_tell_a_whole_that_is_hidden() {
        for (parts, whole_is_hidden, hidden) in [
            (&[10, 12][..], false, &[false, false][..]),
            (&[10, 6], false, &[true, true]),
            (&[10, 6, 30], false, &[true, true, false]),
            (&[12, 0, 11], true, &[false, false, true]),
            (&[0, 0], true, &[false, false]),
            (&[], true, &[]),
        ] {
            assert_eq!(veiled(parts, whole_is_hidden, 10), hidden, "{parts:?}");
        }
    }

    #[test]
    fn cases() {
        type Case = (&'static [u32], u32, &'static [Option<u32>], Option<u64>);
        let cases: [Case; 11] = [
            (&[], 5, &[], Some(0)),
            (&[0, 0], 5, &[Some(0), Some(0)], Some(0)),
            (&[5, 9, 0], 5, &[Some(5), Some(9), Some(0)], Some(14)),
            (&[3, 9, 7], 5, &[None, Some(9), None], Some(19)),
            (&[3, 4, 9], 5, &[None, None, Some(9)], Some(16)),
            (&[1, 1, 9, 8], 5, &[None, None, Some(9), None], Some(19)),
            (&[3], 5, &[None], None),
            (&[3, 0, 0], 5, &[None, Some(0), Some(0)], None),
            (&[1, 2], 5, &[None, None], None),
            (&[1, 1, 1, 1, 1], 5, &[None; 5], None),
            (&[9, 30], 10, &[None, None], Some(39)),
        ];
        for (counts, k, cells, total) in cases {
            assert_eq!(breakdown(counts, k), Breakdown { cells: cells.to_vec(), total }, "{counts:?}");
        }
    }

    /// Least and greatest value of each of `n` cells, each at least 1, over all tables that sum to `rest`: by trying.
    fn ranges(n: usize, rest: u32) -> Vec<(u32, u32)> {
        let mut ranges = vec![(u32::MAX, 0); n];
        let mut tables: Vec<Vec<u32>> = vec![Vec::new()];
        for _ in 0..n {
            let grow = |table: Vec<u32>| (1..=rest).map(move |cell| [table.clone(), vec![cell]].concat());
            tables = tables.into_iter().flat_map(grow).filter(|table| table.iter().sum::<u32>() <= rest).collect();
        }
        for table in tables.into_iter().filter(|table| table.iter().sum::<u32>() == rest) {
            for (range, cell) in ranges.iter_mut().zip(table) {
                *range = (range.0.min(cell), range.1.max(cell));
            }
        }
        ranges
    }

    #[test]
    fn every_small_table_keeps_its_secret() {
        for k in [2, 3, 5] {
            for code in 0..8_u32.pow(4) {
                let counts: Vec<u32> = (0..4).map(|i| code / 8_u32.pow(i) % 8).collect();
                let shown = breakdown(&counts, k);
                let Some(total) = shown.total else { continue };
                let rest = total as u32 - shown.cells.iter().flatten().sum::<u32>();
                let hidden = shown.cells.iter().filter(|cell| cell.is_none()).count();
                // A few sizes are enough for the slow oracle; the property below covers the rest.
                if rest <= 12 {
                    assert!(ranges(hidden, rest).iter().all(|range| range.0 < range.1), "{counts:?} for {k}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn hidden_cells_cannot_be_derived(counts in prop::collection::vec(prop_oneof![0..12u32, any::<u32>()], 0..12), k in 1..12u32) {
            let shown = breakdown(&counts, k);
            let hidden: Vec<u32> = shown.cells.iter().zip(&counts).filter(|(cell, _)| cell.is_none()).map(|(_, &c)| c).collect();
            for (cell, &count) in shown.cells.iter().zip(&counts) {
                prop_assert!(cell.is_none_or(|cell| cell == count && (cell == 0 || cell >= k)));
                prop_assert!(cell.is_some() || count > 0);
            }
            if let Some(total) = shown.total {
                let rest = total - shown.cells.iter().flatten().map(|&c| u64::from(c)).sum::<u64>();
                let n = hidden.len() as u64;
                // Each hidden cell may be anything from 1 to what the others leave: more than one possibility.
                prop_assert!(n == 0 || (n >= 2 && rest - (n - 1) > 1 && rest >= u64::from(k)));
            }
        }

        #[test]
        fn nothing_is_hidden_without_need(counts in prop::collection::vec(0..40u32, 0..12), k in 1..12u32) {
            if counts.iter().all(|&c| c == 0 || c >= k) {
                prop_assert_eq!(suppress(&counts, k), counts.into_iter().map(Some).collect::<Vec<_>>());
            }
        }
    }
}
