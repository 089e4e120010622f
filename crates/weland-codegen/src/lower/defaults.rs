//! Defaults of the model as expressions. What is read here is read as the runtime reads it, so that nothing is made up for a
//! default that is no value of its shape.

use base64::Engine as _;
use weland_core::{BigDecimal, BigInteger, Timestamp};
use weland_model::{Node, NodeKind, ShapeType};
use weland_service::{Service, ShapeIndex, ShapeKind};

use super::Lowering;
use crate::krate::{DocumentValue, RuntimeType, Value};

/// What a default should have been.
type Expected = &'static str;

impl Lowering<'_> {
    /// A default as an expression; `None` where it is what `Default` gives anyway. One that is no value of its shape has been
    /// reported, by [`check`].
    pub(super) fn default(&self, index: ShapeIndex, node: &Node) -> Option<Value> {
        match &self.service.shape(index).kind {
            ShapeKind::Enum(_) => Some(Value::StringEnum(self.names.path_of(index)?, node.as_str()?.to_owned())),
            // An enum has no `Default`, so 0 is said, too.
            ShapeKind::IntEnum(_) => Some(Value::IntEnum(self.names.path_of(index)?, node.as_i64()?)),
            ShapeKind::Simple(simple) => simple_value(*simple, node).ok()?,
            _ => None,
        }
    }
}

/// Whether a default is a value of its shape.
///
/// # Errors
/// What it should have been.
pub(crate) fn check(service: &Service, index: ShapeIndex, node: &Node) -> Result<(), Expected> {
    match &service.shape(index).kind {
        ShapeKind::Enum(_) => node.as_str().map(drop).ok_or("a string"),
        ShapeKind::IntEnum(_) => integer(node, i32::MIN.into(), i32::MAX.into()).map(drop),
        ShapeKind::Simple(simple) => simple_value(*simple, node).map(drop),
        ShapeKind::List { .. } => is_empty_list(node).then_some(()).ok_or("an empty list"),
        ShapeKind::Map { .. } => is_empty_map(node).then_some(()).ok_or("an empty map"),
        ShapeKind::Structure { .. } | ShapeKind::Union { .. } => Err("none, since structures and unions have none"),
    }
}

fn simple_value(simple: ShapeType, node: &Node) -> Result<Option<Value>, Expected> {
    Ok(match simple {
        ShapeType::String => {
            let text = node.as_str().ok_or("a string")?;
            (!text.is_empty()).then(|| Value::String(text.to_owned()))
        }
        ShapeType::Boolean => node.as_bool().ok_or("`true` or `false`")?.then_some(Value::Bool(true)),
        ShapeType::Blob => blob(node)?,
        ShapeType::Float => float(node)?,
        ShapeType::Double => double(node)?,
        ShapeType::BigInteger | ShapeType::BigDecimal => big(simple, node)?,
        ShapeType::Timestamp => timestamp(node)?,
        ShapeType::Document => document(node)?,
        ShapeType::Byte => whole(integer(node, i8::MIN.into(), i8::MAX.into())?),
        ShapeType::Short => whole(integer(node, i16::MIN.into(), i16::MAX.into())?),
        ShapeType::Integer => whole(integer(node, i32::MIN.into(), i32::MAX.into())?),
        _ => whole(integer(node, i64::MIN, i64::MAX)?),
    })
}

fn integer(node: &Node, min: i64, max: i64) -> Result<i64, Expected> {
    node.as_i64().filter(|value| (min..=max).contains(value)).ok_or("a whole number within the range of its type")
}

fn whole(value: i64) -> Option<Value> {
    (value != 0).then_some(Value::Integer(value))
}

/// The bytes that base64 stands for. The loader warns of a text that isn't any, which stands for itself.
fn blob(node: &Node) -> Result<Option<Value>, Expected> {
    let text = node.as_str().ok_or("a string")?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_else(|_| text.as_bytes().to_vec());
    Ok((!bytes.is_empty()).then_some(Value::Blob(bytes)))
}

/// A number that may also be one of the texts for what has no digits.
fn number(node: &Node) -> Result<f64, Expected> {
    match node.as_str() {
        Some("NaN") => Ok(f64::NAN),
        Some("Infinity") => Ok(f64::INFINITY),
        Some("-Infinity") => Ok(f64::NEG_INFINITY),
        Some(_) => Err("a number, `NaN`, `Infinity` or `-Infinity`"),
        None => node.as_f64().filter(|value| value.is_finite()).ok_or("a number within the range of its type"),
    }
}

fn double(node: &Node) -> Result<Option<Value>, Expected> {
    let value = number(node)?;
    Ok((!is_zero(value)).then_some(Value::Double(value)))
}

#[expect(clippy::cast_possible_truncation, reason = "a float is the nearest that there is")]
fn float(node: &Node) -> Result<Option<Value>, Expected> {
    let double = number(node)?;
    let value = double as f32;
    if value.is_infinite() && double.is_finite() {
        return Err("a number within the range of its type");
    }
    Ok((!is_zero(f64::from(value))).then_some(Value::Float(value)))
}

/// Whether a number is what `Default` gives: zero without a sign.
fn is_zero(value: f64) -> bool {
    value == 0.0 && value.is_sign_positive()
}

fn big(simple: ShapeType, node: &Node) -> Result<Option<Value>, Expected> {
    let number = node.as_number().ok_or("a number")?;
    let text = number.as_str();
    let value = match simple {
        ShapeType::BigInteger => match number.as_i64() {
            Some(value) => Value::BigInteger(value),
            None if BigInteger::new(text).is_ok() => Value::BigNumber(RuntimeType::BigInteger, text.to_owned()),
            None => return Err("a whole number in digits"),
        },
        _ if BigDecimal::new(text).is_ok() => Value::BigNumber(RuntimeType::BigDecimal, text.to_owned()),
        _ => return Err("a number"),
    };
    let is_default = !text.split(['e', 'E']).take(1).any(|digits| digits.contains(|c: char| ('1'..='9').contains(&c)));
    Ok((!is_default).then_some(value))
}

fn timestamp(node: &Node) -> Result<Option<Value>, Expected> {
    use weland_core::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
    let parsed = match (node.as_str(), node.as_number()) {
        (Some(text), _) => Timestamp::parse(text, if text.contains(',') { HttpDate } else { DateTime }),
        (None, Some(number)) => Timestamp::parse(number.as_str(), EpochSeconds),
        (None, None) => None,
    };
    let value = parsed.ok_or("a timestamp: seconds since 1970, or a date and time as text")?;
    let is_default = value == Timestamp::default();
    Ok((!is_default).then(|| Value::Timestamp(value.seconds(), value.nanos())))
}

fn document(node: &Node) -> Result<Option<Value>, Expected> {
    const EXPECTED: Expected = "null, a boolean, a string, a number, an empty list or an empty map";
    Ok(Some(Value::Document(match &node.kind {
        NodeKind::Null => return Ok(None),
        NodeKind::Bool(value) => DocumentValue::Bool(*value),
        NodeKind::String(text) => DocumentValue::String(text.to_string()),
        NodeKind::Array(_) if is_empty_list(node) => DocumentValue::List,
        NodeKind::Object(_) if is_empty_map(node) => DocumentValue::Map,
        NodeKind::Number(number) => match (number.as_str().parse(), number.as_f64()) {
            (Ok(value), _) => DocumentValue::Integer(value),
            // Up to 15 digits survive the way through a double.
            (_, value) if number.as_str().len() <= 15 && value.is_normal() => DocumentValue::Double(value),
            _ => DocumentValue::Number(number.as_str().to_owned()),
        },
        _ => return Err(EXPECTED),
    })))
}

fn is_empty_list(node: &Node) -> bool {
    node.as_array().is_some_and(<[Node]>::is_empty)
}

fn is_empty_map(node: &Node) -> bool {
    node.as_object().is_some_and(|map| map.is_empty())
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
            assert_eq!(document(&node), Ok(Some(Value::Document(expected))));
        }
    }
}
