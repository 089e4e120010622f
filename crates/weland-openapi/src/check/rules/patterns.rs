//! Patterns are regular expressions.

use std::collections::HashMap;

use weland_model::{Entry, Node};
use weland_pattern::{Foreign, PatternError};

use super::super::findings::Verdict::{Advice, Wrong};
use super::super::spec::Kind;
use super::{Context, entries};

/// What was found out about patterns, each looked at once.
type Known<'d> = HashMap<&'d str, Result<Vec<Foreign>, PatternError>>;

pub(super) fn check(context: &mut Context<'_, '_>) {
    let mut known = Known::new();
    for &(kind, node) in context.objects {
        if !matches!(kind, Kind::Schema | Kind::Parameter | Kind::Header | Kind::Items) {
            continue;
        }
        if let Some(text) = node.get("pattern").filter(|text| text.as_str().is_some()) {
            value(context, node, text, &mut known);
        }
        for entry in node.get("patternProperties").map(entries).unwrap_or_default() {
            key(context, entry, &mut known);
        }
    }
}

fn look_at<'k, 'd>(known: &'k mut Known<'d>, text: &'d str) -> &'k Result<Vec<Foreign>, PatternError> {
    known.entry(text).or_insert_with(|| weland_pattern::foreign(text))
}

/// The pattern of a string. Without one that can't be matched, the rest is as it was.
fn value<'d>(context: &mut Context<'_, 'd>, owner: &'d Node, node: &'d Node, known: &mut Known<'d>) {
    let text = node.as_str().unwrap_or_default();
    match look_at(known, text) {
        Ok(foreign) => {
            let Some(first) = foreign.first() else { return };
            let place = text.get(first.range()).unwrap_or_default();
            let message = format!("this pattern is Java's, not ECMA-262: it has `{place}`");
            context.found.add(Advice, "java-pattern", node.span, message, first.help());
        }
        Err(error) if error.is_unsupported() => {
            let message = format!("`pattern` is not carried into the model: {}", error.message());
            let help = format!("texts that don't match are accepted; {}", error.help());
            context.found.add(Advice, "not-carried-constraint", node.span, message, help);
            context.mends.remove(owner, "pattern");
        }
        Err(error) => {
            let message = format!("this pattern can't be used: {}", error.message());
            context.found.add(Wrong, "invalid-pattern", node.span, message, error.help());
            context.mends.remove(owner, "pattern");
        }
    }
}

/// The pattern of names of properties. Nothing else says what their values are, so it stays.
fn key<'d>(context: &mut Context<'_, 'd>, entry: &'d Entry, known: &mut Known<'d>) {
    if let Err(error) = look_at(known, &entry.key) {
        let message = format!("this pattern can't be used: {}", error.message());
        let (verdict, code) =
            if error.is_unsupported() { (Advice, "unsupported-pattern") } else { (Wrong, "invalid-pattern") };
        context.found.add(verdict, code, entry.key_span, message, error.help());
    }
}
