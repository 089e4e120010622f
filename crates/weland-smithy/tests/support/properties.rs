//! What must hold for every text that somebody may write. The tests try these properties on known texts, the fuzz
//! targets on made-up ones.
//!
//! Each function says what is broken; `Ok` tells how far the text got.

use std::fs;
use std::path::Path;

use weland_model::{Diagnostic, Model, Severity, ShapeId, Span};
use weland_smithy::{Loader, Selector, format, to_ast, to_idl};

use super::compare::{differences, metadata};
use super::{Piece, pieces, render};

/// How far a text got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was rejected, with diagnostics.
    Rejected,
    /// It was accepted, and all that follows from that was checked.
    Checked,
}

/// A model with what was said about it.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) model: Model,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|item| item.severity == Severity::Error)
    }

    /// The errors as text, not more than a few.
    pub(crate) fn shown_errors(&self) -> String {
        self.errors().take(5).map(|error| render(&self.model.sources, error)).collect()
    }
}

/// Reads files into one model.
pub(crate) fn read<P: AsRef<Path>>(paths: &[P]) -> Loaded {
    let read = |path: &P| {
        let path = path.as_ref();
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.to_string_lossy().into_owned(), text)
    };
    load(paths.iter().map(read))
}

pub(crate) fn load<N: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (N, T)>) -> Loaded {
    let mut loader = Loader::new();
    for (name, text) in files {
        loader.add(name.as_ref(), text.as_ref());
    }
    let (model, diagnostics) = loader.load();
    Loaded { model, diagnostics: diagnostics.into_sorted() }
}

/// A file that loads survives being written as the IDL and as the JSON AST.
pub(crate) fn idl(text: &str) -> Result<Outcome, String> {
    survives_load(&load([("fuzz.smithy", text)]))
}

/// The same of a file of the JSON AST.
pub(crate) fn ast(text: &str) -> Result<Outcome, String> {
    survives_load(&load([("fuzz.json", text)]))
}

fn survives_load(loaded: &Loaded) -> Result<Outcome, String> {
    places_are_right(loaded)?;
    if loaded.errors().next().is_some() {
        // Even so, what has been read can be written.
        let written = (to_ast(&loaded.model), to_idl(&loaded.model));
        let ends = written.0.ends_with("}\n") && written.1.values().all(|text| text.ends_with('\n'));
        return ends.then_some(Outcome::Rejected).ok_or_else(|| format!("{written:?}"));
    }
    survives_ast(&loaded.model)?;
    survives_idl(&loaded.model)?;
    Ok(Outcome::Checked)
}

/// Each place is in its file, and at the border of characters; each finding has advice.
pub(crate) fn places_are_right(loaded: &Loaded) -> Result<(), String> {
    let sources = &loaded.model.sources;
    let is_right = |span: Span| {
        let text = sources.get(span.file).map(|file| file.text());
        let range = span.start as usize..span.end as usize;
        text.is_some_and(|text| text.get(range).is_some()) && sources.locate(span).is_some()
    };
    for item in &loaded.diagnostics {
        let related = item.related.iter().map(|related| related.span);
        if let Some(span) = item.span.into_iter().chain(related).find(|span| !is_right(*span)) {
            return Err(format!("{span:?} is no place: {item:?}"));
        }
        if item.help.is_none() {
            return Err(format!("no advice: {item:?}"));
        }
    }
    Ok(())
}

/// The model, written as the JSON AST and read again, is the same and is written the same.
pub(crate) fn survives_ast(model: &Model) -> Result<(), String> {
    let written = to_ast(model);
    let again = load([("written.json", written.as_str())]);
    same_model(model, &again).map_err(|reason| format!("written as JSON AST: {reason}\n{written}"))?;
    let twice = to_ast(&again.model);
    (twice == written).then_some(()).ok_or_else(|| format!("writing is not stable:\n{written}\n---\n{twice}"))
}

/// The model, written as the IDL and read again, is the same and is written the same, in the formatter's style.
pub(crate) fn survives_idl(model: &Model) -> Result<(), String> {
    let written = to_idl(model);
    let all = || written.values().map(String::as_str).collect::<Vec<_>>().join("\n--- next file\n");
    let again = load(&written);
    same_model(model, &again).map_err(|reason| format!("written as IDL: {reason}\n{}", all()))?;
    if to_idl(&again.model) != written {
        let twice: Vec<String> = to_idl(&again.model).into_values().collect();
        return Err(format!("writing is not stable:\n{}\n---\n{}", all(), twice.join("\n")));
    }
    let unformatted = written.iter().find(|(_, text)| format(text).ok().as_ref() != Some(text));
    match unformatted {
        None => Ok(()),
        Some((name, text)) => Err(format!("{name} is written in another style:\n{text}\n---\n{:?}", format(text))),
    }
}

fn same_model(model: &Model, again: &Loaded) -> Result<(), String> {
    let errors = again.shown_errors();
    if !errors.is_empty() {
        return Err(errors);
    }
    let found = differences(model, &again.model, |shape| is_written(model, &again.model, &shape.id));
    if !found.is_empty() {
        let shown: Vec<_> = found.iter().take(5).collect();
        return Err(format!("{} shapes differ: {shown:#?}", found.len()));
    }
    let same = metadata(model) == metadata(&again.model);
    same.then_some(()).ok_or_else(|| "metadata differs".to_owned())
}

/// Whether a shape has to be there again: a prelude of the user's is not written, and of the definitions that come with
/// the program, those are left out that no file speaks of.
fn is_written(model: &Model, again: &Model, id: &ShapeId) -> bool {
    let is_built_in = |model: &Model| model.get(id).map(|shape| model.is_built_in(shape));
    match (is_built_in(model), is_built_in(again)) {
        (Some(true), None) | (None, Some(true)) => false,
        (before, _) => before == Some(true) || !Model::is_prelude(id),
    }
}

/// Whatever can be formatted has the same meaning and the same comments afterwards, and is not formatted further.
/// Returns the formatted text.
pub(crate) fn formats(text: &str) -> Result<Option<String>, String> {
    let Ok(formatted) = format(text) else {
        return Ok(None);
    };
    let fail = |what: &str| Err(format!("{what}:\n{text}\n---\n{formatted}"));
    match format(&formatted) {
        Ok(again) if again == formatted => {}
        Ok(again) => return fail(&format!("not idempotent:\n{again}\n---")),
        Err(_) => return fail("the result can't be read"),
    }
    if !lines_end_well(&formatted) {
        return fail("blanks at the ends of lines or of the file");
    }
    if formatted == text {
        return Ok(Some(formatted));
    }
    let (before, after) = (load([("fuzz.smithy", text)]), load([("fuzz.smithy", &formatted)]));
    let differing = differences(&before.model, &after.model, |_| true);
    if !differing.is_empty() {
        return fail(&format!("{differing:#?}"));
    }
    if metadata(&before.model) != metadata(&after.model) || to_ast(&before.model) != to_ast(&after.model) {
        return fail("the model differs");
    }
    if codes(&before) != codes(&after) {
        return fail(&format!("{:?} / {:?}", codes(&before), codes(&after)));
    }
    let (mut a, mut b) = (comments(text), comments(&formatted));
    if has_commented_imports(text) {
        a.sort_unstable();
        b.sort_unstable();
    }
    if a != b { fail("comments differ") } else { Ok(Some(formatted)) }
}

/// The codes of the diagnostics. A documentation comment that documents nothing may become a line comment.
fn codes(loaded: &Loaded) -> Vec<&'static str> {
    let codes = loaded.diagnostics.iter().map(|item| item.code);
    let mut codes: Vec<&str> = codes.filter(|code| *code != "unattached-documentation").collect();
    codes.sort_unstable();
    // An import that is repeated is written once.
    codes.dedup_by(|a, b| a == b && matches!(*a, "conflicting-use" | "unresolved-use"));
    codes
}

/// The comments of a text in order, without the marker and blanks around them, which may change.
fn comments(text: &str) -> Vec<&str> {
    let comment = |(_, piece)| match piece {
        Piece::Comment(text) => Some(text.trim_matches(|letter: char| letter == '/' || letter.is_whitespace())),
        _ => None,
    };
    pieces(text).into_iter().filter_map(comment).collect()
}

/// Whether comments stand behind imports, which take them along when they are sorted.
fn has_commented_imports(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("use ") && line.contains("//"))
}

/// Whether no line but those of strings and documentation ends in blanks, and the file in one line break.
fn lines_end_well(text: &str) -> bool {
    let ends = (text.is_empty() || text.ends_with('\n')) && !text.ends_with("\n\n");
    let is_well = |(_, piece): (usize, Piece<'_>)| match piece {
        Piece::Other(other) => other != "\r",
        Piece::Comment(comment) => comment.starts_with("///") || comment.trim_end() == comment,
        _ => true,
    };
    ends && !text.starts_with(['\n', '\u{feff}']) && pieces(text).into_iter().all(is_well)
}

/// A selector is either rejected, with a place in its text, or picks shapes that are there, and the same ones each time.
pub(crate) fn selects(text: &str, model: &Model) -> Result<Outcome, String> {
    let selector = match Selector::parse(text) {
        Ok(selector) => selector,
        Err(error) if text.get(error.offset()..).is_some() && !error.help().is_empty() => {
            return Ok(Outcome::Rejected);
        }
        Err(error) => return Err(format!("{error:?} has no place or no advice")),
    };
    let found = selector.select(model);
    if let Some(id) = found.iter().find(|id| model.get(id.root_str()).is_none()) {
        return Err(format!("`{id}` is not in the model"));
    }
    let again = Selector::parse(selector.as_str()).map(|selector| selector.select(model));
    let same = again.is_ok_and(|again| again == found);
    same.then_some(Outcome::Checked).ok_or_else(|| "the selector picks other shapes the second time".to_owned())
}
