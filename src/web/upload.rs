//! A form with a file, as it arrives: read piece by piece, up to a limit, into memory. What is beyond the limit is let pass without being
//! kept, so that whoever sent it gets an answer and not a broken line. What the browser says that the file is, is not read.

use std::collections::BTreeMap;
use std::pin::Pin;

use actix_multipart::Multipart;
use actix_web::http::header::HeaderMap;
use actix_web::web;
use futures_core::Stream;

use super::{Error, forms};

/// The most that the text fields may hold together.
const MOST_TEXT: usize = 64 * 1024;
/// The most that is let pass of what is too large.
const MOST_PASSED: usize = 64 * 1024 * 1024;

/// The fields of a form, and its file, if one was chosen.
#[derive(Debug, Default)]
pub struct Upload {
    fields: BTreeMap<String, String>,
    /// The file's name on the sender's device, and what is in it: the first, where a browser sends several.
    pub file: Option<(String, Vec<u8>)>,
}

impl Upload {
    /// What stands in a text field; nothing where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

async fn next<T, E>(stream: &mut (impl Stream<Item = Result<T, E>> + Unpin)) -> Result<Option<T>, Error> {
    let item = std::future::poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await;
    item.transpose().map_err(|_| Error::Malformed)
}

/// Reads a form whose file has this many bytes at most. A form of another kind has no file.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Malformed`] where it breaks off or makes no sense.
pub async fn read(headers: &HeaderMap, payload: web::Payload, most: usize) -> Result<Upload, Error> {
    let mut upload = Upload::default();
    let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind == "application/x-www-form-urlencoded" {
        // Sent by what leaves files out.
        let bytes = payload.to_bytes_limited(MOST_TEXT).await.map_err(|_| Error::TooLarge)?.map_err(|_| Error::Malformed)?;
        upload.fields = forms::read(&bytes)?;
        return Ok(upload);
    }
    if kind != "multipart/form-data" {
        return Err(Error::Malformed);
    }
    let mut parts = Multipart::new(headers, payload);
    let (mut passed, mut texts, mut too_large) = (0, 0, false);
    while let Some(mut part) = next(&mut parts).await? {
        let (name, file) = match part.content_disposition() {
            Some(said) => (said.get_name().unwrap_or_default().to_owned(), said.get_filename().map(str::to_owned)),
            None => return Err(Error::Malformed),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = next(&mut part).await? {
            passed += chunk.len();
            if passed > MOST_PASSED {
                return Err(Error::TooLarge);
            }
            let (held, limit) = if file.is_some() { (bytes.len(), most) } else { (texts + bytes.len(), MOST_TEXT) };
            too_large |= held + chunk.len() > limit;
            if !too_large {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file {
            // A browser sends a file field in which nothing was chosen, too.
            Some(file) if !(file.is_empty() && bytes.is_empty()) => {
                let file = (forms::writable(file)?, bytes);
                upload.file.get_or_insert(file);
            }
            Some(_) => {}
            None => {
                texts += name.len() + bytes.len();
                let text = String::from_utf8(bytes).map_err(|_| Error::Malformed)?;
                upload.fields.insert(forms::writable(name)?, forms::writable(text)?);
            }
        }
    }
    match (too_large, upload.fields.is_empty()) {
        (true, _) => Err(Error::TooLarge),
        // A form of ours has fields.
        (false, true) => Err(Error::Malformed),
        (false, false) => Ok(upload),
    }
}
