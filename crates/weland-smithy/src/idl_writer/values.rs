//! Node values and traits.

use weland_model::{AppliedTrait, Node, NodeKind, Object, ShapeType, is_identifier, trait_id};

use crate::json_text;

use super::{Writer, text};

/// Writes a value. Arrays and objects start on a new line if they have structure inside, which
/// the formatter takes as the wish to keep them so.
pub(super) fn node(out: &mut String, value: &Node) {
    match &value.kind {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => out.push_str(number.as_str()),
        NodeKind::String(value) => text::string(out, value),
        NodeKind::Array(items) => array(out, items),
        NodeKind::Object(object) => {
            out.push('{');
            entries(out, object);
            out.push('}');
        }
    }
}

fn array(out: &mut String, items: &[Node]) {
    out.push('[');
    if items.iter().any(has_parts) {
        out.push('\n');
    }
    for item in items {
        // Objects in arrays stand for themselves, however short they are.
        match &item.kind {
            NodeKind::Object(object) if !object.is_empty() => {
                out.push_str("{\n");
                entries(out, object);
                out.push('}');
            }
            _ => node(out, item),
        }
        out.push(' ');
    }
    out.push(']');
}

/// Writes what stands between the brackets of an object or of a trait.
pub(super) fn entries(out: &mut String, object: &Object) {
    if object.iter().any(|(_, value)| has_parts(value)) {
        out.push('\n');
    }
    for (name, value) in object.iter() {
        key(out, name);
        out.push_str(": ");
        node(out, value);
        out.push(' ');
    }
}

fn has_parts(value: &Node) -> bool {
    match &value.kind {
        NodeKind::Array(items) => !items.is_empty(),
        NodeKind::Object(object) => !object.is_empty(),
        _ => false,
    }
}

/// Writes a key, in quotes if it needs them.
pub(super) fn key(out: &mut String, key: &str) {
    match is_identifier(key) {
        true => out.push_str(key),
        false => json_text::string(out, key),
    }
}

impl<'a> Writer<'a> {
    /// Documentation first, then the other traits, a line each.
    pub(super) fn traits(&mut self, traits: impl Iterator<Item = &'a AppliedTrait> + Clone) {
        let is_documentation = |applied: &&AppliedTrait| applied.id == trait_id::DOCUMENTATION;
        for applied in traits.clone().filter(is_documentation) {
            let text = applied.value.as_str();
            if !text.is_some_and(|text| text::doc_comment(&mut self.out, text)) {
                self.one_trait(applied);
            }
        }
        traits.filter(|applied| !is_documentation(applied)).for_each(|applied| self.one_trait(applied));
    }

    /// `@name`, `@name(value)` or `@name(key: value)`, and the end of the line.
    pub(super) fn one_trait(&mut self, applied: &'a AppliedTrait) {
        self.out.push('@');
        self.id(&applied.id);
        if !self.is_annotation(applied) {
            self.out.push('(');
            match &applied.value.kind {
                NodeKind::Object(object) if !object.is_empty() => entries(&mut self.out, object),
                _ => node(&mut self.out, &applied.value),
            }
            self.out.push(')');
        }
        self.out.push('\n');
    }

    /// Whether the value is the one that the trait has without a value.
    fn is_annotation(&self, applied: &AppliedTrait) -> bool {
        use ShapeType as T;
        let shape_type = self.model.get(&applied.id).map(|shape| shape.shape_type);
        match (&applied.value.kind, shape_type) {
            (NodeKind::Object(object), Some(T::Structure | T::Map | T::Union) | None) => object.is_empty(),
            (NodeKind::Array(items), Some(T::List)) => items.is_empty(),
            (NodeKind::Null, Some(T::Structure | T::Map | T::Union | T::List) | None) => false,
            (NodeKind::Null, Some(_)) => true,
            _ => false,
        }
    }
}
