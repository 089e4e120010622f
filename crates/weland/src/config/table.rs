//! A map with known keys.

use weland_model::{Diagnostic, Diagnostics, Span};

use super::Located;
use super::yaml::{Data, Key, Value};
use crate::suggest;

/// Hands out the values of a map by key, and reports keys that nobody asked for.
pub(super) struct Table<'v, 'd> {
    what: String,
    span: Span,
    entries: &'v [(Key, Value)],
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'v, 'd> Table<'v, 'd> {
    /// The table of a value; reports a value that isn't a map.
    pub(super) fn new(value: &'v Value, what: &str, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        let Data::Map(entries) = &value.data else {
            let message = format!("{what} has to be a map, not {}", value.describe());
            let error = Diagnostic::error("config-type", value.span, message);
            diagnostics.push(error.help("write it as lines of `key: value`"));
            return None;
        };
        Some(Self {
            what: what.to_owned(),
            span: value.span,
            entries,
            known: Vec::new(),
            missing: Vec::new(),
            diagnostics,
        })
    }

    /// The value of a key that may be absent.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'v Value> {
        self.known.push(key);
        let found = self.entries.iter().find(|(name, _)| name.text == key);
        found.map(|(_, value)| value)
    }

    /// The value of a key that has to be there; its absence is reported in the end.
    pub(super) fn required(&mut self, key: &'static str) -> Option<&'v Value> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    /// The text of a value; reports other values.
    pub(super) fn string(&mut self, value: &Value) -> Option<Located<String>> {
        let help = match &value.data {
            Data::String(text) => {
                return Some(Located { value: text.clone(), span: value.span });
            }
            Data::Number(text) => format!("put it in quotes: \"{text}\""),
            Data::Bool(_) => "put it in quotes if it is meant as a text".to_owned(),
            Data::Null | Data::List(_) | Data::Map(_) => "write a text".to_owned(),
        };
        let message = format!("this has to be a string, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        self.diagnostics.push(error.help(help));
        None
    }

    /// Reports the keys that nobody asked for, and those that are missing. Says whether all
    /// keys were known.
    pub(super) fn finish(mut self) -> bool {
        let mut all_known = true;
        for (key, _) in self.entries {
            // A key that isn't a string is reported already.
            if key.broken || self.known.contains(&key.text.as_str()) {
                continue;
            }
            all_known = false;
            // What is only misspelt isn't missing as well.
            let meant = suggest::closest(&key.text, self.known.iter().copied());
            self.missing.retain(|&missing| Some(missing) != meant);
            let message = format!("{} has no key `{}`", self.what, key.text);
            let error = Diagnostic::error("config-unknown-key", key.span, message);
            let help = suggest::help(&key.text, &self.known);
            self.diagnostics.push(error.help(help));
        }
        for key in self.missing {
            let message = format!("{} lacks the key `{key}`", self.what);
            let place = self.entries.first().map_or(self.span, |(key, _)| key.span);
            let error = Diagnostic::error("config-missing-key", place, message);
            self.diagnostics.push(error.help(format!("add `{key}: …`")));
        }
        all_known
    }
}
