//! Values of arguments.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};
use weland_openapi::Syntax;
use weland_smithy::Selector;

use crate::explain;

/// How diagnostics, lists and changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text.
    Plain,
    /// One JSON object per line.
    Json,
    /// A SARIF log.
    Sarif,
    /// A changelog in Markdown.
    Markdown,
}

/// Those of the formats that a command writes.
pub(super) fn formats(all: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let names: Vec<PossibleValue> = all.iter().filter_map(ValueEnum::to_possible_value).collect();
    PossibleValuesParser::new(names).try_map(|name| Format::from_str(&name, false))
}

/// The syntaxes of OpenAPI documents.
pub(super) fn syntax() -> impl TypedValueParser<Value = Syntax> {
    PossibleValuesParser::new(["yaml", "json"]).map(|name| if name == "json" { Syntax::Json } else { Syntax::Yaml })
}

pub(super) fn selector(text: &str) -> Result<Selector, String> {
    Selector::parse(text)
        .map_err(|error| format!("it is wrong at offset {}: {}; {}", error.offset(), error.message(), error.help()))
}

/// The answer to paths where there can't be any.
pub(super) fn no_path(_: &str) -> Result<PathBuf, &'static str> {
    Err("models are listed in weland.yaml, or in another file that `--config` names")
}

/// Codes of diagnostics. All others are accepted as well, since models have further ids for some of them.
#[derive(Debug, Clone)]
pub(super) struct Codes;

impl TypedValueParser for Codes {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(explain::codes().map(PossibleValue::new)))
    }
}
