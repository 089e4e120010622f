//! The constraints of single values. Every function returns the constraint that is broken, if it is.

use std::cmp::Ordering;

use weland_core::schema::{Rules, Schema};
use weland_core::{Bound, PatternConstraint, PatternMatcher, Range};

use crate::decimal::Decimal;
use crate::violation::Constraint;

/// Compares the length with the bounds.
pub(crate) fn length(schema: &Schema, actual: impl FnOnce() -> u64) -> Option<Constraint> {
    let bounds = schema.length?;
    let actual = actual();
    let fits = bounds.min.is_none_or(|min| actual >= min) && bounds.max.is_none_or(|max| actual <= max);
    (!fits).then_some(Constraint::Length { bounds, actual })
}

/// The length of a string counts characters, not bytes. They are counted only if the number of bytes does not
/// decide already.
pub(crate) fn text_length(schema: &Schema, text: &str) -> Option<Constraint> {
    let bounds = schema.length?;
    let bytes = text.len() as u64;
    // A character takes one to four bytes.
    let long_enough = bounds.min.is_none_or(|min| bytes.div_ceil(4) >= min);
    let short_enough = bounds.max.is_none_or(|max| bytes <= max);
    if long_enough && short_enough {
        return None;
    }
    length(schema, || text.chars().count() as u64)
}

/// Whether two texts are the same. Those of an enum have many lengths and last characters, so few are compared as a whole.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.as_bytes().last() == other.as_bytes().last() && one == other
}

/// Whether a text keeps the constraints of its shape.
#[inline]
pub(crate) fn is_valid_text(schema: &Schema, text: &str) -> bool {
    (schema.length.is_none() || text_length(schema, text).is_none())
        && (schema.values.is_empty() || values(schema, text).is_none())
        && schema.pattern.is_none_or(|pattern| matches(pattern, text))
}

/// Whether a number keeps the constraints of its shape; `compare` says how it stands to a bound, `None` if it is not a number.
#[inline]
pub(crate) fn is_valid_number(
    schema: &Schema,
    compare: impl Fn(Bound) -> Option<Ordering>,
    text: impl Fn() -> String,
) -> bool {
    (schema.range.is_none() || range(schema, &compare).is_none())
        && schema.rules.is_none_or(|rules| {
            let is_multiple = |of| Decimal::new(&text()).is_multiple_of(&Decimal::new(of));
            exclusive(rules, &compare).is_none() && rules.multiple_of.is_none_or(is_multiple)
        })
}

/// Whether a whole number keeps the constraints of its shape.
#[inline]
pub(crate) fn is_valid_integer(schema: &Schema, value: i64) -> bool {
    if schema.rules.is_none()
        && schema.numbers.is_empty()
        && let Some(Range { min, max }) = schema.range
        && let (None | Some(Bound::Integer(_)), None | Some(Bound::Integer(_))) = (min, max)
    {
        let bound = |bound, otherwise| if let Some(Bound::Integer(bound)) = bound { bound } else { otherwise };
        return (bound(min, i64::MIN)..=bound(max, i64::MAX)).contains(&value);
    }
    numbers(schema, value).is_none()
        && is_valid_number(schema, |bound| compare_integer(value, bound), || value.to_string())
}

/// Whether an enum has other constraints than its values.
pub(crate) fn has_more_than_values(schema: &Schema) -> bool {
    schema.rules.is_some() || schema.length.is_some() || schema.pattern.is_some()
}

pub(crate) fn values(schema: &Schema, text: &str) -> Option<Constraint> {
    let fits = schema.open || schema.values.is_empty() || schema.values.iter().any(|value| is_same(value, text));
    (!fits).then_some(Constraint::Values { known: schema.values, internal: schema.internal_values })
}

pub(crate) fn pattern(schema: &Schema, text: &str) -> Option<Constraint> {
    let pattern = schema.pattern?;
    (!matches(pattern, text)).then_some(Constraint::Pattern(pattern.as_str()))
}

/// Whether a text matches a pattern.
pub(crate) fn matches(pattern: &PatternConstraint, text: &str) -> bool {
    pattern.matcher(compile).is_match(text)
}

/// Compares a number with bounds that it must not reach; `compare` says how it stands to a bound.
pub(crate) fn exclusive(rules: &Rules, compare: impl Fn(Bound) -> Option<Ordering>) -> Option<Constraint> {
    let broken = |bound: Option<Bound>, right: Ordering| bound.filter(|bound| compare(*bound) != Some(right));
    if let Some(bound) = broken(rules.exclusive_minimum, Ordering::Greater) {
        return Some(Constraint::Above(bound));
    }
    broken(rules.exclusive_maximum, Ordering::Less).map(Constraint::Below)
}

pub(crate) fn numbers(schema: &Schema, value: i64) -> Option<Constraint> {
    let fits =
        schema.open || schema.numbers.is_empty() || schema.numbers.iter().any(|number| i64::from(*number) == value);
    (!fits).then_some(Constraint::Numbers(schema.numbers))
}

/// Compares a number with the bounds; `compare` says how the number stands to a bound, `None` if it is not a number.
pub(crate) fn range(schema: &Schema, compare: impl Fn(Bound) -> Option<Ordering>) -> Option<Constraint> {
    let bounds: Range = schema.range?;
    let broken = |bound: Option<Bound>, wrong: Ordering| {
        bound.is_some_and(|bound| compare(bound).is_none_or(|order| order == wrong))
    };
    let below = broken(bounds.min, Ordering::Less);
    let above = broken(bounds.max, Ordering::Greater);
    (below || above).then_some(Constraint::Range { bounds, below })
}

pub(crate) fn compare_integer(value: i64, bound: Bound) -> Option<Ordering> {
    match bound {
        Bound::Integer(bound) => Some(value.cmp(&bound)),
        Bound::Decimal(bound) => integer_to_double(value, bound),
        Bound::Text(_) => compare_big(&Decimal::new(&value.to_string()), bound),
    }
}

/// Compares in single precision, in which the bound 8.8 and the value 8.8 are the same number.
pub(crate) fn compare_float(value: f32, bound: Bound) -> Option<Ordering> {
    match bound {
        Bound::Integer(bound) => compare_double(f64::from(value), Bound::Integer(bound)),
        Bound::Decimal(bound) => value.partial_cmp(&(bound as f32)),
        Bound::Text(bound) => value.partial_cmp(&bound.parse().ok()?),
    }
}

pub(crate) fn compare_double(value: f64, bound: Bound) -> Option<Ordering> {
    match bound {
        Bound::Integer(bound) => integer_to_double(bound, value).map(Ordering::reverse),
        Bound::Decimal(bound) => value.partial_cmp(&bound),
        // The value that is closest to the bound counts as the bound.
        Bound::Text(bound) => value.partial_cmp(&bound.parse().ok()?),
    }
}

pub(crate) fn compare_big(value: &Decimal<'_>, bound: Bound) -> Option<Ordering> {
    let text = bound.to_string();
    Some(value.cmp(&Decimal::new(&text)))
}

/// Compares exactly: converting either one to the other's type would round it.
fn integer_to_double(integer: i64, double: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if double.is_nan() {
        return None;
    }
    if double >= LIMIT {
        return Some(Ordering::Less);
    }
    if double < -LIMIT {
        return Some(Ordering::Greater);
    }
    let whole = double.trunc();
    let by_whole = integer.cmp(&(whole as i64));
    Some(by_whole.then_with(|| 0.0.partial_cmp(&(double - whole)).unwrap_or(Ordering::Equal)))
}

fn compile(source: &'static str) -> Box<dyn PatternMatcher> {
    match weland_pattern::Pattern::new(source) {
        Ok(pattern) => Box::new(Compiled(pattern)),
        Err(_) => Box::new(Nothing),
    }
}

struct Compiled(weland_pattern::Pattern);

impl PatternMatcher for Compiled {
    fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// Takes the place of a pattern that does not compile. The generator rejects those, so only a schema written by hand can
/// have one; it is safer to reject every text than to accept it.
struct Nothing;

impl PatternMatcher for Nothing {
    fn is_match(&self, _: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_that_no_double_holds_are_exact_for_big_numbers() {
        let bound = Bound::Text("99999999999999999999.5");
        for (value, expected) in [
            ("99999999999999999999", Ordering::Less),
            ("99999999999999999999.50", Ordering::Equal),
            ("100000000000000000000", Ordering::Greater),
        ] {
            assert_eq!(compare_big(&Decimal::new(value), bound), Some(expected), "{value}");
        }
        assert_eq!(compare_integer(i64::MAX, bound), Some(Ordering::Less));
        assert_eq!(compare_integer(0, Bound::Text("-1e99")), Some(Ordering::Greater));
        assert_eq!(compare_double(1e20, bound), Some(Ordering::Equal));
        assert_eq!(compare_double(f64::NAN, bound), None);
        assert_eq!(compare_double(f64::MAX, Bound::Text("1e400")), Some(Ordering::Less));
        assert_eq!(compare_float(1e21, bound), Some(Ordering::Greater));
        assert_eq!(bound.to_string(), "99999999999999999999.5");
    }

    #[test]
    fn integers_and_doubles_compare_exactly() {
        let cases = [
            (i64::MAX, 9_223_372_036_854_775_807.0, Some(Ordering::Less)),
            (i64::MIN, -9_223_372_036_854_775_808.0, Some(Ordering::Equal)),
            ((1 << 53) + 1, 9_007_199_254_740_992.0, Some(Ordering::Greater)),
            (4, 4.4, Some(Ordering::Less)),
            (-4, -4.4, Some(Ordering::Greater)),
            (4, 4.0, Some(Ordering::Equal)),
            (0, f64::INFINITY, Some(Ordering::Less)),
            (0, f64::NEG_INFINITY, Some(Ordering::Greater)),
            (0, f64::NAN, None),
        ];
        for (integer, double, expected) in cases {
            assert_eq!(integer_to_double(integer, double), expected, "{integer} {double}");
        }
    }
}
