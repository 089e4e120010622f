//! Smithy selectors: a language that picks shapes out of a model.
//!
//! `structure > member [trait|required]`, for example, picks all required members of structures.
//! The definition of each trait says with a selector what the trait may be applied to.

mod ast;
mod attribute;
mod cache;
mod eval;
mod graph;
mod node;
mod parse;
mod picks;
mod reverse;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use weland_model::{Model, ShapeId};

pub(crate) use ast::Relation;
use attribute::{Scope, Value};
pub(crate) use cache::{CachedSelector, SelectorCache};
use eval::Evaluation;
pub(crate) use graph::Graph;
use node::NodeId;

/// A selector that is ready to be asked for shapes.
///
/// All of the Smithy 2.0 selector language is there: types (`structure`, `number`, `*`),
/// attributes (`[trait|range|min >= 1]`), scoped attributes (`[@trait|range: @{min} = @{max}]`),
/// neighbours (`>`, `<`, `~>`, `-[input, output]->`, `<-[trait]-`), functions (`:is`, `:test`,
/// `:not`, `:in`, `:root`, `:topdown`, `:recursive`) and variables (`$name(...)`, `${name}`).
/// Functions and relations that are not known yield nothing, as the language demands.
///
/// ```
/// use weland_smithy::{Loader, Selector};
///
/// let mut loader = Loader::new();
/// loader.add("city.smithy", r#"
///     $version: "2.0"
///     namespace example
///     structure City {
///         @required
///         name: String
///         mayor: String
///     }
/// "#);
/// let (model, _) = loader.load();
///
/// let selector = Selector::parse("[id|namespace = example] > member [trait|required]")?;
/// let found: Vec<String> = selector.select(&model).iter().map(ToString::to_string).collect();
/// assert_eq!(found, ["example#City$name"]);
///
/// let error = Selector::parse("structure > membre").unwrap_err();
/// assert_eq!(error.offset(), 12);
/// assert_eq!(error.help(), "did you mean `member`?");
/// # Ok::<(), weland_smithy::SelectorError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Selector {
    text: Arc<str>,
    steps: ast::Steps,
    variables: Vec<String>,
}

/// What a selector yields: a shape or member, and the values that the variables had then.
pub(crate) struct Match {
    pub(crate) node: NodeId,
    variables: Vec<Option<Vec<NodeId>>>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// If the text is no selector; the error says where it goes wrong and what to do.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let parsed = parse::parse(text)?;
        Ok(Self { text: Arc::from(text), steps: parsed.steps, variables: parsed.variables })
    }

    /// The selector as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The ids of all shapes and members of a model that the selector picks, those of the
    /// prelude and of built-in trait definitions included.
    #[must_use]
    pub fn select(&self, model: &Model) -> BTreeSet<ShapeId> {
        let graph = Graph::new(model);
        self.select_in(&graph).into_iter().filter_map(|node| graph.id(node)).collect()
    }

    /// Like [`Selector::select`], by number.
    pub(crate) fn select_in(&self, graph: &Graph<'_>) -> BTreeSet<u32> {
        Evaluation::new(graph, &self.variables).run(&self.steps, graph.all())
    }

    /// What the selector yields, with the variables that were set on the way.
    pub(crate) fn matches(&self, graph: &Graph<'_>) -> Vec<Match> {
        let mut evaluation = Evaluation::new(graph, &self.variables);
        if self.variables.is_empty() {
            let all = evaluation.run(&self.steps, graph.all());
            return all.into_iter().map(|node| Match { node, variables: Vec::new() }).collect();
        }
        evaluation.matches(&self.steps, graph.all())
    }

    /// An attribute of what the selector has yielded, such as `trait|title`, as messages show it. What is not there, or no
    /// attribute, is empty.
    pub(crate) fn attribute(&self, graph: &Graph<'_>, found: &Match, path: &str) -> String {
        let parsed = Self::parse(&format!("[{path}]")).map(|selector| selector.steps).unwrap_or_default();
        let [ast::Step::Attribute(path, None)] = parsed.as_slice() else { return String::new() };
        let scope = Scope { graph, variables: &found.variables, names: &self.variables };
        attribute::shown(&scope, &scope.follow(Value::Shape(found.node), path))
    }

    /// What the selector yields for one shape.
    pub(crate) fn select_from(&self, graph: &Graph<'_>, start: u32) -> BTreeSet<u32> {
        Evaluation::new(graph, &self.variables).run(&self.steps, std::iter::once(start))
    }
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Why a text is no selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectorError {
    offset: usize,
    message: String,
    help: String,
}

impl SelectorError {
    /// Where it goes wrong, in bytes from the start of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at offset {}", self.message, self.offset)
    }
}

impl std::error::Error for SelectorError {}
