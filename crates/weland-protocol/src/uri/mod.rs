//! URIs of operations: patterns with labels, the search for the pattern that a request matches, percent-encoding.

mod encoding;
mod pattern;
mod table;

pub(crate) use encoding::{decode_parameter, percent_encode, percent_encode_keeping};
pub use encoding::{parse_query, percent_decode};
pub use pattern::{PathSegment, Piece, UriPattern};
pub(crate) use table::UriTable;
