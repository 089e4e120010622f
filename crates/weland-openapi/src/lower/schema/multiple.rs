//! The least common multiple of decimal numbers.

use weland_model::{Node, NodeKind, Number};

/// The least number that is a multiple of both, which are greater than zero; `None` if it is too long.
pub(super) fn least_common(one: &Node, other: &Node) -> Option<Node> {
    if one == other {
        return Some(one.clone());
    }
    let least = least(one.as_number()?.as_str(), other.as_number()?.as_str())?;
    Some(Node::new(NodeKind::Number(Number::from_text(&least)), one.span))
}

fn least(one: &str, other: &str) -> Option<String> {
    let (one_digits, one_exponent) = parts(one)?;
    let (other_digits, other_exponent) = parts(other)?;
    let exponent = one_exponent.min(other_exponent);
    let scaled = |digits: u128, by: i32| digits.checked_mul(10_u128.checked_pow(u32::try_from(by).ok()?)?);
    let one_scaled = scaled(one_digits, one_exponent - exponent)?;
    let other_scaled = scaled(other_digits, other_exponent - exponent)?;
    let least = (one_scaled / greatest_common(one_scaled, other_scaled)).checked_mul(other_scaled)?;
    text(least, exponent)
}

/// The digits of a number and the power of ten that they are multiplied by.
fn parts(text: &str) -> Option<(u128, i32)> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('+')).parse().ok().filter(|digits| *digits > 0)?;
    let exponent = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    (exponent.abs() < 40).then_some((digits, exponent))
}

fn greatest_common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn text(digits: u128, exponent: i32) -> Option<String> {
    let places = usize::try_from(-exponent).unwrap_or_default();
    let scaled = digits.checked_mul(10_u128.checked_pow(u32::try_from(exponent.max(0)).ok()?)?)?;
    let padded = format!("{scaled:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_exact() {
        assert_eq!(least("2", "3").as_deref(), Some("6"));
        assert_eq!(least("0.01", "0.25").as_deref(), Some("0.25"));
        assert_eq!(least("0.3", "0.02").as_deref(), Some("0.3"));
        assert_eq!(least("1e2", "30").as_deref(), Some("300"));
        assert_eq!(least("1.5", "1.50").as_deref(), Some("1.5"));
        assert_eq!(least("0.04", "10").as_deref(), Some("10"));
    }

    #[test]
    fn what_is_too_long_has_none() {
        let long = "170141183460469231731687303715884105727";
        assert_eq!(least(long, "170141183460469231731687303715884105725"), None);
        assert_eq!(least("1e-60", "7"), None);
    }
}
