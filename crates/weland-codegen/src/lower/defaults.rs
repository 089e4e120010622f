//! Defaults of the model as expressions.

use base64::Engine as _;
use weland_model::{Node, NodeKind, ShapeType};
use weland_service::{ShapeIndex, ShapeKind};

use super::Lowering;
use crate::krate::{DocumentValue, RuntimeType, TimestampFormat, Value};

impl Lowering<'_> {
    /// A default as an expression; `None` where it is what `Default` gives anyway.
    pub(super) fn default(&self, index: ShapeIndex, node: &Node) -> Option<Value> {
        match &self.service.shape(index).kind {
            ShapeKind::Enum(_) => Some(Value::StringEnum(self.names.path_of(index)?, node.as_str()?.to_owned())),
            // That of an intEnum is whatever is 0.
            ShapeKind::IntEnum(_) => {
                let value = node.as_i64().filter(|value| *value != 0)?;
                Some(Value::IntEnum(self.names.path_of(index)?, value))
            }
            ShapeKind::Simple(simple) => simple_value(*simple, node),
            // Lists and maps can only be empty, and others have none.
            _ => None,
        }
    }
}

fn simple_value(simple: ShapeType, node: &Node) -> Option<Value> {
    match simple {
        ShapeType::String => text(node).map(|text| Value::String(text.to_owned())),
        ShapeType::Boolean => node.as_bool().filter(|value| *value).map(Value::Bool),
        ShapeType::Blob => text(node).map(blob),
        ShapeType::Float | ShapeType::Double => float(simple, node),
        ShapeType::BigInteger | ShapeType::BigDecimal => big(simple, node),
        ShapeType::Timestamp => timestamp(node),
        ShapeType::Document => document(node),
        _ => node.as_i64().filter(|value| *value != 0).map(Value::Integer),
    }
}

fn text(node: &Node) -> Option<&str> {
    node.as_str().filter(|text| !text.is_empty())
}

/// The bytes that base64 stands for. The loader warns of a text that isn't any, which stands for itself.
fn blob(text: &str) -> Value {
    Value::Blob(base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_else(|_| text.as_bytes().to_vec()))
}

fn float(simple: ShapeType, node: &Node) -> Option<Value> {
    let value: f64 = match node.as_str() {
        Some(text) => text.parse().ok()?,
        None => node.as_f64()?,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a float is the nearest that there is")]
    let (is_zero, value) = match simple {
        ShapeType::Float => (is_zero(f64::from(value as f32)), Value::Float(value as f32)),
        _ => (is_zero(value), Value::Double(value)),
    };
    (!is_zero).then_some(value)
}

/// Whether a number is what `Default` gives: zero without a sign.
fn is_zero(value: f64) -> bool {
    value == 0.0 && value.is_sign_positive()
}

fn big(simple: ShapeType, node: &Node) -> Option<Value> {
    let number = node.as_number()?;
    if number.as_f64() == 0.0 {
        return None;
    }
    let text = || number.as_str().to_owned();
    Some(match (simple, number.as_i64()) {
        (ShapeType::BigInteger, Some(value)) => Value::BigInteger(value),
        (ShapeType::BigInteger, None) => Value::BigNumber(RuntimeType::BigInteger, text()),
        _ => Value::BigNumber(RuntimeType::BigDecimal, text()),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the loader has checked the range")]
fn timestamp(node: &Node) -> Option<Value> {
    if let Some(text) = node.as_str() {
        let format = if text.contains(',') { TimestampFormat::HttpDate } else { TimestampFormat::DateTime };
        return Some(Value::TimestampText(format, text.to_owned()));
    }
    let seconds = node.as_f64().filter(|seconds| *seconds != 0.0)?;
    let whole = seconds.floor();
    let nanos = ((seconds - whole) * 1e9).round();
    Some(Value::Timestamp(whole as i64, (nanos as u32).min(999_999_999)))
}

fn document(node: &Node) -> Option<Value> {
    Some(Value::Document(match &node.kind {
        NodeKind::Null => return None,
        NodeKind::Bool(value) => DocumentValue::Bool(*value),
        NodeKind::String(text) => DocumentValue::String(text.to_string()),
        NodeKind::Array(_) => DocumentValue::List,
        NodeKind::Object(_) => DocumentValue::Map,
        NodeKind::Number(number) => match (number.as_str().parse(), number.as_f64()) {
            (Ok(value), _) => DocumentValue::Integer(value),
            // Up to 15 digits survive the way through a double.
            (_, value) if number.as_str().len() <= 15 && value.is_normal() => DocumentValue::Double(value),
            _ => DocumentValue::Number(number.as_str().to_owned()),
        },
    }))
}

#[cfg(test)]
mod tests {
    use weland_model::{Number, Sources, Span};

    use super::*;

    #[test]
    fn numbers_of_documents_are_exact() {
        let file = Sources::default().add("main.smithy", "");
        let text = |text: &str| DocumentValue::Number(text.to_owned());
        for (number, expected) in [
            ("12", DocumentValue::Integer(12)),
            ("0.25", DocumentValue::Double(0.25)),
            ("18446744073709551616", text("18446744073709551616")),
            ("1E400", text("1E400")),
            ("0.1000000000000000055511151231257827", text("0.1000000000000000055511151231257827")),
        ] {
            let node = Node::new(NodeKind::Number(Number::from_text(number)), Span::new(file, 0, 0));
            assert_eq!(document(&node), Some(Value::Document(expected)));
        }
    }
}
