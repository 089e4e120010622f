//! What a selector consists of.

use weland_model::ShapeType;

/// Steps, each of which gets the shapes that the one before yields.
pub(super) type Steps = Vec<Step>;

#[derive(Debug, Clone)]
pub(super) enum Step {
    Type(TypeTest),
    /// `[path]` and `[path = value]`
    Attribute(Path, Option<Comparison<String>>),
    /// `[@path: @{a} = @{b} && ...]`
    Scoped(Path, Vec<(Operand, Comparison<Operand>)>),
    /// `>`, `-[a, b]->`: without relations, any but `trait`.
    Forward(Option<Vec<Relation>>),
    /// `<`, `<-[a, b]-`
    Reverse(Option<Vec<Relation>>),
    /// `~>`
    Recursive,
    Function(Function),
    /// `$name(...)`
    SetVariable(usize, Steps),
    /// `${name}`
    GetVariable(usize),
}

/// A call such as `:test(...)`; `id` tells the calls of a selector apart.
#[derive(Debug, Clone)]
pub(super) struct Function {
    pub(super) id: usize,
    pub(super) kind: FunctionKind,
    pub(super) arguments: Vec<Steps>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FunctionKind {
    Is,
    Test,
    Not,
    In,
    Root,
    TopDown,
    Recursive,
    /// A name that is not known here: yields nothing.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeTest {
    Any,
    /// A type, or one that is made of it: an enum is a string, too.
    Type(ShapeType),
    Member,
    Number,
    Simple,
    Aggregate,
    Service,
    Data,
}

impl TypeTest {
    pub(super) fn from_keyword(keyword: &str) -> Option<Self> {
        Some(match keyword {
            "member" => Self::Member,
            "number" => Self::Number,
            "simpleType" => Self::Simple,
            "aggregateType" => Self::Aggregate,
            "serviceType" => Self::Service,
            "dataType" => Self::Data,
            "collection" | "set" => Self::Type(ShapeType::List),
            _ => Self::Type(ShapeType::from_keyword(keyword)?),
        })
    }

    /// Whether a shape of the type passes; `None` stands for members.
    pub(super) fn passes(self, shape_type: Option<ShapeType>) -> bool {
        let Some(found) = shape_type else {
            return matches!(self, Self::Any | Self::Member);
        };
        match self {
            Self::Any => true,
            Self::Member => false,
            Self::Type(ShapeType::String) => found.is_string(),
            Self::Type(ShapeType::Integer) => matches!(found, ShapeType::Integer | ShapeType::IntEnum),
            Self::Type(wanted) => found == wanted,
            Self::Number => found.is_number(),
            Self::Simple => found.is_simple(),
            Self::Aggregate => found.is_aggregate(),
            Self::Service => found.is_service_type(),
            Self::Data => found.is_data(),
        }
    }
}

/// `trait|range|min`
pub(super) type Path = Vec<Segment>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    Name(String),
    Keys,
    Values,
    Length,
    First,
    /// `(word)` that is not known here: has no value.
    Unknown,
}

/// One side of a comparison within `[@...]`.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    Text(String),
    /// `@{path}`
    Context(Path),
}

#[derive(Debug, Clone)]
pub(super) struct Comparison<T> {
    pub(super) comparator: Comparator,
    /// One of them has to match.
    pub(super) values: Vec<T>,
    pub(super) any_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparator {
    Equal,
    NotEqual,
    StartsWith,
    EndsWith,
    Contains,
    Exists,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    SameProjection,
    OtherProjection,
    Subset,
    ProperSubset,
}

/// The comparators as they are written; of those that start alike, the longer ones come first.
pub(super) const COMPARATORS: [(&str, Comparator); 14] = [
    ("{=}", Comparator::SameProjection),
    ("{!=}", Comparator::OtherProjection),
    ("{<<}", Comparator::ProperSubset),
    ("{<}", Comparator::Subset),
    ("^=", Comparator::StartsWith),
    ("$=", Comparator::EndsWith),
    ("*=", Comparator::Contains),
    ("!=", Comparator::NotEqual),
    ("?=", Comparator::Exists),
    (">=", Comparator::GreaterOrEqual),
    ("<=", Comparator::LessOrEqual),
    (">", Comparator::Greater),
    ("<", Comparator::Less),
    ("=", Comparator::Equal),
];

/// How one shape refers to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Operation,
    CollectionOperation,
    InstanceOperation,
    Resource,
    Put,
    Create,
    Read,
    Update,
    Delete,
    List,
    Bound,
    Identifier,
    Property,
    Input,
    Output,
    Error,
    Member,
    /// From a member to its target; has no name.
    Target,
    Mixin,
    Trait,
    /// A name that is not known here: leads nowhere.
    Unknown,
}

impl Relation {
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "operation" => Self::Operation,
            "collectionOperation" => Self::CollectionOperation,
            "instanceOperation" => Self::InstanceOperation,
            "resource" => Self::Resource,
            "put" => Self::Put,
            "create" => Self::Create,
            "read" => Self::Read,
            "update" => Self::Update,
            "delete" => Self::Delete,
            "list" => Self::List,
            "bound" => Self::Bound,
            "identifier" => Self::Identifier,
            "property" => Self::Property,
            "input" => Self::Input,
            "output" => Self::Output,
            "error" => Self::Error,
            "member" => Self::Member,
            "mixin" => Self::Mixin,
            "trait" => Self::Trait,
            _ => Self::Unknown,
        }
    }

    /// Whether `>`, `<` and `~>` follow the relation; the others have to be asked for.
    pub(super) fn is_ordinary(self) -> bool {
        !matches!(self, Self::Trait | Self::Bound | Self::InstanceOperation)
    }
}

/// Whether a relation is one of those that are asked for; without any, an ordinary one.
pub(super) fn follows(relations: Option<&[Relation]>, relation: Relation) -> bool {
    match relations {
        Some(relations) => relations.contains(&relation),
        None => relation.is_ordinary(),
    }
}
