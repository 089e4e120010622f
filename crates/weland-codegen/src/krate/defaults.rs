//! Defaults of the model as expressions.

use base64::Engine as _;
use weland_model::{Node, NodeKind, ShapeType};

use super::Names;
use super::schema::literal;
use weland_service::{Service, ShapeIndex, ShapeKind};

/// A default as an expression; `None` where it is what `Default` gives anyway.
pub(super) fn expression(service: &Service, names: &Names, index: ShapeIndex, node: &Node) -> Option<String> {
    match &service.shape(index).kind {
        ShapeKind::Enum(_) => Some(format!("{}::from({})", names.type_of(index)?, literal(node.as_str()?))),
        // That of an intEnum is whatever is 0.
        ShapeKind::IntEnum(_) => {
            let value = node.as_i64().filter(|value| *value != 0)?;
            Some(format!("{}::from({value})", names.type_of(index)?))
        }
        ShapeKind::Simple(simple) => simple_value(*simple, node),
        // Lists and maps can only be empty, and others have none.
        _ => None,
    }
}

fn simple_value(simple: ShapeType, node: &Node) -> Option<String> {
    match simple {
        ShapeType::String => text(node).map(|text| format!("{}.into()", literal(text))),
        ShapeType::Boolean => node.as_bool().filter(|value| *value).map(|value| value.to_string()),
        ShapeType::Blob => blob(text(node)?),
        ShapeType::Float | ShapeType::Double => float(simple, node),
        ShapeType::BigInteger | ShapeType::BigDecimal => big(simple, node),
        ShapeType::Timestamp => timestamp(node),
        ShapeType::Document => document(node),
        _ => node.as_i64().filter(|value| *value != 0).map(|value| value.to_string()),
    }
}

fn text(node: &Node) -> Option<&str> {
    node.as_str().filter(|text| !text.is_empty())
}

fn blob(text: &str) -> Option<String> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    Some(format!("Blob::from(&b\"{}\"[..])", bytes.escape_ascii()))
}

fn float(simple: ShapeType, node: &Node) -> Option<String> {
    let name = if simple == ShapeType::Float { "f32" } else { "f64" };
    let value = match node.as_str() {
        Some(text) => text.parse().ok()?,
        None => node.as_f64()?,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a float is the nearest that there is")]
    let (value, digits) = match simple {
        ShapeType::Float => (f64::from(value as f32), format!("{:?}", value as f32)),
        _ => (value, format!("{value:?}")),
    };
    match value {
        value if value.is_nan() => Some(format!("{name}::NAN")),
        f64::INFINITY => Some(format!("{name}::INFINITY")),
        f64::NEG_INFINITY => Some(format!("{name}::NEG_INFINITY")),
        value if value == 0.0 && value.is_sign_positive() => None,
        _ => Some(digits),
    }
}

fn big(simple: ShapeType, node: &Node) -> Option<String> {
    let number = node.as_number()?;
    if number.as_f64() == 0.0 {
        return None;
    }
    match (simple, number.as_i64()) {
        (ShapeType::BigInteger, Some(value)) => Some(format!("BigInteger::from({value})")),
        (ShapeType::BigInteger, None) => Some(format!("BigInteger::new({:?}).unwrap_or_default()", number.as_str())),
        _ => Some(format!("BigDecimal::new({:?}).unwrap_or_default()", number.as_str())),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the loader has checked the range")]
fn timestamp(node: &Node) -> Option<String> {
    if let Some(text) = node.as_str() {
        let format = if text.contains(',') { "HttpDate" } else { "DateTime" };
        return Some(format!("Timestamp::parse({}, TimestampFormat::{format}).unwrap_or_default()", literal(text)));
    }
    let seconds = node.as_f64().filter(|seconds| *seconds != 0.0)?;
    let whole = seconds.floor();
    let nanos = ((seconds - whole) * 1e9).round();
    Some(format!("Timestamp::new({}, {})", whole as i64, (nanos as u32).min(999_999_999)))
}

fn document(node: &Node) -> Option<String> {
    Some(match &node.kind {
        NodeKind::Null => return None,
        NodeKind::Bool(value) => format!("Document::Boolean({value})"),
        NodeKind::String(text) => format!("Document::String({}.into())", literal(text)),
        NodeKind::Array(_) => "Document::List(Default::default())".to_owned(),
        NodeKind::Object(_) => "Document::Map(Default::default())".to_owned(),
        NodeKind::Number(number) => match number.as_i64() {
            Some(value) => format!("Document::Integer({value})"),
            None => format!("Document::Double({:?})", number.as_f64().clamp(f64::MIN, f64::MAX)),
        },
    })
}
