//! A program with a key. Whatever it is answered is held against the document: the status has to be one that is told of, the body of the shape
//! that is told.

use std::sync::LazyLock;

use relevo::actions::accounts::tokens::{self, Make};
use relevo::domain::id::PersonId;
use relevo::domain::policy::Caller;
use relevo::store::accounts;
use serde_json::Value;

use super::document;
use crate::support::town::*;

/// Everything that a key can be good for.
pub const ALL: &str =
    "places:write people:write topics:write offers:write interests:write tutorials:write demonstrations:write masteries:write";

/// A program.
pub struct Program {
    client: reqwest::Client,
    base: String,
    key: Option<String>,
    language: &'static str,
}

/// What it is answered.
#[derive(Debug)]
pub struct Told {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
    pub asked: String,
}

impl Told {
    /// Checks the status.
    #[track_caller]
    pub fn is(self, status: u16) -> Told {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text);
        self
    }

    /// The body.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}: {}", self.asked, self.text))
    }

    /// A text in the body, by its path.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let json = self.json();
        json.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {json}")).to_owned()
    }

    /// The problems, as `field code`.
    #[track_caller]
    pub fn problems(&self) -> Vec<String> {
        let json = self.json();
        let all = json["problems"].as_array().unwrap_or_else(|| panic!("no problems in {json}"));
        all.iter().map(|one| format!("{} {}", one["field"].as_str().unwrap_or("?"), one["code"].as_str().unwrap_or("?"))).collect()
    }

    /// A header.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(document::made);

impl Program {
    /// A program with a key that somebody made, good for this.
    pub async fn of(town: &Town, person: PersonId, scope: &str) -> Program {
        let scope = scope.parse().expect("a scope");
        let key = town
            .db
            .write(move |tx| {
                let caller = Caller::member(accounts::caller(tx, person)?.expect("she is there"));
                tokens::make(tx, &caller, &Make { id: fresh(), name: "Prueba".to_owned(), scope, days: 30 })
            })
            .await
            .expect("she may")
            .expect("a key");
        Program::with(town, Some(&key.text()))
    }

    /// A program with a key, or none.
    pub fn with(town: &Town, key: Option<&str>) -> Program {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
        Program { client, base: format!("{}/api/v1", town.url), key: key.map(str::to_owned), language: "es" }
    }

    /// The same, reading another language.
    pub fn reading(self, language: &'static str) -> Program {
        Program { language, ..self }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Told {
        self.send(self.request(reqwest::Method::GET, path), "get", path).await
    }

    /// Reads, unless it is still what the program has.
    pub async fn get_unless(&self, path: &str, etag: &str) -> Told {
        self.send(self.request(reqwest::Method::GET, path).header("If-None-Match", etag), "get", path).await
    }

    /// Writes.
    pub async fn post(&self, path: &str, body: Value) -> Told {
        self.send(self.request(reqwest::Method::POST, path).json(&body), "post", path).await
    }

    /// Writes under a key of idempotency.
    pub async fn post_as(&self, key: impl ToString, path: &str, body: Value) -> Told {
        let request = self.request(reqwest::Method::POST, path).header("Idempotency-Key", key.to_string()).json(&body);
        self.send(request, "post", path).await
    }

    /// Writes a body of any kind.
    pub async fn post_raw(&self, path: &str, kind: &str, body: String) -> Told {
        self.send(self.request(reqwest::Method::POST, path).header("Content-Type", kind).body(body), "post", path).await
    }

    /// Reads and says that it comes from somewhere.
    pub async fn get_from(&self, origin: &str, path: &str) -> Told {
        self.send(self.request(reqwest::Method::GET, path).header("Origin", origin), "get", path).await
    }

    /// Writes and says that it comes from somewhere.
    pub async fn post_from(&self, origin: &str, path: &str, body: Value) -> Told {
        self.send(self.request(reqwest::Method::POST, path).header("Origin", origin).json(&body), "post", path).await
    }

    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base)).header("Accept-Language", self.language);
        match &self.key {
            Some(key) => request.header("Authorization", format!("Bearer {key}")),
            None => request,
        }
    }

    async fn send(&self, request: reqwest::RequestBuilder, method: &str, path: &str) -> Told {
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let told = Told { status, headers, text: answer.text().await.expect("a body"), asked: format!("{method} {path}") };
        if let Some(wrong) = document::breach(&DOCUMENT, method, &format!("/api/v1{path}"), &told) {
            panic!("{} is answered {status}, otherwise than the document says: {wrong}\n{}", told.asked, told.text);
        }
        told
    }
}
