//! What the readers hand on: the contents of one file with names as they were written.
//!
//! Both syntaxes are read into these types; nothing after them can tell which one spoke, but
//! for [`RawFile::names`], which says how names are to be resolved.

use std::borrow::Cow;

use weland_model::{Node, ShapeType, Span};

/// How deep values may be nested, in either syntax: what is read in one can be written in the
/// other.
pub(crate) const MAX_DEPTH: u32 = 128;

/// A name as it was written: relative or absolute, perhaps with a member.
#[derive(Debug, Clone)]
pub(crate) struct Name<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) span: Span,
}

/// The versions of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V1,
    V2,
}

impl Version {
    /// The version of a version number, if it is known.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "1" | "1.0" => Some(Self::V1),
            "2" | "2.0" => Some(Self::V2),
            _ => None,
        }
    }
}

/// How the names of a file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// Relative to the namespace and the `use` statements; unquoted ids in values count, too.
    Relative,
    /// Always absolute.
    Absolute,
}

#[derive(Debug)]
pub(crate) struct RawFile<'a> {
    pub(crate) version: Version,
    pub(crate) names: Names,
    pub(crate) namespace: Cow<'a, str>,
    pub(crate) metadata: Vec<(Name<'a>, Node)>,
    pub(crate) uses: Vec<Name<'a>>,
    pub(crate) shapes: Vec<RawShape<'a>>,
    pub(crate) applies: Vec<RawApply<'a>>,
    /// The names of shapes that a syntax error may have hidden, as in [`RawShape::name`]: that they are not defined is no
    /// further error.
    pub(crate) lost: Vec<Cow<'a, str>>,
    /// The same of metadata keys.
    pub(crate) lost_metadata: Vec<Cow<'a, str>>,
}

impl RawFile<'_> {
    pub(crate) fn new(names: Names) -> Self {
        Self {
            version: Version::V1,
            names,
            namespace: Cow::Borrowed(""),
            metadata: Vec::new(),
            uses: Vec::new(),
            shapes: Vec::new(),
            applies: Vec::new(),
            lost: Vec::new(),
            lost_metadata: Vec::new(),
        }
    }
}

#[derive(Debug)]
pub(crate) struct RawShape<'a> {
    /// Relative to the namespace in IDL, absolute in JSON.
    pub(crate) name: Name<'a>,
    pub(crate) shape_type: ShapeType,
    pub(crate) traits: Vec<RawTrait<'a>>,
    pub(crate) members: Vec<RawMember<'a>>,
    pub(crate) mixins: Vec<Name<'a>>,
    pub(crate) resource: Option<Name<'a>>,
    pub(crate) data: RawData<'a>,
    /// A syntax error cut the shape short: what is missing in it is no further error.
    pub(crate) broken: bool,
}

impl<'a> RawShape<'a> {
    pub(crate) fn new(name: Name<'a>, shape_type: ShapeType) -> Self {
        Self {
            name,
            shape_type,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            resource: None,
            data: RawData::None,
            broken: false,
        }
    }
}

#[derive(Debug, Default)]
pub(crate) enum RawData<'a> {
    #[default]
    None,
    Service(Box<RawService<'a>>),
    Operation(Box<RawOperation<'a>>),
    Resource(Box<RawResource<'a>>),
}

#[derive(Debug, Default)]
pub(crate) struct RawService<'a> {
    pub(crate) version: Option<Node>,
    pub(crate) operations: Vec<Name<'a>>,
    pub(crate) resources: Vec<Name<'a>>,
    pub(crate) errors: Vec<Name<'a>>,
    pub(crate) rename: Vec<(Name<'a>, Name<'a>)>,
}

#[derive(Debug, Default)]
pub(crate) struct RawOperation<'a> {
    pub(crate) input: Option<Name<'a>>,
    pub(crate) output: Option<Name<'a>>,
    pub(crate) errors: Vec<Name<'a>>,
}

#[derive(Debug, Default)]
pub(crate) struct RawResource<'a> {
    pub(crate) identifiers: Vec<(Name<'a>, Name<'a>)>,
    pub(crate) properties: Vec<(Name<'a>, Name<'a>)>,
    /// `put`, `create`, ... with their operation.
    pub(crate) lifecycle: Vec<(&'static str, Name<'a>)>,
    pub(crate) operations: Vec<Name<'a>>,
    pub(crate) collection_operations: Vec<Name<'a>>,
    pub(crate) resources: Vec<Name<'a>>,
}

#[derive(Debug)]
pub(crate) struct RawTrait<'a> {
    pub(crate) name: Name<'a>,
    /// `None` for `@trait` and `@trait()`, whose value depends on the trait's shape.
    pub(crate) value: Option<Node>,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum RawTarget<'a> {
    To(Name<'a>),
    /// `$member`: the target comes from a mixin or a resource.
    Elided,
    /// Members of enums.
    Unit,
}

#[derive(Debug)]
pub(crate) struct RawMember<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) target: RawTarget<'a>,
    pub(crate) traits: Vec<RawTrait<'a>>,
    /// The value of `member = value`.
    pub(crate) value: Option<Node>,
}

#[derive(Debug)]
pub(crate) struct RawApply<'a> {
    pub(crate) target: Name<'a>,
    pub(crate) traits: Vec<RawTrait<'a>>,
}

impl RawTrait<'_> {
    /// Whether this was written as a trait, and not as a documentation comment.
    pub(crate) fn is_written(&self) -> bool {
        self.name.span != self.span
    }
}
