//! Reads values to be checked: in JSON, YAML, or one of JSON per line.

use std::fs::File;
use std::io::{BufRead, Cursor, Read};
use std::path::Path;

use super::read::{MAX_BYTES, Problem, read, target_kind, too_large, utf8};
use super::{Disk, Kind, Stdin};
use crate::paths;
use crate::report::LocatedDiagnostic;

/// Values, as their text is read.
pub(crate) enum Values<'a> {
    /// One of JSON per line.
    Lines(Box<dyn Read + 'a>),
    /// One of JSON.
    Json(String),
    /// Documents of YAML.
    Yaml(String),
}

/// The text of a file of values, or of standard input, with its name.
pub(crate) fn open_values<'a>(
    disk: &Disk,
    stdin: &'a mut Stdin<'_>,
    path: &Path,
) -> Result<(String, Values<'a>), Box<LocatedDiagnostic>> {
    if path.as_os_str() == "-" {
        let name = stdin.name.clone();
        let values = of_stdin(&mut *stdin.reader, &name);
        return values.map(|values| (name.clone(), values)).map_err(|it| Box::new(it.diagnostic(Path::new(&name))));
    }
    let name = paths::display(path);
    let values = match Syntax::of(&name) {
        Some(Syntax::Lines) => lines(disk, path),
        Some(Syntax::Yaml) => read(disk, path).map(Values::Yaml),
        Some(Syntax::Json) | None => read(disk, path).map(Values::Json),
    };
    values.map(|values| (name, values)).map_err(|problem| Box::new(problem.diagnostic(path)))
}

enum Syntax {
    Json,
    Lines,
    Yaml,
}

impl Syntax {
    /// The syntax of a file by its name.
    fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Lines),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

fn lines<'a>(disk: &Disk, path: &Path) -> Result<Values<'a>, Problem> {
    let resolved = disk.resolve(path);
    match target_kind(&resolved)? {
        Kind::Folder => Err(Problem::new("unreadable", "it is a folder", "specify a file")),
        _ => File::open(&resolved).map(|file| Values::Lines(Box::new(file))).map_err(|error| Problem::io(&error)),
    }
}

/// Standard input, whose syntax shows in its first line if it has no name.
fn of_stdin<'a>(reader: &'a mut dyn Read, name: &str) -> Result<Values<'a>, Problem> {
    let syntax = Syntax::of(name);
    if let Some(Syntax::Lines) = syntax {
        return Ok(Values::Lines(Box::new(reader)));
    }
    let first = if syntax.is_none() { first_line(reader)? } else { Vec::new() };
    let is_value = serde_json::from_slice::<serde::de::IgnoredAny>(&first).is_ok();
    if is_value {
        return Ok(Values::Lines(Box::new(Cursor::new(first).chain(reader))));
    }
    let is_json = match syntax {
        Some(syntax) => matches!(syntax, Syntax::Json),
        None => first.trim_ascii_start().first().is_some_and(|byte| b"{[\"".contains(byte)),
    };
    let mut bytes = first;
    // One byte more than the maximum, to detect an input that is too large.
    let left = (MAX_BYTES + 1).saturating_sub(bytes.len() as u64);
    reader.take(left).read_to_end(&mut bytes).map_err(|error| Problem::io(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let text = utf8(bytes)?;
    Ok(if is_json { Values::Json(text) } else { Values::Yaml(text) })
}

/// The first line that isn't empty, with what is before it.
fn first_line(reader: &mut dyn Read) -> Result<Vec<u8>, Problem> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    loop {
        match reader.read(&mut byte) {
            Ok(0) => return Ok(line),
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Problem::io(&error)),
        }
        if line.len() as u64 > MAX_BYTES {
            return Err(too_large());
        }
        if byte == *b"\n" && !line.trim_ascii().is_empty() {
            return Ok(line);
        }
    }
}

/// Reads the next line, without its end; `false` if there is none.
pub(crate) fn next_line(
    reader: &mut impl BufRead,
    name: &str,
    line: &mut Vec<u8>,
) -> Result<bool, Box<LocatedDiagnostic>> {
    line.clear();
    let failed = |problem: Problem| Box::new(problem.diagnostic(Path::new(name)));
    let read = reader.take(MAX_BYTES + 1).read_until(b'\n', line).map_err(|error| failed(Problem::io(&error)))?;
    if read as u64 > MAX_BYTES {
        return Err(failed(too_large()));
    }
    if line.ends_with(b"\n") {
        line.pop();
    }
    Ok(read > 0)
}
