//! References: that they lead somewhere, and to the right kind of object.

use weland_model::{Diagnostic, Node, Span, closest};

use super::findings::Findings;
use super::findings::Verdict::{Advice, Doubtful, Unusable, Wrong};
use super::objects::spec;
use super::spec::{Kind, NEW};
use crate::document::{Pointer, Resolver, Unresolved, Version};

/// The kinds of the sections of components, in version 3 and in version 2.0.
const SECTIONS: &[(&str, Kind)] = &[
    ("schemas", Kind::Schema),
    ("responses", Kind::Response),
    ("parameters", Kind::Parameter),
    ("examples", Kind::Example),
    ("requestBodies", Kind::RequestBody),
    ("headers", Kind::Header),
    ("securitySchemes", Kind::SecurityScheme),
    ("links", Kind::Link),
    ("callbacks", Kind::Callback),
    ("pathItems", Kind::PathItem),
    ("mediaTypes", Kind::MediaType),
    ("definitions", Kind::Schema),
    ("securityDefinitions", Kind::SecurityScheme),
];

/// The value that a reference leads to in one step, if it may stand where an object of a kind is expected.
pub(super) fn check<'d>(
    kind: Kind,
    node: &'d Node,
    reference: &str,
    resolver: &Resolver<'d>,
    found: &mut Findings,
) -> Option<&'d Node> {
    let span = node.get("$ref").map_or(node.span, |value| value.span);
    let target = match resolver.target(reference, node.span.file) {
        Ok(target) => target,
        Err(reason) => {
            unresolved(kind, reference, &reason, span, found);
            return None;
        }
    };
    if resolver.follow(node).is_err_and(|reason| reason == Unresolved::Circle) {
        unresolved(kind, reference, &Unresolved::Circle, span, found);
        return None;
    }
    let other = section(&resolver.pointer(target)).filter(|other| *other != kind);
    if let Some(other) = other {
        let (is, must) = (spec(other).name, spec(kind).name);
        let message = format!("`{reference}` is {is}, but must be {must}");
        found.add(Unusable, "wrong-reference", span, message, format!("refer to {must}"));
        return None;
    }
    Some(target)
}

/// The kind of a component, by its place.
fn section(pointer: &Pointer) -> Option<Kind> {
    let segments: Vec<String> = pointer.segments().collect();
    let section = match segments.as_slice() {
        [components, section, _] if components == "components" => section,
        [section, _] if section != "paths" => section,
        _ => return None,
    };
    SECTIONS.iter().find(|(name, _)| name == section).map(|(_, kind)| *kind)
}

/// Reports a reference that leads nowhere.
fn unresolved(kind: Kind, reference: &str, reason: &Unresolved, span: Span, found: &mut Findings) {
    let (code, message, help) = match reason {
        Unresolved::Remote => {
            let message = format!("`{reference}` is not in a file beside this one");
            let help = "nothing is fetched: save what it refers to as a file, and refer to that by a relative path";
            ("remote-reference", message, help.to_owned())
        }
        Unresolved::NoFile(path) => {
            let message = format!("`{reference}` refers to a file that does not exist: `{path}`");
            ("dangling-reference", message, "check the path, which is relative to this file".to_owned())
        }
        Unresolved::NoValue { found, missing, keys } => {
            let within = if found.is_empty() { "the file".to_owned() } else { format!("`{found}`") };
            let message = format!("`{reference}` leads nowhere: {within} has no `{missing}`");
            let similar = closest(missing, keys.iter().map(String::as_str));
            let help = match similar {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("add `{missing}`, or correct the reference"),
            };
            ("dangling-reference", message, help)
        }
        Unresolved::NoAnchor(name) => {
            let message = format!("`{reference}` leads nowhere: no schema has the anchor `{name}`");
            let help = format!("write `$anchor: {name}` in the schema, or a path such as `#/components/schemas/Name`");
            ("dangling-reference", message, help)
        }
        Unresolved::Circle => {
            let message = format!("`{reference}` leads back to itself, and to no object");
            ("reference-cycle", message, "refer to an object".to_owned())
        }
    };
    let is_needless = matches!(kind, Kind::SecurityScheme | Kind::Example | Kind::Link);
    let verdict = if is_needless && *reason == Unresolved::Remote { Doubtful } else { Unusable };
    found.push(verdict, Diagnostic::error(code, span, message).help(help));
}

/// Reports what stands beside a reference and is not read.
pub(super) fn siblings(kind: Kind, version: Version, node: &Node, found: &mut Findings) {
    if kind == Kind::Schema {
        // Said when the schema is read.
        return;
    }
    let has_notes = NEW.has(version);
    let Some(object) = node.as_object() else { return };
    for entry in object.entries() {
        let key = &*entry.key;
        if key == "$ref" || key.starts_with("x-") || has_notes && matches!(key, "summary" | "description") {
            continue;
        }
        let message = format!("`{key}` is not read, since it stands beside a reference");
        let help = "put it where the reference leads to, or remove it";
        found.add(Advice, "ignored-sibling", entry.key_span, message, help);
    }
}

/// Reports a reference in place of an object that must stand there itself.
pub(super) fn misplaced(name: &str, node: &Node, found: &mut Findings) {
    let span = node.get("$ref").map_or(node.span, |value| value.span);
    let message = format!("{name} can't be a reference");
    found.add(Wrong, "wrong-reference", span, message, "write it here");
}
