//! Data items, one by one.

use super::major;

/// What has been written.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { out: Vec::with_capacity(128) }
    }
}

impl Writer {
    /// A data item of one byte, or a part of one.
    pub(super) fn push(&mut self, byte: u8) {
        self.out.push(byte);
    }

    /// The start of a data item, as short as its argument allows.
    pub(super) fn head(&mut self, major: u8, argument: u64) {
        let major = major << 5;
        let bytes = argument.to_be_bytes();
        match argument {
            0..24 => self.out.push(major | bytes[7]),
            24..=0xff => self.out.extend_from_slice(&[major | 24, bytes[7]]),
            0x100..=0xffff => self.sized(major | 25, &bytes[6..]),
            0x1_0000..=0xffff_ffff => self.sized(major | 26, &bytes[4..]),
            _ => self.sized(major | 27, &bytes),
        }
    }

    /// The start of a data item, of its first byte and these.
    pub(super) fn sized(&mut self, first: u8, argument: &[u8]) {
        self.out.push(first);
        self.out.extend_from_slice(argument);
    }

    /// The start of a data item with something in it.
    pub(super) fn open(&mut self, major: u8, len: usize) {
        self.head(major, u64::try_from(len).unwrap_or(u64::MAX));
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.open(major::TEXT, text.len());
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.open(major::BYTES, bytes.len());
        self.out.extend_from_slice(bytes);
    }

    /// A whole number.
    pub(super) fn whole(&mut self, value: i64) {
        match u64::try_from(value) {
            Ok(value) => self.head(major::UNSIGNED, value),
            // -1 - value, which cannot overflow.
            Err(_) => self.head(major::NEGATIVE, (!value).cast_unsigned()),
        }
    }

    /// A number with a fraction, in half of the bytes if that loses nothing.
    pub(super) fn number(&mut self, value: f64) {
        let single = value as f32;
        if f64::from(single).to_bits() == value.to_bits() || value.is_nan() {
            self.sized(0xfa, &single.to_be_bytes());
        } else {
            self.sized(0xfb, &value.to_be_bytes());
        }
    }
}
