//! Types and a client of large documents in OpenAPI, beside other generators.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::corpora::openapi::document;
use crate::repo::{Repo, files};

const RUNS: usize = 5;

/// The documents: a name, and the end of the path in the corpora.
const DOCUMENTS: &[(&str, &str)] = &[("Stripe", "api/stripe.com.json"), ("GitHub", "generated/api.github.com.json")];

/// Another generator: the crate, its version, and the arguments behind which document and output folder stand.
struct Rival {
    name: &'static str,
    version: &'static str,
    arguments: fn(&Path, &Path) -> Vec<String>,
}

const RIVALS: &[Rival] = &[
    Rival {
        name: "oas3-gen",
        version: "0.29.0",
        arguments: |document, output| words(&["generate", "client-mod", "-i"], document, "-o", output),
    },
    Rival {
        name: "ploidy",
        version: "0.15.0",
        arguments: |document, output| words(&["generate", "rust"], document, "-o", output),
    },
    Rival {
        name: "openapi-to-rust",
        version: "0.23.0",
        arguments: |document, output| words(&["generate", "--quiet"], document, "--output-dir", output),
    },
];

/// The other generators, with their versions.
pub(super) fn rivals() -> impl Iterator<Item = (&'static str, &'static str)> {
    RIVALS.iter().map(|rival| (rival.name, rival.version))
}

fn words(first: &[&str], document: &Path, option: &str, output: &Path) -> Vec<String> {
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let first = first.iter().map(|word| (*word).to_owned());
    first.chain([path(document), option.to_owned(), path(output)]).collect()
}

/// What a generator takes, and what it makes.
struct Figures {
    seconds: f64,
    memory: f64,
    tokens: f64,
}

pub(super) fn run(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let folder = tools::folder(repo);
    // Each run writes to a folder of its own: a file system takes longer for files in place of those that were just removed.
    tools::remove(&folder.join("openapi"))?;
    let program = tools::weland(repo)?;
    for rival in RIVALS {
        install(repo, rival, &folder)?;
    }
    let mut rows = Vec::new();
    for (name, ending) in DOCUMENTS {
        let document = document(repo, ending)?;
        let ours = ours(repo, effort, &program, name, &document)?;
        for rival in RIVALS {
            let outputs = folder.join("openapi").join(rival.name).join(name);
            fs::create_dir_all(&outputs).map_err(|error| format!("can't make {}: {error}", outputs.display()))?;
            let program = folder.join("rivals/bin").join(rival.name);
            let theirs = figures(effort, |run| {
                let output = outputs.join(run.to_string());
                let mut command = Command::new(&program);
                command.args((rival.arguments)(&document, &output));
                Ok((command, output))
            })?;
            rows.extend(compare(name, &ours, rival.name, &theirs));
        }
    }
    Ok(rows)
}

fn install(repo: &Repo, rival: &Rival, folder: &Path) -> Result<(), String> {
    let version = format!("{}@{}", rival.name, rival.version);
    let mut command = tools::cargo(repo, repo.root(), &["install", "--quiet", "--locked", "--root"]);
    tools::execute(command.arg(folder.join("rivals")).arg(version))
}

fn ours(repo: &Repo, effort: Effort, program: &str, name: &str, document: &Path) -> Result<Figures, String> {
    let folders = tools::folder(repo).join("openapi/weland").join(name);
    figures(effort, |run| {
        let folder = folders.join(run.to_string());
        let text = fs::read_to_string(document).map_err(|error| format!("{}: {error}", document.display()))?;
        tools::write(&folder.join("api.json"), &text)?;
        tools::write(&folder.join("weland.yaml"), CONFIG)?;
        let mut command = repo.command(program, &["generate"]);
        command.current_dir(&folder);
        Ok((command, folder.join("generated")))
    })
}

const CONFIG: &str = "version: 1
targets:
  api:
    model: [api.json]
    output: generated
    runtime: { version: '0.1' }
    crates:
      types: { name: api-types }
      client: { name: api-client }
";

/// The best of some runs of a command, which is made anew for each by its number, with the folder that it writes to.
fn figures(effort: Effort, make: impl Fn(usize) -> Result<(Command, PathBuf), String>) -> Result<Figures, String> {
    let (mut seconds, mut memory) = (f64::INFINITY, f64::INFINITY);
    let mut output = PathBuf::new();
    for run in 0..effort.runs(RUNS) {
        let (mut command, folder) = make(run)?;
        let start = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.map_err(|error| format!("can't run {command:?}: {error}"))?;
        memory = memory.min(peak(child).map_err(|error| format!("{command:?}: {error}"))?);
        seconds = seconds.min(start.elapsed().as_secs_f64());
        output = folder;
    }
    let mut tokens = 0;
    for path in files(&output, ".rs")? {
        let text = tools::read(&path)?;
        let parsed: TokenStream = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        tokens += count(parsed);
    }
    Ok(Figures { seconds, memory, tokens: tokens as f64 })
}

/// Waits for a process. The most memory that it had, in bytes, asked for every millisecond; zero where there is no `/proc`.
fn peak(mut child: Child) -> Result<f64, String> {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0_f64;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        most = most.max(kilobytes.unwrap_or_default() * 1024.0);
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => return Ok(most),
            Some(status) => return Err(status.to_string()),
            None => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// The tokens of code, without documentation.
fn count(tokens: TokenStream) -> usize {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut all = 0;
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        if let Some(behind) = documentation(token, after) {
            rest = behind;
            continue;
        }
        all += match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => count(group.stream()),
            TokenTree::Group(group) => 2 + count(group.stream()),
            _ => 1,
        };
    }
    all
}

/// What stands behind documentation, if that begins here.
fn documentation<'t>(token: &TokenTree, after: &'t [TokenTree]) -> Option<&'t [TokenTree]> {
    let is = |token: &TokenTree, text| matches!(token, TokenTree::Punct(punct) if punct.as_char() == text);
    let after = if is(token, '#') { after } else { return None };
    let after = after.split_first().filter(|(first, _)| is(first, '!')).map_or(after, |(_, rest)| rest);
    match after.split_first()? {
        (TokenTree::Group(group), behind) if is_documentation(group.stream()) => Some(behind),
        _ => None,
    }
}

fn is_documentation(attribute: TokenStream) -> bool {
    matches!(attribute.into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

fn compare(document: &str, ours: &Figures, rival: &str, theirs: &Figures) -> Vec<Row> {
    let row = |what: &str, unit, ours: f64, theirs: f64| {
        Row::new("openapi", format!("{document}, {what}"), unit, ours).beside(rival, theirs).bar(Bar::Ratio(2.0))
    };
    vec![
        row("time", Unit::Seconds, ours.seconds, theirs.seconds),
        row("memory", Unit::Bytes, ours.memory, theirs.memory),
        row("tokens", Unit::Count, ours.tokens, theirs.tokens),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_no_code() {
        let count = |text: &str| count(text.parse().unwrap());
        assert_eq!(count("/// A struct.\n#[derive(Clone)] pub struct A { pub b: u8 }"), 7 + 3 + 2 + 4);
        assert_eq!(count("//! A module.\n#![forbid(unsafe_code)]"), 2 + 2 + 1 + 2 + 1);
        assert_eq!(count("a"), 1);
    }
}
