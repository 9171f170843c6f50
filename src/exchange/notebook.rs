//! A picture or a document of work on its way in: told by its content, never by its name or by what a browser calls it.
//!
//! A picture is decoded and written anew, upright and no larger than a screen needs. So nothing of what a phone hides in it is kept: the
//! place, the hour, the device, a second picture inside. Its size is read before it is decoded, and one that would unfold beyond
//! [`MOST_POINTS`] is refused. A document is written anew as well (`document`), without what it could do and who made it; and it is served as a
//! file to save (`web::pages::files`).

mod document;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use sha2::{Digest, Sha256};

use crate::actions::files::New;
use crate::domain::refusal::Problem;
use crate::domain::words::FileKind;

/// The most that a file may weigh when it comes: a photo of a good phone.
pub const MOST_BYTES: usize = 15 * 1024 * 1024;
/// The most that is stored.
pub const MOST_STORED: usize = 2 * 1024 * 1024;
/// The most points of a picture, in millions: beyond them, a hundred and fifty megabytes would be needed to look at it.
pub const MOST_POINTS: u32 = 50;

/// The longest side of what is kept: handwriting on a whole page of a notebook can still be read.
const SIDE: u32 = 1600;
/// The most that a likeness for a list weighs: on a slow line a second.
const MOST_SMALL: usize = 20_000;
/// The longest side of the small likeness.
const SMALL_SIDE: u32 = 320;

/// Looks a file through and makes it ready.
///
/// # Errors
/// It is not taken in, and why.
pub fn ready(bytes: &[u8]) -> Result<New, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Missing);
    }
    if bytes.starts_with(b"%PDF-") {
        return document(bytes);
    }
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png)) => picture(bytes, format),
        _ => Err(Problem::NotAFile),
    }
}

fn picture(bytes: &[u8], format: ImageFormat) -> Result<New, Problem> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(30_000);
    limits.max_image_height = Some(30_000);
    // Four bytes a point, and as much again for the way there.
    limits.max_alloc = Some(u64::from(MOST_POINTS) * 1_000_000 * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| problem(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MOST_POINTS) * 1_000_000 {
        return Err(Problem::TooManyPoints(MOST_POINTS));
    }
    // How the phone was held stands in what is about to be dropped.
    let orientation = decoder.orientation().map_err(|error| problem(&error))?;
    let whole = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    let mut kept = if width.max(height) > SIDE { whole.thumbnail(SIDE, SIDE) } else { whole };
    kept.apply_orientation(orientation);
    let kept = on_paper(&kept);
    let small = within(&kept, &[(SMALL_SIDE, 60), (SMALL_SIDE, 35), (SMALL_SIDE * 2 / 3, 35), (SMALL_SIDE / 2, 25)], MOST_SMALL);
    let bytes = within(&kept, &[(SIDE, 82), (SIDE, 65), (SIDE, 45), (SIDE * 2 / 3, 45), (SIDE / 2, 45)], MOST_STORED);
    let bytes = bytes.ok_or(Problem::BrokenFile)?;
    Ok(New { kind: FileKind::Picture, digest: digest(&bytes), bytes, small })
}

/// Without transparency: what shines through is white, as paper is.
fn on_paper(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u16::from);
        let over = |colour: u16| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        Rgb([over(red), over(green), over(blue)])
    })
}

/// The best of these sides and qualities that weighs no more than it may.
fn within(picture: &RgbImage, ways: &[(u32, u8)], most: usize) -> Option<Vec<u8>> {
    ways.iter().map(|(side, quality)| jpeg(&at_most(picture, *side), *quality)).find(|bytes| (1..=most).contains(&bytes.len()))
}

fn at_most(picture: &RgbImage, side: u32) -> std::borrow::Cow<'_, RgbImage> {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= side {
        return std::borrow::Cow::Borrowed(picture);
    }
    let scaled = |length: u32| u32::try_from(u64::from(length) * u64::from(side) / u64::from(longest)).unwrap_or(side).max(1);
    std::borrow::Cow::Owned(image::imageops::thumbnail(picture, scaled(width), scaled(height)))
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Into memory, of a picture that is there: it fails for none that has a point. One without is empty here, and refused.
    if JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).is_err() {
        bytes.clear();
    }
    bytes
}

fn problem(error: &image::ImageError) -> Problem {
    match error {
        image::ImageError::Limits(_) => Problem::TooManyPoints(MOST_POINTS),
        _ => Problem::BrokenFile,
    }
}

fn document(bytes: &[u8]) -> Result<New, Problem> {
    let heavy = || Problem::HeavyFile(u32::try_from(MOST_STORED / (1024 * 1024)).unwrap_or(u32::MAX));
    if bytes.len() > MOST_STORED {
        return Err(heavy());
    }
    let bytes = document::cleaned(bytes)?;
    // What was packed comes out unpacked.
    if bytes.len() > MOST_STORED {
        return Err(heavy());
    }
    Ok(New { kind: FileKind::Document, digest: digest(&bytes), bytes, small: None })
}

fn digest(bytes: &[u8]) -> String {
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
