//! Endpoint rules: what services state in `@endpointRuleSet` or `@endpointBdd`, and where its parameters come from.

use weland_rules::{Part, Problem, Rules, Source};

use super::Shapes;
use crate::{Entry, Node, NodeKind, Shape, Span, trait_id};

impl Source for &Node {
    type Place = Span;

    fn place(self) -> Span {
        self.span
    }

    fn part(self) -> Part<Self> {
        match &self.kind {
            NodeKind::Null => Part::Null,
            NodeKind::Bool(value) => Part::Boolean(*value),
            NodeKind::Number(number) => Part::Number(number.as_i64()),
            NodeKind::String(text) => Part::String(text.to_string()),
            NodeKind::Array(items) => Part::List(items.iter().collect()),
            NodeKind::Object(object) => {
                let entry = |entry: &'_ Entry| (entry.key.to_string(), entry.key_span);
                Part::Object(object.entries().iter().map(|it| (entry(it).0, entry(it).1, &it.value)).collect())
            }
        }
    }

    fn as_str(&self) -> Option<&str> {
        Node::as_str(self)
    }
}

/// The traits that state rules. If a service has both, the tree is what people wrote.
pub const RULE_TRAITS: [&str; 2] = [trait_id::ENDPOINT_RULE_SET, trait_id::ENDPOINT_BDD];

/// The rules of a service, if it has any.
///
/// # Errors
/// What is wrong with them.
pub fn endpoint_rules(service: &Shape) -> Option<Result<Rules, Vec<Problem<Span>>>> {
    let rules = RULE_TRAITS.iter().find_map(|id| service.traits.get(id))?;
    Some(Rules::read(rules))
}

/// What gives a parameter of endpoint rules its value in the calls of one operation.
#[derive(Debug, Clone, Copy)]
pub struct EndpointBinding<'m> {
    /// The name of the parameter.
    pub parameter: &'m str,
    /// Where it is bound.
    pub span: Span,
    /// Where the value comes from.
    pub source: BindingSource<'m>,
}

/// Where the value of a parameter comes from.
#[derive(Debug, Clone, Copy)]
pub enum BindingSource<'m> {
    /// `@staticContextParams`: it is the same for all calls.
    Value(&'m Node),
    /// `@contextParam`: the member of the input of this name.
    Member(&'m str),
    /// `@operationContextParams`: what an expression in JMESPath finds in the input.
    Path(&'m str),
}

/// The parameters that an operation gives a value, the ones first that win over others.
pub fn endpoint_bindings<'m>(shapes: impl Shapes<'m>, operation: &'m Shape) -> Vec<EndpointBinding<'m>> {
    let mut found = Vec::new();
    for entry in entries(operation.traits.get(trait_id::STATIC_CONTEXT_PARAMS)) {
        if let Some(value) = entry.value.get("value") {
            found.push(binding(entry, BindingSource::Value(value)));
        }
    }
    let input = operation.as_operation().and_then(|data| shapes.shape(&data.input.id));
    for member in input.into_iter().flat_map(|input| &input.members) {
        let Some(applied) = member.traits.applied(trait_id::CONTEXT_PARAM) else { continue };
        if let Some(parameter) = applied.value.get_str("name") {
            found.push(EndpointBinding { parameter, span: applied.span, source: BindingSource::Member(&member.name) });
        }
    }
    for entry in entries(operation.traits.get(trait_id::OPERATION_CONTEXT_PARAMS)) {
        if let Some(path) = entry.value.get_str("path") {
            found.push(binding(entry, BindingSource::Path(path)));
        }
    }
    found
}

fn binding<'m>(entry: &'m Entry, source: BindingSource<'m>) -> EndpointBinding<'m> {
    EndpointBinding { parameter: &entry.key, span: entry.key_span, source }
}

fn entries(node: Option<&Node>) -> &[Entry] {
    node.and_then(Node::as_object).map_or(&[], |object| object.entries())
}
