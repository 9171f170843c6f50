//! QR codes for paper: black squares in one path, with the quiet margin that readers need.
//!
//! Knows nothing of what a code says or to whom. Only signs of the small alphabet (capitals, digits, `:/.-`) are sent here, so that a code
//! stays coarse enough for a cheap camera and a worn printer.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The quiet margin, in squares.
const MARGIN: usize = 4;

/// A text cannot be drawn: it is too long for any code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too long for a QR code")]
pub struct TooLong;

/// Draws a text. A quarter of the squares may be lost to dirt and folds.
///
/// # Errors
/// The text is too long.
pub fn draw(text: &str) -> Result<String, TooLong> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(|_| TooLong)?;
    let width = code.width();
    let size = width + 2 * MARGIN;
    let mut path = String::with_capacity(width * width);
    for (y, row) in code.to_colors().chunks(width.max(1)).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN);
            }
            x += run.max(1);
        }
    }
    Ok(format!(
        r##"<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_coarse_code_with_a_margin() {
        let svg = draw("HTTPS://RED.EJEMPLO.MX/C/K7M0Q2XZ").expect("short enough");
        // 29 squares and the margin: what a card's 34 mm can carry and a cheap camera can read.
        assert!(svg.contains(r#"viewBox="0 0 37 37""#), "{svg}");
        assert!(svg.contains("M4 4h7v1h-7z"), "the first finder pattern begins after the margin");
        assert_eq!(draw(&"A".repeat(5000)), Err(TooLong));
    }
}
