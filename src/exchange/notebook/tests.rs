//! What is taken in and what is refused, by content; and that nothing of what a phone hides is kept.

use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};

use super::*;

/// A page that is red on its left half, as a phone stores it.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([200, 20, 20]) } else { Rgb([240, 240, 230]) })
}

fn as_jpeg(picture: &RgbImage) -> Vec<u8> {
    jpeg(picture, 90)
}

/// Lays an Exif part into a JPEG: how the phone was held, and words that must not be kept.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    // Orientation (0x0112), one SHORT.
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    // Make (0x010f), text at offset 38.
    tiff.extend([0x0f, 0x01, 2, 0, 16, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"GPS19.4326N99.1W");
    let mut part = b"Exif\0\0".to_vec();
    part.extend(tiff);
    let length = u16::try_from(part.len() + 2).expect("short").to_be_bytes();
    let mut whole = jpeg[..2].to_vec();
    whole.extend([0xff, 0xe1]);
    whole.extend(length);
    whole.extend(part);
    whole.extend(&jpeg[2..]);
    whole
}

fn opened(new: &New) -> RgbImage {
    image::load_from_memory_with_format(&new.bytes, ImageFormat::Jpeg).expect("a JPEG").into_rgb8()
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn why(bytes: &[u8]) -> Problem {
    ready(bytes).err().expect("it is refused")
}

#[test]
fn a_photo_is_shrunk_turned_upright_and_says_nothing_of_where_it_was_taken() {
    // Held upright: the phone stores the picture lying and notes that it has to be turned by a quarter.
    let sent = with_exif(&as_jpeg(&photo(4000, 3000)), 6);
    assert!(contains(&sent, b"Exif") && contains(&sent, b"GPS19"));
    let new = ready(&sent).expect("a photo");
    assert_eq!(new.kind, FileKind::Picture);
    assert!(new.bytes.len() <= MOST_STORED);
    for bytes in [Some(&new.bytes), new.small.as_ref()].into_iter().flatten() {
        assert!(!contains(bytes, b"Exif") && !contains(bytes, b"GPS19"));
    }
    let kept = opened(&new);
    assert_eq!(kept.dimensions(), (1200, 1600));
    // What was left is above now.
    assert!(kept.get_pixel(600, 100).0[1] < 90 && kept.get_pixel(600, 1500).0[1] > 200);
    let small = image::load_from_memory(new.small.as_deref().expect("a likeness")).expect("a JPEG");
    assert_eq!((small.width(), small.height()), (240, 320));
    assert!(new.small.as_ref().is_some_and(|small| small.len() < 20_000));
}

#[test]
fn a_small_picture_is_not_made_larger_and_what_shines_through_is_white() {
    let drawn = RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 0]));
    let mut png = Vec::new();
    image::codecs::png::PngEncoder::new(&mut png).write_image(&drawn, 40, 30, ExtendedColorType::Rgba8).expect("a PNG");
    let kept = opened(&ready(&png).expect("a drawing"));
    assert_eq!(kept.dimensions(), (40, 30));
    assert!(kept.get_pixel(20, 15).0.iter().all(|part| *part > 250));
}

#[test]
fn noise_is_kept_within_two_megabytes() {
    let mut state = 1u32;
    let noise = RgbImage::from_fn(1600, 1600, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [one, two, three, _] = state.to_be_bytes();
        Rgb([one, two, three])
    });
    assert!(ready(&as_jpeg(&noise)).expect("noise is a picture too").bytes.len() <= MOST_STORED);
}

/// A PNG of some bytes that says it is so large: read no further than its head.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
        })
    };
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = b"IHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    for part in [head, b"IDAT\x78\x9c\x03\x00\x00\x00\x00\x01".to_vec(), b"IEND".to_vec()] {
        png.extend(u32::try_from(part.len() - 4).expect("short").to_be_bytes());
        png.extend(&part);
        png.extend(crc(&part).to_be_bytes());
    }
    png
}

#[test]
fn what_would_unfold_beyond_measure_is_refused_before_it_is_unfolded() {
    assert_eq!(why(&bomb(25_000, 25_000)), Problem::TooManyPoints(MOST_POINTS));
    assert_eq!(why(&bomb(200_000, 2)), Problem::TooManyPoints(MOST_POINTS));
    assert_eq!(why(&bomb(u32::MAX >> 1, u32::MAX >> 1)), Problem::TooManyPoints(MOST_POINTS));
}

#[test]
fn a_file_is_what_it_holds_and_not_what_it_is_called() {
    assert_eq!(why(b""), Problem::Missing);
    for other in
        [&b"GIF89a\x01\0\x01\0"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><script>", b"MZ\x90", b"PK\x03\x04"]
    {
        assert_eq!(why(other), Problem::NotAFile);
    }
    let whole = as_jpeg(&photo(64, 64));
    assert_eq!(why(&whole[..20]), Problem::BrokenFile);
    assert_eq!(why(b"\x89PNG\r\n\x1a\n"), Problem::BrokenFile);
}

#[test]
fn a_page_behind_a_picture_is_not_kept() {
    let mut both = as_jpeg(&photo(64, 64));
    both.extend(b"<script>alert(1)</script>");
    assert!(!contains(&ready(&both).expect("a picture").bytes, b"<script>"));
}

#[test]
fn a_document_is_written_anew_and_one_that_cannot_be_read_is_refused() {
    let plain = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
        .to_vec();
    let new = ready(&plain).expect("a document");
    assert_eq!((new.kind, new.small.is_none()), (FileKind::Document, true));
    assert_eq!(new.digest, digest(&new.bytes));
    assert_eq!(ready(&new.bytes).expect("a document").bytes, new.bytes, "written anew once more, it is the same");
    assert_eq!(why(b"%PDF-1.4 and nothing else"), Problem::BrokenFile);
    assert_eq!(why(b"%PDF-1.4 /Page /JavaScript %%EOF"), Problem::BrokenFile);
    let mut heavy = plain;
    heavy.extend(vec![b' '; MOST_STORED]);
    assert_eq!(why(&heavy), Problem::HeavyFile(2));
}
