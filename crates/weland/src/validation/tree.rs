//! Values with their places in a text.

use std::ops::Range;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// In bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) data: Data,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    /// A value without parts, as JSON.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_range: Range<usize>,
    pub(crate) value: Node,
}

impl Node {
    /// The part of a value that is shown: of one with parts, where it starts.
    pub(crate) fn shown(&self) -> Range<usize> {
        match &self.data {
            Data::Scalar(_) => self.range.clone(),
            Data::List(_) | Data::Map(_) => {
                let start = self.range.start;
                start..self.range.end.min(start + 1)
            }
        }
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match &self.data {
            Data::Scalar(json) => text.push_str(json),
            Data::List(list) => {
                text.push('[');
                for (index, value) in list.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    value.write(text);
                }
                text.push(']');
            }
            Data::Map(map) => {
                text.push('{');
                for (index, entry) in map.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    text.push_str(&quoted(&entry.key));
                    text.push(':');
                    entry.value.write(text);
                }
                text.push('}');
            }
        }
    }
}

/// A text as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
