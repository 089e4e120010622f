//! Where members stand in an HTTP message.

use weland_model::{Traits, trait_id};

/// The one place of a member on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// In the document that the body is; also members of lists, maps and nested structures.
    Body,
    /// In the path.
    Label,
    /// A parameter of the query string.
    Query(String),
    /// The remaining parameters of the query string.
    QueryParams,
    /// A header.
    Header(String),
    /// All headers with a prefix.
    PrefixHeaders(String),
    /// The body as a whole.
    Payload,
    /// The status.
    StatusCode,
    /// A header of an event.
    EventHeader,
    /// The payload of an event.
    EventPayload,
}

/// Which bindings hold for the members of a structure: they depend on how the structure is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles {
    /// An operation's input.
    pub input: bool,
    /// An operation's output, or an error.
    pub output: bool,
    /// An event of an event stream.
    pub event: bool,
}

impl Binding {
    /// The binding that a member's traits give it in a structure with these roles.
    pub fn read(traits: &Traits, roles: Roles) -> Self {
        if roles.input
            && let Some(binding) = Self::read_input(traits)
        {
            return binding;
        }
        if roles.output && traits.contains(trait_id::HTTP_RESPONSE_CODE) {
            return Self::StatusCode;
        }
        if roles.input || roles.output {
            if let Some(name) = traits.get_str(trait_id::HTTP_HEADER) {
                return Self::Header(name.to_owned());
            }
            if let Some(prefix) = traits.get_str(trait_id::HTTP_PREFIX_HEADERS) {
                return Self::PrefixHeaders(prefix.to_owned());
            }
            if traits.contains(trait_id::HTTP_PAYLOAD) {
                return Self::Payload;
            }
        }
        if roles.event && traits.contains(trait_id::EVENT_HEADER) {
            return Self::EventHeader;
        }
        if roles.event && traits.contains(trait_id::EVENT_PAYLOAD) {
            return Self::EventPayload;
        }
        Self::Body
    }

    fn read_input(traits: &Traits) -> Option<Self> {
        if traits.contains(trait_id::HTTP_LABEL) {
            return Some(Self::Label);
        }
        if let Some(name) = traits.get_str(trait_id::HTTP_QUERY) {
            return Some(Self::Query(name.to_owned()));
        }
        traits.contains(trait_id::HTTP_QUERY_PARAMS).then_some(Self::QueryParams)
    }
}
