//! Maps with known keys.

use weland_model::{Diagnostic, Diagnostics, Span};

use super::Located;
use super::yaml::{Data, Key, Value};
use crate::suggest;

/// Gives access to the values of a map by key, and reports keys that weren't requested.
pub(super) struct Table<'v, 'd> {
    what: String,
    span: Span,
    entries: &'v [(Key, Value)],
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'v, 'd> Table<'v, 'd> {
    /// The table of a value. Reports values that aren't maps.
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

    /// The value of an optional key.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<&'v Value> {
        self.known.push(key);
        let found = self.entries.iter().find(|(name, _)| name.text == key);
        found.map(|(_, value)| value)
    }

    /// The value of a required key. Its absence is reported by [`finish`](Self::finish).
    pub(super) fn required(&mut self, key: &'static str) -> Option<&'v Value> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    /// The string of a value. Reports other values.
    pub(super) fn string(&mut self, value: &Value) -> Option<Located<String>> {
        string(value, self.diagnostics)
    }

    /// Reports unknown and missing keys. Returns whether all keys were known.
    pub(super) fn finish(mut self) -> bool {
        let mut all_known = true;
        for (key, _) in self.entries {
            // A key that isn't a string has already been reported.
            if key.broken || self.known.contains(&key.text.as_str()) {
                continue;
            }
            all_known = false;
            // A key that is only misspelt isn't reported as missing as well.
            let meant = suggest::closest(&key.text, self.known.iter().copied());
            self.missing.retain(|&missing| Some(missing) != meant);
            let message = format!("{} has no key `{}`", self.what, key.text);
            let error = Diagnostic::error("config-unknown-key", key.span, message);
            let help = suggest::help(&key.text, &self.known);
            self.diagnostics.push(error.help(help));
        }
        for key in self.missing {
            let message = format!("{} is missing the key `{key}`", self.what);
            let place = self.entries.first().map_or(self.span, |(key, _)| key.span);
            let error = Diagnostic::error("config-missing-key", place, message);
            self.diagnostics.push(error.help(format!("add `{key}: …`")));
        }
        all_known
    }
}

/// The string of a value. Reports other values.
pub(super) fn string(value: &Value, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    let help = match &value.data {
        Data::String(text) => {
            return Some(Located { value: text.clone(), span: value.span });
        }
        Data::Number(text) => format!("put it in quotes: \"{text}\""),
        Data::Bool(_) => "put it in quotes if it is meant to be a string".to_owned(),
        Data::Null | Data::List(_) | Data::Map(_) => "write a string".to_owned(),
    };
    let message = format!("this has to be a string, not {}", value.describe());
    let error = Diagnostic::error("config-type", value.span, message);
    diagnostics.push(error.help(help));
    None
}
