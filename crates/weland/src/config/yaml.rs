//! YAML as a tree with spans: the part of YAML that a settings file needs.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use weland_model::{Diagnostic, Diagnostics, FileId, Span};

/// Deeper than any sensible file, and shallow enough for recursion.
const MAX_DEPTH: usize = 32;

/// A value and where it stands.
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
    /// Whether it is reported already as something that can't be a key.
    pub(super) broken: bool,
}

impl Value {
    /// What the value is, for messages.
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

/// Reads the only document of a text. Returns nothing after an error, which is reported.
pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let before = diagnostics.len();
    let mut builder = Builder { places: Places::new(text, file), open: Vec::new(), root: None, diagnostics };
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parser = Parser::new_from_str(without_mark);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let span = builder.places.span(span.start.index(), span.end.index());
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

/// Byte offsets of character positions.
struct Places {
    file: FileId,
    offsets: Vec<u32>,
    end: u32,
}

impl Places {
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
    places: Places,
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
        let span = self.places.span(index, index + 1);
        self.error(span, format!("this isn't valid YAML: {}", error.info()));
    }

    /// Takes an event; says whether to go on.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                let data = scalar(&text, style);
                self.value(Value { span, data });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                return self.start(Open::List(span, Vec::new()), span);
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span);
                return self.start(Open::Map(span, Vec::new(), None), span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) => {
                self.error(span, "aliases are not supported; write the value out");
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

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            self.error(span, "anchors are not supported; write the value out");
        }
        if tagged {
            self.error(span, "tags are not supported; remove it");
        }
    }

    fn start(&mut self, open: Open, span: Span) -> bool {
        if self.open.len() >= MAX_DEPTH {
            self.error(span, "this is nested too deeply");
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
    let message = format!("the key `{}` is given twice", key.text);
    Diagnostic::error("config-duplicate-key", key.span, message)
        .related(earlier, "it is first given here")
        .help("keep one of them")
}

/// Keys may look like numbers or booleans: a target may be called `1`.
fn as_key(value: Value) -> Result<Key, Value> {
    match value.data {
        Data::String(text) | Data::Number(text) => Ok(Key { span: value.span, text, broken: false }),
        _ => Err(value),
    }
}

/// What a scalar means by YAML's core schema.
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
