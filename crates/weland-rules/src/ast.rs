//! The syntax tree.

use crate::function::Function;
use crate::kind::ParameterKind;
use crate::path::Path;
use crate::template::Template;
use crate::value::Value;

/// Rules by which an endpoint is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    pub(crate) parameters: Vec<Parameter>,
    /// The names of all variables: those of the parameters, then those that conditions assign to.
    pub(crate) variables: Vec<String>,
    pub(crate) body: Body,
}

impl Rules {
    /// What the rules take.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }
}

/// What rules take from settings and inputs.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name, which is unique among those of the rules.
    pub name: String,
    /// The type of its values.
    pub kind: ParameterKind,
    /// Whether there are no rules for a call without it.
    pub required: bool,
    /// The value that it has if nothing else gives it one.
    pub default: Option<Value<'static>>,
    /// The setting that it comes from, such as `AWS::Region`.
    pub built_in: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Body {
    Tree(Vec<Rule>),
    Graph(Graph),
}

/// The first rule of a list whose conditions hold decides.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) then: Then,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Then {
    Rules(Vec<Rule>),
    Outcome(Outcome),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Endpoint(EndpointRule),
    Error(Expr),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EndpointRule {
    pub(crate) url: Expr,
    pub(crate) headers: Vec<(String, Vec<Expr>)>,
    pub(crate) properties: Vec<(String, Expr)>,
}

/// Holds if its value is there and not `false`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    /// The variable that takes the value.
    pub(crate) assign: Option<usize>,
    pub(crate) value: Expr,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Boolean(bool),
    Integer(i64),
    Template(Template),
    Variable(usize),
    /// `getAttr`
    Attribute(Box<Expr>, Path),
    Call(Function, Vec<Expr>),
    List(Vec<Expr>),
    Record(Vec<(String, Expr)>),
}

/// A binary decision diagram.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Graph {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) outcomes: Vec<Outcome>,
    /// A reference as those of nodes.
    pub(crate) root: i32,
    /// The index of a condition, and where to go if it holds and if it does not. References from 2 on are to the node of the
    /// index before; negative ones to the same with both ways exchanged; from [`RESULTS`](Self::RESULTS) on to outcomes. All
    /// else is no match.
    pub(crate) nodes: Vec<[i32; 3]>,
}

impl Graph {
    /// The reference to no outcome; those to outcomes follow.
    pub(crate) const RESULTS: i32 = 100_000_000;
}
