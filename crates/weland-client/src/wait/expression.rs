//! JMESPath expressions.

use super::value::Value;

/// An expression. Operators of one kind stand side by side, so that long expressions are not deep ones.
#[derive(Debug)]
pub(super) enum Expression {
    /// `a | b`
    Pipe(Vec<Expression>),
    Or(Vec<Expression>),
    And(Vec<Expression>),
    /// `a < b`; from left to right if there are several.
    Comparison(Box<Expression>, Vec<(Relation, Expression)>),
    /// `!a`; how often is what counts.
    Not(usize, Chain),
    Chain(Chain),
    /// `&a`
    Reference(Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Equal,
    NotEqual,
    LessOrEqual,
    GreaterOrEqual,
    Less,
    Greater,
}

/// `a.b[0].c`
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) base: Base,
    pub(super) links: Vec<Link>,
}

/// What a chain starts with. Names and brackets at the start are links of the current value.
#[derive(Debug)]
pub(super) enum Base {
    Current,
    Group(Box<Expression>),
    Literal(Value),
}

#[derive(Debug)]
pub(super) enum Link {
    Member(String),
    Call(Call),
    /// `[0]`
    Index(i64),
    /// `.*`
    Values,
    /// `[*]`
    Items,
    /// `[]`
    Flatten,
    /// `[?a]`
    Filter(Expression),
    /// `[1:2:3]`
    Slice(Slice),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `{a: b}`
    Map(Vec<(String, Expression)>),
}

/// `[start:stop:step]`
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice {
    pub(super) start: Option<i64>,
    pub(super) stop: Option<i64>,
    /// Not zero.
    pub(super) step: i64,
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) function: Function,
    pub(super) arguments: Vec<Expression>,
}

macro_rules! functions {
    ($($function:ident = $name:literal, $arity:literal;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Function {
            $($function,)*
        }

        impl Function {
            /// A function by its name, and how many arguments it takes; 0 stands for one or more.
            pub(super) fn find(name: &str) -> Option<(Self, usize)> {
                match name {
                    $($name => Some((Self::$function, $arity)),)*
                    _ => None,
                }
            }
        }
    };
}

functions! {
    Abs = "abs", 1;
    Avg = "avg", 1;
    Ceil = "ceil", 1;
    Contains = "contains", 2;
    EndsWith = "ends_with", 2;
    Floor = "floor", 1;
    Join = "join", 2;
    Keys = "keys", 1;
    Length = "length", 1;
    Map = "map", 2;
    Max = "max", 1;
    MaxBy = "max_by", 2;
    Merge = "merge", 0;
    Min = "min", 1;
    MinBy = "min_by", 2;
    NotNull = "not_null", 0;
    Reverse = "reverse", 1;
    Sort = "sort", 1;
    SortBy = "sort_by", 2;
    StartsWith = "starts_with", 2;
    Sum = "sum", 1;
    ToArray = "to_array", 1;
    ToNumber = "to_number", 1;
    ToString = "to_string", 1;
    Type = "type", 1;
    Values = "values", 1;
}
