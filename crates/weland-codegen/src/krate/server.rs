//! Servers and validators.

use weland_service::Cors;

use super::operation::OperationItem;
use super::path::Path;

/// The server.
#[derive(Debug, Clone)]
pub struct ServerItem {
    /// The name of the trait.
    pub name: String,
    /// The title of the service.
    pub title: String,
    /// Its operations.
    pub operations: Vec<OperationItem>,
    /// The values of the runtime that are its protocols.
    pub protocols: Vec<&'static str>,
    /// How scripts of other origins may call it.
    pub cors: Option<Cors>,
    /// The document that the crate has beside its code.
    pub openapi: Option<OpenApiItem>,
    /// The schemes by which callers authenticate.
    pub schemes: Vec<SchemeItem>,
}

/// A constant for a scheme of authentication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeItem {
    /// The name of the constant.
    pub name: String,
    /// What is sent, and what it is for.
    pub docs: String,
    /// Its name in the model, as schemas of operations have it.
    pub wire: String,
    /// What its check is given.
    pub credential: SchemeCredential,
}

/// What the check of a scheme is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeCredential {
    /// A user name and a password.
    UserPassword,
    /// A token or a key.
    Token,
    /// Nothing: the runtime does not read it.
    Nothing,
}

/// A constant for an OpenAPI document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenApiItem {
    /// The name of its file, at the root of the crate.
    pub file: String,
    /// Whether it is in YAML, not in JSON.
    pub is_yaml: bool,
}

/// The shapes of a validator, by name.
#[derive(Debug, Clone)]
pub struct ShapesItem {
    /// Their schemas, in the order of their names in the model.
    pub shapes: Vec<ShapeSchema>,
    /// Whether JSON is checked as JSON Schema understands it.
    pub json_schema: bool,
}

/// Where a validator finds the schema of a shape.
#[derive(Debug, Clone)]
pub enum ShapeSchema {
    /// In its type.
    Type(Path),
    /// In a static of the types crate.
    Static(String),
}
