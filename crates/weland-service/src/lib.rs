#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The Service stage: one service, resolved. Every reference is an index, every member has one place on the wire and its
//! effective constraints; nothing after this stage looks anything up in the model.
//!
//! The stage is neutral: it states what the model asks for, whether or not a generator can do it, and nothing in it depends
//! on a protocol or on the language of the code that is made of it.

mod constraints;
mod cors;
mod dump;
mod endpoint;
mod operation;
mod resolve;
mod security;
mod shape;
mod shape_index;
mod test_case;
mod xml;

pub use constraints::{AllowedValue, Bound, Constant, Constraints, PatternConstraint, UnusablePattern};
pub use cors::Cors;
pub use dump::dump;
pub use endpoint::{
    EndpointDiscovery, EndpointParam, EndpointParamValue, EndpointPattern, EndpointRules, EndpointSetting,
};
pub use operation::{
    Acceptor, AcceptorMatcher, AcceptorState, Checksums, HttpOperation, Operation, OperationAuth, Outcome, Pagination,
    PathComparator, PathMatcher, RequiredChecksum, Response, Waiter,
};
pub use resolve::{choose_protocol, resolve};
pub use security::{OtherScheme, SchemeDocs, Security, SecurityScheme, Server, ServerVariable, TokenUrl};
pub use shape::{
    Discriminator, Docs, EnumValue, ErrorTraits, FieldEncoding, Member, PartHeader, Shape, ShapeKind, UnionEncoding,
};
pub use shape_index::ShapeIndex;
pub use test_case::{TestCase, TestKind};
pub use weland_model::query::http::{HttpBinding, ParameterStyle, StatusRange, Style};
pub use weland_model::query::presence::Presence;
pub use weland_model::query::security::SecurityKind;
pub use xml::{Xml, XmlNamespace};

use weland_model::Span;

/// A service with all that its operations reach.
#[derive(Debug, Clone)]
pub struct Service {
    /// The name of its shape.
    pub name: String,
    /// The namespace of its shape.
    pub namespace: String,
    /// The version of the API.
    pub version: String,
    /// The name that SDKs know it by; the shape's name if the model gives none.
    pub sdk_id: String,
    /// The title for people.
    pub title: String,
    /// The first part of its host names, if it is a service of AWS.
    pub endpoint_prefix: Option<String>,
    /// The name that requests are signed for.
    pub signing_name: Option<String>,
    /// The ids of the traits of its protocols, the preferred ones first.
    pub protocols: Vec<String>,
    /// The one of its protocols that is used.
    pub protocol: String,
    /// Whether the versions of HTTP that the protocol has for streams of events include HTTP/2.
    pub event_streams_http2: bool,
    /// Whether it has had the protocol awsQuery, whose clients know errors by other codes.
    pub query_compatible: bool,
    /// The namespace of documents in XML whose shapes have none of their own.
    pub xml_namespace: Option<XmlNamespace>,
    /// Whether errors in XML have no element around that of the error.
    pub unwrapped_errors: bool,
    /// The authentication schemes that it configures, by id.
    pub auth_schemes: Vec<AuthScheme>,
    /// What operations accept to authenticate that state nothing else, with all that has to be known of the schemes.
    pub security: Option<Security>,
    /// The schemes of OpenAPI that are none of those that are known.
    pub other_schemes: Vec<OtherScheme>,
    /// What is said of the schemes of OpenAPI to people.
    pub scheme_docs: Vec<SchemeDocs>,
    /// Where tokens for them come from.
    pub token_urls: Vec<TokenUrl>,
    /// Where it is reached, if the model says so; the preferred places first.
    pub servers: Vec<Server>,
    /// How scripts of other origins may call it, if the model says so.
    pub cors: Option<Cors>,
    /// The operation that clients are meant to ask for endpoints, if there is one.
    pub endpoint_discovery: Option<EndpointDiscovery>,
    /// The trait that describes its endpoints by patterns of AWS, if it has one and no rules.
    pub endpoint_pattern: Option<EndpointPattern>,
    /// The rules by which its endpoints are found, if the model states some.
    pub endpoint_rules: Option<EndpointRules>,
    /// Its documentation.
    pub docs: Docs,
    /// Its operations, by id.
    pub operations: Vec<Operation>,
    /// All data shapes that they reach, by name.
    pub shapes: Vec<Shape>,
}

impl Service {
    /// The shape at an index.
    pub fn shape(&self, index: ShapeIndex) -> &Shape {
        &self.shapes[index.0]
    }

    /// Whether a member of a structure is a stream, or may be one.
    pub fn has_stream(&self, structure: ShapeIndex) -> bool {
        self.shape(structure).members().any(|member| self.shape(member.target).streaming || self.has_items(member))
    }

    /// Whether a member is a stream of values, or a body of which an alternative is one.
    pub fn has_items(&self, member: &Member) -> bool {
        self.has_items_within(member, 2)
    }

    /// Alternatives by status may have alternatives by media type.
    fn has_items_within(&self, member: &Member, depth: usize) -> bool {
        let target = self.shape(member.target);
        let is_choice = match &target.kind {
            ShapeKind::Union { encoding, .. } => {
                matches!(encoding, UnionEncoding::ByStatus | UnionEncoding::ByMediaType)
            }
            _ => false,
        };
        let within = |depth: usize| target.members().any(|member| self.has_items_within(member, depth));
        member.sequence || is_choice && depth.checked_sub(1).is_some_and(within)
    }
}

/// An authentication scheme that a service configures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthScheme {
    /// The id of its trait.
    pub id: String,
    /// Where the trait is applied.
    pub span: Span,
}
