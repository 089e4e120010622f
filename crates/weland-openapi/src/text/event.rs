//! What both syntaxes consist of.

use std::borrow::Cow;

/// A step through a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event<'t> {
    Null,
    Bool(bool),
    /// The text of a number as JSON writes it.
    Number(Cow<'t, str>),
    String(Cow<'t, str>),
    StartList,
    StartMap,
    Key(Cow<'t, str>),
    /// The end of the innermost list or object.
    End,
}
