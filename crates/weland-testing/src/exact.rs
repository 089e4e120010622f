//! Numbers of a case that are too long for `serde_json`.

/// The case with such numbers as strings of their digits, which is what values of big numbers are read from.
pub(crate) fn with_digits(case: &str) -> String {
    let mut out = String::with_capacity(case.len());
    let (mut rest, mut in_string) = (case, false);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\\' if in_string => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '-' | '0'..='9' if !in_string => rest.find(|c: char| !is_numeric(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        in_string ^= first == '"';
        let (token, after) = rest.split_at(length);
        match !in_string && !is_exact(token) {
            true => out.extend(["\"", token, "\""]),
            false => out.push_str(token),
        }
        rest = after;
    }
    out
}

fn is_numeric(c: char) -> bool {
    matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9')
}

/// Whether a number has no more digits than a double tells apart, or is an integer of 64 bits. Other texts are no numbers.
fn is_exact(token: &str) -> bool {
    let mantissa = token.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    digits <= 17 || token.parse::<i64>().is_ok() || token.parse::<u64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_would_be_rounded_become_strings() {
        let case =
            r#"{"a": -9223372036854775809, "b": [0.100000000000000000000001,1.5e3], "\"1": 18446744073709551615}"#;
        let exact =
            r#"{"a": "-9223372036854775809", "b": ["0.100000000000000000000001",1.5e3], "\"1": 18446744073709551615}"#;
        assert_eq!(with_digits(case), exact);
        let text = r#"{"id": "12345678901234567890123", "é\\": "x"}"#;
        assert_eq!(with_digits(text), text);
    }
}
