//! The templates of manifests and readmes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use weland_model::{Diagnostic, Diagnostics, FileId, Span, closest};

const MANIFEST: &str = include_str!("../templates/Cargo.toml.jinja");
const README: &str = include_str!("../templates/README.md.jinja");
const RUSTFMT: &str = include_str!("../templates/rustfmt.toml.jinja");

/// The files that templates of users can make.
const FILES: [&str; 2] = ["Cargo.toml", "README.md"];

/// The folders of templates that hold for one kind of crate.
const KINDS: [&str; 4] = ["types", "client", "server", "validator"];

/// How many instructions of a template may be executed. The default ones take a few hundred.
const FUEL: u64 = 1_000_000;

/// Templates that replace the default ones.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    own: BTreeMap<String, (FileId, String)>,
}

/// A template to render.
#[derive(Debug)]
pub(crate) struct Template<'t> {
    name: String,
    text: &'t str,
    /// The file of a template that is not a default one.
    file: Option<FileId>,
}

impl Templates {
    /// The names that a template can have, with `/` between their parts: `README.md.jinja` holds for all crates,
    /// `client/README.md.jinja` for clients.
    pub fn names() -> Vec<String> {
        let common = FILES.iter().map(|file| format!("{file}.jinja"));
        let of_kinds = KINDS.iter().flat_map(|kind| FILES.iter().map(move |file| format!("{kind}/{file}.jinja")));
        common.chain(of_kinds).collect()
    }

    /// Replaces a template by the text of a file. Returns whether there is a template of that name.
    pub fn replace(&mut self, name: &str, file: FileId, text: impl Into<String>) -> bool {
        let exists = Self::names().iter().any(|known| known == name);
        if exists {
            self.own.insert(name.to_owned(), (file, text.into()));
        }
        exists
    }

    /// The template of a file of a crate.
    pub(crate) fn find(&self, kind: &str, file: &str) -> Template<'_> {
        for name in [format!("{kind}/{file}.jinja"), format!("{file}.jinja")] {
            if let Some((file, text)) = self.own.get(&name) {
                return Template { name, text, file: Some(*file) };
            }
        }
        let text = match file {
            "README.md" => README,
            "rustfmt.toml" => RUSTFMT,
            _ => MANIFEST,
        };
        Template { name: format!("{file}.jinja"), text, file: None }
    }
}

/// Renders a template. What is wrong with it is reported.
pub(crate) fn render(template: &Template<'_>, variables: &Value, diagnostics: &mut Diagnostics) -> String {
    let mut environment = Environment::new();
    environment.set_keep_trailing_newline(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("toml", |text: Cow<'_, str>| toml(&text));
    let parsed = match environment.template_from_named_str(&template.name, template.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            report(template, &error, diagnostics);
            return String::new();
        }
    };
    let is_known = |name: &str| has(variables, name) || environment.globals().any(|(global, _)| global == name);
    let mut unknown: Vec<String> = parsed.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| !is_known(name));
    unknown.sort();
    for name in &unknown {
        report_unknown(template, name, variables, diagnostics);
    }
    if !unknown.is_empty() {
        return String::new();
    }
    parsed.render(variables).unwrap_or_else(|error| {
        report(template, &error, diagnostics);
        String::new()
    })
}

fn has(variables: &Value, name: &str) -> bool {
    names(variables).iter().any(|known| known == name)
}

/// The names of variables.
pub(crate) fn names(variables: &Value) -> Vec<String> {
    variables.try_iter().into_iter().flatten().map(|name| name.to_string()).collect()
}

fn report_unknown(template: &Template<'_>, name: &str, variables: &Value, diagnostics: &mut Diagnostics) {
    let known = names(variables);
    let help = match closest(name, known.iter().map(String::as_str)) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("there are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    };
    let message = format!("templates have no variable `{name}`");
    push(template, place_of(template.text, name), message, &help, diagnostics);
}

fn report(template: &Template<'_>, error: &Error, diagnostics: &mut Diagnostics) {
    let (what, help) = match error.kind() {
        ErrorKind::OutOfFuel => {
            ("it takes too many steps".to_owned(), "loop over less; templates are for little text around variables")
        }
        ErrorKind::UndefinedError => {
            ("a value that does not exist is used".to_owned(), "`docs/templates.md` lists what there is")
        }
        kind => (error.detail().map_or_else(|| kind.to_string(), str::to_owned), "the syntax is that of Jinja"),
    };
    let range = line_range(template.text, error.line().unwrap_or(1));
    push(template, range, format!("the template can't be rendered: {what}"), help, diagnostics);
}

fn push(template: &Template<'_>, range: Range<usize>, message: String, help: &str, diagnostics: &mut Diagnostics) {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let mut error = Diagnostic::new(weland_model::Severity::Error, "invalid-template", message).help(help);
    error.span = template.file.map(|file| Span::new(file, offset(range.start), offset(range.end)));
    diagnostics.push(error);
}

/// Where a line is in a text. The first line has the number 1.
fn line_range(text: &str, number: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(number.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    start + indent..start + line.trim_end().len().max(indent)
}

/// Where a variable is named first in the tags of a text.
fn place_of(text: &str, name: &str) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let found = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + name.len()..).unwrap_or_default());
        let opened = before.rfind("{{").max(before.rfind("{%"));
        let closed = before.rfind("}}").max(before.rfind("%}"));
        opened > closed && !before.ends_with(is_word) && !before.ends_with('.') && !after.starts_with(is_word)
    });
    found.map_or(line_range(text, 1), |at| at..at + name.len())
}

/// A basic string of TOML.
pub(crate) fn toml(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
