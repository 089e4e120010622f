//! Instants in time and the three ways in which Smithy protocols write them.

use std::fmt;
use std::time::{Duration, SystemTime};

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// Seconds since 1970 with an optional fraction: `1515531081.123`.
    EpochSeconds,
    /// RFC 3339 in UTC: `1985-04-12T23:20:50.520Z`.
    DateTime,
    /// The date of RFC 7231: `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
}

/// An instant in time: seconds and nanoseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// The first and the last second of the years that can be written with four digits.
const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

impl Timestamp {
    /// The instant `seconds` after 1970 (before, if negative) and `nanos` nanoseconds later; carries what exceeds a second.
    pub fn new(seconds: i64, nanos: u32) -> Self {
        Self { seconds: seconds.saturating_add(i64::from(nanos / 1_000_000_000)), nanos: nanos % 1_000_000_000 }
    }

    /// The instant `seconds` after 1970, to the nearest millisecond; `None` if that is no number or outside the years 1 to 9999.
    pub fn from_epoch_seconds(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1000.0).round();
        if !millis.is_finite() || millis.abs() > 1e15 {
            return None;
        }
        // Within 1e15 every whole number has an exact i64.
        let millis = millis as i64;
        let stamp = Self::new(millis.div_euclid(1000), u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000);
        stamp.is_within_years().then_some(stamp)
    }

    /// Whole seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`seconds`](Self::seconds), less than a second.
    pub fn nanos(self) -> u32 {
        self.nanos
    }

    /// The instant as text.
    pub fn format(self, format: TimestampFormat) -> String {
        match format {
            TimestampFormat::EpochSeconds => self.format_epoch(),
            TimestampFormat::DateTime => self.format_date_time(),
            TimestampFormat::HttpDate => self.format_http_date(),
        }
    }

    /// Whether the instant lies within the years 1 to 9999, as Smithy has it of every timestamp. Others can be neither sent
    /// nor [parsed](Self::parse), in any format.
    pub fn is_within_years(self) -> bool {
        SECONDS.contains(&self.seconds)
    }

    /// The instant as text that [`parse`](Self::parse) understands; `None` if it lies outside of the years 1 to 9999.
    pub fn checked_format(self, format: TimestampFormat) -> Option<String> {
        self.is_within_years().then(|| self.format(format))
    }

    /// The instant that the text stands for; `None` if it is not in this format, or outside of the years 1 to 9999.
    pub fn parse(text: &str, format: TimestampFormat) -> Option<Self> {
        let stamp = match format {
            TimestampFormat::EpochSeconds => parse_epoch(text),
            TimestampFormat::DateTime => parse_date_time(text),
            TimestampFormat::HttpDate => parse_http_date(text),
        };
        // An offset from UTC can lead over the edge.
        stamp.filter(|stamp| stamp.is_within_years())
    }

    fn format_epoch(self) -> String {
        if self.nanos == 0 {
            return self.seconds.to_string();
        }
        if self.seconds >= 0 {
            return format!("{}{}", self.seconds, fraction(self.nanos, 1));
        }
        // -1.75 is -2 seconds and 250 ms.
        let whole = self.seconds + 1;
        let sign = if whole == 0 { "-" } else { "" };
        format!("{sign}{whole}{}", fraction(1_000_000_000 - self.nanos, 1))
    }

    fn format_date_time(self) -> String {
        let (year, month, day) = civil(self.seconds.div_euclid(86_400));
        let (hour, minute, second) = clock(self.seconds);
        let fraction = if self.nanos == 0 { String::new() } else { fraction(self.nanos, 1) };
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
    }

    fn format_http_date(self) -> String {
        let days = self.seconds.div_euclid(86_400);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = clock(self.seconds);
        let weekday = DAYS[usize::try_from((days + 4).rem_euclid(7)).unwrap_or(0)];
        let month = MONTHS[usize::try_from(month - 1).unwrap_or(0) % 12];
        let fraction = if self.nanos == 0 { String::new() } else { fraction(self.nanos, 1) };
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02}{fraction} GMT")
    }
}

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `.123`: nanoseconds without trailing zeros, at least `digits` of them.
fn fraction(nanos: u32, digits: usize) -> String {
    let text = format!("{nanos:09}");
    let keep = text.trim_end_matches('0').len().max(digits);
    format!(".{}", &text[..keep])
}

/// Year, month and day of a day counted from 1970-01-01, by shifting the year to begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The inverse of [`civil`]; `None` if there is no such day.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

fn clock(seconds: i64) -> (i64, i64, i64) {
    let of_day = seconds.rem_euclid(86_400);
    (of_day / 3600, of_day / 60 % 60, of_day % 60)
}

fn parse_epoch(text: &str) -> Option<Timestamp> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'));
    if !plain {
        return None;
    }
    if let Ok(seconds) = text.parse::<i64>() {
        return Some(Timestamp::new(seconds, 0));
    }
    Timestamp::from_epoch_seconds(text.parse().ok()?)
}

/// Reads a fixed number of digits off the front.
fn digits(text: &mut &str, count: usize) -> Option<i64> {
    let (number, rest) = text.split_at_checked(count)?;
    *text = rest;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())?
}

fn expect(text: &mut &str, prefix: &str) -> Option<()> {
    *text = text.strip_prefix(prefix)?;
    Some(())
}

/// Reads `.123456789`, if it is there, as nanoseconds; further digits are dropped.
fn nanos(text: &mut &str) -> Option<u32> {
    let Some(rest) = text.strip_prefix('.') else {
        return Some(0);
    };
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, rest) = rest.split_at_checked(count)?;
    *text = rest;
    if fraction.is_empty() {
        return None;
    }
    let kept = fraction.get(..9).unwrap_or(fraction);
    format!("{kept:0<9}").parse().ok()
}

fn time(text: &mut &str) -> Option<i64> {
    let hour = digits(text, 2)?;
    expect(text, ":")?;
    let minute = digits(text, 2)?;
    expect(text, ":")?;
    let second = digits(text, 2)?;
    (hour < 24 && minute < 60 && second < 61).then_some(hour * 3600 + minute * 60 + second.min(59))
}

fn parse_date_time(text: &str) -> Option<Timestamp> {
    let rest = &mut &*text;
    let year = digits(rest, 4)?;
    expect(rest, "-")?;
    let month = digits(rest, 2)?;
    expect(rest, "-")?;
    let day = digits(rest, 2)?;
    if !rest.starts_with(['T', 't']) {
        return None;
    }
    *rest = &rest[1..];
    let of_day = time(rest)?;
    let nanos = nanos(rest)?;
    let offset = match *rest {
        "Z" | "z" => 0,
        _ => parse_offset(rest)?,
    };
    Some(Timestamp::new(days(year, month, day)? * 86_400 + of_day - offset, nanos))
}

/// `+01:30` as seconds.
fn parse_offset(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let rest = &mut &text[1..];
    let hours = digits(rest, 2)?;
    expect(rest, ":")?;
    let minutes = digits(rest, 2)?;
    (rest.is_empty() && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn parse_http_date(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(", ")?;
    if !DAYS.contains(&weekday) {
        return None;
    }
    let rest = &mut &*rest;
    let day = digits(rest, 2)?;
    expect(rest, " ")?;
    let (month, after) = rest.split_once(' ')?;
    *rest = after;
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let year = digits(rest, 4)?;
    expect(rest, " ")?;
    let of_day = time(rest)?;
    let nanos = nanos(rest)?;
    (*rest == " GMT").then_some(())?;
    Some(Timestamp::new(days(year, month, day)? * 86_400 + of_day, nanos))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.format_date_time())
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::new(i64::try_from(after.as_secs()).unwrap_or(i64::MAX), after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => Self::new(-seconds, 0),
                    nanos => Self::new(-seconds - 1, 1_000_000_000 - nanos),
                }
            }
        }
    }
}

impl From<Timestamp> for SystemTime {
    /// An instant that the system's clock cannot hold becomes 1970.
    fn from(stamp: Timestamp) -> Self {
        let epoch = SystemTime::UNIX_EPOCH;
        let whole = Duration::from_secs(stamp.seconds.unsigned_abs());
        let second = if stamp.seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) };
        second.and_then(|second| second.checked_add(Duration::from_nanos(u64::from(stamp.nanos)))).unwrap_or(epoch)
    }
}
