//! Plain scalars of YAML by its core schema.

use std::borrow::Cow;

use super::event::Event;

/// What a scalar without quotes is.
pub(super) fn plain(text: &str) -> Event<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Event::Null,
        "true" | "True" | "TRUE" => Event::Bool(true),
        "false" | "False" | "FALSE" => Event::Bool(false),
        _ => number(text).map_or(Event::String(Cow::Borrowed(text)), Event::Number),
    }
}

/// The number as JSON writes it. Infinity and what is no number are beyond JSON and stay strings.
fn number(text: &str) -> Option<Cow<'_, str>> {
    if let Some(digits) = text.strip_prefix("0x") {
        return based(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return based(digits, 8);
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", text.get(1..)?),
        b'+' => ("", text.get(1..)?),
        _ => ("", text),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (unsigned.get(..at)?, Some(unsigned.get(at + 1..)?)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, rest)| (whole, Some(rest)));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    let exponent_is_right = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && are_digits(digits)
    });
    if !has_digits || !are_digits(whole) || !fraction.is_none_or(are_digits) || !exponent_is_right {
        return None;
    }
    let is_json = !text.starts_with('+')
        && !whole.is_empty()
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|fraction| !fraction.is_empty());
    if is_json {
        return Some(Cow::Borrowed(text));
    }
    let significant = whole.trim_start_matches('0');
    let whole = if significant.is_empty() { "0" } else { significant };
    let fraction = fraction.filter(|fraction| !fraction.is_empty()).map(|it| format!(".{it}")).unwrap_or_default();
    let exponent = exponent.map(|it| format!("e{it}")).unwrap_or_default();
    Some(Cow::Owned(format!("{sign}{whole}{fraction}{exponent}")))
}

/// A number in another base.
fn based(digits: &str, radix: u32) -> Option<Cow<'_, str>> {
    let are_digits = digits.chars().all(|character| character.is_digit(radix));
    are_digits.then(|| u128::from_str_radix(digits, radix).ok())?.map(|value| Cow::Owned(value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_those_of_the_core_schema() {
        let number = |text: &str| Event::Number(Cow::Owned(text.to_owned()));
        let string = |text: &str| Event::String(Cow::Owned(text.to_owned()));
        let cases = [
            ("", Event::Null),
            ("~", Event::Null),
            ("Null", Event::Null),
            ("TRUE", Event::Bool(true)),
            ("yes", string("yes")),
            ("off", string("off")),
            ("12", number("12")),
            ("1.50", number("1.50")),
            ("-0", number("-0")),
            ("+1", number("1")),
            ("00501", number("501")),
            ("000", number("0")),
            (".5", number("0.5")),
            ("-.5e3", number("-0.5e3")),
            ("5.", number("5")),
            ("1e400", number("1e400")),
            ("123456789012345678901234567890", number("123456789012345678901234567890")),
            ("0x1F", number("31")),
            ("0o17", number("15")),
            ("0b1", string("0b1")),
            ("0x", string("0x")),
            ("1_000", string("1_000")),
            ("1.2.3", string("1.2.3")),
            ("2020-01-01", string("2020-01-01")),
            (".", string(".")),
            ("-", string("-")),
            ("e5", string("e5")),
            ("1e", string("1e")),
            (".inf", string(".inf")),
            (".NaN", string(".NaN")),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
