//! `relevo match`, as somebody would type it, and the plain file that it reads.

use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;
use relevo::exchange::plain_instance::{Fault, Field, Reading, Reason, write, write_pairs};
use relevo::matching::{HIGHEST_SCORE, Instance};

use super::instances::{REGIMES, SIZES, instance as made};
use super::{Chance, by_chance, instance, proved};

fn relevo(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relevo")).args(words).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

fn printed(instance: &Instance) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(instance, &mut bytes).expect("memory");
    bytes
}

/// Reads a text in pieces of this length.
fn read_in(pieces: usize, bytes: &[u8]) -> Result<Instance, Fault> {
    let mut reading = Reading::new(bytes.len() as u64);
    for piece in bytes.chunks(pieces) {
        reading.take(piece)?;
    }
    reading.finish()
}

/// Solves a file by the command: what it printed.
fn matched(file: &Path, more: &[&str]) -> String {
    let run = relevo(&[&["match", file.to_str().expect("a path that can be typed")], more].concat());
    assert!(run.status.success(), "{}", text(&run.stderr));
    text(&run.stdout).to_owned()
}

/// The value of a `name: value` line.
fn value<'a>(printed: &'a str, name: &str) -> &'a str {
    let value = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.unwrap_or_else(|| panic!("no {name} in: {printed}"))
}

#[test]
fn a_file_is_solved_told_and_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("two.txt"), folder.path().join("pairs.txt"));
    let lines =
        "c two tutors, the first of whom everybody wants\n\np relevo 3 2 5\r\nt 1 2\ne 0 0 900\ne 1 0 800\ne 1 1 300\ne 2 1 100\ne 1 0 7\n";
    std::fs::write(&file, lines).expect("a file");
    let told = matched(&file, &["--out", out.to_str().expect("a path")]);
    for (name, said) in [("learners", "3"), ("tutors", "2"), ("edges", "4"), ("matched", "3"), ("score", "1300")] {
        assert_eq!(value(&told, name), said, "{told}");
    }
    assert!(value(&told, "certificate").starts_with("proved"), "{told}");
    for name in ["seconds", "seconds, reading", "seconds, auction", "seconds, check"] {
        assert!(value(&told, name).parse::<f64>().is_ok_and(|seconds| (0.0..60.0).contains(&seconds)), "{told}");
    }
    let memory = value(&told, "peak memory");
    assert!(memory.ends_with(" MB") || !cfg!(target_os = "linux"), "{told}");
    assert_eq!(std::fs::read_to_string(&out).expect("the pairs"), "s 3 1300\nm 0 0 900\nm 1 1 300\nm 2 1 100\n");

    // What is there is not written over, least of all the instance itself.
    let file = file.to_str().expect("a path");
    let run = relevo(&["match", file, "--out", file]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("is not written over"), "{}", text(&run.stderr));
    assert_eq!(std::fs::read_to_string(file).expect("the instance"), lines);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2, "nothing else stays behind");
}

#[test]
fn a_file_that_is_not_understood_is_told_with_its_line_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("bad.txt"), folder.path().join("pairs.txt"));
    std::fs::write(&file, "c a tutor is missing\np relevo 2 1 2\ne 0 0 5\ne 1 1 5\n").expect("a file");
    let (file, out) = (file.to_str().expect("a path"), out.to_str().expect("a path"));
    let run = relevo(&["match", file, "--out", out]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(text(&run.stdout), "");
    assert_eq!(text(&run.stderr), format!("relevo: {file}, line 4: there is no tutor 1: they count from 0\n"));
    assert!(!Path::new(out).exists());

    let run = relevo(&["match", &format!("{file}.is-not-there")]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("reading "), "{}", text(&run.stderr));
}

#[test]
fn its_help_tells_the_format_and_what_comes_out() {
    let help = relevo(&["match", "--help"]);
    assert!(help.status.success());
    for part in [
        "p relevo LEARNERS TUTORS EDGES",
        "t TUTOR CAPACITY",
        "e LEARNER TUTOR SCORE",
        "--out <FILE>",
        "m LEARNER TUTOR SCORE",
        "Exit code",
    ] {
        assert!(text(&help.stdout).contains(part), "{part} is not in: {}", text(&help.stdout));
    }
}

#[test]
fn each_kind_of_fault_is_told_with_its_line() {
    use Field::*;
    let most = 50_000_000;
    for (lines, line, reason) in [
        ("", 1, Reason::NoProblem),
        ("c nothing\n\n", 3, Reason::NoProblem),
        ("e 0 0 1\np relevo 1 1 1\n", 1, Reason::NoProblem),
        ("t 0 1\n", 1, Reason::NoProblem),
        ("p relevo 1 1 0\np relevo 1 1 0\n", 2, Reason::SecondProblem),
        ("p assignment 1 1 0\n", 1, Reason::OtherProblem),
        ("prelevo 1 1 0\n", 1, Reason::OtherProblem),
        ("p relevo\n", 1, Reason::Missing(Learners)),
        ("p relevo 1 1\n", 1, Reason::Missing(Edges)),
        ("p relevo1 1 1 1\n", 1, Reason::NoNumber(Learners)),
        ("p relevo 1 1 1 1\n", 1, Reason::TooMuch),
        ("p relevo 50000001 1 1\n", 1, Reason::TooLarge(Learners, most)),
        ("p relevo 1 50000001 1\n", 1, Reason::TooLarge(Tutors, most)),
        ("p relevo 1 1 2147483649\n", 1, Reason::TooLarge(Edges, 1 << 31)),
        ("p relevo 1 1 18446744073709551617\n", 1, Reason::TooLarge(Edges, 1 << 31)),
        ("p relevo -1 1 1\n", 1, Reason::NoNumber(Learners)),
        ("p relevo 2 2 1\ne 0 0 1\n\ne 0 1 1\n", 4, Reason::MoreEdges(1)),
        ("c\np relevo 2 2 3\ne 0 0 1\ne 0 0 1\n", 2, Reason::FewerEdges(3, 2)),
        ("p relevo 2 2 3\nx 0 0 1\n", 2, Reason::Unknown),
        ("p relevo 2 2 3\n e 0 0 1\n", 2, Reason::Unknown),
        ("p relevo 2 2 1\ne 2 0 1\n", 2, Reason::Nobody(Learner, 2)),
        ("p relevo 2 2 1\ne 0 2 1\n", 2, Reason::Nobody(Tutor, 2)),
        ("p relevo 2 2 1\ne 4294967296 0 1\n", 2, Reason::TooLarge(Learner, u32::MAX)),
        ("p relevo 2 2 1\ne 0 -1 1\n", 2, Reason::NoNumber(Tutor)),
        ("p relevo 2 2 1\ne 0 0 65472\n", 2, Reason::TooLarge(Score, 65_471)),
        ("p relevo 2 2 1\ne 0 0 1.5\n", 2, Reason::NoNumber(Score)),
        ("p relevo 2 2 1\ne 0 0 +1\n", 2, Reason::NoNumber(Score)),
        ("p relevo 2 2 1\ne 0 0\n", 2, Reason::Missing(Score)),
        ("p relevo 2 2 1\ne\n", 2, Reason::Missing(Learner)),
        ("p relevo 2 2 1\ne0 0 1\n", 2, Reason::NoNumber(Learner)),
        ("p relevo 2 2 1\ne 0 0 1 c\n", 2, Reason::TooMuch),
        ("p relevo 2 2 1\ne 0 0 1\r\r\n", 2, Reason::TooMuch),
        ("p relevo 2 2 0\nt 2 1\n", 2, Reason::Nobody(Tutor, 2)),
        ("p relevo 2 2 0\nt 1\n", 2, Reason::Missing(Capacity)),
        ("p relevo 2 2 0\nt 1 4294967296\n", 2, Reason::TooLarge(Capacity, u32::MAX)),
        ("p relevo 2 2 0\nt 1 2\nt 1 2\n", 3, Reason::SecondCapacity(1)),
        ("p relevo 2 2 1\ne 0 0 \u{664}\n", 2, Reason::NoNumber(Score)),
    ] {
        for pieces in [1, 2, 7, 1_000] {
            assert_eq!(read_in(pieces, lines.as_bytes()), Err(Fault { line, reason: reason.clone() }), "{lines:?}");
        }
    }
    for long in [format!("e 0 0 1{}", " ".repeat(994)), "x".repeat(1_001), format!("t 0 {}", "0".repeat(997))] {
        let lines = format!("p relevo 1 1 1\n{long}\n");
        for pieces in [1, 500, 5_000] {
            assert_eq!(read_in(pieces, lines.as_bytes()), Err(Fault { line: 2, reason: Reason::TooLong }), "{long}");
        }
    }
}

#[test]
fn what_is_odd_but_clear_is_understood() {
    let plain = instance(2, &[u32::MAX, 1], &vec![(0, 0, HIGHEST_SCORE), (1, 1, 0)]);
    let comment = "c ".repeat(3_000);
    for lines in [
        "p relevo 2 2 2\nt 0 4294967295\ne 0 0 65471\ne 1 1 0\n",
        "p relevo 2 2 2\r\nt 0 4294967295\r\ne 0 0 65471\r\ne 1 1 0\r\n",
        "p relevo 2 2 2\nt 0 4294967295\ne 0 0 65471\ne 1 1 0",
        "\n\np  relevo\t2 2 2 \ne 1 1 00\n\ne 0   0 000065471\nt 1 1\nt 0 4294967295\n\n",
        &format!("{comment}\np relevo 2 2 2\n{comment}\r\nt 0 4294967295\ncomment\ne 1 1 0\nc\ne 0 0 65471\n{comment}"),
    ] {
        for pieces in [1, 3, 100_000] {
            assert_eq!(read_in(pieces, lines.as_bytes()).as_ref(), Ok(&plain), "{lines:?}");
        }
    }
    assert_eq!(read_in(9, b"p relevo 0 0 0"), Ok(instance(0, &[], &vec![])));
}

#[test]
fn a_promise_of_many_edges_takes_no_memory() {
    // Two thousand million edges would be twenty gigabytes; the file is as long as it is.
    let fault = read_in(100, b"p relevo 1 1 2147483648\ne 0 0 1\n").expect_err("too few edges");
    assert_eq!(fault, Fault { line: 1, reason: Reason::FewerEdges(1 << 31, 1) });
}

#[test]
fn made_instances_are_the_same_in_memory_and_by_the_command() {
    let folder = tempfile::tempdir().expect("a folder");
    for (regime, size) in REGIMES.into_iter().flat_map(|regime| [(regime, SIZES[0]), (regime, SIZES[1])]) {
        let instance = made(size, regime, 5);
        assert_eq!(instance, made(size, regime, 5));
        let (solution, proof) = proved(&instance);
        assert!(proof.served > 40 * size.schools && proof.served <= instance.learners());
        assert_eq!(read_in(4_096, &printed(&instance)).as_ref(), Ok(&instance));

        let name = |what: &str| folder.path().join(format!("{}-{}-{what}", size.name, regime.name()));
        let (file, out) = (name("instance"), name("pairs"));
        let mut lines: Vec<String> = text(&printed(&instance)).lines().map(str::to_owned).collect();
        // Behind the first line, in whatever order.
        Chance(9).shuffle(&mut lines[1..]);
        std::fs::write(&file, lines.join("\n")).expect("a file");
        let told = matched(&file, &["--out", out.to_str().expect("a path")]);
        assert_eq!((value(&told, "matched"), value(&told, "score")), (&*proof.served.to_string(), &*proof.score.to_string()));
        let mut pairs = Vec::new();
        write_pairs(&instance, &solution.assignment, &mut pairs).expect("memory");
        assert_eq!(std::fs::read(&out).expect("the pairs"), pairs, "the same people, not only as many");
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(seed: u64, learners in 1_usize..30, tutors in 1_usize..20, edges in 0_usize..90, piece in 1_usize..64) {
        let mut chance = Chance(seed);
        let (mut capacity, list) = by_chance(&mut chance, learners, tutors, edges, &[0, 9, 10, 99, 1_010, HIGHEST_SCORE]);
        capacity[chance.below(tutors)] = u32::MAX - chance.below(3) as u32;
        let instance = instance(learners, &capacity, &list);
        prop_assert_eq!(read_in(piece, &printed(&instance)), Ok(instance));
    }

    /// Anything at all, most of it nearly right: understood or told, in the same way however it is cut; it never breaks.
    #[test]
    fn whatever_is_read_is_an_instance_or_a_fault(
        lines in proptest::collection::vec("[cpte]?( |\t)?(relevo )?(0|1|2|9|-1|65471|65472|4294967295|99999999999999999999| |x){0,4}\r?", 0..12),
        odd in proptest::collection::vec(any::<u8>(), 0..40),
        piece in 1_usize..50,
    ) {
        let mut bytes = b"p relevo 3 3 2\n".to_vec();
        bytes.extend(lines.join("\n").bytes());
        bytes.extend(odd);
        for bytes in [&bytes[..], &bytes[15..]] {
            let whole = read_in(bytes.len().max(1), bytes);
            prop_assert_eq!(&read_in(piece, bytes), &whole);
            if let Ok(instance) = whole {
                prop_assert_eq!(read_in(piece, &printed(&instance)), Ok(instance));
            }
        }
    }
}
