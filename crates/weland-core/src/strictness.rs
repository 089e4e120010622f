//! How strictly input is read.

/// How strictly input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// As a client reads responses: nulls in lists and maps that have no room for them are skipped, union members that the
    /// model does not define leave the union unknown, timestamps may have a UTC offset, whole numbers a fraction of zero. Of
    /// the values of a key that an object has several times, the last that is not null counts.
    Lenient,
    /// As a server reads requests: what the model does not allow is an error. So is a key that an object has twice, in the
    /// members and documents that the model knows: JSON leaves open what it means, and readers disagree.
    Strict,
}

/// Whose idea of JSON values it is that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Smithy's: null is the same as absence, whole numbers have no fraction, and `"NaN"` is a number.
    Smithy,
    /// That of JSON Schema: null is a value of its own, `1.0` is a whole number, and numbers are nothing but numbers. A
    /// client reads null as absence all the same.
    JsonSchema,
}
