//! Starts server and client, puts the faults between them, and watches.

use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, sleep};

use crate::faults::Dice;
use crate::options::Options;
use crate::{process, proxy, report};

/// This program again, in another mode.
struct Part {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

/// The memory of both processes after so many calls, in kilobytes.
pub struct Sample {
    pub done: u64,
    pub client: u64,
    pub server: u64,
}

/// What was measured.
pub struct Findings {
    pub samples: Vec<Sample>,
    /// What the client says at its end.
    pub client: Value,
    /// What the server says before the first and after the last call.
    pub before: Value,
    pub after: Value,
    /// The faults between them.
    pub faults: u64,
    /// The processor time of client and server, in seconds.
    pub processor: (f64, f64),
}

pub async fn run(options: &Options) -> Result<ExitCode, String> {
    let text = |error: std::io::Error| error.to_string();
    let mut server = Part::start("server", options)?;
    let before = server.line().await?;
    let address = before["address"].as_str().and_then(|it| it.parse().ok()).ok_or("the server has no address")?;
    let dice = Arc::new(Dice::new(options.faults, !options.seed));
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(text)?;
    let url = format!("http://{}", listener.local_addr().map_err(text)?);
    tokio::spawn(proxy::run(listener, address, Arc::clone(&dice)));
    let mut client = Part::start("client", &Options { url, ..options.clone() })?;
    let (samples, summary, processor) = watch(&mut client, &server, options).await?;
    let after = server.settled(&before).await?;
    let findings = Findings { samples, client: summary, before, after, faults: dice.thrown(), processor };
    Ok(report::print(options, &findings))
}

/// Takes samples until the client has an answer.
async fn watch(
    client: &mut Part,
    server: &Part,
    options: &Options,
) -> Result<(Vec<Sample>, Value, (f64, f64)), String> {
    let (client_id, server_id) = client.id().zip(server.id()).ok_or("a process has ended")?;
    let (mut samples, mut done, mut processor) = (Vec::new(), 0, (0.0, 0.0));
    let mut tick = tokio::time::interval(Duration::from_millis(250));
    let mut told = Instant::now();
    loop {
        tokio::select! {
            line = client.line() => {
                let line = line?;
                match line["done"].as_u64() {
                    Some(count) => done = done.max(count),
                    None => return Ok((samples, line, processor)),
                }
            }
            _ = tick.tick() => {
                if let Some((client, server)) = process::resident(client_id).zip(process::resident(server_id)) {
                    samples.push(Sample { done, client, server });
                    if told.elapsed() > Duration::from_secs(10) {
                        told = Instant::now();
                        eprintln!("{done} of {} calls; client {client} kB, server {server} kB", options.requests);
                    }
                }
                if let Some(times) = process::seconds(client_id).zip(process::seconds(server_id)) {
                    processor = times;
                }
            }
        }
    }
}

impl Part {
    fn start(mode: &str, options: &Options) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(program);
        command.arg(mode).args(options.arguments()).env_clear().kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{mode}: {error}"))?;
        let output = child.stdout.take().ok_or("there is no output")?;
        Ok(Self { child, lines: BufReader::new(output).lines() })
    }

    fn id(&self) -> Option<u32> {
        self.child.id()
    }

    async fn line(&mut self) -> Result<Value, String> {
        let line = self.lines.next_line().await.map_err(|error| error.to_string())?;
        let line = line.ok_or("a process has ended before its time")?;
        serde_json::from_str(&line).map_err(|error| format!("{line}: {error}"))
    }

    /// The state of the server when it has nothing left of its connections, or after 15 seconds.
    async fn settled(&mut self, before: &Value) -> Result<Value, String> {
        let end = Instant::now() + Duration::from_secs(15);
        loop {
            let input = self.child.stdin.as_mut().ok_or("the server has no input")?;
            input.write_all(b"state\n").await.map_err(|error| error.to_string())?;
            let state = self.line().await?;
            let is_same = ["tasks", "descriptors"].iter().all(|name| state[name] == before[name]);
            if is_same || Instant::now() > end {
                return Ok(state);
            }
            sleep(Duration::from_millis(200)).await;
        }
    }
}
