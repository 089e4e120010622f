//! Hexadecimal digits.

pub(crate) use weland_protocol::sigv4::hex;
