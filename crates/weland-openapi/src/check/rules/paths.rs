//! Paths and their variables.

use std::collections::HashMap;

use weland_model::{Diagnostic, Entry};

use super::super::findings::Verdict::{Unusable, Wrong};
use super::templates::{self, Part};
use super::{Context, entries};

/// Checks all paths.
pub(super) fn check(context: &mut Context<'_, '_>) {
    let Some(paths) = context.root.get("paths") else { return };
    let mut seen: HashMap<String, &Entry> = HashMap::new();
    for entry in entries(paths).iter().filter(|entry| !entry.key.starts_with("x-")) {
        let parts = match templates::parts(&entry.key) {
            Ok(parts) => parts,
            Err(wrong) => {
                let message = format!("the path `{}` is wrong: {wrong}", entry.key);
                context.add(Unusable, "invalid-path-template", entry.key_span, message, "write variables as `{name}`");
                continue;
            }
        };
        if let Some(earlier) = seen.insert(shape(&parts), entry) {
            let message = format!("the path `{}` matches the same as `{}`", entry.key, earlier.key);
            let diagnostic = Diagnostic::error("equivalent-paths", entry.key_span, message)
                .related(earlier.key_span, "the other one")
                .help("join the two: names of variables do not tell paths apart");
            context.found.push(Wrong, diagnostic);
        }
        names_are_unique(context, entry, &templates::variables(&parts));
    }
}

/// The path without the names of its variables.
fn shape(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| if let Part::Text(text) = part { text } else { "{}" }).collect()
}

fn names_are_unique(context: &mut Context<'_, '_>, entry: &Entry, variables: &[&str]) {
    for (index, name) in variables.iter().enumerate() {
        if variables.iter().take(index).any(|earlier| earlier == name) {
            let message = format!("the path has the variable `{name}` twice");
            let help = "give each variable its own name";
            context.add(Wrong, "invalid-path-template", entry.key_span, message, help);
        }
    }
}
