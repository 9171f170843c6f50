//! What is written anew is read again, object by object: nothing in it acts, carries something along or tells of anybody; and what was drawn is
//! there.

use std::io::Write as _;

use lopdf::{SaveOptions, dictionary};
use proptest::prelude::*;

use super::*;

/// A page with some words and a photo, of a document with what is asked for in its catalog.
fn document(catalog: Dictionary) -> Document {
    let mut made = Document::with_version("1.5");
    let top = made.new_object_id();
    let photo = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "Filter" => "DCTDecode" };
    let photo =
        made.add_object(Stream::new(photo, b"\xff\xd8\xff\xe0\x00\x04JF\xff\xe1\x00\x0aGPS 19.4\xff\xda\x00\x02light\xff\xd9".to_vec()));
    let words = made.add_object(Stream::new(Dictionary::new(), b"BT (El arco) Tj ET /Foto Do".to_vec()));
    let looks = made.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"0 0 m 9 9 l S".to_vec()));
    let ink = dictionary! {
        "Subtype" => "Ink", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()], "T" => Object::string_literal("Karina"),
        "M" => Object::string_literal("D:20261130"), "AP" => dictionary! { "N" => looks }, "A" => script(),
    };
    let link =
        dictionary! { "Subtype" => "Link", "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://karina.example") } };
    let page = made.add_object(dictionary! {
        "Type" => "Page", "Parent" => top, "Contents" => words, "AA" => dictionary! { "O" => script() },
        "Annots" => vec![Object::Dictionary(ink), Object::Dictionary(link)],
    });
    let inherited = dictionary! { "XObject" => dictionary! { "Foto" => photo } };
    let pages = dictionary! {
        "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "Resources" => inherited,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    };
    made.objects.insert(top, pages.into());
    let mut whole = dictionary! { "Type" => "Catalog", "Pages" => top };
    catalog.into_iter().for_each(|(key, value)| whole.set(key, value));
    let root = made.add_object(whole);
    made.trailer.set("Root", root);
    made
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") }
}

/// As common programs write it: its objects packed together.
fn packed(mut made: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    made.save_with_options(&mut bytes, options).expect("written");
    bytes
}

fn plain(mut made: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    made.save_to(&mut bytes).expect("written");
    bytes
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Everything that stands in a document, spelt out: its objects and what its streams unfold to.
fn told(bytes: &[u8]) -> String {
    let read = Document::load_mem(bytes).expect("it can be read");
    let mut told = format!("{:?}", read.trailer);
    for object in read.objects.values() {
        told.push_str(&format!("{object:?}\n"));
        if let Object::Stream(stream) = object {
            let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
            told.push_str(&String::from_utf8_lossy(&content));
        }
    }
    told
}

/// It is written anew, and what is written tells and does nothing that it should not; and draws what was drawn.
fn is_clean(bytes: &[u8]) -> Vec<u8> {
    let anew = cleaned(bytes).expect("a document");
    let told = told(&anew);
    for word in
        ["JavaScript", "alert", "OpenAction", "Launch", "Embedded", "XFA", "Karina", "GPS", "karina", "20261130", "Metadata", "evil"]
    {
        assert!(!told.contains(word) && !holds(&anew, word.as_bytes()), "{word}: {told}");
    }
    assert!(anew.ends_with(b"%%EOF") || anew.ends_with(b"%%EOF\n"));
    let read = Document::load_mem(&anew).expect("it can be read");
    let page = read.page_iter().next().and_then(|page| read.get_dictionary(page).ok()).expect("a page");
    assert_eq!(page.get(b"MediaBox").and_then(Object::as_array).map(|sides| sides[2].as_i64().ok()).ok(), Some(Some(200)));
    assert_eq!(read.page_iter().count(), 1);
    anew
}

#[test]
fn what_a_document_could_do_stays_out_however_it_is_wrapped_and_spelt() {
    let file = dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => Object::string_literal("evil.exe") } };
    let ways = [
        dictionary! {},
        dictionary! { "OpenAction" => script() },
        dictionary! { "Names" => dictionary! { "JavaScript" => dictionary! { "Names" => vec![Object::string_literal("a"), script().into()] } } },
        dictionary! { "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![file.into()] } } },
        dictionary! { "AcroForm" => dictionary! { "XFA" => Object::string_literal("evil") } },
        dictionary! { "OCProperties" => dictionary! { "D" => script(), "OCGs" => Vec::<Object>::new() } },
        dictionary! { "OpenAction" => dictionary! { "S" => "Launch", "F" => Object::string_literal("evil.exe") } },
    ];
    for way in ways {
        let wrapped = packed(document(way.clone()));
        assert!(!holds(&wrapped, b"JavaScript"), "it is out of sight");
        for bytes in [wrapped, plain(document(way))] {
            let anew = is_clean(&bytes);
            let told = told(&anew);
            assert!(told.contains("(El arco) Tj") && told.contains("9 9 l S") && told.contains("light"), "what is drawn is kept: {told}");
        }
    }
    // Its letters by their numbers; and read from objects that no table lists.
    let spelt = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/#4aavaScript/#4aS(app.alert(1))>>>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n\
        trailer <</Size 4/Root 1 0 R>>\n%%EOF\n";
    is_clean(spelt);
}

#[test]
fn what_lies_behind_the_end_and_who_made_it_are_not_kept() {
    let mut made = document(dictionary! {});
    let author = made.add_object(dictionary! { "Author" => Object::string_literal("Karina") });
    made.trailer.set("Info", author);
    let words = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let words = made.add_object(Stream::new(words, b"<dc:creator>Karina</dc:creator>".to_vec()));
    made.catalog_mut().expect("a catalog").set("Metadata", words);
    for mut bytes in [plain(made.clone()), packed(made)] {
        bytes.extend(b"PK\x03\x04evil.txtEVILPK\x05\x06");
        let anew = is_clean(&bytes);
        assert!(!holds(&anew, b"PK\x03\x04"));
        assert_eq!(cleaned(&anew).expect("a document"), anew, "once more, it is the same");
    }
}

#[test]
fn what_is_locked_or_cannot_be_read_is_refused() {
    let why = |bytes: &[u8]| cleaned(bytes).expect_err("it is refused");
    let mut locked = document(dictionary! {});
    let how = locked.add_object(dictionary! { "Filter" => "Standard", "V" => 5, "R" => 6 });
    locked.trailer.set("Encrypt", how);
    assert_eq!(why(&plain(locked)), Problem::LockedDocument);
    assert_eq!(why(b"%PDF-1.7\n%%EOF"), Problem::BrokenFile);
}

/// Megabytes of zeros, packed: a thousandth of what they unfold to. One is packed, and repeated.
fn folded(megabytes: usize) -> Vec<u8> {
    let mut one = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    one.write_all(&vec![0; 1024 * 1024]).and_then(|()| one.flush()).expect("packed");
    [b"\x78\x9c".to_vec(), one.get_ref().repeat(megabytes), b"\x03\0\0\0\0\x01".to_vec()].concat()
}

/// A document of these objects, numbered from one, of which the first is the catalog.
fn assembled(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut bytes, mut lie) = (b"%PDF-1.5\n".to_vec(), Vec::new());
    for (at, object) in objects.iter().enumerate() {
        lie.push(bytes.len());
        bytes.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    lie.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer <</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

/// Documents with one stream of objects, or of the table that says where objects lie, which unfolds to so much; packed once, and twice.
fn bombs(megabytes: usize) -> Vec<Vec<u8>> {
    let once = folded(megabytes);
    let mut twice = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    twice.write_all(&once).expect("packed");
    let mut made = Vec::new();
    for (filter, content) in [("/FlateDecode", once), ("[/FlateDecode/FlateDecode]", twice.finish().expect("packed"))] {
        let stream = |says: &str| {
            let says = format!("<<{says}/Filter{filter}/Length {}>>\nstream\n", content.len());
            [says.as_bytes(), &content, b"\nendstream"].concat()
        };
        let page = [&b"<</Type/Catalog/Pages 2 0 R>>"[..], b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"];
        let mut objects: Vec<Vec<u8>> = page.map(<[u8]>::to_vec).into();
        objects.push(stream("/Type/ObjStm/N 1/First 4"));
        made.push(assembled(&objects));
        let table = stream("/Type/XRef/Size 2/W[1 4 1]/Root 2 0 R");
        made.push([b"%PDF-1.5\n1 0 obj\n", &*table, b"\nendobj\nstartxref\n9\n%%EOF\n"].concat());
    }
    made
}

/// The most memory that this process has held, in KiB; nothing where the system does not say.
fn most_held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}

/// What a small file unfolds to is bounded before it is unfolded. Memory is the process's, so this is told in one of its own.
#[test]
fn what_unfolds_to_a_thousand_times_its_size_is_refused_at_once_and_in_little_memory() {
    const ALONE: &str = "RELEVO_TEST_ALONE";
    const MEGABYTES: usize = 64;
    if std::env::var_os(ALONE).is_none() {
        let name = concat!(module_path!(), "::what_unfolds_to_a_thousand_times_its_size_is_refused_at_once_and_in_little_memory");
        let name = name.split_once("::").expect("the crate before it").1;
        let mut alone = std::process::Command::new(std::env::current_exe().expect("this program"));
        let run = alone.args(["--exact", name, "--nocapture"]).env(ALONE, "yes").output().expect("it runs");
        let told = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success() && told.contains("1 passed"), "{told}{}", String::from_utf8_lossy(&run.stderr));
        return;
    }
    for bomb in bombs(MEGABYTES) {
        assert!(bomb.len() < 200 * 1024, "it would be taken for its size: {}", bomb.len());
        let (before, began) = (most_held(), std::time::Instant::now());
        assert_eq!(cleaned(&bomb), Err(Problem::BrokenFile));
        assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
        if let (Some(before), Some(after)) = (before, most_held()) {
            assert!(after - before < 24 * 1024, "{} KiB more", after - before);
        }
    }
    // Of a size that work has, the rest of the document is read.
    assert!(cleaned(&bombs(1)[0]).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is damaged, it is refused or clean; and never brings the program down.
    #[test]
    fn a_damaged_document_is_refused_or_clean(at in 9..3000usize, by in any::<u8>(), cut in any::<bool>(), pack in any::<bool>()) {
        let made = document(dictionary! { "OpenAction" => script() });
        let mut bytes = if pack { packed(made) } else { plain(made) };
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] ^= by }
        if let Ok(anew) = cleaned(&bytes) {
            let told = told(&anew);
            prop_assert!(!told.contains("JavaScript") && !told.contains("/JS"), "{}", told);
        }
    }
}
