//! Endpoint rules.

use weland_model::Span;
use weland_rules::Rules;

use crate::shape::Docs;

/// The rules by which endpoints of a service are found.
#[derive(Debug, Clone)]
pub struct EndpointRules {
    /// Where the model states them.
    pub span: Span,
    /// The rules.
    pub rules: Rules,
    /// The parameters that are settings of clients.
    pub settings: Vec<EndpointSetting>,
}

/// A parameter of endpoint rules that is a setting of clients.
#[derive(Debug, Clone)]
pub struct EndpointSetting {
    /// Its name.
    pub name: String,
    /// Whether it is a boolean; it is a string otherwise.
    pub boolean: bool,
    /// Its documentation.
    pub docs: Docs,
}

/// A parameter of endpoint rules that an operation gives a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointParam {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: EndpointParamValue,
}

/// The value of a parameter of endpoint rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndpointParamValue {
    /// Always the same.
    Boolean(bool),
    /// Always the same.
    String(String),
    /// Always the same.
    Strings(Vec<String>),
    /// The member of the input of this name.
    Member(String),
    /// What an expression in JMESPath finds in the input.
    Path(String),
}

/// How clients are meant to find out endpoints.
#[derive(Debug, Clone)]
pub struct EndpointDiscovery {
    /// The id of the operation that tells endpoints.
    pub operation: String,
    /// Where the model says so.
    pub span: Span,
}

/// A trait that describes the endpoints of a service by patterns of AWS.
#[derive(Debug, Clone)]
pub struct EndpointPattern {
    /// The id of the trait.
    pub id: String,
    /// Where it is applied.
    pub span: Span,
}
