//! The syntax tree.

use crate::function::Function;
use crate::value::Value;

/// An expression. Operators of one kind stand side by side, so that long expressions are not deep ones.
#[derive(Debug)]
pub(crate) enum Node {
    /// `a | b`
    Pipe(Vec<Node>),
    /// `a || b`
    Or(Vec<Node>),
    /// `a && b`
    And(Vec<Node>),
    /// `a < b`, evaluated from left to right if there are several.
    Comparison(Box<Node>, Vec<(usize, Comparator, Node)>),
    /// `!a`, with the number of exclamation marks.
    Not(usize, Chain),
    Chain(Chain),
    /// `&a`
    Reference(Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparator {
    Equal,
    NotEqual,
    LessOrEqual,
    GreaterOrEqual,
    Less,
    Greater,
}

/// `a.b[0].c`
#[derive(Debug)]
pub(crate) struct Chain {
    pub(crate) base: Base,
    /// With the offset of each in the text, in bytes.
    pub(crate) steps: Vec<(usize, Step)>,
}

/// What a chain starts with. Names, calls and brackets at the start are steps from the current node.
#[derive(Debug)]
pub(crate) enum Base {
    Current,
    /// `(a)`
    Group(Box<Node>),
    Literal(Value),
}

#[derive(Debug)]
pub(crate) enum Step {
    /// `.a`
    Field(String),
    Call(Call),
    /// `[0]`
    Index(i64),
    /// `.*`
    ObjectWildcard,
    /// `[*]`
    ListWildcard,
    /// `[]`
    Flatten,
    /// `[?a]`
    Filter(Node),
    /// `[1:2:3]`
    Slice(Slice),
    /// `[a, b]`
    MultiSelectList(Vec<Node>),
    /// `{a: b}`
    MultiSelectHash(Vec<(String, Node)>),
}

impl Step {
    /// Whether the steps after it hold for each of several values.
    pub(crate) fn is_projection(&self) -> bool {
        matches!(self, Self::ObjectWildcard | Self::ListWildcard | Self::Flatten | Self::Filter(_) | Self::Slice(_))
    }
}

/// `[start:stop:step]`
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    pub(crate) start: Option<i64>,
    pub(crate) stop: Option<i64>,
    /// Not zero.
    pub(crate) step: i64,
}

/// `length(a)`
#[derive(Debug)]
pub(crate) struct Call {
    /// Where it starts in the text, in bytes.
    pub(crate) offset: usize,
    /// `None` if there is no such function, or it does not take that many arguments.
    pub(crate) function: Option<Function>,
    pub(crate) arguments: Vec<Node>,
}
