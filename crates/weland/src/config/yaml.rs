//! YAML as a tree with spans, limited to the subset that a configuration needs.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use weland_model::{Diagnostic, Diagnostics, FileId, Span};

/// The maximum nesting depth.
const MAX_DEPTH: usize = 32;

/// A value and its span.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) data: Data,
}

#[derive(Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    List(Vec<Value>),
    Map(Vec<(Key, Value)>),
}

#[derive(Debug)]
pub(super) struct Key {
    pub(super) span: Span,
    pub(super) text: String,
    /// Whether it has been reported as an invalid key.
    pub(super) broken: bool,
}

impl Value {
    /// The type of the value for messages, with an article.
    pub(super) fn describe(&self) -> &'static str {
        match self.data {
            Data::Null => "nothing",
            Data::Bool(_) => "a boolean",
            Data::Number(_) => "a number",
            Data::String(_) => "a string",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }
}

/// Parses a text with a single document. Errors are reported; `None` is returned after an error and
/// for an empty document.
pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let before = diagnostics.len();
    let mut builder = Builder { offsets: Offsets::new(text, file), open: Vec::new(), root: None, diagnostics };
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parser = Parser::new_from_str(without_mark);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let span = builder.offsets.span(span.start.index(), span.end.index());
                if !builder.event(event, span) {
                    break;
                }
            }
            Err(error) => {
                builder.syntax_error(&error);
                break;
            }
        }
    }
    let root = builder.root;
    (diagnostics.len() == before).then_some(root)?
}

/// Byte offsets by character position.
struct Offsets {
    file: FileId,
    offsets: Vec<u32>,
    end: u32,
}

impl Offsets {
    fn new(text: &str, file: FileId) -> Self {
        let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
        let offset = |(index, _): (usize, char)| u32::try_from(index).ok();
        Self {
            file,
            offsets: text.char_indices().filter(|&(index, _)| index >= skipped).filter_map(offset).collect(),
            end: u32::try_from(text.len()).unwrap_or(u32::MAX),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |index: usize| self.offsets.get(index).copied().unwrap_or(self.end);
        Span::new(self.file, byte(start), byte(end.max(start)))
    }
}

/// A list or map that isn't closed yet.
enum Open {
    List(Span, Vec<Value>),
    Map(Span, Vec<(Key, Value)>, Option<Key>),
}

struct Builder<'d> {
    offsets: Offsets,
    open: Vec<Open>,
    root: Option<Value>,
    diagnostics: &'d mut Diagnostics,
}

impl Builder<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        let error = Diagnostic::error("config-syntax", span, message);
        self.diagnostics.push(error);
        self
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let index = error.marker().index();
        let span = self.offsets.span(index, index + 1);
        self.error(span, format!("this isn't valid YAML: {}", error.info()));
    }

    /// Handles an event; returns whether to continue.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.reject_extras(anchor, tag.is_some(), span);
                let data = scalar(&text, style);
                self.value(Value { span, data });
            }
            Event::SequenceStart(anchor, tag) => {
                self.reject_extras(anchor, tag.is_some(), span);
                return self.start(Open::List(span, Vec::new()), span);
            }
            Event::MappingStart(anchor, tag) => {
                self.reject_extras(anchor, tag.is_some(), span);
                return self.start(Open::Map(span, Vec::new(), None), span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) => {
                self.error(span, "aliases are not supported; repeat the value");
                let data = Data::Null;
                self.value(Value { span, data });
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                self.error(span, "there is a second document; only one is allowed");
                return false;
            }
            Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
        }
        true
    }

    fn reject_extras(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            self.error(span, "anchors are not supported; repeat the value");
        }
        if tagged {
            self.error(span, "tags are not supported; remove the tag");
        }
    }

    fn start(&mut self, open: Open, span: Span) -> bool {
        if self.open.len() >= MAX_DEPTH {
            self.error(span, "the nesting is too deep");
            return false;
        }
        self.open.push(open);
        true
    }

    fn end(&mut self, end: Span) {
        let value = match self.open.pop() {
            Some(Open::List(start, items)) => Value { span: start.to(end), data: Data::List(items) },
            Some(Open::Map(start, entries, _)) => Value { span: start.to(end), data: Data::Map(entries) },
            None => return,
        };
        self.value(value);
    }

    fn value(&mut self, value: Value) {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(_, items)) => items.push(value),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some(key) => entries.push((key, value)),
                None => match as_key(value) {
                    Ok(new) => {
                        let earlier = entries.iter().find(|(old, _)| !old.broken && old.text == new.text);
                        let earlier = earlier.map(|(old, _)| old.span);
                        if let Some(earlier) = earlier {
                            self.diagnostics.push(duplicate_key(&new, earlier));
                        }
                        *key = Some(new);
                    }
                    Err(value) => {
                        let message = format!("a key has to be a string, not {}", value.describe());
                        *key = Some(Key { span: value.span, text: String::new(), broken: true });
                        self.error(value.span, message);
                    }
                },
            },
        }
    }
}

fn duplicate_key(key: &Key, earlier: Span) -> Diagnostic {
    let message = format!("duplicate key `{}`", key.text);
    Diagnostic::error("config-duplicate-key", key.span, message)
        .related(earlier, "first defined here")
        .help("remove one of the two")
}

/// Strings and numbers are valid keys: a target may be called `1`.
fn as_key(value: Value) -> Result<Key, Value> {
    match value.data {
        Data::String(text) | Data::Number(text) => Ok(Key { span: value.span, text, broken: false }),
        _ => Err(value),
    }
}

/// The value of a scalar by YAML's core schema.
fn scalar(text: &str, style: ScalarStyle) -> Data {
    if style != ScalarStyle::Plain {
        return Data::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        _ if is_number(text) => Data::Number(text.to_owned()),
        _ => Data::String(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let starts_like_one = unsigned.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit());
    let prefixed = |prefix: &str, radix: u32| {
        let digits = text.strip_prefix(prefix);
        digits.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix)))
    };
    let named = matches!(unsigned, ".inf" | ".Inf" | ".INF") || text.eq_ignore_ascii_case(".nan");
    starts_like_one && text.parse::<f64>().is_ok() || prefixed("0x", 16) || prefixed("0o", 8) || named
}
