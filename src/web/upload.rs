//! A form with a file, as a browser sends it: its fields as text, and the bytes of its one file. It is held in memory and bounded; what the
//! file is called, and what the browser says that it is, is not even read.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, web};
use futures_core::Stream;

use super::Error;

/// The most that the fields beside the file may hold.
const MOST_TEXT: usize = 64 * 1024;
/// The most fields.
const MOST_FIELDS: usize = 16;

/// What was sent.
#[derive(Default)]
pub struct Upload {
    fields: HashMap<String, String>,
    /// The file; empty where none was chosen.
    pub file: Vec<u8>,
}

impl Upload {
    /// A field's text; empty where it was not sent.
    pub fn text(&self, name: &str) -> String {
        self.fields.get(name).cloned().unwrap_or_default()
    }
}

/// Reads a form whose file may weigh so much.
///
/// # Errors
/// It is larger than it may be, is no such form, or was cut off.
pub async fn read(request: &HttpRequest, payload: web::Payload, most: usize) -> Result<Upload, Error> {
    let declared = request.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let parted =
        request.headers().get("content-type").is_some_and(|kind| kind.as_bytes().to_ascii_lowercase().starts_with(b"multipart/form-data"));
    if declared.is_some_and(|length| length > if parted { most + MOST_TEXT } else { MOST_TEXT }) {
        return Err(Error::TooLarge);
    }
    if !parted {
        return Err(Error::Malformed);
    }
    let mut upload = Upload::default();
    let mut parts = Multipart::new(request.headers(), payload);
    let mut texts = 0;
    while let Some(part) = next(&mut parts).await {
        let mut part = part.map_err(|_| Error::Malformed)?;
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let more = all(&mut part, most).await?;
            // Where a browser sends several, the first that holds something is the one.
            if upload.file.is_empty() {
                upload.file = more;
            }
            continue;
        }
        texts += 1;
        let text = all(&mut part, MOST_TEXT).await?;
        if texts > MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        upload.fields.insert(name, String::from_utf8(text).map_err(|_| Error::Malformed)?);
    }
    Ok(upload)
}

async fn all(part: &mut Field, most: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(part).await {
        let piece = piece.map_err(|_| Error::Malformed)?;
        if bytes.len() + piece.len() > most {
            return Err(Error::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}
