//! The files that travel inside the program, and the ones among them that a browser asks for.
//!
//! `Embedded` is the whole `templates/` folder: pages, words and static files. [`Assets`] takes the
//! static ones, names each after its content, and keeps them compressed in memory, so that a page on a
//! slow line pays for a file once and the server pays for compressing it never.
//!
//! Deliberately not known here: brotli (see [`super::compress`]), what a page looks like, who is asking (assets are public), and any
//! file that people upload.

use std::collections::HashMap;
use std::io::Write;

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::compress::accepts;

/// Everything under `templates/`, compiled in. A debug build reads the folder at start instead, so
/// that a changed page needs a restart but no compilation.
#[derive(RustEmbed)]
#[folder = "templates/"]
pub(in crate::web) struct Embedded;

impl Embedded {
    /// The UTF-8 files under `folder` whose names end in `suffix`, with their paths below `folder`,
    /// in order of their paths.
    pub(in crate::web) fn texts(folder: &str, suffix: &str) -> Vec<(String, String)> {
        let mut found: Vec<_> = Self::iter()
            .filter_map(|path| {
                let name = path.strip_prefix(folder)?.to_owned();
                let file = name.ends_with(suffix).then(|| Self::get(&path))??;
                let text = String::from_utf8_lossy(&file.data).into_owned();
                Some((name, text))
            })
            .collect();
        found.sort();
        found
    }
}

/// Where static files lie below `templates/`.
const FOLDER: &str = "static/";

/// The route that [`serve`] answers, for GET and HEAD.
pub const ROUTE: &str = "/assets/{hash}/{name}";

/// A year: the longest that caches honour. A file that changes gets another address.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// One static file, in each form in which it can be sent.
#[derive(Debug)]
pub struct Asset {
    /// As it lies in the folder.
    pub identity: Vec<u8>,
    /// Compressed with gzip; `None` where that saves nothing.
    pub gzip: Option<Vec<u8>>,
    /// The media type, with its charset where it is text.
    pub content_type: &'static str,
    /// The validator. Weak, because the compressed forms share it.
    pub etag: String,
    hash: String,
}

/// All static files, made ready once at start.
#[derive(Debug)]
pub struct Assets {
    by_name: HashMap<String, Asset>,
}

impl Assets {
    /// Reads, names and compresses every static file. Costs some tens of milliseconds: call it once
    /// and share the result.
    pub fn load() -> Self {
        let by_name = Embedded::iter()
            .filter_map(|path| {
                let name = path.strip_prefix(FOLDER)?.to_owned();
                let file = Embedded::get(&path)?;
                let asset = Asset::new(&name, file.data.into_owned());
                Some((name, asset))
            })
            .collect();
        Self { by_name }
    }

    /// The address of a file, which holds a digest of its content. `None` when there is no such file.
    pub fn url(&self, name: &str) -> Option<String> {
        let asset = self.by_name.get(name)?;
        Some(format!("/assets/{}/{name}", asset.hash))
    }

    /// The file, if it still has the content that the address promises.
    pub fn get(&self, hash: &str, name: &str) -> Option<&Asset> {
        self.by_name.get(name).filter(|asset| asset.hash == hash)
    }

    /// Each file's name with its address.
    pub fn urls(&self) -> impl Iterator<Item = (&str, String)> {
        self.by_name.iter().map(|(name, asset)| (name.as_str(), format!("/assets/{}/{name}", asset.hash)))
    }
}

impl Asset {
    fn new(name: &str, identity: Vec<u8>) -> Self {
        let digest = Sha256::digest(&identity);
        let hash: String = digest[..6].iter().map(|b| format!("{b:02x}")).collect();
        Self {
            gzip: Some(gzip(&identity)).filter(|packed| packed.len() < identity.len()),
            content_type: content_type(name),
            etag: format!("W/\"{hash}\""),
            hash,
            identity,
        }
    }

    /// The smallest form that the reader understands, with the name of its encoding.
    fn for_reader(&self, headers: &HeaderMap) -> (&[u8], Option<&'static str>) {
        match &self.gzip {
            Some(packed) if accepts(headers, "gzip") => (packed, Some("gzip")),
            _ => (&self.identity, None),
        }
    }
}

/// Answers [`ROUTE`]. An address whose digest is not the file's own is not found: whatever we sent
/// under it would be kept for a year.
pub async fn serve(request: HttpRequest, path: web::Path<(String, String)>, assets: web::Data<Assets>) -> HttpResponse {
    let (hash, name) = path.into_inner();
    let Some(asset) = assets.get(&hash, &name) else {
        return HttpResponse::NotFound().finish();
    };
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == asset.etag));
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::CACHE_CONTROL, FOR_EVER))
        .insert_header((header::ETAG, asset.etag.as_str()))
        .insert_header((header::VARY, "Accept-Encoding"));
    if known {
        return response.finish();
    }
    let (bytes, encoding) = asset.for_reader(request.headers());
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.insert_header((header::CONTENT_TYPE, asset.content_type)).body(bytes.to_vec())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, suffix)| suffix) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).and_then(|()| writer.finish()).unwrap_or_else(|_| bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, web};

    use super::*;

    #[test]
    fn an_address_holds_the_digest_of_the_content() {
        let assets = Assets::load();
        let url = assets.url("relevo.css").unwrap();
        let (hash, name) = url.strip_prefix("/assets/").and_then(|rest| rest.split_once('/')).unwrap();
        assert_eq!((hash.len(), name), (12, "relevo.css"));
        assert!(assets.get(hash, name).is_some());
        assert!(assets.get("000000000000", name).is_none());
        assert!(assets.url("absent.css").is_none());
    }

    #[test]
    fn the_stylesheet_stays_small() {
        let assets = Assets::load();
        let css = &assets.by_name["relevo.css"];
        let sent = css.gzip.as_ref().unwrap().len();
        assert!(sent <= 12 * 1024, "{sent} bytes compressed");
    }

    #[test]
    fn every_file_has_a_media_type() {
        for (name, asset) in &Assets::load().by_name {
            assert_ne!(asset.content_type, "application/octet-stream", "{name}");
        }
    }

    #[actix_web::test]
    async fn a_file_is_served_compressed_and_for_ever() {
        let assets = web::Data::new(Assets::load());
        let url = assets.url("relevo.css").unwrap();
        let plain = assets.by_name["relevo.css"].identity.clone();
        let app = init_service(App::new().app_data(assets).route(ROUTE, web::get().to(serve)).route(ROUTE, web::head().to(serve))).await;
        for (accepted, sent) in
            [("gzip, deflate, br", Some("gzip")), ("gzip;q=0.5, br;q=0", Some("gzip")), ("gzip;q=0, br", None), ("identity", None)]
        {
            let request = TestRequest::get().uri(&url).insert_header((header::ACCEPT_ENCODING, accepted));
            let response = call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), StatusCode::OK);
            let headers = response.headers();
            assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), FOR_EVER);
            let encoding = headers.get(header::CONTENT_ENCODING);
            assert_eq!(encoding.map(|v| v.to_str().unwrap()), sent, "{accepted}");
            let body = read_body(response).await;
            assert!(sent.is_some() == (body.len() < plain.len()));
        }
        let request = TestRequest::default().method(actix_web::http::Method::HEAD);
        let response = call_service(&app, request.uri(&url).to_request()).await;
        assert_eq!(response.status(), StatusCode::OK);
        let etag = response.headers().get(header::ETAG).unwrap().clone();
        let request = TestRequest::get().uri(&url).insert_header((header::IF_NONE_MATCH, etag));
        let response = call_service(&app, request.to_request()).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
        let request = TestRequest::get().uri("/assets/000000000000/relevo.css");
        let response = call_service(&app, request.to_request()).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }
}
