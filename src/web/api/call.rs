//! A program's call: whose key it shows, what it asks, and how it is answered.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::BASE;
use super::fault::{Fault, Trouble};
use super::given::{self, Given};
use super::operation::{Answer, Operation};
use super::shape::USUAL;
use crate::actions::accounts::tokens::{self, Bearer, Key};
use crate::domain::id::{Id, PersonId};
use crate::domain::refusal::Problem;
use crate::store::{Conn, Tx};
use crate::web::locale::{Language, negotiate};
use crate::web::visitor::address;
use crate::web::{App, Error, Here};

/// The most that a body may hold.
const MOST_BYTES: usize = 256 * 1024;
/// The longest key of idempotency.
const LONGEST_KEY: usize = 255;

/// What a request says before it is known what it asks for.
pub struct Call {
    app: web::Data<App>,
    key: Option<Key>,
    shown: bool,
    language: Language,
    address: IpAddr,
    path: Vec<(String, String)>,
    query: String,
    json: bool,
    body: Result<web::Bytes, Fault>,
    idempotency: Result<Option<String>, Fault>,
    etag: Option<String>,
}

impl FromRequest for Call {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Call, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let text = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let shown = request.headers().contains_key(header::AUTHORIZATION);
        let key = text(header::AUTHORIZATION).and_then(|value| {
            let (scheme, key) = value.split_once(' ')?;
            if scheme.eq_ignore_ascii_case("bearer") { Key::parse(key.trim()) } else { None }
        });
        let idempotency = match request.headers().get("idempotency-key").map(|value| value.to_str()) {
            None => Ok(None),
            Some(Ok(value)) if (1..=LONGEST_KEY).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic()) => {
                Ok(Some(value.to_owned()))
            }
            Some(_) => Err(Fault::Invalid(vec![Trouble::of("Idempotency-Key", Problem::TooLong(LONGEST_KEY))])),
        };
        let app = request.app_data::<web::Data<App>>().cloned();
        let declared = text(header::CONTENT_LENGTH).and_then(|value| value.parse::<usize>().ok());
        let (language, etag) = (language(request), text(header::IF_NONE_MATCH));
        let path = request.match_info().iter().map(|(name, part)| (name.to_owned(), part.to_owned())).collect();
        let query = request.query_string().to_owned();
        let (json, address) = (request.content_type().eq_ignore_ascii_case("application/json"), address(request));
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let app = app.ok_or_else(|| Error::Fault("there is no application".to_owned()))?;
            let body = match payload.await {
                _ if declared.is_some_and(|length| length > MOST_BYTES) => Err(Fault::Web(Error::TooLarge)),
                Err(_) => Err(Fault::Web(Error::Malformed)),
                Ok(payload) => match payload.to_bytes_limited(MOST_BYTES).await {
                    Err(_) => Err(Fault::Web(Error::TooLarge)),
                    Ok(Err(_)) => Err(Fault::Web(Error::Malformed)),
                    Ok(Ok(bytes)) => Ok(bytes),
                },
            };
            Ok(Call { app, key, shown, language, address, path, query, json, body, idempotency, etag })
        })
    }
}

/// What a program asks, read.
pub struct Asked {
    operation: &'static Operation,
    path: Vec<(String, String)>,
    /// The parameters of the address.
    pub query: Given,
    /// The body.
    pub body: Given,
    idempotency: Option<String>,
    fresh: Id<()>,
}

impl Asked {
    /// A part of the path. What cannot be an id names nothing.
    ///
    /// # Errors
    /// Not found.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Fault> {
        let part = self.path.iter().find(|(own, _)| own == name);
        part.and_then(|(_, text)| text.parse().ok()).ok_or(Fault::Web(Error::NotFound))
    }

    /// The id of what is made: that which the program chose, one that follows from what it chose, or a new one.
    pub fn new_id<Of>(&self, person: PersonId) -> Id<Of> {
        let Some(key) = &self.idempotency else { return self.fresh.cast() };
        key.parse().unwrap_or_else(|_| {
            let sum = Sha256::new().chain_update("idempotency:").chain_update(person.bytes()).chain_update(self.operation.name);
            let sum: [u8; 32] = sum.chain_update(":").chain_update(key).finalize().into();
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&sum[..16]);
            // Version 8, variant 1: a UUID made in a way of our own.
            bytes[6] = bytes[6] & 0x0f | 0x80;
            bytes[8] = bytes[8] & 0x3f | 0x80;
            Id::from_bytes(bytes)
        })
    }

    /// Whether the program chose what the new thing is to be known by.
    pub fn chose(&self) -> bool {
        self.idempotency.is_some()
    }

    /// From where on a list is asked for.
    pub fn after<Of>(&self) -> Option<Id<Of>> {
        self.query.text("cursor").strip_prefix('c')?.parse().ok()
    }

    /// How many are asked for.
    pub fn limit(&self) -> usize {
        self.query.number("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(USUAL)
    }

    /// One more than are asked for: whether it is there tells whether there is more.
    pub fn beyond(&self) -> i64 {
        i64::try_from(self.limit() + 1).unwrap_or(i64::MAX)
    }
}

/// A piece of a list.
#[derive(Serialize)]
pub struct Piece<T> {
    items: Vec<T>,
    next: Option<String>,
}

impl<T> Piece<T> {
    /// The piece that was asked for, of rows of which one more was read; `last` is the id of the last one told.
    pub fn of<Row, Of>(
        asked: &Asked,
        mut rows: Vec<Row>,
        id: impl Fn(&Row) -> Id<Of>,
        mut make: impl FnMut(Row) -> Result<T, Fault>,
    ) -> Result<Piece<T>, Fault> {
        let more = rows.len() > asked.limit();
        rows.truncate(asked.limit());
        let next = rows.last().filter(|_| more).map(|row| format!("c{}", id(row)));
        let items = rows.into_iter().map(&mut make).collect::<Result<Vec<T>, Fault>>()?;
        Ok(Piece { items, next })
    }
}

/// What an operation reads, told as it goes out. The types of each are forgotten, so that what stands around all of them is there once.
type Reading = Box<dyn FnOnce(&mut Conn, &Here, &Asked) -> Result<Value, Fault> + Send>;
/// What an operation writes.
type Writing = Box<dyn FnOnce(&mut Tx<'_>, &Here, &Asked) -> Result<Value, Fault> + Send>;

fn value(told: impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(told).map_err(|error| Error::Fault(error.to_string()).into())
}

impl Call {
    /// Answers what reads.
    pub async fn read<T, F>(self, operation: &'static Operation, work: F) -> HttpResponse
    where
        T: Serialize + 'static,
        F: FnOnce(&mut Conn, &Here, &Asked) -> Result<T, Fault> + Send + 'static,
    {
        let (app, language, etag) = (self.app.clone(), self.language, self.etag.clone());
        match self.reading(operation, Box::new(move |conn, here, asked| value(work(conn, here, asked)?))).await {
            Ok(value) => found(&value, etag.as_deref()),
            Err(fault) => fault.answer(&app.catalog, language),
        }
    }

    async fn reading(self, operation: &'static Operation, work: Reading) -> Result<Value, Fault> {
        let Call { app, key, shown, language, address, path, query, .. } = self;
        let Some(key) = key else { return refuse_key(&app, shown, address).await };
        let (now, catalog, fresh, paced) = (app.db.now(), Arc::clone(&app.catalog), app.new_id(), app.clone());
        let outcome = app
            .db
            .read(move |conn| {
                let Some(bearer) = tokens::bearer(conn, &key, now)? else { return Ok(None) };
                paced.pace.admit(bearer.id, now).map_err(Fault::Pace)?;
                good_for(&bearer, operation)?;
                let query = given::query(operation.query, &query).map_err(Fault::Invalid)?;
                let asked = Asked { operation, path, query, body: Given::default(), idempotency: None, fresh };
                let here = Here::of(conn, bearer.caller.clone(), language, now, catalog)?;
                let value = work(conn, &here, &asked)?;
                Ok::<_, Fault>(Some((bearer, value, here.opened())))
            })
            .await?;
        let Some((bearer, value, opened)) = outcome else { return refuse_key(&app, true, address).await };
        app.readings.gather(&app.db, app.keep_readings, opened);
        if bearer.touch {
            // Noting that a key was used must not keep its program waiting, nor fail its call.
            let db = app.db.clone();
            actix_web::rt::spawn(async move {
                if let Err(error) = db.write(move |tx| tokens::touch(tx, bearer.id)).await {
                    tracing::warn!(%error, "a key could not be noted as used");
                }
            });
        }
        Ok(value)
    }

    /// Answers what changes something: in one transaction, as the key's owner.
    pub async fn write<T, F>(self, operation: &'static Operation, work: F) -> HttpResponse
    where
        T: Serialize + 'static,
        F: FnOnce(&mut Tx<'_>, &Here, &Asked) -> Result<T, Fault> + Send + 'static,
    {
        let (app, language) = (self.app.clone(), self.language);
        match self.writing(operation, Box::new(move |tx, here, asked| value(work(tx, here, asked)?))).await {
            Ok(value) => made(operation, &value),
            // The rules speak of a form's fields; a program has sent those of this operation.
            Err(fault) => fault.placed(|field| operation.takes(field)).answer(&app.catalog, language),
        }
    }

    async fn writing(self, operation: &'static Operation, work: Writing) -> Result<Value, Fault> {
        let Call { app, key, shown, language, address, path, query, json, body, idempotency, .. } = self;
        let Some(key) = key else { return refuse_key(&app, shown, address).await };
        // Found before anything else, so that what a body holds is told to nobody who may not send it.
        let (now, asking, paced) = (app.db.now(), key.clone(), app.clone());
        let known = app
            .db
            .read(move |conn| {
                let Some(bearer) = tokens::bearer(conn, &asking, now)? else { return Ok(false) };
                paced.pace.admit(bearer.id, now).map_err(Fault::Pace)?;
                good_for(&bearer, operation)?;
                Ok::<_, Fault>(true)
            })
            .await?;
        if !known {
            return refuse_key(&app, true, address).await;
        }
        let bytes = body?;
        let body = match operation.body {
            Some(_) if !json => return Err(Fault::MediaType),
            Some(shape) => {
                let value: Value = serde_json::from_slice(&bytes).map_err(|_| Fault::Web(Error::Malformed))?;
                given::body(shape, value).map_err(Fault::Invalid)?
            }
            None => Given::default(),
        };
        let query = given::query(operation.query, &query).map_err(Fault::Invalid)?;
        let asked = Asked { operation, path, query, body, idempotency: idempotency?, fresh: app.new_id() };
        let catalog = Arc::clone(&app.catalog);
        let (told, opened) = app
            .db
            .write(move |tx| {
                let now = tx.now();
                let Some(bearer) = tokens::bearer(tx, &key, now)? else { return Err(Fault::Key { shown: true }) };
                good_for(&bearer, operation)?;
                let here = Here::of(tx, bearer.caller.clone(), language, now, catalog)?;
                let told = work(tx, &here, &asked)?;
                if bearer.touch {
                    tokens::touch(tx, bearer.id)?;
                }
                Ok((told, here.opened()))
            })
            .await?;
        // What was written is told back, and may hold more than was sent.
        app.readings.gather(&app.db, app.keep_readings, opened);
        Ok(told)
    }
}

fn good_for(bearer: &Bearer, operation: &Operation) -> Result<(), Fault> {
    if bearer.scope.allows(operation.family, operation.access) { Ok(()) } else { Err(Fault::Scope(operation.family, operation.access)) }
}

/// Refuses a call without a key that is one. Wrong ones are counted by the address from which they come.
async fn refuse_key<T>(app: &App, shown: bool, address: IpAddr) -> Result<T, Fault> {
    if shown {
        app.db.write(move |tx| tokens::count_wrong(tx, address).map_err(Fault::from)).await?;
    }
    Err(Fault::Key { shown })
}

fn json(answer: &mut actix_web::HttpResponseBuilder) -> &mut actix_web::HttpResponseBuilder {
    answer
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, "Authorization"))
}

/// What was asked for, or that it is still what the program has.
fn found(value: &Value, known: Option<&str>) -> HttpResponse {
    let body = value.to_string();
    let sum: [u8; 32] = Sha256::digest(body.as_bytes()).into();
    let letters: String = sum[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    // Weak: compressed or not, it is the same.
    let etag = format!("W/\"{letters}\"");
    let same = known.is_some_and(|known| {
        known.trim() == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag.trim_start_matches("W/"))
    });
    if same {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, etag))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .insert_header((header::VARY, "Authorization"))
            .finish();
    }
    json(&mut HttpResponse::Ok()).insert_header((header::ETAG, etag)).body(body)
}

/// What was made, and where it is; or how something is after it was changed.
fn made(operation: &Operation, value: &Value) -> HttpResponse {
    let id = value.get("id").and_then(Value::as_str);
    match (operation.answer, id) {
        (Answer::Made(_, under), Some(id)) => {
            let location = format!("{BASE}{under}/{id}");
            json(&mut HttpResponse::Created()).insert_header((header::LOCATION, location)).body(value.to_string())
        }
        _ => json(&mut HttpResponse::Ok()).body(value.to_string()),
    }
}

/// The language that a program asks for.
pub fn language(request: &HttpRequest) -> Language {
    negotiate(None, request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
}
