//! A small load generator: keep-alive connections that send one request after another. On two cores a heavier one would measure itself.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use relevo::store::Db;
use relevo::web::assets::Assets;
use relevo::web::{App, server};

/// Makes a form's body from a running number.
pub type Body = Arc<dyn Fn(u64) -> String + Send + Sync>;

/// A request that is sent again and again.
#[derive(Clone)]
pub struct Request {
    head: String,
    body: Option<Body>,
}

impl Request {
    /// A page, as someone who has signed in.
    pub fn get(host: &str, path: &str, token: &str, encoding: &str) -> Request {
        Request {
            head: format!(
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: relevo={token}\r\nAccept-Encoding: {encoding}\r\nAccept-Language: es\r\n"
            ),
            body: None,
        }
    }

    /// A form.
    pub fn form(host: &str, path: &str, token: &str, body: Body) -> Request {
        Request {
            head: format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: relevo={token}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            ),
            body: Some(body),
        }
    }

    fn bytes(&self, number: u64) -> Vec<u8> {
        match &self.body {
            None => format!("{}\r\n", self.head).into_bytes(),
            Some(body) => {
                let body = body(number);
                format!("{}Content-Length: {}\r\n\r\n{body}", self.head, body.len()).into_bytes()
            }
        }
    }
}

/// One answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The bytes of the body as they travelled.
    pub bytes: usize,
}

/// What a run gave.
pub struct Outcome {
    /// Answers a second.
    pub per_second: f64,
    /// 99 of 100 came within this.
    pub p99: Duration,
    /// How many were answered with success or a redirect.
    pub answered: u64,
    /// How many were not.
    pub failed: u64,
}

/// Serves the data on a free port, as the program does, in a thread of its own: its address, and how to stop it.
pub fn serve(db: Db) -> (String, actix_web::dev::ServerHandle) {
    let (told, telling) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let assets = Assets::load();
            let app = App::new(db, None, &assets).expect("the app");
            let running = server::bind(app, assets, "127.0.0.1:0", 2).expect("a free port");
            told.send((running.addresses[0].to_string(), running.handle())).expect("somebody waits");
            running.run().await.expect("the server runs");
        });
    });
    telling.recv().expect("the server starts")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Sends a request once.
pub fn once(address: &str, request: &Request) -> Answer {
    runtime().block_on(async {
        let mut line = Line::open(address).await.expect("a connection");
        line.ask(&request.bytes(0)).await.expect("an answer")
    })
}

/// Whether somebody answers with success or a redirect.
pub fn answers(address: &str, request: &Request) -> bool {
    runtime().block_on(async {
        let Ok(mut line) = Line::open(address).await else { return false };
        line.ask(&request.bytes(0)).await.is_ok_and(|answer| answer.status < 400)
    })
}

/// Sends one request after another over one connection: how long each took, and all the bytes that came.
pub fn each(address: &str, requests: &[Request]) -> (Vec<Duration>, usize) {
    runtime().block_on(async {
        let mut line = Line::open(address).await.expect("a connection");
        let (mut waits, mut bytes) = (Vec::with_capacity(requests.len()), 0);
        for request in requests {
            let text = request.bytes(0);
            let asked = Instant::now();
            let answer = line.ask(&text).await.expect("an answer");
            waits.push(asked.elapsed());
            assert_eq!(answer.status, 200, "the page is served");
            bytes += answer.bytes;
        }
        (waits, bytes)
    })
}

/// Sends requests over so many connections for so long. Each connection keeps to one of the requests.
pub fn run(address: &str, requests: &[Request], connections: usize, duration: Duration) -> Outcome {
    runtime().block_on(async {
        let started = Instant::now();
        let mut tasks = Vec::new();
        for connection in 0..connections {
            let request = requests[connection % requests.len()].clone();
            let address = address.to_owned();
            tasks.push(tokio::spawn(async move {
                let mut line = Line::open(&address).await.expect("a connection");
                let (mut waits, mut failed, mut number) = (Vec::new(), 0, (connection as u64) << 40);
                while started.elapsed() < duration {
                    number += 1;
                    let bytes = request.bytes(number);
                    let asked = Instant::now();
                    match line.ask(&bytes).await {
                        Ok(answer) if answer.status < 400 => waits.push(asked.elapsed()),
                        _ => failed += 1,
                    }
                }
                (waits, failed)
            }));
        }
        let (mut waits, mut failed) = (Vec::new(), 0);
        for task in tasks {
            let (hers, lost): (Vec<Duration>, u64) = task.await.expect("a connection's task");
            waits.extend(hers);
            failed += lost;
        }
        let seconds = started.elapsed().as_secs_f64();
        waits.sort_unstable();
        let p99 = waits.get(waits.len() * 99 / 100).copied().unwrap_or_default();
        Outcome { per_second: waits.len() as f64 / seconds, p99, answered: waits.len() as u64, failed }
    })
}

/// A keep-alive connection.
struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    async fn open(address: &str) -> std::io::Result<Line> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Line { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    async fn more(&mut self) -> std::io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    async fn ask(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let length =
            text.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|length| length.trim().parse::<usize>().ok());
        match length {
            Some(length) => {
                while self.buffer.len() < head + length {
                    self.more().await?;
                }
                Ok(Answer { status, bytes: length })
            }
            None => {
                // Chunked: it ends with an empty chunk, and only there.
                while !self.buffer.ends_with(b"\r\n0\r\n\r\n") {
                    self.more().await?;
                }
                Ok(Answer { status, bytes: self.buffer.len() - head })
            }
        }
    }
}
