//! Documents of YAML with their places.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::tree::{Data, Entry, Node, quoted};

/// How many lists and maps may be within each other; no value may be as deep.
const DEPTH: usize = 256;

/// Why a text can't be read as YAML, and where, in bytes.
pub(crate) struct YamlError {
    pub(crate) message: String,
    pub(crate) offset: usize,
}

/// All documents of a text.
///
/// # Errors
/// If it is no YAML, or has what JSON has no counterpart for: anchors, aliases, tags and keys that are no text.
pub(crate) fn documents(text: &str) -> Result<Vec<Node>, YamlError> {
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - without_mark.len();
    let offsets: Vec<usize> = without_mark.char_indices().map(|(index, _)| index + skipped).collect();
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(without_mark);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                let start = byte(span.start.index());
                let result = builder.event(event, start..byte(span.end.index()).max(start));
                result.map_err(|message| YamlError { message: message.to_owned(), offset: start })?;
            }
            Err(error) => {
                let message = format!("this isn't valid YAML: {}", error.info());
                return Err(YamlError { message, offset: byte(error.marker().index()) });
            }
        }
    }
    Ok(builder.documents)
}

/// A list or map that isn't closed yet, and where it starts.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<Entry>, Option<(String, std::ops::Range<usize>)>),
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    documents: Vec<Node>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) -> Result<(), &'static str> {
        match event {
            Event::Alias(_) => return Err("aliases have no counterpart in JSON; repeat the value"),
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return Err("anchors have no counterpart in JSON; repeat the value");
            }
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return Err("tags have no counterpart in JSON; remove the tag");
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, range)?,
            Event::SequenceStart(..) => self.start(Open::List(range.start, Vec::new()))?,
            Event::MappingStart(..) => self.start(Open::Map(range.start, Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(start, list)) => {
                    self.value(Node { range: start..range.end, data: Data::List(list) })?;
                }
                Some(Open::Map(start, map, _)) => self.value(Node { range: start..range.end, data: Data::Map(map) })?,
                None => {}
            },
            Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
        }
        Ok(())
    }

    fn start(&mut self, open: Open) -> Result<(), &'static str> {
        if let Some(Open::Map(_, _, None)) = self.open.last() {
            return Err("a key has to be a text");
        }
        if self.open.len() >= DEPTH {
            return Err("the nesting is too deep");
        }
        self.open.push(open);
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: std::ops::Range<usize>) -> Result<(), &'static str> {
        if let Some(Open::Map(_, _, key @ None)) = self.open.last_mut() {
            *key = Some((text.to_owned(), range));
            return Ok(());
        }
        self.value(Node { range, data: Data::Scalar(scalar(text, style)) })
    }

    fn value(&mut self, value: Node) -> Result<(), &'static str> {
        match self.open.last_mut() {
            None => self.documents.push(value),
            Some(Open::List(_, list)) => list.push(value),
            Some(Open::Map(_, map, key)) => {
                let Some((key, key_range)) = key.take() else { return Err("a key has to be a text") };
                map.push(Entry { key, key_range, value });
            }
        }
        Ok(())
    }
}

/// A scalar by YAML's core schema, as JSON. What is a number there and none in JSON is a text.
fn scalar(text: &str, style: ScalarStyle) -> String {
    if style != ScalarStyle::Plain {
        return quoted(text);
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        _ if is_number(text) => text.to_owned(),
        _ => quoted(text),
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_become_json() {
        let cases = [
            ("a: [1, -2.5e3, 0x10, yes, true, ~]\n\"b\": '2'\n", r#"{"a":[1,-2.5e3,"0x10","yes",true,null],"b":"2"}"#),
            ("- |\n  two\n  lines\n- 007\n", "[\"two\\nlines\\n\",\"007\"]"),
            ("1: x\n", r#"{"1":"x"}"#),
            ("---\na: 1\n---\nb\n", "{\"a\":1} \"b\""),
            ("", ""),
        ];
        for (text, expected) in cases {
            let documents = documents(text).unwrap_or_else(|error| panic!("{}", error.message));
            let json: Vec<String> = documents.iter().map(Node::to_json).collect();
            assert_eq!(json.join(" "), expected);
        }
    }

    #[test]
    fn what_json_does_not_have_is_told_with_its_place() {
        let deep = "[".repeat(300);
        let cases = [
            ("a: &x 1", "anchors have no counterpart", 3),
            ("a: !!str 1", "tags have no counterpart", 3),
            ("a: *x", "", 3),
            ("? [1]\n: 2", "a key has to be a text", 2),
            ("a: [", "this isn't valid YAML", 4),
            (&*deep, "", 100),
        ];
        for (text, message, offset) in cases {
            let Err(error) = documents(text) else { panic!("{text}") };
            assert!(error.message.contains(message), "{text}: {}", error.message);
            assert!(error.offset >= offset, "{text}: {}", error.offset);
        }
    }
}
