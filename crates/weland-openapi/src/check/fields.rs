//! Fields that are missing, unknown, or exclude each other.

use weland_model::{Diagnostic, Entry, Object, Span, closest};

use super::findings::Findings;
use super::findings::Verdict::{Advice, Unusable, Wrong};
use super::spec::{Kind, NEW};
use super::table::Described;
use crate::document::Version;

/// Fields without which nothing can be made of an object.
const ESSENTIAL: &[(&str, &[&str])] =
    &[("a parameter", &["name", "in"]), ("a security scheme", &["type"]), ("a discriminator", &["propertyName"])];

/// Reports fields that an object lacks.
pub(super) fn missing(described: &Described, object: &Object, place: Span, found: &mut Findings) {
    let name = described.spec.name;
    for field in described.required.iter().filter(|field| object.get(field).is_none()) {
        let is_essential = ESSENTIAL.iter().any(|(of, fields)| *of == name && fields.contains(field));
        let verdict = if is_essential { Unusable } else { Wrong };
        found.add(verdict, "missing-field", place, format!("{name} lacks `{field}`"), format!("add `{field}`"));
    }
}

/// Reports fields that may not stand together.
pub(super) fn exclusive(described: &Described, object: &Object, found: &mut Findings) {
    for names in
        described.spec.exclusive.iter().filter(|names| names.iter().all(|it| described.fields.contains_key(it)))
    {
        let mut entries = names.iter().filter_map(|name| object.entry(name));
        if let (Some(first), Some(second)) = (entries.next(), entries.next()) {
            let message = format!("{} may have `{}` or `{}`, not both", described.spec.name, first.key, second.key);
            let diagnostic = Diagnostic::error("exclusive-fields", second.key_span, message)
                .related(first.key_span, "the other one")
                .help("remove one of the two");
            found.push(Wrong, diagnostic);
        }
    }
}

/// Reports a field that an object does not have in this version.
pub(super) fn unknown(kind: Kind, described: &Described, entry: &Entry, version: Version, found: &mut Findings) {
    let (name, key) = (described.spec.name, &*entry.key);
    let elsewhere = described.spec.fields.iter().find(|field| field.name == key).map(|field| field.known.describe());
    let similar = closest(key, described.fields.keys().copied());
    let help = match (&elsewhere, similar) {
        (Some(versions), _) => format!("it is a field of {versions}"),
        (None, Some(similar)) => format!("did you mean `{similar}`?"),
        (None, None) => format!("remove it, or call it `x-{key}`"),
    };
    if kind == Kind::Schema && NEW.has(version) {
        // Said when the schema is read.
        if key == "nullable" {
            return;
        }
        // A schema may have any keyword, but one that is nearly right is hardly meant for somebody else.
        if elsewhere.is_some() || similar.is_some() {
            let message = format!("`{key}` means nothing in a schema of {}", version.name());
            found.add(Advice, "ignored-keyword", entry.key_span, message, help);
        }
        return;
    }
    let message = match elsewhere {
        Some(_) => format!("{name} has no field `{key}` in {}", version.name()),
        None => format!("{name} has no field `{key}`"),
    };
    found.add(Wrong, "unknown-field", entry.key_span, message, help);
}
