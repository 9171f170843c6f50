//! A browser without a screen: it keeps cookies, follows redirects and reads what a page says. For one with a screen see `browser`.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

/// Someone's browser: keeps cookies, says where its forms come from, follows redirects, reads Spanish.
pub struct Browser {
    pub(super) client: reqwest::Client,
    pub(super) base: String,
    cookies: std::sync::Mutex<BTreeMap<String, String>>,
}

/// How a request is sent, where that is not as usual.
#[derive(Clone, Copy, Default)]
struct Sent<'a> {
    /// From a page of another site.
    elsewhere: bool,
    /// What a proxy says of the sender.
    forwarded_for: Option<&'a str>,
}

/// A page as a browser shows it.
pub struct Page {
    /// The last answer's status.
    pub status: u16,
    /// The path to which redirects led.
    pub path: String,
    /// Whether any did.
    redirected: bool,
    /// The last answer's headers.
    pub headers: reqwest::header::HeaderMap,
    /// The last answer's body.
    pub body: String,
    /// The same as it came: for what is no text.
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(base: &str, token: Option<&str>) -> Browser {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
        let mut cookies = BTreeMap::new();
        if let Some(token) = token {
            cookies.insert("relevo".to_owned(), token.to_owned());
        }
        Browser { client, base: base.to_owned(), cookies: std::sync::Mutex::new(cookies) }
    }

    /// The same browser with another language preferred.
    pub fn reading(self, language: &str) -> Browser {
        self.cookies.lock().expect("cookies").insert("language".to_owned(), language.to_owned());
        self
    }

    /// The same browser with another cookie, wherever it has it from.
    pub fn keeping(self, name: &str, value: &str) -> Browser {
        self.cookies.lock().expect("cookies").insert(name.to_owned(), value.to_owned());
        self
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("cookies").get(name).cloned()
    }

    /// Opens a page, following redirects.
    pub async fn get(&self, path: &str) -> Page {
        self.send(reqwest::Method::GET, path, None, Sent::default()).await
    }

    /// Sends a form, following redirects.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.send(reqwest::Method::POST, path, Some(body), Sent::default()).await
    }

    /// Opens a list that waits, and confirms what its page shows.
    pub async fn confirm(&self, list: &str) -> Page {
        let seen = self.get(list).await.field("seen").unwrap_or_default();
        self.post(&format!("{list}/confirmation"), &[("seen", &seen)]).await
    }

    /// Sends a form from a page of another site.
    pub async fn post_from_elsewhere(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.send(reqwest::Method::POST, path, Some(body), Sent { elsewhere: true, ..Sent::default() }).await
    }

    /// Sends a form through a proxy that says for whom it is.
    pub async fn post_through(&self, forwarded_for: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.send(reqwest::Method::POST, path, Some(body), Sent { forwarded_for: Some(forwarded_for), ..Sent::default() }).await
    }

    /// Sends a raw body as a form.
    pub async fn post_raw(&self, path: &str, body: String) -> Page {
        self.send(reqwest::Method::POST, path, Some(body), Sent::default()).await
    }

    /// Sends one request with any method, from here, and shows its very answer: no redirect is followed.
    pub async fn once(&self, method: &str, path: &str, body: Option<(&'static str, String)>) -> Page {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        self.exchange(method, path, body.map(|(kind, body)| (kind.to_owned(), body.into_bytes())), Sent::default()).await
    }

    /// Sends a form with a file, following redirects.
    pub async fn send_file(&self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Page {
        const EDGE: &str = "----a-line-between-parts";
        let mut body = Vec::new();
        for (field, value) in fields {
            body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes());
        }
        let file = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream");
        body.extend(format!("--{EDGE}\r\n{file}\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{EDGE}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.follow(reqwest::Method::POST, path, Some((kind, body)), Sent::default()).await
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: Option<String>, sent: Sent<'_>) -> Page {
        let body = body.map(|body| ("application/x-www-form-urlencoded".to_owned(), body.into_bytes()));
        self.follow(method, path, body, sent).await
    }

    async fn follow(&self, method: reqwest::Method, path: &str, mut body: Option<(String, Vec<u8>)>, sent: Sent<'_>) -> Page {
        let (mut method, mut path) = (method, path.to_owned());
        for step in 0..6 {
            let page = self.exchange(method.clone(), &path, body.take(), sent).await;
            let Some(location) = page.location() else { return Page { redirected: step > 0, ..page } };
            path = location;
            method = reqwest::Method::GET;
        }
        panic!("{path} leads round and round");
    }

    async fn exchange(&self, method: reqwest::Method, path: &str, body: Option<(String, Vec<u8>)>, sent: Sent<'_>) -> Page {
        let cookies: Vec<String> = self.cookies.lock().expect("cookies").iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base))
            .header("Cookie", cookies.join("; "))
            .header("Accept-Language", "es-MX,es;q=0.9");
        if method != reqwest::Method::GET {
            request = request.header("Origin", if sent.elsewhere { "http://evil.example" } else { self.base.as_str() });
        }
        if let Some(address) = sent.forwarded_for {
            request = request.header("X-Forwarded-For", address);
        }
        if let Some((kind, body)) = body {
            request = request.header("Content-Type", kind).body(body);
        }
        let answer = request.send().await.expect("an answer");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("a cookie").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("name and value");
            let mut cookies = self.cookies.lock().expect("cookies");
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("a body").to_vec();
        Page { status, path: path.to_owned(), redirected: false, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Page {
    /// Checks the status, showing the page's words if it is another. What was refused led nowhere: a page that is not there at the end of what was
    /// done is no refusal.
    #[track_caller]
    pub fn is(self, status: u16) -> Page {
        assert!(status != 404 || !self.redirected, "it led to {}", self.path);
        assert_eq!(self.status, status, "{}: {}", self.path, self.text());
        self
    }

    /// The words of the page, without its markup.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let words: Vec<&str> = html.root_element().text().flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// The words of the part that is the page's own, without shell and footer.
    pub fn main(&self) -> String {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse("main").expect("a selector");
        let words: Vec<&str> = html.select(&selector).flat_map(|main| main.text()).flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// Checks that the page says something.
    #[track_caller]
    pub fn says(self, words: &str) -> Page {
        assert!(self.text().contains(words), "{} does not say {words:?}: {}", self.path, self.text());
        self
    }

    /// Checks that the page does not say something, anywhere: not in its markup either.
    #[track_caller]
    pub fn hides(self, words: &str) -> Page {
        assert!(!self.body.contains(words) && !self.text().contains(words), "{} says {words:?}: {}", self.path, self.text());
        self
    }

    /// The value of the first element that a selector finds: an attribute's.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        html.select(&selector).next().and_then(|element| element.value().attr(name)).map(str::to_owned)
    }

    /// The values of one attribute of every element that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let (page, selector) = (Html::parse_document(&self.body), Selector::parse(selector).expect("a selector"));
        page.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
    }

    /// How many elements a selector finds.
    pub fn count(&self, selector: &str) -> usize {
        let selector = Selector::parse(selector).expect("a selector");
        Html::parse_document(&self.body).select(&selector).count()
    }

    /// The value of a form's field.
    pub fn field(&self, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let fields = Selector::parse("input, textarea, select").expect("a selector");
        let chosen = Selector::parse("option[selected]").expect("a selector");
        html.select(&fields).find(|element| element.value().attr("name") == Some(name)).map(|element| match element.value().name() {
            "textarea" => element.text().collect(),
            "select" => element.select(&chosen).next().and_then(|option| option.value().attr("value")).unwrap_or_default().to_owned(),
            _ => element.value().attr("value").unwrap_or_default().to_owned(),
        })
    }

    /// What a form would send under a name, as the page stands: every value, in the order of the page.
    pub fn values(&self, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let fields = Selector::parse("input, select").expect("a selector");
        let chosen = Selector::parse("option[selected]").expect("a selector");
        let named = html.select(&fields).filter(|element| element.value().attr("name") == Some(name));
        let sent = named.filter(|element| element.value().attr("type") != Some("checkbox") || element.value().attr("checked").is_some());
        let value = |element: scraper::ElementRef<'_>| match element.value().name() {
            "select" => element.select(&chosen).next().and_then(|option| option.value().attr("value").map(str::to_owned)),
            _ => element.value().attr("value").map(str::to_owned),
        };
        sent.map(|element| value(element).unwrap_or_default()).collect()
    }

    /// The address of a link by its words.
    pub fn link(&self, words: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let links = Selector::parse("a[href]").expect("a selector");
        html.select(&links)
            .find(|link| link.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").contains(words))
            .and_then(|link| link.value().attr("href"))
            .map(str::to_owned)
    }
}
