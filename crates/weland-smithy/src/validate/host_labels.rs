//! Host prefixes are well-formed, and their labels and the input's members match.

use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape, trait_id};

use super::context::Context;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        let Some(data) = operation.as_operation() else { continue };
        let Some(prefix) = operation.traits.get(trait_id::ENDPOINT).and_then(|value| value.get("hostPrefix")) else {
            continue;
        };
        let Some(labels) = labels(prefix, diagnostics) else { continue };
        open(prefix, &labels, diagnostics);
        let Some(input) = context.whole(&data.input) else { continue };
        for (start, label) in &labels {
            let member = input.member(label);
            if member.is_some_and(|member| member.traits.contains(trait_id::HOST_LABEL)) {
                continue;
            }
            let message = format!("no member of `{}` is bound to the host label `{label}`", input.id);
            let help = match member {
                Some(_) => format!("put `@hostLabel` and `@required` on the member `{label}`"),
                None => format!("add a member `{label}` with `@hostLabel` and `@required`"),
            };
            let span = part(prefix, *start..start + label.len() + 2);
            diagnostics.push(Diagnostic::error("unbound-host-label", span, message).help(help));
        }
        unused(input, operation, prefix, &labels, diagnostics);
    }
}

/// A prefix with labels ends with a dot: what callers put in can't become another domain.
fn open(prefix: &Node, labels: &[(usize, &str)], diagnostics: &mut Diagnostics) {
    let is_closed = prefix.as_str().is_some_and(|text| text.ends_with('.'));
    if labels.is_empty() || is_closed {
        return;
    }
    let message = "a host prefix with labels doesn't end with a dot, so requests may go to a domain of somebody else";
    let danger = Diagnostic::new(Severity::Danger, "open-host-prefix", message).at(prefix.span);
    diagnostics.push(danger.help("end the prefix with `.`"));
}

fn unused(input: &Shape, operation: &Shape, prefix: &Node, labels: &[(usize, &str)], diagnostics: &mut Diagnostics) {
    for member in &input.members {
        let Some(applied) = member.traits.applied(trait_id::HOST_LABEL) else { continue };
        if labels.iter().any(|(_, label)| **label == *member.name) {
            continue;
        }
        let message = format!("the host prefix of `{}` has no label `{}`", operation.id, member.name);
        diagnostics.push(
            Diagnostic::error("missing-host-label", applied.span, message)
                .related(prefix.span, "the host prefix")
                .help(format!("add `{{{}}}` to the host prefix, or remove `@hostLabel`", member.name)),
        );
    }
}

/// The labels with their offsets, if the prefix is well-formed.
fn labels<'n>(prefix: &'n Node, diagnostics: &mut Diagnostics) -> Option<Vec<(usize, &'n str)>> {
    let text = prefix.as_str()?;
    let mut report = |at: usize, message: String, help: &str| {
        let span = part(prefix, at..text.len());
        diagnostics.push(Diagnostic::error("invalid-host-prefix", span, message).help(help));
    };
    let mut labels: Vec<(usize, &str)> = Vec::new();
    let mut host = String::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(open) = rest.find(['{', '}']) else {
            host.push_str(rest);
            break;
        };
        host.push_str(rest.get(..open).unwrap_or_default());
        let inner = rest.get(open + 1..).unwrap_or_default();
        let label = inner.find('}').and_then(|end| inner.get(..end));
        let is_open = rest.get(open..).is_some_and(|rest| rest.starts_with('{'));
        let Some(label) = label.filter(|label| is_open && weland_model::is_identifier(label)) else {
            report(at + open, "invalid label".to_owned(), "write labels as `{name}`");
            return None;
        };
        if labels.iter().any(|(_, known)| *known == label) {
            let help = "rename or remove one of the two";
            report(at + open, format!("the label `{label}` appears twice"), help);
            return None;
        }
        let follows_label = labels.last().is_some_and(|(start, known)| start + known.len() + 2 == at + open);
        if follows_label {
            report(at + open, "two labels follow each other".to_owned(), "put a `.` or `-` between them");
            return None;
        }
        labels.push((at + open, label));
        host.push_str("foo");
        at += open + label.len() + 2;
    }
    if !is_host(&host) {
        let message = format!("`{text}` can't become the start of a host name");
        report(0, message, "use letters, digits and `-`, with single dots between the parts");
        return None;
    }
    Some(labels)
}

/// Whether a text is a host name, perhaps with a dot at the end.
fn is_host(host: &str) -> bool {
    let parts = host.strip_suffix('.').unwrap_or(host);
    let fits =
        |part: &str| (1..=63).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    parts.split('.').all(fits) && !parts.starts_with('-')
}
