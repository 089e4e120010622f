//! How strictly input is read.

/// How strictly input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// As a client reads responses: nulls in lists and maps that have no room for them are skipped, union members that the
    /// model does not define leave the union unknown, timestamps may have a UTC offset, whole numbers a fraction of zero.
    Lenient,
    /// As a server reads requests: what the model does not allow is an error.
    Strict,
}
