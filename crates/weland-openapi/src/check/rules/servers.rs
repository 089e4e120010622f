//! Servers and their variables.

use weland_model::{Node, closest};

use super::super::findings::Verdict::{Advice, Wrong};
use super::{Context, entries, templates};
use crate::document::Version;

pub(super) fn check(context: &mut Context<'_, '_>, node: &Node) {
    let Some(url) = node.get("url") else { return };
    let Some(text) = url.as_str() else { return };
    let parts = match templates::parts(text) {
        Ok(parts) => parts,
        Err(wrong) => {
            let message = format!("the URL of a server is wrong: {wrong}");
            return context.add(Wrong, "server-variable", url.span, message, "write variables as `{name}`");
        }
    };
    let variables = node.get("variables").map(entries).unwrap_or_default();
    let used = templates::variables(&parts);
    for name in &used {
        if !variables.iter().any(|entry| *entry.key == **name) {
            let message = format!("the variable `{name}` of the server is not described");
            let similar = closest(name, variables.iter().map(|entry| &*entry.key));
            let help = match similar {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("add `{name}` to `variables`, with a `default`"),
            };
            context.add(Wrong, "server-variable", url.span, message, help);
        }
    }
    for entry in variables {
        if !used.contains(&&*entry.key) {
            let message = format!("the URL of the server has no variable `{}`", entry.key);
            let help = format!("write `{{{}}}` in the URL, or remove the variable", entry.key);
            context.add(Advice, "server-variable", entry.key_span, message, help);
        }
        default_is_possible(context, &entry.value);
    }
}

fn default_is_possible(context: &mut Context<'_, '_>, variable: &Node) {
    let values = variable.get("enum").and_then(Node::as_array).unwrap_or_default();
    let Some(default) = variable.get("default") else { return };
    if values.is_empty() || values.contains(default) {
        return;
    }
    let verdict = if context.version == Version::V3_0 { Advice } else { Wrong };
    let message = "the default of the variable is not in its `enum`".to_owned();
    context.add(verdict, "server-variable", default.span, message, "add it to the list, or choose a value of it");
}
