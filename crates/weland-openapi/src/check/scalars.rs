//! Values without parts.

use std::sync::Arc;

use weland_model::{Node, NodeKind, Number, closest};

use super::findings::Findings;
use super::findings::Verdict::{Advice, Unusable, Wrong};
use super::mends::Mends;
use super::slot::Slot;
use super::spec::{Text, Type};

/// Compares a value with a type that has no parts.
pub(super) fn check(expected: &Type, node: &Node, slot: Slot<'_>, found: &mut Findings, mends: &mut Mends) {
    if node.is_null() && !slot.is_required {
        return absent(node, slot, found, mends);
    }
    match (expected, &node.kind) {
        (Type::Text(text), NodeKind::String(value)) => check_text(*text, value, node, slot, found),
        (Type::Word(words), NodeKind::String(value)) if !words.contains(&&**value) => {
            check_word(words, value, node, slot, found, mends);
        }
        (Type::Word(_), NodeKind::String(_))
        | (Type::Bool, NodeKind::Bool(_))
        | (Type::Number, NodeKind::Number(_)) => {}
        (Type::Positive, NodeKind::Number(number)) if number.as_f64() <= 0.0 => {
            useless(node, slot, "must be greater than zero", found, mends);
        }
        (Type::Count, NodeKind::Number(number)) if !number.is_whole() || number.as_f64() < 0.0 => {
            useless(node, slot, "must be a whole number that is not negative", found, mends);
        }
        (Type::Positive | Type::Count, NodeKind::Number(_)) => {}
        _ => wrong_type(expected, node, slot, found, mends),
    }
}

/// A `null` in place of a value that may be left out.
pub(super) fn absent(node: &Node, slot: Slot<'_>, found: &mut Findings, mends: &mut Mends) {
    let message = format!("{} is null", slot.name_or("the value"));
    found.add(Wrong, "wrong-type", node.span, message, "give it a value, or remove it");
    slot.remove(mends);
}

/// A value that says nothing, and is passed over.
fn useless(node: &Node, slot: Slot<'_>, what: &str, found: &mut Findings, mends: &mut Mends) {
    let message = format!("{} {what}", slot.name_or("the value"));
    found.add(Wrong, "invalid-value", node.span, message, "correct it, or remove it");
    slot.remove(mends);
}

fn check_text(text: Text, value: &str, node: &Node, slot: Slot<'_>, found: &mut Findings) {
    let (is_right, what) = match text {
        Text::Any => return,
        Text::Uri => (!value.contains(|it: char| it.is_whitespace() || it.is_control()), "a URI"),
        Text::Email => (is_email(value), "an email address"),
    };
    if !is_right {
        let message = format!("{} must be {what}", slot.name_or("the value"));
        found.add(Advice, "invalid-value", node.span, message, "correct it, or remove it");
    }
}

fn is_email(value: &str) -> bool {
    let parts = value.rsplit_once('@');
    let is_plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    parts.is_some_and(|(name, host)| is_plain(name) && is_plain(host))
}

fn check_word(words: &[&str], value: &str, node: &Node, slot: Slot<'_>, found: &mut Findings, mends: &mut Mends) {
    let name = slot.name_or("the value");
    let all = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let message = format!("{name} must be one of {all}, but is `{value}`");
    let same = words.iter().find(|word| word.eq_ignore_ascii_case(value));
    let help = match closest(value, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if slot.is_required => "write one of these".into(),
        None => "write one of these, or remove it".into(),
    };
    match same {
        Some(word) => {
            found.add(Wrong, "invalid-value", node.span, message, help);
            mends.replace(node, NodeKind::String(Arc::from(*word)));
        }
        None if slot.is_required => found.add(Unusable, "invalid-value", node.span, message, help),
        None => {
            found.add(Wrong, "invalid-value", node.span, message, help);
            slot.remove(mends);
        }
    }
}

/// A value of another type. Texts and numbers that stand for each other are taken for what they are meant to be.
fn wrong_type(expected: &Type, node: &Node, slot: Slot<'_>, found: &mut Findings, mends: &mut Mends) {
    let what = match expected {
        Type::Bool => "true or false",
        Type::Number | Type::Positive | Type::Count => "a number",
        _ => "a string",
    };
    let message = format!("{} must be {what}, but is {}", slot.name_or("the value"), node.describe());
    let meant = meant(expected, node);
    let help = match &meant {
        Some(NodeKind::String(text)) => format!("write `\"{text}\"`, in quotes"),
        Some(_) => "remove the quotes".into(),
        None => format!("write {what}"),
    };
    let verdict = if meant.is_some() || !slot.is_required && slot.entry.is_some() { Wrong } else { Unusable };
    found.add(verdict, "wrong-type", node.span, message, help);
    match meant {
        Some(kind) => mends.replace(node, kind),
        None => slot.remove(mends),
    }
}

/// What a value of another type stands for.
fn meant(expected: &Type, node: &Node) -> Option<NodeKind> {
    match (expected, &node.kind) {
        (Type::Text(_) | Type::Word(_), NodeKind::Number(number)) => Some(NodeKind::String(Arc::from(number.as_str()))),
        (Type::Text(_) | Type::Word(_), NodeKind::Bool(value)) => Some(NodeKind::String(Arc::from(value.to_string()))),
        (Type::Bool, NodeKind::String(text)) => text.parse().ok().map(NodeKind::Bool),
        (Type::Number | Type::Positive | Type::Count, NodeKind::String(text)) => {
            let is_number = text.parse::<f64>().is_ok_and(f64::is_finite)
                && text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
                && !text.ends_with('.');
            is_number.then(|| NodeKind::Number(Number::from_text(text)))
        }
        _ => None,
    }
}

/// Something else in place of a list. `is_item` says whether it could be an item of the list.
pub(super) fn no_list(is_item: bool, node: &Node, slot: Slot<'_>, found: &mut Findings, mends: &mut Mends) {
    if node.is_null() && !slot.is_required {
        return absent(node, slot, found, mends);
    }
    let message = format!("{} must be a list, but is {}", slot.name_or("the value"), node.describe());
    let is_empty = node.as_object().is_some_and(weland_model::Object::is_empty);
    if is_empty || is_item && !matches!(node.kind, NodeKind::Object(_)) {
        let help = if is_empty { "write `[]`" } else { "put it in brackets" };
        found.add(Wrong, "wrong-type", node.span, message, help);
        let items = if is_empty { Vec::new() } else { vec![node.clone()] };
        return mends.replace(node, NodeKind::Array(items));
    }
    // Without examples, nothing is different.
    let is_example = slot.entry.is_some_and(|entry| &*entry.key == "examples");
    let is_clear = !slot.is_required && (is_example || matches!(node.kind, NodeKind::Bool(_)));
    found.add(if is_clear { Wrong } else { Unusable }, "wrong-type", node.span, message, "write a list");
    if is_clear {
        slot.remove(mends);
    }
}
