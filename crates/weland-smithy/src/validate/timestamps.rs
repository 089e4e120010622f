//! Whether values stand for timestamps.

use weland_model::Node;

/// The first and the last second of the years 1 to 9999, from 1970.
const SECONDS: std::ops::RangeInclusive<f64> = -62_135_596_800.0..=253_402_300_799.999;

/// What a timestamp of a format looks like, and whether a value does. Without a format, it is a number or like those of
/// `date-time`.
pub(super) fn judge(format: Option<&str>, value: &Node) -> (&'static str, bool) {
    let is_number = || value.as_f64().is_some_and(|seconds| SECONDS.contains(&seconds));
    let is_text = |judge: fn(&[u8]) -> Option<()>| value.as_str().is_some_and(|text| judge(text.as_bytes()).is_some());
    match format {
        Some("epoch-seconds") => ("the seconds since 1970 (of a year up to 9999)", is_number()),
        Some("http-date") => ("a string such as `Tue, 29 Apr 2014 18:30:38 GMT`", is_text(http_date)),
        Some(_) => ("a string such as `2014-04-29T18:30:38Z`", is_text(date_time)),
        None => {
            let what = "the seconds since 1970 (of a year up to 9999), or a string such as `2014-04-29T18:30:38Z`";
            (what, is_number() || is_text(date_time))
        }
    }
}

/// A date and time of RFC 3339.
fn date_time(text: &[u8]) -> Option<()> {
    let (year, rest) = number(text, 4, 1..=9999)?;
    let (month, rest) = number(after(rest, b"-")?, 2, 1..=12)?;
    let (day, rest) = number(after(rest, b"-")?, 2, 1..=31)?;
    let rest = after(rest, b"T").or_else(|| after(rest, b"t"))?;
    let rest = fraction(time(rest)?)?;
    let is_end = match rest {
        b"Z" | b"z" => true,
        [b'+' | b'-', offset @ ..] => {
            let (_, minutes) = number(offset, 2, 0..=23)?;
            number(after(minutes, b":")?, 2, 0..=59)?.1.is_empty()
        }
        _ => false,
    };
    (is_end && day <= days(year, month)).then_some(())
}

/// A date and time of RFC 9110, in the form that is still generated.
fn http_date(text: &[u8]) -> Option<()> {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    const MONTHS: [&[u8]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let rest = DAYS.into_iter().find_map(|name| after(text, name))?;
    let (day, rest) = number(after(rest, b", ")?, 2, 1..=31)?;
    let rest = after(rest, b" ")?;
    let (month, rest) = (1..).zip(MONTHS).find_map(|(month, name)| Some((month, after(rest, name)?)))?;
    let (year, rest) = number(after(rest, b" ")?, 4, 1..=9999)?;
    let rest = fraction(time(after(rest, b" ")?)?)?;
    (rest == b" GMT" && day <= days(year, month)).then_some(())
}

/// What follows `18:30:38`.
fn time(text: &[u8]) -> Option<&[u8]> {
    let (_, rest) = number(text, 2, 0..=23)?;
    let (_, rest) = number(after(rest, b":")?, 2, 0..=59)?;
    let (_, rest) = number(after(rest, b":")?, 2, 0..=59)?;
    Some(rest)
}

/// What follows the fraction of a second, if there is one.
fn fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(rest) = after(text, b".") else { return Some(text) };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    rest.get(digits..).filter(|_| digits > 0)
}

fn after<'t>(text: &'t [u8], start: &[u8]) -> Option<&'t [u8]> {
    text.strip_prefix(start)
}

/// A number of so many digits, and what follows.
fn number(text: &[u8], digits: usize, allowed: std::ops::RangeInclusive<u16>) -> Option<(u16, &[u8])> {
    let (start, rest) = text.split_at_checked(digits)?;
    let start = std::str::from_utf8(start).ok().filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()))?;
    let number = start.parse().ok().filter(|number| allowed.contains(number))?;
    Some((number, rest))
}

fn days(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{date_time, http_date};

    #[test]
    fn date_times_are_told_from_other_texts() {
        for text in ["2014-04-29T18:30:38Z", "2024-02-29t00:00:00.123456z", "0001-01-01T23:59:59+01:30"] {
            assert!(date_time(text.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "2014-04-29",
            "2014-04-29T18:30:38",
            "2014-04-29 18:30:38Z",
            "2023-02-29T00:00:00Z",
            "2014-13-01T00:00:00Z",
            "2014-04-29T24:00:00Z",
            "2014-04-29T18:30:38.Z",
            "2014-04-29T18:30:38+1:30",
            "+014-04-29T18:30:38Z",
            "2014-04-29T18:30:38ZZ",
        ] {
            assert!(date_time(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn http_dates_are_told_from_other_texts() {
        for text in ["Tue, 29 Apr 2014 18:30:38 GMT", "Sun, 02 Jan 2000 20:34:56.456 GMT"] {
            assert!(http_date(text.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "",
            "29 Apr 2014 18:30:38 GMT",
            "Tue, 29 Apr 2014 18:30:38",
            "Tue, 31 Apr 2014 18:30:38 GMT",
            "Tue, 29 Foo 2014 18:30:38 GMT",
        ] {
            assert!(http_date(text.as_bytes()).is_none(), "{text}");
        }
    }
}
