//! Messages in the style of Smithy's `ValidationException`.

use std::fmt::{self, Write};

use weland_core::schema::Constant;
use weland_core::{Length, Range};

use crate::violation::{Constraint, Violation, Violations};

/// The members of a `smithy.framework#ValidationException`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SmithyMessage {
    /// The summary of all violations.
    pub message: String,
    /// One entry for each violation.
    pub field_list: Vec<Field>,
}

/// The members of a `smithy.framework#ValidationExceptionField`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// The value, as a JSON pointer into the input.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

impl Field {
    /// A value that is wrong.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

impl Violations {
    /// Ends a message that does not list all violations.
    pub(crate) fn say_what_is_left_out(&self, message: &mut String) {
        let more = self.total() - self.list().len();
        if more > 0 {
            // Writing to a string cannot fail.
            let _ = write!(message, "; and {more} more, which are not listed");
        }
    }

    /// The message and the fields of Smithy's `ValidationException`. Of very many violations the first are listed.
    pub fn smithy(&self) -> SmithyMessage {
        let field_list: Vec<Field> = self.into_iter().map(field).collect();
        let total = self.total();
        let plural = if total == 1 { "" } else { "s" };
        let mut message = format!("{total} validation error{plural} detected. ");
        for (index, field) in field_list.iter().enumerate() {
            if index > 0 {
                message.push_str("; ");
            }
            message.push_str(&field.message);
        }
        self.say_what_is_left_out(&mut message);
        SmithyMessage { message, field_list }
    }
}

fn field(violation: &Violation) -> Field {
    let path = violation.path.to_string();
    let length = match violation.constraint {
        Constraint::Length { actual, .. } if !violation.sensitive => {
            format!(" with length {actual}")
        }
        _ => String::new(),
    };
    let rule = Rule(&violation.constraint);
    let message = format!("Value{length} at '{path}' failed to satisfy constraint: {rule}");
    Field { path, message }
}

struct Rule<'a>(&'a Constraint);

impl fmt::Display for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self.0 {
            Constraint::Length { bounds, .. } => length(bounds, f),
            Constraint::Range { bounds, .. } => range(bounds, f),
            ref other => common(other, f),
        }
    }
}

fn length(bounds: Length, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => write!(f, "Member must have length between {min} and {max}, inclusive"),
        (Some(min), None) => write!(f, "Member must have length greater than or equal to {min}"),
        (None, Some(max)) => write!(f, "Member must have length less than or equal to {max}"),
        (None, None) => Ok(()),
    }
}

fn range(bounds: Range, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => write!(f, "Member must be between {min} and {max}, inclusive"),
        (Some(min), None) => write!(f, "Member must be greater than or equal to {min}"),
        (None, Some(max)) => write!(f, "Member must be less than or equal to {max}"),
        (None, None) => Ok(()),
    }
}

/// What both styles say in the same words.
pub(crate) fn common(constraint: &Constraint, f: &mut impl Write) -> fmt::Result {
    match constraint {
        Constraint::Required => f.write_str("Member must not be null"),
        Constraint::Pattern(pattern) => {
            write!(f, "Member must satisfy regular expression pattern: {pattern}")
        }
        Constraint::Values { known, internal } => {
            let shown: Vec<&str> = known.iter().copied().filter(|value| !internal.contains(value)).collect();
            write!(f, "Member must satisfy enum value set: [{}]", shown.join(", "))
        }
        Constraint::Numbers(values) => {
            let values: Vec<String> = values.iter().map(i32::to_string).collect();
            write!(f, "Member must satisfy enum value set: [{}]", values.join(", "))
        }
        Constraint::UniqueItems => f.write_str("Member must have unique values"),
        Constraint::OneMember => f.write_str("Member must have exactly one value that the model names"),
        Constraint::Above(bound) => write!(f, "Member must be greater than {bound}"),
        Constraint::Below(bound) => write!(f, "Member must be less than {bound}"),
        Constraint::MultipleOf(divisor) => write!(f, "Member must be a multiple of {divisor}"),
        Constraint::Constants([]) => f.write_str("Member must not be present"),
        Constraint::Constants(values) => {
            f.write_str("Member must satisfy enum value set: [")?;
            constants(values, f)?;
            f.write_char(']')
        }
        Constraint::PropertyCount { bounds, .. } => keys(*bounds, f),
        Constraint::Closed => f.write_str("Member must not be present"),
        Constraint::AllOf(name) => write!(f, "Member must be a value of {name} as well"),
        Constraint::Type => f.write_str("Member must be a value of its type"),
        Constraint::AnyOf => f.write_str("Member must be a value of at least one of the shapes that the model allows"),
        Constraint::OneOf { matching: 0 } => {
            f.write_str("Member must be a value of exactly one of the shapes that the model allows")
        }
        Constraint::OneOf { matching } => write!(
            f,
            "Member must be a value of exactly one of the shapes that the model allows, and is one of {matching}"
        ),
        Constraint::Depth(limit) => {
            write!(f, "Member must not be nested deeper than {limit} levels")
        }
        Constraint::Length { .. } | Constraint::Range { .. } => Ok(()),
    }
}

fn keys(bounds: Length, f: &mut impl Write) -> fmt::Result {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => write!(f, "Member must have between {min} and {max} keys, inclusive"),
        (Some(min), None) => write!(f, "Member must have at least {min} keys"),
        (None, Some(max)) => write!(f, "Member must have at most {max} keys"),
        (None, None) => Ok(()),
    }
}

/// Values as JSON, but for text that stands alone, which has no quotes.
fn constants(values: &[Constant], f: &mut impl Write) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        f.write_str(if index > 0 { ", " } else { "" })?;
        match value {
            Constant::String(text) => f.write_str(text)?,
            other => constant(other, f)?,
        }
    }
    Ok(())
}

fn constant(value: &Constant, f: &mut impl Write) -> fmt::Result {
    match value {
        Constant::Null => f.write_str("null"),
        Constant::Boolean(value) => write!(f, "{value}"),
        Constant::Number(value) => f.write_str(value),
        Constant::String(value) => write!(f, "{value:?}"),
        Constant::List(list) => {
            f.write_char('[')?;
            for (index, value) in list.iter().enumerate() {
                f.write_str(if index > 0 { "," } else { "" })?;
                constant(value, f)?;
            }
            f.write_char(']')
        }
        Constant::Map(map) => {
            f.write_char('{')?;
            for (index, (key, value)) in map.iter().enumerate() {
                f.write_str(if index > 0 { "," } else { "" })?;
                write!(f, "{key:?}:")?;
                constant(value, f)?;
            }
            f.write_char('}')
        }
    }
}
