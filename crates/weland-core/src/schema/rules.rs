//! What few shapes have: above all what JSON Schema can say of values and Smithy cannot.

use super::{Bound, Length, Member, PatternConstraint, Xml};

/// Rules for the values of a shape that few shapes have, what few errors have, and what few have in XML.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// What a number must be greater than.
    pub exclusive_minimum: Option<Bound>,
    /// What a number must be less than.
    pub exclusive_maximum: Option<Bound>,
    /// What a number must be a multiple of, as JSON writes it.
    pub multiple_of: Option<&'static str>,
    /// What a value must be one of; of none, if there are none.
    pub values: Option<&'static [Constant]>,
    /// How many keys an object may have.
    pub property_count: Option<Length>,
    /// Shapes of the values of keys that match a pattern.
    pub pattern_properties: &'static [PatternProperty],
    /// Shapes of the first elements of a list; the element of the list is the shape of those that follow.
    pub prefix_items: &'static [Member],
    /// Shapes that the value must be a value of, too.
    pub all_of: &'static [Member],
    /// Whether an object has no keys but those of its members and those that match a pattern.
    pub closed: bool,
    /// The namespace of an error, where it is not that of the service.
    pub namespace: Option<&'static str>,
    /// The code of an error in `aws.protocols#awsQuery`, where it is not the name of the shape or clients know it by that only.
    pub query_code: Option<&'static str>,
    /// The HTTP status that an error has in `aws.protocols#awsQuery`, where it is not the usual one.
    pub query_status: Option<u16>,
    /// What the root element is like where a value is a document in XML.
    pub xml: Option<&'static Xml>,
}

/// The shape of the values of keys that match a pattern.
#[derive(Debug, Clone, Copy)]
pub struct PatternProperty {
    /// The pattern.
    pub pattern: &'static PatternConstraint,
    /// The shape.
    pub value: Member,
}

/// A JSON value in a schema.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as JSON writes it.
    Number(&'static str),
    /// A text.
    String(&'static str),
    /// An array.
    List(&'static [Constant]),
    /// An object: its keys and their values.
    Map(&'static [(&'static str, Constant)]),
}

impl Rules {
    /// No rules.
    pub const NONE: Self = Self {
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        values: None,
        property_count: None,
        pattern_properties: &[],
        prefix_items: &[],
        all_of: &[],
        closed: false,
        namespace: None,
        query_code: None,
        query_status: None,
        xml: None,
    };

    /// Whether they can only be judged on a value as a whole, not on what it consists of.
    pub const fn need_document(&self) -> bool {
        self.values.is_some()
            || self.property_count.is_some()
            || !self.pattern_properties.is_empty()
            || !self.prefix_items.is_empty()
            || !self.all_of.is_empty()
            || self.closed
    }
}
