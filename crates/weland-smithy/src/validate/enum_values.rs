//! The values of enums are of the right type, and unique.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Member, Node, Shape, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        if matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
            check_enum(shape, context.is_openapi(&shape.id), diagnostics);
        }
    }
}

fn check_enum(shape: &Shape, may_be_empty: bool, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Member> = BTreeMap::new();
    for member in &shape.members {
        let value = member.traits.get(trait_id::ENUM_VALUE);
        let key = match shape.shape_type {
            ShapeType::Enum if may_be_empty && value.and_then(Node::as_str) == Some("") => Ok(String::new()),
            ShapeType::Enum => string(member, value),
            _ => integer(member, value),
        };
        let key = match key {
            Ok(key) => key,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                continue;
            }
        };
        if let Some(first) = seen.get(&key) {
            let place = value.map_or(member.span, |value| value.span);
            let message = format!("members `{}` and `{}` have the same value", first.name, member.name);
            diagnostics.push(
                Diagnostic::error("duplicate-enum-value", place, message)
                    .related(first.span, "the other member")
                    .help("give one of the two another value"),
            );
        } else {
            seen.insert(key, member);
        }
    }
}

type Judged = Result<String, Box<Diagnostic>>;

fn string(member: &Member, value: Option<&Node>) -> Judged {
    let (message, help) = match value.and_then(Node::as_str) {
        Some("") => ("the value of an enum can't be empty".to_owned(), "write a text of at least one character"),
        Some(text) => return Ok(text.to_owned()),
        None => {
            let found = value.map_or("nothing", Node::describe);
            (
                format!("the value of `{}` must be a string, not {found}", member.name),
                "put it in quotes, or make the shape an `intEnum`",
            )
        }
    };
    let span = value.map_or(member.span, |value| value.span);
    let error = Diagnostic::error("invalid-enum-value", span, message);
    Err(Box::new(error.help(help)))
}

fn integer(member: &Member, value: Option<&Node>) -> Judged {
    let number = value.and_then(Node::as_i64);
    if let Some(number) = number.and_then(|number| i32::try_from(number).ok()) {
        return Ok(number.to_string());
    }
    let name = &member.name;
    let message = match value.map(|value| (value, value.as_number())) {
        None => format!("the member `{name}` of an intEnum has no value"),
        Some((value, None)) => {
            format!("the value of `{name}` must be a whole number, not {}", value.describe())
        }
        Some((_, Some(number))) if !number.is_whole() => {
            format!("{} is not a whole number", number.as_str())
        }
        Some((_, Some(number))) => format!("{} does not fit into 32 bits", number.as_str()),
    };
    let span = value.map_or(member.span, |value| value.span);
    let error = Diagnostic::error("invalid-enum-value", span, message);
    let help = "give it a whole number from -2147483648 to 2147483647, as in `NAME = 1`";
    Err(Box::new(error.help(help)))
}
