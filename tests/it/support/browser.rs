//! A real browser for a test: Chromium without a window, driven through a chromedriver of its own.
//!
//! Write a test as a [`journey`]. Chromium takes more than one core, so journeys run one at a time.

use std::any::Any;
use std::fmt;
use std::future::{Future, poll_fn};
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::task::Poll;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::command::{Command as WebDriverCommand, FormatRequestData};
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use tokio::sync::{Semaphore, SemaphorePermit};

static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// What the visitor has in hands.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The width of the viewport (not of the window), in CSS pixels.
    pub width: u32,
    pub height: u32,
    pub javascript: bool,
    /// What the browser prefers, as in `es-MX`, or a list, best first: `es-MX,es`.
    pub language: &'static str,
}

impl Options {
    /// A small telephone, in Spanish.
    pub const PHONE: Self = Self { width: 360, height: 740, javascript: true, language: "es-MX,es" };
    /// The computer of a school office, in Spanish.
    pub const DESKTOP: Self = Self { width: 1280, height: 800, ..Self::PHONE };

    pub const fn without_javascript(self) -> Self {
        Self { javascript: false, ..self }
    }

    pub const fn language(self, language: &'static str) -> Self {
        Self { language, ..self }
    }
}

/// Runs the steps in a browser, and closes it whatever happens. A failed journey leaves a picture of where it failed.
pub async fn journey(options: Options, steps: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<()>) {
    if super::goes_without("browser") {
        super::skipped("what needs a browser, as RELEVO_TESTS_WITHOUT asks");
        return;
    }
    let browser = Browser::start(options).await;
    let outcome = catching_panics(steps(browser.driver())).await;
    if !matches!(outcome, Ok(Ok(()))) {
        browser.tell_where_it_failed().await;
    }
    browser.quit().await;
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("the journey ended early: {error}"),
        Err(panic) => resume_unwind(panic),
    }
}

async fn catching_panics<T>(steps: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut steps = pin!(steps);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| steps.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// A running browser. [`journey`] takes care of closing it; a dropped one is killed.
pub struct Browser {
    driver: Option<WebDriver>,
    // The order matters: fields are dropped in it, and the profile is removed when nothing writes into it any more.
    _chromedriver: ChromeDriver,
    _profile: TempDir,
    _turn: SemaphorePermit<'static>,
}

impl Browser {
    pub async fn start(options: Options) -> Self {
        let turn = ONE_AT_A_TIME.acquire().await.expect("the semaphore is never closed");
        let profile = tempfile::tempdir().expect("a folder for the browser's profile");
        let chromedriver = ChromeDriver::start();
        let capabilities = capabilities(options, profile.path()).expect("capabilities");
        let driver = WebDriver::builder(chromedriver.url(), capabilities)
            .request_timeout(Duration::from_secs(60))
            .connect()
            .await
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        let browser = Self { driver: Some(driver), _chromedriver: chromedriver, _profile: profile, _turn: turn };
        // A window cannot be narrower than 500 pixels, a viewport can.
        set_viewport(browser.driver(), options.width, options.height).await.expect("a viewport of the size asked for");
        browser
    }

    pub fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("only `quit` takes the driver")
    }

    pub async fn quit(mut self) {
        let driver = self.driver.take().expect("only `quit` takes the driver");
        if let Err(error) = driver.clone().quit().await {
            eprintln!("the browser does not close ({error}): it is killed");
            kill(driver);
        }
    }

    async fn tell_where_it_failed(&self) {
        let test = std::thread::current().name().unwrap_or("test").to_owned();
        let address = self.driver().current_url().await;
        let picture = save_screenshot(self.driver(), &format!("failed-{test}")).await;
        match (address, picture) {
            (Ok(address), Ok(picture)) => {
                eprintln!("failed at {address}, see {}", picture.display());
            }
            (Err(error), _) | (_, Err(error)) => eprintln!("failed, and no picture: {error}"),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            kill(driver);
        }
    }
}

/// Ends the browser's process. Without `leak`, dropping the driver would wait minutes for an answer.
fn kill(driver: WebDriver) {
    let process = driver.capabilities().get("goog:processID").cloned();
    let _ = driver.leak();
    if let Some(process) = process.as_ref().and_then(Value::as_u64) {
        let _ = Command::new("kill").arg(process.to_string()).status();
    }
}

fn capabilities(options: Options, profile: &Path) -> WebDriverResult<Capabilities> {
    let mut chrome = DesiredCapabilities::chrome();
    for argument in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-breakpad",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
        // As on a telephone, where a scroll bar takes no room.
        "--hide-scrollbars",
    ] {
        chrome.add_arg(argument)?;
    }
    chrome.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    chrome.add_arg(&format!("--accept-lang={}", options.language))?;
    chrome.add_arg(&format!("--window-size={},{}", options.width, options.height))?;
    let mut preferences = json!({ "intl.accept_languages": options.language });
    if !options.javascript {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    chrome.add_experimental_option("prefs", preferences)?;
    Ok(chrome.into())
}

/// A chromedriver on a port that it chose itself, killed with this value.
struct ChromeDriver {
    process: Child,
    port: u16,
    // Kept open: chromedriver dies of a closed output.
    _output: BufReader<ChildStdout>,
}

impl ChromeDriver {
    fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "chromedriver does not start ({error}): use tests/run, or install chromium and chromium-driver, \
                     or set RELEVO_TESTS_WITHOUT=browser"
                )
            });
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut said = String::new();
        let port = loop {
            let start = said.len();
            if output.read_line(&mut said).unwrap_or(0) == 0 {
                let _ = process.kill();
                let _ = process.wait();
                panic!("chromedriver ended before it listened:\n{said}");
            }
            if let Some(port) = announced_port(&said[start..]) {
                break port;
            }
        };
        Self { process, port, _output: output }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn announced_port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim().trim_end_matches('.').parse().ok()
}

/// A command of the browser's own developer protocol, passed on by chromedriver.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl FormatRequestData for DevTools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        // The type of the method cannot be named from here, so an existing POST is made over.
        let script = WebDriverCommand::ExecuteScript("".into(), Vec::new().into());
        let mut request = script.format_request(session);
        request.uri = format!("session/{session}/goog/cdp/execute").into();
        request.body = Some(json!({ "cmd": self.command, "params": self.parameters }));
        request
    }
}

/// Sends a command of the browser's developer protocol, such as `Emulation.setEmulatedMedia`.
pub async fn dev_tools(driver: &WebDriver, command: &'static str, parameters: Value) -> WebDriverResult<Value> {
    driver.cmd(DevTools { command, parameters }).await?.value()
}

async fn set_viewport(driver: &WebDriver, width: u32, height: u32) -> WebDriverResult<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    dev_tools(driver, "Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

/// Saves a picture of the whole page as `target/screens/<name>.png`, and returns its path.
pub async fn screenshot(driver: &WebDriver, name: &str) -> PathBuf {
    save_screenshot(driver, name).await.unwrap_or_else(|error| panic!("no picture {name}: {error}"))
}

async fn save_screenshot(driver: &WebDriver, name: &str) -> WebDriverResult<PathBuf> {
    let sizes = dev_tools(driver, "Page.getLayoutMetrics", json!({})).await?;
    let pixels = |size: &str, side: &str| sizes[size][side].as_f64().unwrap_or(0.0).ceil() as u32;
    let width = pixels("cssLayoutViewport", "clientWidth");
    let height = pixels("cssLayoutViewport", "clientHeight");
    // Chromium draws no picture taller than this.
    let whole = pixels("cssContentSize", "height").clamp(height, 16_000);

    set_viewport(driver, width, whole).await?;
    let picture = driver.screenshot_as_png().await;
    set_viewport(driver, width, height).await?;

    // The target folder, wherever it is: `tmp` is what cargo gives integration tests in it.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.png", name.replace([':', '/'], "-")));
    std::fs::write(&path, picture?)?;
    Ok(path)
}

/// A rule of accessibility that the page breaks, and where.
#[derive(Debug, Deserialize)]
pub struct Violation {
    pub id: String,
    #[serde(default)]
    pub impact: Option<String>,
    pub help: String,
    #[serde(rename = "helpUrl")]
    pub help_url: String,
    pub nodes: Vec<Place>,
}

#[derive(Debug, Deserialize)]
pub struct Place {
    /// CSS selectors, one for each nested document.
    pub target: Vec<Value>,
    pub html: String,
    #[serde(rename = "failureSummary", default)]
    pub summary: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        writeln!(f, "{} ({impact}): {}", self.id, self.help)?;
        writeln!(f, "  {}", self.help_url)?;
        for place in &self.nodes {
            let selectors: Vec<_> = place
                .target
                .iter()
                .map(|selector| match selector {
                    Value::String(selector) => selector.clone(),
                    nested => nested.to_string(),
                })
                .collect();
            writeln!(f, "  at {}", selectors.join(" > "))?;
            writeln!(f, "     {}", place.html)?;
            writeln!(f, "     {}", place.summary.replace('\n', "\n     "))?;
        }
        Ok(())
    }
}

/// What axe finds wrong on the page at hand, by WCAG 2.2 A and AA and its own good practices. Needs JavaScript.
pub async fn axe(driver: &WebDriver) -> Vec<Violation> {
    run_axe(driver).await.unwrap_or_else(|error| panic!("axe does not run: {error}"))
}

const AXE: &str = include_str!("../../vendor/axe/axe.min.js");

async fn run_axe(driver: &WebDriver) -> WebDriverResult<Vec<Violation>> {
    driver.execute(AXE, vec![]).await?;
    axe_there(driver).await
}

/// Gives axe to every page that this browser opens from now on, so that it need not travel for each.
pub async fn axe_stays(driver: &WebDriver) -> WebDriverResult<()> {
    dev_tools(driver, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": AXE })).await?;
    Ok(())
}

/// What axe finds wrong on the page at hand, where [`axe_stays`] has put it there.
pub async fn axe_there(driver: &WebDriver) -> WebDriverResult<Vec<Violation>> {
    const RUN: &str = "
        const done = arguments[arguments.length - 1];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
            .then(results => done({ violations: results.violations }), error => done({ error: String(error) }));";
    let answer = driver.execute_async(RUN, vec![]).await?;
    if let Some(error) = answer.json().get("error") {
        panic!("axe does not run: {error}");
    }
    Ok(serde_json::from_value(answer.json()["violations"].clone())?)
}

/// Fails with everything that axe finds, each with its place, its markup and the way to mend it.
pub async fn assert_accessible(driver: &WebDriver) {
    let violations = axe(driver).await;
    if violations.is_empty() {
        return;
    }
    let address = driver.current_url().await.map_or_else(|_| "the page".into(), String::from);
    let list: String = violations.iter().map(ToString::to_string).collect();
    panic!("{} rule(s) broken at {address}\n{list}", violations.len());
}

#[cfg(test)]
#[path = "browser_tests.rs"]
mod tests;
