//! Versions of crates, changed in the text of a configuration.

use weland_model::{Diagnostics, Sources};

use super::table;
use super::yaml::{self, Data, Key, Value};

/// The text with these versions of crates, by name; all else stays as it is. It is none if the text is written in such a way that
/// the versions can't be changed in their places.
pub(crate) fn with_versions(text: &str, versions: &[(String, String)]) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let root = yaml::parse(text, file, &mut Diagnostics::new())?;
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for (_, target) in entries(get(&root, "targets")?)? {
        for (_, krate) in get(target, "crates").and_then(entries).unwrap_or_default() {
            let name = text_of(get(krate, "name")?)?;
            if let Some((_, version)) = versions.iter().find(|(wanted, _)| *wanted == name) {
                edits.push(edit(text, krate, version)?);
            }
        }
    }
    let mut edited = text.to_owned();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, new) in edits {
        edited.get(range.clone())?;
        edited.replace_range(range, &new);
    }
    has_versions(&edited, versions).then_some(edited)
}

/// What to write where for a version of a crate.
fn edit(text: &str, krate: &Value, version: &str) -> Option<(std::ops::Range<usize>, String)> {
    let new = format!("\"{version}\"");
    if let Some(stated) = get(krate, "version") {
        return Some((place(text, stated)?, new));
    }
    let (key, name) = entries(krate)?.iter().find(|(key, _)| key.text == "name")?;
    let end = place(text, name)?.end;
    let start = krate.span.start as usize;
    if text.get(start..)?.starts_with('{') {
        return Some((end..end, format!(", version: {new}")));
    }
    // A line of its own, which is indented like the one with the name.
    let line = text.get(..key.span.start as usize)?.rsplit('\n').next()?;
    let indent = " ".repeat(line.chars().count());
    let rest = text.get(end..)?;
    let line_end = end + rest.find('\n').unwrap_or(rest.len());
    let line_end = if text.get(..line_end)?.ends_with('\r') { line_end - 1 } else { line_end };
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some((line_end..line_end, format!("{line_break}{indent}version: {new}")))
}

/// Where a value is written, without the blanks after it.
fn place(text: &str, value: &Value) -> Option<std::ops::Range<usize>> {
    let start = value.span.start as usize;
    let written = text.get(start..value.span.end as usize)?;
    Some(start..start + written.trim_end().len())
}

/// Whether the crates of a text have these versions.
fn has_versions(text: &str, versions: &[(String, String)]) -> bool {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let mut diagnostics = Diagnostics::new();
    let Some(config) = super::parse(text, file, &mut diagnostics) else { return false };
    versions.iter().all(|(name, version)| {
        let mut crates = config.targets.iter().flat_map(|target| &target.crates);
        crates.any(|krate| krate.name.value == *name && krate.version == *version)
    })
}

fn entries(value: &Value) -> Option<&[(Key, Value)]> {
    match &value.data {
        Data::Map(entries) => Some(entries),
        _ => None,
    }
}

fn get<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    entries(value)?.iter().find(|(other, _)| other.text == key).map(|(_, value)| value)
}

fn text_of(value: &Value) -> Option<String> {
    table::string(value, &mut Diagnostics::new()).map(|text| text.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(crates: &str) -> Option<String> {
        let before =
            "# ours\nversion: 1\ntargets:\n  a:\n    model: m # here\n    output: o\n    runtime: { version: '1' }\n";
        let versions = [("a-types".to_owned(), "0.2.0".to_owned()), ("a-client".to_owned(), "1.0.0".to_owned())];
        let text = with_versions(&format!("{before}{crates}"), &versions)?;
        Some(text.strip_prefix(before).unwrap().to_owned())
    }

    #[test]
    fn versions_are_changed_in_their_places() {
        let cases = [
            (
                "    crates: { types: { name: a-types }, client: { name: \"a-client\", version: '0.1.0' } }\n",
                "    crates: { types: { name: a-types, version: \"0.2.0\" }, client: { name: \"a-client\", version: \"1.0.0\" } }\n",
            ),
            (
                "    crates:\n      types:\n        name: a-types   # the types\n      client: # calls\n        version: 0.1.0 # now\n        name: a-client",
                "    crates:\n      types:\n        name: a-types   # the types\n        version: \"0.2.0\"\n      client: # calls\n        version: \"1.0.0\" # now\n        name: a-client",
            ),
            (
                "    crates:\r\n      types:\r\n        name: a-types\r\n      client:\r\n        name: a-client",
                "    crates:\r\n      types:\r\n        name: a-types\r\n        version: \"0.2.0\"\r\n      client:\r\n        name: a-client\r\n        version: \"1.0.0\"",
            ),
            (
                "    crates: { types: {\n      name: a-types },\n      client: { version: \"0.1.0\",\n      name: a-client } }\n",
                "    crates: { types: {\n      name: a-types, version: \"0.2.0\" },\n      client: { version: \"1.0.0\",\n      name: a-client } }\n",
            ),
        ];
        for (before, after) in cases {
            assert_eq!(raised(before).as_deref(), Some(after));
        }
    }

    #[test]
    fn what_cannot_be_changed_in_its_place_is_left() {
        for crates in [
            "    crates:\n      types:\n        ? name\n        : a-types\n      client: { name: a-client }\n",
            "    crates: { types: { name: b-types } }\n",
            "    crates: []\n",
        ] {
            let _ = raised(crates).map(|text| panic!("{text}"));
        }
    }
}
