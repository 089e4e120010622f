//! Whether a value keeps to constraints.

use weland_model::query::enums;
use weland_model::{Diagnostic, Node, NodeKind, Shape, ShapeType, Traits, trait_id};

use super::value::{Style, Values};

impl Values<'_, '_> {
    /// Judges a value by the constraints of its shape, or of the member that holds it.
    pub(super) fn limits(&mut self, traits: &Traits, shape: &Shape, value: &Node) {
        if traits.is_empty() {
            return;
        }
        if let Some(length) = traits.get(trait_id::LENGTH) {
            self.length(shape, length, value);
        }
        if let Some(range) = traits.get(trait_id::RANGE) {
            self.range(range, value);
        }
        if let Some(pattern) = traits.get_str(trait_id::PATTERN) {
            self.pattern(pattern, value);
        }
        if let Some(id_ref) = traits.get(trait_id::ID_REF) {
            self.id_ref(id_ref, value);
        }
        if let Some(text) = value.as_str().filter(|_| traits.contains(trait_id::ENUM)) {
            self.enum_trait(shape, traits, value, text);
        }
    }

    fn enum_trait(&mut self, shape: &Shape, traits: &Traits, value: &Node, text: &str) {
        let is_known = enums::entries(traits).any(|entry| entry.value == text);
        if !is_known && self.style != Style::Received {
            let message = format!("`{text}` is not a value of the enum `{}`", shape.id);
            self.unfit(value, message, "use one of the values of its `@enum`");
        }
    }

    fn length(&mut self, shape: &Shape, length: &Node, value: &Node) {
        let count = match &value.kind {
            // Tests give the bytes of a blob as text.
            NodeKind::String(text) if shape.shape_type == ShapeType::Blob => match self.style {
                Style::Value => base64_length(text).unwrap_or(text.len()),
                _ => text.len(),
            },
            NodeKind::String(text) => text.chars().count(),
            NodeKind::Array(items) => items.len(),
            NodeKind::Object(object) => object.len(),
            _ => return,
        };
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let limit = |key| length.get(key).and_then(Node::as_i64);
        if let Some(min) = limit("min").filter(|min| count < *min) {
            let message = format!("the length must be at least {min}, but is {count}");
            self.unfit(value, message, "make it longer");
        }
        if let Some(max) = limit("max").filter(|max| count > *max) {
            let message = format!("the length must be at most {max}, but is {count}");
            self.unfit(value, message, "make it shorter");
        }
    }

    fn range(&mut self, range: &Node, value: &Node) {
        let number = match value.as_str() {
            Some("Infinity") => f64::INFINITY,
            Some("-Infinity") => f64::NEG_INFINITY,
            Some("NaN") => {
                let message = "`NaN` is outside of any range".to_owned();
                return self.unfit(value, message, "write a number");
            }
            _ => match value.as_f64() {
                Some(number) => number,
                None => return,
            },
        };
        let limit = |key| range.get(key).and_then(Node::as_f64);
        let shown = value.as_str().map_or_else(|| number.to_string(), str::to_owned);
        let (message, help) = if let Some(min) = limit("min").filter(|min| number < *min) {
            (format!("the number must be at least {min}, but is {shown}"), "make it larger")
        } else if let Some(max) = limit("max").filter(|max| number > *max) {
            (format!("the number must be at most {max}, but is {shown}"), "make it smaller")
        } else {
            return;
        };
        let severity = if number == 0.0 { self.constraints.min(self.zero) } else { self.constraints };
        self.diagnostics.push(Diagnostic::new(severity, self.code, message).at(value.span).help(help));
    }

    fn pattern(&mut self, pattern: &str, value: &Node) {
        let Some(text) = value.as_str() else { return };
        if !self.context.patterns.matches(pattern, text) {
            let message = format!("`{text}` does not match the pattern `{pattern}`");
            self.unfit(value, message, "write a text that matches");
        }
    }
}

/// How many bytes a text stands for that is base64; `None` if it is not.
pub(super) fn base64_length(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let fits = text.len().is_multiple_of(4) && padding <= 2 && digits.bytes().all(is_digit);
    fits.then(|| digits.len() * 3 / 4)
}

#[cfg(test)]
mod tests {
    use super::base64_length;

    #[test]
    fn bytes_of_base64_are_counted() {
        for (text, length) in [("", 0), ("Zg==", 1), ("Zm8=", 2), ("Zm9v", 3), ("Zm9vYg==", 4), ("+/+/", 3)] {
            assert_eq!(base64_length(text), Some(length), "{text}");
        }
        for text in ["a", "ab", "abc", "abcdef", "a===", "====", "Zg==Zg==", "Zg=a", "not base64!"] {
            assert_eq!(base64_length(text), None, "{text}");
        }
    }
}
