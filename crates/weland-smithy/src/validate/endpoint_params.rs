//! The parameters of endpoint rules come from somewhere, and everyone agrees on their types.

use std::collections::BTreeMap;

use weland_model::query::endpoints::endpoint_bindings;
use weland_model::{Diagnostic, Diagnostics, Node, NodeKind, Shape, ShapeType, Span, closest};

use super::context::Context;
use super::jmespath::{Kind, Type, type_of};
use super::waiters::path_type;

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const BDD: &str = "smithy.rules#endpointBdd";
const CLIENT: &str = "smithy.rules#clientContextParams";
const STATIC: &str = "smithy.rules#staticContextParams";
const OPERATION: &str = "smithy.rules#operationContextParams";
const CONTEXT: &str = "smithy.rules#contextParam";

/// The type of a parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ParamType {
    String,
    Boolean,
    StringArray,
}

impl ParamType {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "string" => Some(Self::String),
            "boolean" => Some(Self::Boolean),
            "stringarray" => Some(Self::StringArray),
            _ => None,
        }
    }

    /// The type of a value, if parameters can have it.
    pub(super) fn of(value: &Node) -> Option<Self> {
        match &value.kind {
            NodeKind::String(_) => Some(Self::String),
            NodeKind::Bool(_) => Some(Self::Boolean),
            NodeKind::Array(items) if items.iter().all(|item| item.as_str().is_some()) => Some(Self::StringArray),
            _ => None,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Boolean => "a boolean",
            Self::StringArray => "an array of strings",
        }
    }
}

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let mut rule = Rule { context, sources: BTreeMap::new(), diagnostics };
        rule.service(service);
        for id in [RULE_SET, BDD] {
            let rules = service.traits.get(id).and_then(|rules| rules.get("parameters"));
            if let Some(parameters) = rules {
                rule.compare(service, parameters);
            }
        }
    }
    // Others are looked at with their services.
    for operation in context.shapes().filter(|shape| shape.as_operation().is_some()) {
        if context.operations().services(&operation.id).is_empty() && !context.is_broken(&operation.id) {
            Rule { context, sources: BTreeMap::new(), diagnostics }.operation(operation);
        }
    }
}

struct Rule<'c, 'a, 'd> {
    context: &'c Context<'a>,
    /// Where the model takes parameters from: the first place of each.
    sources: BTreeMap<&'a str, (ParamType, Span)>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Rule<'_, 'a, '_> {
    fn report(&mut self, span: Span, message: String, help: String) {
        self.diagnostics.push(Diagnostic::error("endpoint-parameter", span, message).help(help));
    }

    fn service(&mut self, service: &'a Shape) {
        for entry in entries(service.traits.get(CLIENT)) {
            // Other types are reported with the value of the trait.
            if let Some(found) = entry.value.get_str("type").and_then(ParamType::from_name) {
                self.source(&entry.key, found, entry.key_span);
            }
        }
        for operation in self.context.operations().operations(&service.id) {
            if !self.context.is_broken(&operation.id) {
                self.operation(operation);
            }
        }
    }

    fn operation(&mut self, operation: &'a Shape) {
        let input = operation.as_operation().and_then(|data| self.context.whole(&data.input));
        for entry in entries(operation.traits.get(STATIC)) {
            let Some(value) = entry.value.get("value") else { continue };
            match ParamType::of(value) {
                Some(found) => self.source(&entry.key, found, entry.key_span),
                None => self.unsupported(&entry.key, value.span),
            }
        }
        for entry in entries(operation.traits.get(OPERATION)) {
            let Some(path) = entry.value.get("path") else { continue };
            let current = input.map_or(Type::Kind(Kind::Any), |input| type_of(self.context.model(), input));
            let Some(found) = path_type(path, &current, self.diagnostics) else { continue };
            let items = || found.item().kind();
            match found.kind() {
                Kind::Any => {}
                Kind::String => self.source(&entry.key, ParamType::String, entry.key_span),
                Kind::Boolean => self.source(&entry.key, ParamType::Boolean, entry.key_span),
                Kind::Array if matches!(items(), Kind::String | Kind::Any) => {
                    self.source(&entry.key, ParamType::StringArray, entry.key_span);
                }
                _ => self.unsupported(&entry.key, path.span),
            }
        }
        for member in input.into_iter().flat_map(|input| &input.members) {
            let Some(applied) = member.traits.applied(CONTEXT) else { continue };
            let (Some(name), Some(target)) = (applied.value.get_str("name"), self.context.target(member)) else {
                continue;
            };
            let item = || self.context.target(target.member("member")?).map(|item| item.shape_type.is_string());
            match target.shape_type {
                ShapeType::String | ShapeType::Enum => self.source(name, ParamType::String, applied.span),
                ShapeType::Boolean => self.source(name, ParamType::Boolean, applied.span),
                ShapeType::List if item() == Some(true) => self.source(name, ParamType::StringArray, applied.span),
                _ => self.unsupported(name, applied.span),
            }
        }
    }

    fn unsupported(&mut self, name: &str, span: Span) {
        let message = format!("the parameter `{name}` can't be of this type");
        self.report(span, message, "use a string, a boolean or an array of strings".to_owned());
    }

    fn source(&mut self, name: &'a str, found: ParamType, span: Span) {
        let (known, first) = *self.sources.entry(name).or_insert((found, span));
        if known != found {
            let message =
                format!("the parameter `{name}` is {} here, but {} elsewhere", found.as_str(), known.as_str());
            self.diagnostics.push(
                Diagnostic::error("endpoint-parameter", span, message)
                    .related(first, "the other place")
                    .help("let all of them be of one type, or rename one of them"),
            );
        }
    }

    /// Compares the parameters of rules with what the model gives them.
    fn compare(&mut self, service: &'a Shape, parameters: &'a Node) {
        let sources = std::mem::take(&mut self.sources);
        for entry in entries(Some(parameters)) {
            let found = entry.value.get_str("type").and_then(ParamType::from_name);
            // Others come from the settings that every client has.
            let is_built_in = entry.value.get("builtIn").is_some();
            match sources.get(&*entry.key) {
                Some((known, place)) if found.is_some_and(|found| found != *known) && !is_built_in => {
                    let message = format!("the parameter `{}` is {} in the model", entry.key, known.as_str());
                    self.diagnostics.push(
                        Diagnostic::error("endpoint-parameter", entry.key_span, message)
                            .related(*place, "it comes from here")
                            .help("let both be of one type"),
                    );
                }
                None if !is_built_in => {
                    let message = format!("nothing in `{}` gives the parameter `{}` a value", service.id, entry.key);
                    let help = match closest(&entry.key, sources.keys().copied()) {
                        Some(close) => format!("did you mean `{close}`?"),
                        None => "add it to `@clientContextParams`, or bind a member with `@contextParam`".to_owned(),
                    };
                    self.report(entry.key_span, message, help);
                }
                _ => {}
            }
        }
        for (name, (_, place)) in &sources {
            if parameters.get(name).is_none() {
                let message = format!("the rules of `{}` have no parameter `{name}`", service.id);
                let names = entries(Some(parameters)).map(|entry| &*entry.key);
                let help = match closest(name, names) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => "add it to the parameters of the rules, or remove it here".to_owned(),
                };
                self.report(*place, message, help);
            }
        }
        self.required(service, parameters);
        self.sources = sources;
    }

    /// Each operation gives a value to the parameters that are required and have no other one.
    fn required(&mut self, service: &'a Shape, parameters: &'a Node) {
        let of_client = service.traits.get(CLIENT);
        let is_bound = |name: &str| of_client.is_some_and(|params| params.get(name).is_some());
        let is_needed = |entry: &&weland_model::Entry| {
            let has = |key: &str| entry.value.get(key).is_some();
            let required = entry.value.get("required").and_then(Node::as_bool) == Some(true);
            required && !has("default") && !has("builtIn") && !is_bound(&entry.key)
        };
        let needed: Vec<_> = entries(Some(parameters)).filter(is_needed).collect();
        for operation in self.context.operations().operations(&service.id) {
            let bindings = endpoint_bindings(self.context.model(), operation);
            let lacking = needed.iter().filter(|entry| !bindings.iter().any(|it| it.parameter == &*entry.key));
            for entry in lacking {
                let message = format!("`{}` gives the required parameter `{}` no value", operation.id, entry.key);
                let found = Diagnostic::error("endpoint-parameter", operation.span, message);
                let found = found.related(entry.key_span, "the parameter");
                self.diagnostics.push(found.help("bind a member of its input, or give the parameter a default"));
            }
        }
    }
}

pub(super) fn entries(node: Option<&Node>) -> impl Iterator<Item = &weland_model::Entry> {
    node.and_then(Node::as_object).into_iter().flat_map(|object| object.entries())
}
