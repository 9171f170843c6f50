//! Compressed answers: gzip for whoever understands it, in the thread that drew the page.
//!
//! A page is in memory in one piece, and small: compressing it takes a tenth of the time that handing it to another thread and back would.
//! So each thread keeps one compressor, which is used again and again. The files that travel with the program are compressed once, at start
//! (see [`super::assets`]), and pass through here as they are.
//!
//! Deliberately not known here: brotli. On plain HTTP, which is what a school's own network speaks, no browser asks for it, and at the speeds
//! at which a page can wait for it, it saves next to nothing.

use std::cell::RefCell;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, ContentEncoding, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// What fits into one packet is not worth the reader's unpacking, bytes.
const SMALLEST: usize = 860;

/// Quick: a page at level 6 would be a twentieth smaller and take twice as long.
const LEVEL: u32 = 2;

/// A gzip member's head: no name, no time, no system (RFC 1952).
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

thread_local! {
    static COMPRESSOR: RefCell<Option<Compress>> = const { RefCell::new(None) };
}

/// Compresses what is worth it.
///
/// # Errors
/// The inner service's.
pub async fn gzip(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let understood = accepts(request.headers(), "gzip");
    let response = next.call(request).await?;
    if response.headers().contains_key(header::CONTENT_ENCODING) || !is_text(response.headers()) {
        return Ok(response.map_into_boxed_body());
    }
    let (request, response) = response.into_parts();
    let (mut head, body) = response.into_parts();
    head.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let body = match body.try_into_bytes() {
        Ok(whole) if understood && whole.len() >= SMALLEST => match pack(&whole) {
            Some(packed) => {
                head.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                // Says that the length has changed and that nothing after this needs to encode it.
                head.extensions_mut().insert(ContentEncoding::Gzip);
                Bytes::from(packed).boxed()
            }
            None => whole.boxed(),
        },
        Ok(whole) => whole.boxed(),
        // What comes piece by piece goes piece by piece.
        Err(stream) => stream.boxed(),
    };
    Ok(ServiceResponse::new(request, head.set_body(body)))
}

/// The text as one gzip member; `None` where that would save nothing.
fn pack(text: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = kept.get_or_insert_with(|| Compress::new(Compression::new(LEVEL), false));
        compressor.reset();
        let mut packed = Vec::with_capacity(text.len() / 3 + 512);
        packed.extend_from_slice(&HEAD);
        loop {
            let read = usize::try_from(compressor.total_in()).ok()?;
            match compressor.compress_vec(text.get(read..)?, &mut packed, FlushCompress::Finish).ok()? {
                Status::StreamEnd => break,
                Status::Ok | Status::BufError => packed.reserve(packed.capacity()),
            }
            if packed.len() >= text.len() {
                return None;
            }
        }
        let mut crc = Crc::new();
        crc.update(text);
        packed.extend_from_slice(&crc.sum().to_le_bytes());
        packed.extend_from_slice(&crc.amount().to_le_bytes());
        (packed.len() < text.len()).then_some(packed)
    })
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.contains("+json") || kind.contains("+xml")
}

/// Whether `Accept-Encoding` names this encoding and does not refuse it with a weight of zero.
pub(super) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers.get_all(header::ACCEPT_ENCODING).filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.filter_map(|part| part.strip_prefix("q=")).any(|weight| weight.parse::<f32>().is_ok_and(|q| q <= 0.0));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpack(packed: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_packed_is_unpacked_again_by_an_independent_reader() {
        let page = "¿De dónde viene π? ".repeat(3000);
        for length in [860, 4096, 40_000, page.len()] {
            let text = &page.as_bytes()[..length];
            let packed = pack(text).unwrap();
            assert!(packed.len() < length / 3, "{length} bytes became {}", packed.len());
            assert_eq!(unpack(&packed), text);
        }
    }

    #[test]
    fn noise_is_left_as_it_is_and_the_next_page_is_right_again() {
        // A linear congruence: nothing in it repeats.
        let noise: Vec<u8> = (0..9000u32)
            .scan(1u32, |seed, _| {
                *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Some(seed.to_be_bytes()[0])
            })
            .collect();
        assert_eq!(pack(&noise), None);
        let page = "tutora ".repeat(500);
        assert_eq!(unpack(&pack(page.as_bytes()).unwrap()), page.as_bytes());
    }
}
