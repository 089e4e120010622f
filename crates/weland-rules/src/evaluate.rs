//! Evaluation over values.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use crate::ast::{Body, Condition, EndpointRule, Expr, Graph, Outcome, Parameter, Rule, Rules, Then};
use crate::function::Function;
use crate::library;
use crate::partition::{self, PARTITIONS, Partition};
use crate::template::{Piece, Template};
use crate::value::Value;

/// How much text an evaluation may build.
const MAX_TEXT: usize = 1 << 20;

/// Where a call goes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint<'a> {
    /// The URL.
    pub url: String,
    /// Headers of the request, each with its values.
    pub headers: Vec<(&'a str, Vec<String>)>,
    /// What else is known of the endpoint, such as `authSchemes`.
    pub properties: Vec<(&'a str, Value<'a>)>,
}

impl<'a> Endpoint<'a> {
    /// A property.
    pub fn property(&self, name: &str) -> Option<&Value<'a>> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// There is no endpoint for a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolveError {
    /// The rules say so, and why.
    Rule(String),
    /// A parameter has no value that has to have one.
    Missing(String),
    /// A parameter has a value of another type.
    Mistyped(String),
    /// The rules don't say what holds for the call.
    NoMatch,
    /// The evaluation exceeds the limits of this crate.
    Limit,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(message) => f.write_str(message),
            Self::Missing(name) => write!(f, "the parameter `{name}` of the endpoint rules has no value"),
            Self::Mistyped(name) => {
                write!(f, "the parameter `{name}` of the endpoint rules has a value of another type")
            }
            Self::NoMatch => f.write_str("the endpoint rules have no endpoint for this"),
            Self::Limit => f.write_str("the evaluation of the endpoint rules exceeds its limits"),
        }
    }
}

impl std::error::Error for ResolveError {}

impl Rules {
    /// Finds the endpoint of a call. `find` gives parameters their values; those without one have their default.
    ///
    /// # Errors
    /// The rules state an error for such a call, or it lacks a parameter.
    pub fn resolve<'a>(
        &'a self,
        find: impl FnMut(&'a Parameter) -> Option<Value<'a>>,
    ) -> Result<Endpoint<'a>, ResolveError> {
        self.resolve_among(PARTITIONS, find)
    }

    /// Finds the endpoint of a call in a world with these partitions.
    ///
    /// # Errors
    /// Those of [`resolve`](Self::resolve).
    pub fn resolve_among<'a>(
        &'a self,
        partitions: &'static [Partition],
        mut find: impl FnMut(&'a Parameter) -> Option<Value<'a>>,
    ) -> Result<Endpoint<'a>, ResolveError> {
        let mut slots = vec![None; self.variables.len()];
        for (slot, parameter) in slots.iter_mut().zip(&self.parameters) {
            *slot = find(parameter).or_else(|| parameter.default.clone());
            match slot {
                None if parameter.required => return Err(ResolveError::Missing(parameter.name.clone())),
                Some(value) if !parameter.kind.has(value) => {
                    return Err(ResolveError::Mistyped(parameter.name.clone()));
                }
                _ => {}
            }
        }
        let mut run = Run { partitions, slots, text: Cell::new(0) };
        let found = match &self.body {
            Body::Tree(rules) => run.tree(rules),
            Body::Graph(graph) => run.graph(graph),
        };
        if run.text.get() > MAX_TEXT { Err(ResolveError::Limit) } else { found }
    }
}

impl crate::ParameterKind {
    /// Whether a value is of this type.
    fn has(self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::String, Value::String(_)) | (Self::Boolean, Value::Boolean(_)) => true,
            (Self::StringArray, Value::List(items)) => items.iter().all(|item| item.as_str().is_some()),
            _ => false,
        }
    }
}

struct Run<'a> {
    partitions: &'static [Partition],
    /// The values of the variables.
    slots: Vec<Option<Value<'a>>>,
    /// How much text has been built.
    text: Cell<usize>,
}

impl<'a> Run<'a> {
    fn tree(&mut self, rules: &'a [Rule]) -> Result<Endpoint<'a>, ResolveError> {
        let mut rules = rules;
        // The conditions of a rule whose rules don't match have decided: the rules after it are not asked.
        while let Some(rule) = rules.iter().find(|rule| rule.conditions.iter().all(|it| self.holds(it))) {
            match &rule.then {
                Then::Rules(inner) => rules = inner,
                Then::Outcome(outcome) => return self.outcome(outcome),
            }
        }
        Err(ResolveError::NoMatch)
    }

    fn graph(&mut self, graph: &'a Graph) -> Result<Endpoint<'a>, ResolveError> {
        let mut reference = graph.root;
        // What is not a diagram could go round in circles.
        for _ in 0..=graph.nodes.len() {
            if reference >= Graph::RESULTS {
                let index = usize::try_from(reference - Graph::RESULTS).ok().and_then(|index| index.checked_sub(1));
                let outcome = index.and_then(|index| graph.outcomes.get(index)).ok_or(ResolveError::NoMatch)?;
                return self.outcome(outcome);
            }
            let index = (reference.unsigned_abs() as usize).checked_sub(1).filter(|index| *index > 0);
            let node = index.and_then(|index| graph.nodes.get(index)).ok_or(ResolveError::NoMatch)?;
            let [condition, high, low] = *node;
            let condition = usize::try_from(condition).ok().and_then(|index| graph.conditions.get(index));
            let holds = self.holds(condition.ok_or(ResolveError::NoMatch)?);
            reference = if holds == (reference > 0) { high } else { low };
        }
        Err(ResolveError::NoMatch)
    }

    fn holds(&mut self, condition: &'a Condition) -> bool {
        let value = self.value(&condition.value);
        let holds = !matches!(value, None | Some(Value::Boolean(false)));
        if let Some(slot) = condition.assign.and_then(|index| self.slots.get_mut(index)) {
            *slot = value;
        }
        holds
    }

    fn outcome(&self, outcome: &'a Outcome) -> Result<Endpoint<'a>, ResolveError> {
        let rule = match outcome {
            Outcome::Error(message) => return Err(ResolveError::Rule(self.string(message)?.into_owned())),
            Outcome::Endpoint(rule) => rule,
        };
        let EndpointRule { url, headers, properties } = rule;
        let values = |values: &'a [Expr]| -> Result<Vec<String>, ResolveError> {
            values.iter().map(|it| self.string(it).map(Cow::into_owned)).collect()
        };
        let headers = headers.iter().map(|(name, list)| Ok((name.as_str(), values(list)?)));
        let property = |(name, value): &'a (String, Expr)| Some((name.as_str(), self.value(value)?));
        Ok(Endpoint {
            url: self.string(url)?.into_owned(),
            headers: headers.collect::<Result<_, ResolveError>>()?,
            properties: properties.iter().filter_map(property).collect(),
        })
    }

    /// The text of an expression that has one, as all have whose types are right.
    fn string(&self, expr: &'a Expr) -> Result<Cow<'a, str>, ResolveError> {
        match self.value(expr) {
            Some(Value::String(text)) => Ok(text),
            _ => Err(ResolveError::NoMatch),
        }
    }

    fn value(&self, expr: &'a Expr) -> Option<Value<'a>> {
        Some(match expr {
            Expr::Boolean(value) => Value::Boolean(*value),
            Expr::Integer(value) => Value::Integer(*value),
            Expr::Template(template) => Value::String(self.template(template)?),
            Expr::Variable(index) => self.slots.get(*index)?.clone()?,
            Expr::Attribute(of, path) => match &**of {
                // Without a copy of the whole.
                Expr::Variable(index) => path.get(self.slots.get(*index)?.as_ref()?)?.clone(),
                of => path.get(&self.value(of)?)?.clone(),
            },
            Expr::Call(function, arguments) => self.call(*function, arguments)?,
            Expr::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect::<Option<_>>()?),
            Expr::Record(entries) => {
                let entry =
                    |(name, value): &'a (String, Expr)| Some((Cow::Borrowed(name.as_str()), self.value(value)?));
                Value::Record(entries.iter().map(entry).collect::<Option<_>>()?)
            }
        })
    }

    fn template(&self, template: &'a Template) -> Option<Cow<'a, str>> {
        if let Some(text) = template.as_text() {
            return Some(Cow::Borrowed(text));
        }
        let mut out = String::with_capacity(64);
        for piece in &template.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Variable(index, path) => {
                    let value = self.slots.get(*index)?.as_ref()?;
                    out.push_str(path.as_ref().map_or(Some(value), |path| path.get(value))?.as_str()?);
                }
            }
        }
        self.spend(out.len()).then_some(Cow::Owned(out))
    }

    /// Counts text that has been built; whether there may be that much.
    fn spend(&self, amount: usize) -> bool {
        self.text.set(self.text.get().saturating_add(amount));
        self.text.get() <= MAX_TEXT
    }

    /// What a function yields; nothing if an argument has no value that has to have one.
    fn call(&self, function: Function, arguments: &'a [Expr]) -> Option<Value<'a>> {
        let argument = |index: usize| self.value(arguments.get(index)?);
        let boolean = |index: usize| argument(index)?.as_bool();
        let integer = |index: usize| match argument(index)? {
            Value::Integer(value) => Some(value),
            _ => None,
        };
        let string = |index: usize| match argument(index)? {
            Value::String(text) => Some(text),
            _ => None,
        };
        Some(match function {
            Function::BooleanEquals => (boolean(0)? == boolean(1)?).into(),
            Function::Coalesce => arguments.iter().find_map(|argument| self.value(argument))?,
            Function::IsSet => argument(0).is_some().into(),
            Function::IsValidHostLabel => library::is_valid_host_label(&string(0)?, boolean(1)?).into(),
            Function::IsVirtualHostableS3Bucket => {
                library::is_virtual_hostable_s3_bucket(&string(0)?, boolean(1)?).into()
            }
            Function::Ite => argument(if boolean(0)? { 1 } else { 2 })?,
            Function::Not => (!boolean(0)?).into(),
            Function::ParseArn => library::parse_arn(&string(0)?)?,
            Function::ParseUrl => library::parse_url(&string(0)?)?,
            Function::Partition => library::partition(partition::find(self.partitions, &string(0)?)?),
            Function::Split => library::split(&string(0)?, &string(1)?, integer(2)?),
            Function::StringEquals => (string(0)? == string(1)?).into(),
            Function::Substring => library::substring(&string(0)?, integer(1)?, integer(2)?, boolean(3)?)?,
            Function::UriEncode => {
                let text = library::uri_encode(&string(0)?);
                return self.spend(text.len()).then_some(Value::string(text));
            }
        })
    }
}

#[cfg(test)]
mod tests;
