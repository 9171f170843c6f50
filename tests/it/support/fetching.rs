//! What a page costs on its way, and what it fetches besides itself.

use scraper::{Html, Selector};

use super::town::{Browser, Page};

/// An answer as it travelled.
pub struct Packed {
    /// The page, unpacked.
    pub page: Page,
    /// How many bytes its body had on the way.
    pub bytes: usize,
    /// How it was packed.
    pub encoding: String,
}

impl Browser {
    /// Opens a page as a browser does that unpacks gzip, and weighs it.
    pub async fn packed(&self, path: &str) -> Packed {
        let page = self.get(path).await;
        let token = self.cookie("relevo").map(|token| format!("relevo={token}")).unwrap_or_default();
        let request = self.client.get(format!("{}{path}", self.base)).header("Cookie", token).header("Accept-Encoding", "gzip");
        let answer = request.header("Accept-Language", "es-MX,es;q=0.9").send().await.expect("an answer");
        let encoding = answer.headers().get("content-encoding").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        Packed { page, bytes: answer.bytes().await.expect("a body").len(), encoding }
    }
}

impl Page {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<String> {
        (300..400).contains(&self.status).then(|| self.header("location").to_owned())
    }

    /// What a browser fetches with this page, without being asked.
    pub fn fetched(&self) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let mut all = Vec::new();
        for (selector, name) in
            [("link[href]", "href"), ("[src]", "src"), ("use[href]", "href"), ("image[href]", "href"), ("object", "data")]
        {
            let selector = Selector::parse(selector).expect("a selector");
            all.extend(html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned));
        }
        // The part of a sheet that is drawn is not sent for separately.
        all.iter().filter_map(|address| address.split('#').next()).filter(|address| !address.is_empty()).map(str::to_owned).collect()
    }

    /// What it would fetch from another place, and where it would send forms to.
    pub fn foreign(&self) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let forms = Selector::parse("form[action]").expect("a selector");
        let actions = html.select(&forms).filter_map(|form| form.value().attr("action")).map(str::to_owned);
        self.fetched().into_iter().chain(actions).filter(|address| !address.starts_with('/') || address.starts_with("//")).collect()
    }
}
