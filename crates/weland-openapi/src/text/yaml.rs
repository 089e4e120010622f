//! YAML 1.2 with the core schema, as far as it says what JSON can say.

use std::collections::HashMap;

use saphyr_parser::{Event as YamlEvent, Parser, ScalarStyle, ScanError, Tag};
use weland_model::{Diagnostic, FileId, Node, NodeKind, Number, Span};

use super::event::Event;
use super::scalar;
use super::tree::{Failed, Tree};

/// How many values aliases may stand for in one file, all together.
const MAX_REPEATED: usize = 1 << 18;

/// Reads a text with a single document into a tree.
pub(super) fn read(file: FileId, text: &str, tree: &mut Tree<'_>) -> Result<(), Failed> {
    let mut reader =
        Reader { offsets: Offsets::new(text, file), tree, anchors: HashMap::new(), repeated: 0, documents: 0 };
    let mut parser = Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| reader.syntax_error(&error))?;
        let span = reader.offsets.span(span.start.index(), span.end.index());
        reader.event(event, span)?;
    }
    Ok(())
}

/// Byte offsets by character position.
#[derive(Debug)]
pub(super) struct Offsets {
    file: FileId,
    /// Absent if all characters are ASCII.
    offsets: Option<Vec<u32>>,
    /// The bytes of the byte order mark, which the parser does not get to see.
    skipped: u32,
    end: u32,
}

impl Offsets {
    pub(super) fn new(text: &str, file: FileId) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let skipped = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let rest = text.get(skipped..).unwrap_or_default();
        let offsets = (!rest.is_ascii()).then(|| rest.char_indices().map(|(index, _)| narrow(index)).collect());
        Self { file, offsets, skipped: narrow(skipped), end: narrow(text.len()) }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.byte(start), self.byte(end.max(start)))
    }

    fn byte(&self, index: usize) -> u32 {
        let offset = match &self.offsets {
            Some(offsets) => offsets.get(index).copied(),
            None => u32::try_from(index).ok(),
        };
        offset.and_then(|offset| offset.checked_add(self.skipped)).map_or(self.end, |offset| offset.min(self.end))
    }
}

struct Reader<'r, 'd> {
    offsets: Offsets,
    tree: &'r mut Tree<'d>,
    /// Where the values are that aliases can stand for.
    anchors: HashMap<usize, Vec<usize>>,
    /// How many values aliases have stood for.
    repeated: usize,
    documents: usize,
}

impl Reader<'_, '_> {
    fn error(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.tree.report(Diagnostic::error("syntax-error", span, message).help(help));
    }

    fn syntax_error(&mut self, error: &ScanError) -> Failed {
        let index = error.marker().index();
        let span = self.offsets.span(index, index + 1);
        // The parser has a limit of its own, which it meets before values are made.
        if error.info().contains("recursion limit") {
            self.tree.too_deep(span);
            return Failed;
        }
        self.error(span, format!("this is not valid YAML: {}", error.info()), "the file must be valid YAML");
        Failed
    }

    fn event(&mut self, event: YamlEvent<'_>, span: Span) -> Result<(), Failed> {
        match event {
            YamlEvent::Scalar(text, style, anchor, tag) => {
                if self.tree.awaits_key() {
                    self.key(&text, style, span);
                } else {
                    self.anchor(anchor);
                    self.scalar(&text, style, tag.as_deref(), span);
                }
            }
            YamlEvent::SequenceStart(anchor, tag) => {
                self.start(anchor, tag.as_deref(), span)?;
                self.tree.start_list(span)?;
            }
            YamlEvent::MappingStart(anchor, tag) => {
                self.start(anchor, tag.as_deref(), span)?;
                self.tree.start_map(span)?;
            }
            YamlEvent::SequenceEnd | YamlEvent::MappingEnd => self.tree.end(span),
            YamlEvent::Alias(anchor) => self.alias(anchor, span)?,
            YamlEvent::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.error(span, "there is a second document in the file", "put it into a file of its own");
                    return Err(Failed);
                }
            }
            YamlEvent::DocumentEnd | YamlEvent::Nothing | YamlEvent::StreamStart | YamlEvent::StreamEnd => {}
        }
        Ok(())
    }

    fn anchor(&mut self, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, self.tree.place());
        }
    }

    fn start(&mut self, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Failed> {
        if self.tree.awaits_key() {
            self.error(span, "a key is a list or a map", "keys must be strings");
            return Err(Failed);
        }
        self.anchor(anchor);
        if let Some(tag) = tag.filter(|tag| !(is_core(tag) && matches!(&*tag.suffix, "map" | "seq"))) {
            self.unknown_tag(tag, span);
        }
        Ok(())
    }

    /// Numbers and the like are keys as they are written: `200` is `"200"`.
    fn key(&mut self, text: &str, style: ScalarStyle, span: Span) {
        if text == "<<" && style == ScalarStyle::Plain {
            let help = "write the keys out, or use `allOf` in a schema";
            self.error(span, "merge keys are not part of YAML 1.2", help);
        }
        self.tree.key(text, span);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) {
        let event = match tag {
            Some(tag) => match tagged(text, tag) {
                Some(event) => event,
                None => {
                    self.unknown_tag(tag, span);
                    Event::String(text.into())
                }
            },
            None if style == ScalarStyle::Plain => scalar::plain(text),
            None => Event::String(text.into()),
        };
        match event {
            Event::Null => self.tree.value(Node::new(NodeKind::Null, span)),
            Event::Bool(value) => self.tree.value(Node::new(NodeKind::Bool(value), span)),
            Event::Number(text) => self.tree.value(Node::new(NodeKind::Number(Number::from_text(&text)), span)),
            Event::String(text) => self.tree.string(&text, span),
            Event::StartList | Event::StartMap | Event::Key(_) | Event::End => {}
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, span: Span) {
        self.error(span, format!("the tag `{tag}` means nothing in JSON"), "remove the tag");
    }

    /// Repeats a value.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Failed> {
        let node = self.anchors.get(&anchor).and_then(|place| self.tree.at(place));
        let Some(node) = node else {
            self.error(span, "the alias stands within the value that it repeats", "refer to it with `$ref`");
            return Err(Failed);
        };
        if self.tree.awaits_key() {
            let text = match &node.kind {
                NodeKind::String(text) => Some(text.to_string()),
                NodeKind::Number(number) => Some(number.as_str().to_owned()),
                _ => None,
            };
            let Some(text) = text else {
                self.error(span, "the alias is a key, but stands for a value that is none", "keys must be strings");
                return Err(Failed);
            };
            self.tree.key(&text, span);
            return Ok(());
        }
        let Some(repeated) = count(node, MAX_REPEATED - self.repeated) else {
            let message = format!("aliases repeat more than {MAX_REPEATED} values");
            self.error(span, message, "move what is repeated to `components` and refer to it with `$ref`");
            return Err(Failed);
        };
        let node = node.clone();
        self.repeated += repeated;
        self.tree.check_depth(depth(&node), span)?;
        self.tree.value(node);
        Ok(())
    }
}

fn is_core(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() || tag.handle == "!!"
}

/// A scalar with a tag of the core schema.
fn tagged<'t>(text: &'t str, tag: &Tag) -> Option<Event<'t>> {
    if tag.handle == "!" && tag.suffix.is_empty() || is_core(tag) && tag.suffix == "str" {
        return Some(Event::String(text.into()));
    }
    let event = scalar::plain(text);
    let fits = match &*tag.suffix {
        "int" | "float" => matches!(event, Event::Number(_)),
        "bool" => matches!(event, Event::Bool(_)),
        "null" => matches!(event, Event::Null),
        _ => false,
    };
    (is_core(tag) && fits).then_some(event)
}

/// How many values there are in a value, itself included, if they are no more than `limit`.
fn count(node: &Node, limit: usize) -> Option<usize> {
    let mut left = limit.checked_sub(1)?;
    for child in children(node) {
        left -= count(child, left)?;
    }
    Some(limit - left)
}

/// How deep lists and objects are nested in a value.
fn depth(node: &Node) -> usize {
    let is_open = matches!(node.kind, NodeKind::Array(_) | NodeKind::Object(_));
    usize::from(is_open) + children(node).map(depth).max().unwrap_or(0)
}

fn children(node: &Node) -> impl Iterator<Item = &Node> {
    let items = node.as_array().unwrap_or_default();
    let entries = node.as_object().map(weland_model::Object::entries).unwrap_or_default();
    items.iter().chain(entries.iter().map(|entry| &entry.value))
}
