//! JSON as restJson1 and its relatives write it.

mod decode;
mod document;
mod encode;
mod members;
mod number;
mod scan;
mod skip;
mod structures;
mod unescape;
mod values;

pub(crate) use decode::Scope;
pub use decode::{JsonDecoder, decode};
pub(crate) use encode::encode_message;
pub use encode::{JsonEncoder, encode};
pub(crate) use number::is_number;
pub(crate) use values::fits;
