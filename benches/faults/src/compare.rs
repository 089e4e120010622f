//! Lets both clients meet all faults.

use std::process::{ExitCode, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::Semaphore;
use weland_faults::certificates::TRUSTED;
use weland_faults::{Call, Scenario, Words, all, serve};

use crate::call::ROOTS;
use crate::outcome::Outcome;
use crate::report;

const WORDS: Words = Words {
    member: "FunctionName",
    error: "ResourceNotFoundException",
    event: "PayloadChunk",
    last_event: "InvokeComplete",
};

/// How many calls are made at the same time: most of them wait.
const PARALLEL: usize = 4;

/// A fault, and what both clients have made of it.
pub struct Row {
    pub name: String,
    pub call: Call,
    pub ours: Outcome,
    pub theirs: Outcome,
}

pub fn run(options: &[&str]) -> ExitCode {
    let (json, only) = match *options {
        [] => (false, ""),
        ["--json"] => (true, ""),
        ["--only", text] => (false, text),
        ["--json", "--only", text] | ["--only", text, "--json"] => (true, text),
        _ => {
            eprintln!("unknown options; there are --json and --only TEXT");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    match runtime.block_on(rows(only)) {
        Ok(rows) if json => println!("{}", Value::from_iter(rows.iter().map(to_json))),
        Ok(rows) => return report::print(&rows),
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn to_json(row: &Row) -> Value {
    json!({"server": row.name, "call": row.call.name(), "ours": row.ours.to_json(), "theirs": row.theirs.to_json()})
}

/// The rows in the order of the list. The service has no operation that responds with a stream of bytes.
async fn rows(only: &str) -> Result<Vec<Row>, String> {
    let wanted = |it: &Scenario| it.call != Call::Download && it.name.contains(only);
    let limit = Arc::new(Semaphore::new(PARALLEL));
    let tasks: Vec<_> =
        all(WORDS).into_iter().filter(wanted).map(|it| tokio::spawn(row(it, Arc::clone(&limit)))).collect();
    let mut rows = Vec::new();
    for task in tasks {
        rows.push(task.await.map_err(|error| error.to_string())??);
    }
    Ok(rows)
}

async fn row(scenario: Scenario, limit: Arc<Semaphore>) -> Result<Row, String> {
    let _permit = limit.acquire().await.map_err(|error| error.to_string())?;
    let (name, call) = (scenario.name.clone(), scenario.call);
    let scenario = Arc::new(scenario);
    let wrong = |error: String| format!("{name}, {}: {error}", call.name());
    let ours = meet("ours", &scenario).await.map_err(wrong)?;
    let theirs = meet("theirs", &scenario).await.map_err(wrong)?;
    Ok(Row { name, call, ours, theirs })
}

/// What a client in its own process makes of a server of its own.
async fn meet(client: &str, scenario: &Arc<Scenario>) -> Result<Outcome, String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let url = format!("{}://{address}", scenario.scheme());
    let server = tokio::spawn(serve(listener, Arc::clone(scenario), crate::limits::UNIT));
    tokio::task::yield_now().await;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    // Settings of this machine are no part of the comparison.
    command.args(["call", client, scenario.call.name(), &url]).env_clear().env(ROOTS, TRUSTED.pem());
    let output = command.stderr(Stdio::inherit()).output().await.map_err(|error| error.to_string())?;
    server.abort();
    let text = String::from_utf8_lossy(&output.stdout);
    let value = serde_json::from_str(&text).map_err(|error| format!("{client}, {}: {error}", output.status))?;
    Outcome::from_json(&value).ok_or_else(|| format!("{client}: this is no outcome: {text}"))
}
