//! The generated server and client over loopback, measured by `benches/wire`: each in a process and on a thread of its own, taking
//! turns with its rivals.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::repo::Repo;

/// How often each is measured. The median counts.
const ROUNDS: usize = 7;

const CONNECTIONS: &str = "16";
const REQUESTS: &str = "40000";
/// Calls one after the other, and several at once.
const CALLS: &str = "5000";
const CALLS_AT_ONCE: &str = "20000";

/// The figures of one program in all rounds, by their names.
type Figures = Vec<Value>;

/// Requests to the generated server and to one by hand on axum.
pub(super) fn served(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = program(repo)?;
    let mut rows = Vec::new();
    for operation in ["GetFunction", "CreateFunction"] {
        let figures = take_turns(effort, &["weland", "axum"], |who| serve(&program, who, operation))?;
        let row = |name: &str, figure: &str| {
            let name = format!("{operation}, {name}");
            Ok::<Row, String>(
                Row::new("serve", name, Unit::Seconds, median(&figures[0], figure)?)
                    .beside("axum", median(&figures[1], figure)?),
            )
        };
        rows.push(row("processor time per request", "processor")?.bar(Bar::Ratio(1.0)));
        rows.push(row("p99", "p99")?);
    }
    Ok(rows)
}

/// Calls of the generated client, of the AWS SDK, and by hand on hyper: several at once, and one after the other.
pub(super) fn called(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = program(repo)?;
    let server = Server::start(&program, "canned")?;
    let mut rows = Vec::new();
    for (at_once, count, has_bars) in [(CONNECTIONS, CALLS_AT_ONCE, true), ("1", CALLS, false)] {
        for operation in ["GetFunction", "ListFunctions"] {
            let figures = take_turns(effort, &["weland", "aws-sdk-lambda", "hyper"], |who| {
                let arguments = ["call", who, &server.address, operation, at_once, count];
                per_call(json(&tools::output(Command::new(&program).args(arguments))?)?)
            })?;
            for (index, (rival, least)) in [("aws-sdk-lambda", 4.0), ("hyper", 0.8)].into_iter().enumerate() {
                let row = |name: &str, unit: Unit, figure: &str| {
                    let name = format!("{operation}, {at_once} at once, {name}");
                    let row = Row::new("call", name, unit, median(&figures[0], figure)?);
                    Ok::<Row, String>(row.beside(rival, median(&figures[index + 1], figure)?))
                };
                let processor = row("processor time", Unit::Seconds, "processor")?;
                rows.push(if has_bars { processor.bar(Bar::Ratio(least)) } else { processor });
                rows.push(row("time", Unit::Seconds, "seconds")?);
                rows.push(row("peak memory of the process", Unit::Bytes, "memory")?);
            }
        }
    }
    Ok(rows)
}

fn program(repo: &Repo) -> Result<PathBuf, String> {
    let target = tools::folder(repo).join("wire");
    let arguments = ["build", "--locked", "--release", "--package", "wire", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    Ok(target.join("release/wire"))
}

/// Runs everyone once per round, each time in another order.
fn take_turns(
    effort: Effort,
    who: &[&str],
    run: impl Fn(&str) -> Result<Value, String>,
) -> Result<Vec<Figures>, String> {
    let mut figures: Vec<Figures> = vec![Vec::new(); who.len()];
    for round in 0..effort.runs(ROUNDS) {
        for turn in 0..who.len() {
            let index = (round + turn) % who.len();
            figures[index].push(run(who[index])?);
        }
    }
    Ok(figures)
}

/// The processor time per request of a server that is new each time, and the times of its responses.
fn serve(program: &Path, who: &str, operation: &str) -> Result<Value, String> {
    let mut server = Server::start(program, who)?;
    let load = |server: &Server, count: &str| {
        json(&tools::output(Command::new(program).args(["load", &server.address, operation, CONNECTIONS, count]))?)
    };
    load(&server, "2000")?;
    let before = server.processor()?;
    let mut value = load(&server, REQUESTS)?;
    value["processor"] = (server.processor()? - before).into();
    let count = value["count"].as_f64().ok_or("the load has no count")?;
    value["processor"] = (value["processor"].as_f64().ok_or("there is no processor time")? / count).into();
    Ok(value)
}

/// Times of all calls as times of one.
fn per_call(mut value: Value) -> Result<Value, String> {
    let count = value["count"].as_f64().ok_or("there is no count")?;
    for figure in ["seconds", "processor"] {
        let total = value[figure].as_f64().ok_or_else(|| format!("the program doesn't report {figure}"))?;
        value[figure] = (total / count).into();
    }
    Ok(value)
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("the program prints no JSON: {error}: {text}"))
}

fn median(figures: &Figures, name: &str) -> Result<f64, String> {
    let all: Option<Vec<f64>> = figures.iter().map(|value| value[name].as_f64()).collect();
    let mut all = all.ok_or_else(|| format!("the program doesn't report {name}"))?;
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().ok_or_else(|| "nothing was measured".to_owned())
}

/// A server in a process of its own, which ends with this value.
struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    fn start(program: &Path, who: &str) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.args(["serve", who]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("can't run {command:?}: {error}"))?;
        let (input, output) = child.stdin.take().zip(child.stdout.take()).ok_or("the server has no pipes")?;
        let mut server = Self { child, input, output: BufReader::new(output), address: String::new() };
        let first = server.line()?;
        server.address = first["address"].as_str().ok_or("the server has no address")?.to_owned();
        Ok(server)
    }

    fn line(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        json(&line)
    }

    /// The processor time so far, in seconds.
    fn processor(&mut self) -> Result<f64, String> {
        self.input.write_all(b"\n").map_err(|error| error.to_string())?;
        self.line()?["processor"].as_f64().ok_or_else(|| "the server doesn't know its processor time".to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended by itself needs no end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
