//! Constraint traits, read and checked.

use crate::legacy_enum;
use weland_model::{Diagnostic, Diagnostics, Node, NodeKind, Traits, trait_id};

/// What values of a shape or member have to fulfil.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// Least and greatest length.
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// Least and greatest value.
    pub range: Option<(Option<Bound>, Option<Bound>)>,
    /// The pattern that text has to match.
    pub pattern: Option<Pattern>,
    /// Whether elements of a list must differ.
    pub unique_items: bool,
    /// The values that text may have, where they make no enum because they have no names.
    pub values: Vec<Value>,
}

/// A value that text may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text.
    pub text: String,
    /// Whether messages to the outside must not name it.
    pub internal: bool,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other number that is written as a double is.
    Decimal(f64),
    /// A number that a double would round, as JSON writes it.
    Text(String),
}

/// A pattern that is known to compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(pub String);

impl Constraints {
    /// The constraints among these traits. A pattern that cannot be matched is reported where it is written.
    pub fn read(traits: &Traits, diagnostics: &mut Diagnostics) -> Self {
        Self {
            length: traits.get(trait_id::LENGTH).map(|node| (size(node, "min"), size(node, "max"))),
            range: traits.get(trait_id::RANGE).map(|node| (bound(node, "min"), bound(node, "max"))),
            pattern: pattern(traits, diagnostics),
            unique_items: traits.contains(trait_id::UNIQUE_ITEMS),
            values: if legacy_enum::has_names(traits) { Vec::new() } else { legacy_enum::values(traits) },
        }
    }

    /// These constraints, and for each kind that they lack those of the target.
    #[must_use]
    pub fn or(self, target: &Self) -> Self {
        Self {
            length: self.length.or(target.length),
            range: self.range.or_else(|| target.range.clone()),
            pattern: self.pattern.or_else(|| target.pattern.clone()),
            unique_items: self.unique_items || target.unique_items,
            values: if self.values.is_empty() { target.values.clone() } else { self.values },
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn size(node: &Node, key: &str) -> Option<u64> {
    u64::try_from(node.get(key)?.as_i64()?).ok()
}

fn bound(node: &Node, key: &str) -> Option<Bound> {
    let number = node.get(key)?;
    if let Some(integer) = number.as_i64() {
        return Some(Bound::Integer(integer));
    }
    let NodeKind::Number(text) = &number.kind else { return None };
    let text = text.as_str();
    let decimal = number.as_f64().filter(|value| value.to_string() == text).map(Bound::Decimal);
    Some(decimal.unwrap_or_else(|| Bound::Text(text.to_owned())))
}

fn pattern(traits: &Traits, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let applied = traits.applied(trait_id::PATTERN)?;
    let source = applied.value.as_str()?;
    if let Err(error) = weland_pattern::Pattern::new(source) {
        diagnostics.push(
            Diagnostic::error(
                "unsupported-pattern",
                applied.value.span,
                format!("the pattern cannot be used: {error}"),
            )
            .help("write an equivalent ECMA-262 pattern without this construct"),
        );
        return None;
    }
    Some(Pattern(source.to_owned()))
}
