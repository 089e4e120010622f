//! What the specifications demand of each object, as data: fields, their types, and the versions that have them.

use crate::document::Version;

/// A set of versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Versions(u8);

pub(super) const ALL: Versions = Versions(0b1111);
pub(super) const V2: Versions = Versions(0b0001);
pub(super) const V3: Versions = Versions(0b1110);
pub(super) const V3_0: Versions = Versions(0b0010);
pub(super) const V3_1: Versions = Versions(0b0100);
pub(super) const V3_2: Versions = Versions(0b1000);
/// Up to 3.0.
pub(super) const OLD: Versions = Versions(0b0011);
/// From 3.1 on.
pub(super) const NEW: Versions = Versions(0b1100);
/// All but 3.2.
pub(super) const BEFORE_3_2: Versions = Versions(0b0111);
/// 3.0 and 3.1
pub(super) const V3_0_AND_1: Versions = Versions(0b0110);
const NONE: Versions = Versions(0);

impl Versions {
    pub(super) fn has(self, version: Version) -> bool {
        let bit = match version {
            Version::V2_0 => V2,
            Version::V3_0 => V3_0,
            Version::V3_1 => V3_1,
            Version::V3_2 => V3_2,
        };
        self.0 & bit.0 != 0
    }

    /// The versions, in words.
    pub(super) fn describe(self) -> String {
        let all = [Version::V2_0, Version::V3_0, Version::V3_1, Version::V3_2];
        let names: Vec<&str> = all.into_iter().filter(|version| self.has(*version)).map(Version::name).collect();
        match names.as_slice() {
            [] => "no version".into(),
            [one] => (*one).into(),
            [first, .., _] if self == NEW => format!("{first} and later"),
            [first, .., last] => format!("{first} to {last}"),
        }
    }
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    /// Anything, which is data and not looked into.
    Any,
    Text(Text),
    Bool,
    Number,
    /// A number above zero.
    Positive,
    /// A whole number that is not negative.
    Count,
    /// One of these strings.
    Word(&'static [&'static str]),
    Object(Kind),
    /// An object, or a reference to one.
    Ref(Kind),
    /// A list.
    List(&'static Type),
    /// A list that is not empty.
    NonEmpty(&'static Type),
    /// An object with values of one type.
    Map(Keys, &'static Type),
    /// Of these, the first that has the JSON type of the value.
    Either(&'static [Type]),
}

/// What a string must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Any,
    Uri,
    Email,
}

/// What the keys of an object must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    Any,
    /// Names of components.
    Component,
    /// Names of headers and methods.
    Token,
    MediaRange,
    /// Status codes, `default`, and ranges such as `4XX`.
    Status,
    /// Paths, which start with a slash.
    Path,
}

/// The objects of the specifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    /// The items of parameters and headers of version 2.0.
    Items,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    ImplicitFlow,
    PasswordFlow,
    ClientFlow,
    CodeFlow,
    DeviceFlow,
    SecurityRequirement,
}

impl Kind {
    /// All kinds.
    pub(super) const ALL: &'static [Self] = &[
        Self::Document,
        Self::Info,
        Self::Contact,
        Self::License,
        Self::Server,
        Self::ServerVariable,
        Self::Components,
        Self::Paths,
        Self::PathItem,
        Self::Operation,
        Self::ExternalDocs,
        Self::Parameter,
        Self::Items,
        Self::RequestBody,
        Self::MediaType,
        Self::Encoding,
        Self::Responses,
        Self::Response,
        Self::Callback,
        Self::Example,
        Self::Link,
        Self::Header,
        Self::Tag,
        Self::Schema,
        Self::Discriminator,
        Self::Xml,
        Self::SecurityScheme,
        Self::Flows,
        Self::ImplicitFlow,
        Self::PasswordFlow,
        Self::ClientFlow,
        Self::CodeFlow,
        Self::DeviceFlow,
        Self::SecurityRequirement,
    ];
}

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) value: Type,
    /// The versions that have it.
    pub(super) known: Versions,
    /// The versions that demand it.
    pub(super) required: Versions,
}

impl Field {
    /// Restricts the field to some versions.
    pub(super) const fn of(self, versions: Versions) -> Self {
        let required = Versions(self.required.0 & versions.0);
        Self { known: versions, required, ..self }
    }

    /// Demands the field in some versions only.
    pub(super) const fn required(self, versions: Versions) -> Self {
        Self { required: versions, ..self }
    }
}

/// A field that may be absent.
pub(super) const fn may(name: &'static str, value: Type) -> Field {
    Field { name, value, known: ALL, required: NONE }
}

/// A field that must be there.
pub(super) const fn must(name: &'static str, value: Type) -> Field {
    Field { name, value, known: ALL, required: ALL }
}

/// An object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spec {
    /// With its article.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// The keys and values beside the fields, if there may be any.
    pub(super) others: Option<(Keys, Type)>,
    /// Whether keys that start with `x-` are extensions.
    pub(super) has_extensions: bool,
    /// Fields of which at most one may be there.
    pub(super) exclusive: &'static [&'static [&'static str]],
}

impl Spec {
    pub(super) const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self { name, fields, others: None, has_extensions: true, exclusive: &[] }
    }

    pub(super) const fn others(self, keys: Keys, value: Type) -> Self {
        Self { others: Some((keys, value)), ..self }
    }

    pub(super) const fn exclusive(self, exclusive: &'static [&'static [&'static str]]) -> Self {
        Self { exclusive, ..self }
    }

    pub(super) const fn without_extensions(self) -> Self {
        Self { has_extensions: false, ..self }
    }
}
