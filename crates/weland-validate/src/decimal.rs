//! Decimal numbers of any size, compared without rounding.

use std::cmp::Ordering;

/// A number as its significant digits and the power of ten in front of them: 0.`digits` × 10^`exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    /// The text of the number from its first to its last digit that is not zero, perhaps with a point in it.
    digits: &'a str,
    exponent: i128,
}

impl<'a> Decimal<'a> {
    /// Reads a number as JSON writes it. Anything else counts as the number that its digits make.
    pub(crate) fn new(text: &'a str) -> Self {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let point = mantissa.find('.').unwrap_or(mantissa.len());
        let is_zero = |char: char| char == '0' || char == '.';
        let digits = mantissa.trim_matches(is_zero);
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        let start = mantissa.len() - mantissa.trim_start_matches(is_zero).len();
        // Digits before the point count up, zeros after it count down.
        let shift = if start < point { (point - start) as i128 } else { -((start - point - 1) as i128) };
        Self { negative, digits, exponent: exponent_value(exponent).saturating_add(shift) }
    }

    /// The significant digits, without the point.
    pub(crate) fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.digits.bytes().filter(u8::is_ascii_digit)
    }

    /// The power of ten in front of the digits.
    pub(crate) fn exponent(&self) -> i128 {
        self.exponent
    }

    /// Whether it is less than zero.
    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it is this number times a whole one. Of the divisor, 37 digits count.
    pub(crate) fn is_multiple_of(&self, divisor: &Decimal<'_>) -> bool {
        let whole = |digits: &mut dyn Iterator<Item = u8>| {
            digits.take(37).fold(0_u128, |number, digit| number * 10 + u128::from(digit - b'0'))
        };
        let (dividend, modulus) = (self.digits().count(), whole(&mut divisor.digits()));
        if self.digits.is_empty() || modulus == 0 {
            return self.digits.is_empty();
        }
        // Both are a whole number, which ends in no zero, times a power of ten: this is how many powers apart they are.
        let own = self.exponent.saturating_sub(dividend as i128);
        let other = divisor.exponent.saturating_sub(divisor.digits().take(37).count() as i128);
        let Some(zeros) = own.checked_sub(other).and_then(|zeros| u128::try_from(zeros).ok()) else {
            return false;
        };
        // What ten has in common with the divisor is gone after as many zeros as it has bits.
        let zeros = usize::try_from(zeros.min(128)).unwrap_or(128);
        let digits = self.digits().chain(std::iter::repeat_n(b'0', zeros));
        digits.fold(0, |rest: u128, digit| (rest * 10 + u128::from(digit - b'0')) % modulus) == 0
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        }
    }

    pub(crate) fn cmp(&self, other: &Decimal<'_>) -> Ordering {
        let by_sign = self.sign().cmp(&other.sign());
        if by_sign != Ordering::Equal || self.sign() == 0 {
            return by_sign;
        }
        let by_size = self.exponent.cmp(&other.exponent).then_with(|| self.digits().cmp(other.digits()));
        if self.negative { by_size.reverse() } else { by_size }
    }
}

/// An exponent that does not even fit 128 bits is as good as the greatest one that does; halved, to leave room for sums.
fn exponent_value(text: &str) -> i128 {
    let limit = if text.starts_with('-') { i128::MIN / 2 } else { i128::MAX / 2 };
    text.parse().unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        let ascending = [
            "-1e999999999999999999999999999999999999999999999999",
            "-10",
            "-9.5",
            "-0.001",
            "0",
            "1e-99999999999999999999999999999999999999999999999999",
            "0.001",
            "0.0011",
            "0.1",
            "1",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.5",
            "1e20",
        ];
        for (low, smaller) in ascending.iter().enumerate() {
            for (high, greater) in ascending.iter().enumerate() {
                let order = Decimal::new(smaller).cmp(&Decimal::new(greater));
                assert_eq!(order, low.cmp(&high), "{smaller} {greater}");
            }
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, expected) in [
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("1e308", "0.5", true),
            ("1e308", "3", false),
            ("3e308", "3", true),
            ("4.5", "1.5", true),
            ("35", "1.5", false),
            ("-10", "2.5", true),
            ("0", "7", true),
            ("0.0", "0.01", true),
            ("100", "1000", false),
            ("1e-400", "1", false),
            ("99999999999999999999999999999999999999", "9", true),
            ("12391239123", "1e-8", true),
            ("1e999999999999", "1024", true),
        ] {
            assert_eq!(Decimal::new(number).is_multiple_of(&Decimal::new(divisor)), expected, "{number} {divisor}");
        }
    }

    #[test]
    fn one_number_has_many_spellings() {
        for same in ["100", "1e2", "1E+2", "100.00", "0.1e3", "0100", "10000e-2", "1.00e2"] {
            assert_eq!(Decimal::new(same).cmp(&Decimal::new("100")), Ordering::Equal, "{same}");
        }
        for zero in ["0", "-0", "0.00", "0e5", ""] {
            assert_eq!(Decimal::new(zero).cmp(&Decimal::new("0")), Ordering::Equal, "{zero}");
        }
    }
}
