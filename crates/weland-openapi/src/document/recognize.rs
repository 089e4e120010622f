//! What a file is.

use weland_model::Node;

use super::Dialect;
use crate::text::{TopLevel, looks_like_json, top_level};

/// A version of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// Swagger 2.0
    V2_0,
    /// OpenAPI 3.0
    V3_0,
    /// OpenAPI 3.1
    V3_1,
    /// OpenAPI 3.2
    V3_2,
}

impl Version {
    /// The dialect of schemas, once the document is lifted to version 3.
    pub(crate) fn dialect(self) -> Dialect {
        match self {
            Self::V2_0 | Self::V3_0 => Dialect::V3_0,
            Self::V3_1 | Self::V3_2 => Dialect::V3_1,
        }
    }

    /// The name of the specification and its version.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V2_0 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }
}

/// What a file is instead of an API in OpenAPI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// What it is, with its article.
    pub what: String,
    /// What to do about it.
    pub help: &'static str,
}

/// What a file is, as far as its outermost keys tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognized {
    /// An API in a version of OpenAPI that can be read.
    OpenApi(Version),
    /// A model in the JSON AST of Smithy.
    Smithy,
    /// Something else that is known.
    Foreign(Foreign),
    /// Nothing that is known. It may be a part of an API that other files refer to.
    Unknown,
    /// Neither JSON nor YAML.
    Unreadable,
}

impl Recognized {
    /// Whether it is an API in OpenAPI.
    #[must_use]
    pub fn is_openapi(&self) -> bool {
        matches!(self, Self::OpenApi(_))
    }
}

/// Keys that decide what a file is. Other keys need not be read.
const DECISIVE: &[&str] =
    &["openapi", "swagger", "smithy", "asyncapi", "arazzo", "overlay", "swaggerVersion", "_postman_id"];

/// Says what a file is. Large files are read only as far as it takes.
#[must_use]
pub fn recognize(path: &str, text: &str) -> Recognized {
    if let Some(foreign) = by_first_line(text) {
        let is_smithy = foreign.help == NAME_SMITHY && !has_ending(path);
        return if is_smithy { Recognized::Smithy } else { Recognized::Foreign(foreign) };
    }
    let found = top_level(path, text, &|key| DECISIVE.contains(&key));
    if !found.is_readable {
        return Recognized::Unreadable;
    }
    let version_of = |key: &str| found.get(key).map(|value| value.unwrap_or_default());
    if let Some(version) = version_of("openapi") {
        return openapi(version);
    }
    if let Some(version) = version_of("swagger") {
        return swagger(version);
    }
    if found.get("smithy").is_some() {
        return match looks_like_json(text) {
            true => Recognized::Smithy,
            false => foreign("a Smithy model in YAML", "Smithy's AST is JSON: convert the file, and name it `.json`"),
        };
    }
    other(&found).map_or(Recognized::Unknown, Recognized::Foreign)
}

const NAME_SMITHY: &str = "name it `.smithy`";

/// Whether a name says that a file is JSON or YAML.
fn has_ending(path: &str) -> bool {
    [".json", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending))
}

fn foreign(what: impl Into<String>, help: &'static str) -> Recognized {
    Recognized::Foreign(Foreign { what: what.into(), help })
}

/// The version that a document states, if it can be read.
pub(crate) fn version_of(root: &Node) -> Option<Version> {
    let text = |key| {
        let value = root.get(key)?;
        value.as_str().or(value.as_number().map(weland_model::Number::as_str))
    };
    let found = text("openapi").map(openapi).or_else(|| text("swagger").map(swagger))?;
    match found {
        Recognized::OpenApi(version) => Some(version),
        _ => None,
    }
}

fn openapi(version: &str) -> Recognized {
    let is = |start: &str| version == start || version.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'));
    let known = [("3.0", Version::V3_0), ("3.1", Version::V3_1), ("3.2", Version::V3_2)];
    if let Some((_, version)) = known.into_iter().find(|(start, _)| is(start)) {
        return Recognized::OpenApi(version);
    }
    let help = match version.starts_with('2') {
        true => "documents of version 2.0 start with `swagger: \"2.0\"`",
        false => {
            "versions 3.0, 3.1 and 3.2 can be read, and Swagger 2.0; set `openapi` to the one that the document is in"
        }
    };
    foreign(format!("a document of an unknown version of OpenAPI, `{version}`"), help)
}

fn swagger(version: &str) -> Recognized {
    if matches!(version, "2.0" | "2") {
        return Recognized::OpenApi(Version::V2_0);
    }
    let help = match version.starts_with('3') {
        true => "documents of version 3 start with `openapi`, such as `openapi: 3.0.4`",
        false => "convert it to version 2.0 or later; versions 2.0, 3.0, 3.1 and 3.2 can be read",
    };
    foreign(format!("a document of an unknown version of Swagger, `{version}`"), help)
}

const TO_OPENAPI: &str = "export it as OpenAPI, or convert it";
const IN_JSON_OR_YAML: &str = "APIs are read in JSON and YAML";
const TO_UTF_8: &str = "save the file as UTF-8";

/// Texts that files of other formats begin with, in small letters.
const BEGINNINGS: &[(&str, &str, &str)] = &[
    ("$version:", "a Smithy model", NAME_SMITHY),
    ("#%raml", "a document in RAML", "convert it to OpenAPI"),
    ("<?xml", "an XML document", IN_JSON_OR_YAML),
    ("<wsdl", "a document in WSDL", IN_JSON_OR_YAML),
    ("<!doctype html", "an HTML page", "save the document itself, and not the page that shows it"),
    ("<html", "an HTML page", "save the document itself, and not the page that shows it"),
    ("<", "an XML document", IN_JSON_OR_YAML),
    ("syntax = \"proto", "a file of Protocol Buffers", "convert it to OpenAPI"),
    ("import \"@typespec/", "a file in TypeSpec", "compile it to OpenAPI with `@typespec/openapi3`"),
    ("format: 1a", "an API Blueprint", "convert it to OpenAPI"),
    ("{\0", "a text in UTF-16", TO_UTF_8),
    ("\0{", "a text in UTF-16", TO_UTF_8),
    ("o\0p\0", "a text in UTF-16", TO_UTF_8),
    ("\0o\0p", "a text in UTF-16", TO_UTF_8),
];

/// Words that definitions in GraphQL begin with.
const GRAPHQL: &[&str] =
    &["type", "schema", "interface", "input", "enum", "scalar", "union", "directive", "extend", "query", "mutation"];

/// What the first line gives away.
fn by_first_line(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let foreign = |what: &str, help| Some(Foreign { what: what.into(), help });
    if text.is_empty() {
        return foreign("an empty file", "check how it was made, or specify another one");
    }
    let starts = |start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    if let Some((_, what, help)) = BEGINNINGS.iter().find(|(start, ..)| starts(start)) {
        return foreign(what, help);
    }
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut words = lines.find(|line| !line.starts_with("\"\"\""))?.split_whitespace();
    let is_graphql = |word: &str| GRAPHQL.contains(&word);
    if words.next().is_some_and(is_graphql) && words.next().is_some_and(|next| !next.starts_with([':', '=', '-'])) {
        return foreign("a schema in GraphQL", "only APIs over HTTP can be read, in OpenAPI or Smithy");
    }
    None
}

/// Other formats, by keys that are typical of them.
fn other(found: &TopLevel) -> Option<Foreign> {
    let has = |key: &str| found.get(key).is_some();
    let foreign = |what: &str, help| Some(Foreign { what: what.into(), help });
    if has("asyncapi") {
        return foreign("an AsyncAPI document", "only APIs over HTTP can be read, in OpenAPI or Smithy");
    }
    if has("arazzo") {
        return foreign("an Arazzo document", "specify the API that its workflows use");
    }
    if has("overlay") {
        return foreign(
            "an overlay",
            "specify the API, and the overlay with `--overlay` or in `overlays` of weland.yaml",
        );
    }
    if has("swaggerVersion") {
        return foreign("a document of Swagger 1", "convert it to version 2.0 or later");
    }
    if has("_postman_id") || has("item") && has("info") {
        return foreign("a Postman collection", TO_OPENAPI);
    }
    if has("openrpc") {
        return foreign("an OpenRPC document", "only APIs over HTTP can be read, in OpenAPI or Smithy");
    }
    if has("__schema") || has("data") && found.entries.len() == 1 {
        return foreign(
            "a response, and perhaps a schema in GraphQL",
            "specify the API's description in OpenAPI or Smithy",
        );
    }
    if has("apiVersion") && has("kind") {
        return foreign("a resource of Kubernetes", "specify the API's description in OpenAPI or Smithy");
    }
    let kind = found.get("type").flatten().unwrap_or_default();
    if kind.starts_with("collection.insomnia") || has("resources") && found.get("_type") == Some(Some("export")) {
        return foreign("an Insomnia collection", TO_OPENAPI);
    }
    if has("log") && found.entries.len() == 1 {
        return foreign("an HTTP archive", "specify the API's description");
    }
    if has("discoveryVersion") {
        return foreign("a Google API discovery document", "convert it to OpenAPI");
    }
    if has("version") && has("targets") {
        return foreign("a configuration of Weland", "run `weland generate --config FILE`");
    }
    if has("paths") || has("webhooks") || has("info") && has("components") {
        return foreign(
            "an API without a version",
            "start it with `openapi` and the version, such as `openapi: 3.1.0`",
        );
    }
    if has("$schema") || has("$defs") || has("definitions") || has("type") && has("properties") {
        let help = "put it under `components` of an OpenAPI document, or refer to it with `$ref` from one";
        return foreign("a JSON Schema", help);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> String {
        match recognize("api.yaml", text) {
            Recognized::Foreign(foreign) => foreign.what,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_language_of_standard_input_shows_in_its_text() {
        assert_eq!(recognize("<stdin>", "$version: \"2\"\nnamespace a"), Recognized::Smithy);
        assert_eq!(recognize("<stdin>", "openapi: 3.0.0"), Recognized::OpenApi(Version::V3_0));
    }

    #[test]
    fn files_are_told_apart() {
        let cases = [
            ("openapi: 3.0.3", "OpenApi(V3_0)"),
            ("{\"openapi\": \"3.1.0\", ", "OpenApi(V3_1)"),
            ("info: {}\nopenapi: '3.2.0'", "OpenApi(V3_2)"),
            ("openapi: 3.0", "OpenApi(V3_0)"),
            ("swagger: '2.0'", "OpenApi(V2_0)"),
            ("swagger: 2.0", "OpenApi(V2_0)"),
            ("openapi: 3.10.0", "a document of an unknown version of OpenAPI, `3.10.0`"),
            ("openapi: 4.0.0", "a document of an unknown version of OpenAPI, `4.0.0`"),
            ("openapi: {}", "a document of an unknown version of OpenAPI, ``"),
            ("swagger: '1.2'", "a document of an unknown version of Swagger, `1.2`"),
            ("smithy: '2.0'", "a Smithy model in YAML"),
            ("{\"smithy\": \"2.0\"}", "Smithy"),
            ("$version: \"2\"\nnamespace a", "a Smithy model"),
            ("asyncapi: 3.0.0", "an AsyncAPI document"),
            ("info: {_postman_id: a}\nitem: []", "a Postman collection"),
            ("type: object\nproperties: {}", "a JSON Schema"),
            ("$schema: a", "a JSON Schema"),
            ("info: {}\npaths: {}", "an API without a version"),
            ("version: 1\ntargets: {}", "a configuration of Weland"),
            ("a: b", "Unknown"),
            ("[1]", "Unknown"),
            ("", "an empty file"),
            ("\u{feff} \n", "an empty file"),
            ("#%RAML 1.0", "a document in RAML"),
            ("<!doctype html>", "an HTML page"),
            ("<html>", "an HTML page"),
            ("<application/>", "an XML document"),
            ("syntax = \"proto3\";", "a file of Protocol Buffers"),
            ("import \"@typespec/http\";", "a file in TypeSpec"),
            ("FORMAT: 1A", "an API Blueprint"),
            ("# Streets\ntype Query {\n  a: String\n}", "a schema in GraphQL"),
            ("schema { query: Query }", "a schema in GraphQL"),
            ("type: object", "Unknown"),
            ("type : object", "Unknown"),
            ("openrpc: 1.2.6", "an OpenRPC document"),
            ("{\0\"\0o\0", "a text in UTF-16"),
            ("type: collection.insomnia.rest/5.0", "an Insomnia collection"),
            ("apiVersion: v1\nkind: Pod", "a resource of Kubernetes"),
            ("a: [", "Unreadable"),
        ];
        for (text, expected) in cases {
            assert_eq!(what(text), expected, "{text}");
        }
    }
}
