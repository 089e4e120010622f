//! Numbers of any size: bytes on the wire, decimal digits in memory.

use weland_core::{DecodeError, EncodeError};

use super::read::Reader;
use super::write::Writer;
use super::{major, tag};

/// How many bytes a big number may have. It takes quadratic time to make digits of them.
const BYTES: usize = 1024;

/// How many zeros behind the point are written out.
const ZEROS: usize = 20;

/// A whole number of one data item, without a tag; `None`, with nothing consumed, if the next value is something else.
pub(super) fn read_whole(reader: &mut Reader<'_>) -> Result<Option<i128>, DecodeError> {
    let is_whole = reader.peek().is_some_and(|first| first >> 5 <= major::NEGATIVE);
    if !is_whole {
        return Ok(None);
    }
    let head = reader.head()?;
    let argument = i128::from(head.argument.unwrap_or_default());
    Ok(Some(if head.major == major::NEGATIVE { -1 - argument } else { argument }))
}

/// The digits of a whole number.
pub(super) fn read_integer(reader: &mut Reader<'_>) -> Result<String, DecodeError> {
    let before = *reader;
    if let Some(value) = read_whole(reader)? {
        return Ok(value.to_string());
    }
    let tag = reader.open(major::TAG, "a big number")?;
    let is_negative = match tag {
        Some(tag::BIG) => false,
        Some(tag::NEGATIVE_BIG) => true,
        _ => return Err(before.error("the tag is not that of a big number")),
    };
    let bytes = reader.bytes()?;
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let bytes = bytes.get(start..).unwrap_or_default();
    if bytes.len() > BYTES {
        return Err(before.error(format_args!("a number has more than {BYTES} bytes")));
    }
    let mut digits = digits_of(bytes, u32::from(is_negative));
    if is_negative {
        digits.insert(0, '-');
    }
    Ok(digits)
}

/// A number with a fraction, as JSON writes it.
pub(super) fn read_decimal(reader: &mut Reader<'_>) -> Result<String, DecodeError> {
    let before = *reader;
    if reader.peek() != Some(0xc4) {
        return read_integer(reader);
    }
    reader.head()?;
    if reader.open(major::LIST, "a list of an exponent and a number")? != Some(2) {
        return Err(before.error("a decimal fraction is a list of an exponent and a number"));
    }
    let exponent = read_whole(reader)?.and_then(|exponent| i64::try_from(exponent).ok());
    let exponent = exponent.ok_or_else(|| before.error("the exponent of a decimal fraction is no whole number"))?;
    let digits = read_integer(reader)?;
    Ok(with_exponent(&digits, exponent))
}

/// A number times a power of ten, with a point if that is short.
fn with_exponent(digits: &str, exponent: i64) -> String {
    if exponent == 0 {
        return digits.to_owned();
    }
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let places = usize::try_from(-exponent.max(-i64::from(u16::MAX))).unwrap_or_default();
    if exponent > 0 || places > digits.len() + ZEROS {
        return format!("{sign}{digits}E{exponent}");
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}.{fraction}")
}

/// Writes a whole number of any size.
///
/// # Errors
/// When it has too many digits.
pub(super) fn write_integer(to: &mut Writer, digits: &str) -> Result<(), EncodeError> {
    let (tag, digits) = match digits.strip_prefix('-') {
        // There is no negative zero.
        Some(digits) if digits != "0" => (tag::NEGATIVE_BIG, digits),
        Some(digits) => (tag::BIG, digits),
        None => (tag::BIG, digits),
    };
    let bytes = bytes_of(digits, tag == tag::NEGATIVE_BIG).ok_or_else(too_long)?;
    to.head(major::TAG, tag);
    to.bytes(&bytes);
    Ok(())
}

/// Writes a number as an exponent of ten and a whole number.
///
/// # Errors
/// When it has too many digits, or too large an exponent.
pub(super) fn write_decimal(to: &mut Writer, text: &str) -> Result<(), EncodeError> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.parse::<i64>().map_err(|_| too_long())?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = i64::try_from(fraction.len()).map_err(|_| too_long())?;
    let exponent = exponent.checked_sub(places).ok_or_else(too_long)?;
    let digits = format!("{whole}{fraction}");
    let (sign, magnitude) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    let magnitude = match magnitude.trim_start_matches('0') {
        "" => "0",
        magnitude => magnitude,
    };
    to.head(major::TAG, tag::DECIMAL);
    to.open(major::LIST, 2);
    to.whole(exponent);
    let digits = format!("{sign}{magnitude}");
    match digits.parse::<i64>() {
        Ok(value) => {
            to.whole(value);
            Ok(())
        }
        Err(_) => write_integer(to, &digits),
    }
}

#[cold]
fn too_long() -> EncodeError {
    EncodeError::new(format!("the number has more digits than {BYTES} bytes can hold"))
}

/// The decimal digits of a number, which is a sequence of bytes and something more.
fn digits_of(bytes: &[u8], more: u32) -> String {
    const BASE: u64 = 1_000_000_000;
    // The least significant first.
    let mut parts = vec![0u32];
    let mut multiply_add = |factor: u64, carry: u64| {
        let mut carry = carry;
        for part in &mut parts {
            let value = u64::from(*part) * factor + carry;
            *part = u32::try_from(value % BASE).unwrap_or_default();
            carry = value / BASE;
        }
        if carry > 0 {
            parts.push(u32::try_from(carry).unwrap_or_default());
        }
    };
    bytes.iter().for_each(|byte| multiply_add(256, u64::from(*byte)));
    multiply_add(1, u64::from(more));
    let mut digits = parts.pop().unwrap_or_default().to_string();
    parts.iter().rev().for_each(|part| digits.push_str(&format!("{part:09}")));
    digits
}

/// The bytes of a number of decimal digits, or of one less than it; `None` if they are too many.
fn bytes_of(digits: &str, one_less: bool) -> Option<Vec<u8>> {
    // A byte holds more than two digits.
    if digits.len() > BYTES * 5 / 2 {
        return None;
    }
    // The least significant first.
    let mut bytes: Vec<u8> = Vec::new();
    for digit in digits.bytes() {
        let mut carry = u32::from(digit.wrapping_sub(b'0'));
        for byte in &mut bytes {
            let value = u32::from(*byte) * 10 + carry;
            *byte = value.to_le_bytes()[0];
            carry = value >> 8;
        }
        if carry > 0 {
            bytes.push(carry.to_le_bytes()[0]);
        }
    }
    if one_less {
        for byte in &mut bytes {
            let (value, borrows) = byte.overflowing_sub(1);
            *byte = value;
            if !borrows {
                break;
            }
        }
    }
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    bytes.reverse();
    (bytes.len() <= BYTES).then_some(bytes)
}
