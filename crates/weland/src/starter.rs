//! The files that `weland init` writes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::config::check_crate_name;

/// What the crates of the first model are named after.
pub(crate) const NAME: &str = "greetings";

pub(crate) const MODEL_FOLDER: &str = "model";
pub(crate) const MODEL_FILE: &str = "model/greetings.smithy";
pub(crate) const MODEL: &str = include_str!("../init/greetings.smithy");

/// The schema of the configuration, for editors.
pub(crate) const SCHEMA_FILE: &str = "weland.schema.json";

pub(crate) const WORKFLOW_FILE: &str = ".github/workflows/weland.yml";
const WORKFLOW: &str = include_str!("../init/weland.yml");

pub(crate) const ATTRIBUTES: &str = "/generated/** linguist-generated\n";
/// Keeps what Cargo builds out of the repository, as `cargo new` does.
pub(crate) const IGNORE: &str = "/target\n";
pub(crate) const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*\"]\n";

/// A target of the configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// The service, if the model has others.
    pub(crate) service: Option<String>,
}

/// The configuration. `runtime` is the folder of the runtime crates, if they aren't those that are published.
pub(crate) fn config(model: &[String], targets: &[Target], runtime: Option<&str>) -> String {
    let mut text = format!("# yaml-language-server: $schema={SCHEMA_FILE}\nversion: 1\ntargets:\n");
    let model: Vec<String> = model.iter().map(|path| scalar(path)).collect();
    let runtime = match runtime {
        Some(folder) => format!("{{ path: {} }}", scalar(folder)),
        None => format!("{{ version: \"{}\" }}", requirement(env!("CARGO_PKG_VERSION"))),
    };
    for Target { name, service } in targets {
        let _ = writeln!(text, "  {}:\n    model: [{}]", scalar(name), model.join(", "));
        if let Some(service) = service {
            let _ = writeln!(text, "    service: {}", scalar(service));
        }
        let _ = writeln!(text, "    output: generated\n    runtime: {runtime}\n    crates:");
        for kind in ["types", "client", "server", "validator"] {
            let _ = writeln!(text, "      {kind}: {{ name: {name}-{kind} }}");
        }
    }
    text
}

/// The workflow for continuous integration, which installs this version.
pub(crate) fn workflow() -> String {
    WORKFLOW.replace("VERSION", env!("CARGO_PKG_VERSION"))
}

/// The versions that are compatible with one, as Cargo writes them.
fn requirement(version: &str) -> &str {
    let mut dots = version.match_indices('.').map(|(index, _)| index);
    match version.starts_with("0.") {
        true => dots.nth(1),
        false => dots.next(),
    }
    .and_then(|end| version.get(..end))
    .unwrap_or(version)
}

/// A text as a value in YAML: as it is, if nothing in it has a meaning there.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./$".contains(c);
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.' && text.len() > 1)
        && text.chars().all(|c| is_plain(c) || c == '#')
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&&*text.to_ascii_lowercase());
    // What YAML and JSON have in common.
    if is_name { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// A name for crates after that of a service: `CityGuide` and `city_guide` are `city-guide`.
pub(crate) fn crate_name(service: &str) -> String {
    let characters: Vec<char> = service.chars().collect();
    let mut name = String::new();
    for (index, &c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if (starts_word || !c.is_ascii_alphanumeric()) && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        }
    }
    // The longest that is added to it is `-validator`.
    let name: String = name.chars().take(48).collect();
    let name = name.trim_end_matches('-');
    // Only the names that are made of it have to be names of crates.
    if check_crate_name(&format!("{name}-types")).is_ok() { name.to_owned() } else { "api".to_owned() }
}

/// The targets, with numbers behind names that are taken.
pub(crate) fn with_different_names(targets: Vec<Target>) -> Vec<Target> {
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    for target in targets {
        let numbered = (2_usize..).map(|number| format!("{}-{number}", target.name));
        let free = std::iter::once(target.name.clone()).chain(numbered).find(|name| !taken.contains(name));
        let name = free.unwrap_or_default();
        taken.insert(name.clone());
        named.push(Target { name, ..target });
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_named_after_services() {
        let cases = [
            ("CityGuide", "city-guide"),
            ("city_guide", "city-guide"),
            ("AWSGirApiService", "aws-gir-api-service"),
            ("S3", "s3"),
            ("_X", "x"),
            ("_", "api"),
            ("_1", "api"),
        ];
        for (service, name) in cases {
            assert_eq!(crate_name(service), name, "{service}");
        }
        assert!(crate_name(&"Long".repeat(40)).len() <= 48);
    }

    #[test]
    fn versions_are_those_that_are_compatible() {
        for (version, expected) in [("0.1.0", "0.1"), ("0.12.3-rc.1", "0.12"), ("1.2.3", "1"), ("2", "2")] {
            assert_eq!(requirement(version), expected);
        }
    }

    #[test]
    fn texts_are_quoted_where_yaml_needs_it() {
        let cases = [
            ("model", "model"),
            ("../crates", "../crates"),
            ("a.b#C", "a.b#C"),
            (".", "\".\""),
            ("no", "\"no\""),
            ("1.5", "\"1.5\""),
            ("a b", "\"a b\""),
            ("ä: {", "\"ä: {\""),
        ];
        for (text, expected) in cases {
            assert_eq!(scalar(text), expected);
        }
    }

    #[test]
    fn names_that_are_taken_get_a_number() {
        let target = |name: &str| Target { name: name.to_owned(), service: None };
        let named = with_different_names(vec![target("a"), target("b"), target("a"), target("a")]);
        assert_eq!(named, [target("a"), target("b"), target("a-2"), target("a-3")]);
    }
}
