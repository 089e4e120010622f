//! Validators that a model brings along, in the metadata `validators`.
//!
//! `EmitEachSelector` and `EmitNoneSelector` are run. The names of the other documented ones are
//! known, but they are not run.

use std::rc::Rc;

use weland_model::{Diagnostic, Diagnostics, Member, Node, Severity, Shape, Span, closest};

use super::context::Context;
use super::text_span::part;
use crate::selector::{CachedSelector, Selector, attribute};

/// A diagnostic of a validator, with the id that the model gives it.
pub(super) struct Custom {
    pub(super) id: String,
    pub(super) diagnostic: Diagnostic,
}

const SELECTORS: [&str; 2] = ["EmitEachSelector", "EmitNoneSelector"];

/// Documented validators that are not run.
const OTHERS: [&str; 16] = [
    "AbbreviationName",
    "CamelCase",
    "DeprecatedTraits",
    "DefaultValueInUpdate",
    "InputOutputStructureReuse",
    "MissingClientOptionalTrait",
    "MissingPaginatedTrait",
    "MissingSensitiveTrait",
    "NoninclusiveTerms",
    "RepeatedShapeName",
    "ReservedWords",
    "ShouldHaveUsedTimestamp",
    "StandardOperationVerb",
    "StutteredShapeName",
    "UnreferencedShape",
    "UnreferencedEntity",
];

/// Runs the validators. What is wrong with them is reported; what they find is returned.
pub(super) fn run(context: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<Custom> {
    let mut found = Vec::new();
    let Some(all) = context.model().metadata.get("validators") else { return found };
    let Some(items) = all.as_array() else {
        wrong(all, "`validators` must be an array".to_owned(), "write `[{ name: \"...\" }]`", diagnostics);
        return found;
    };
    for item in items {
        let Some(name) = item.get("name").filter(|name| name.as_str().is_some()) else {
            wrong(item, "a validator needs a name".to_owned(), "add `name: \"EmitEachSelector\"`", diagnostics);
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        match text {
            _ if SELECTORS.contains(&text) => {
                if let Some(validator) = Validator::read(context, item, text, diagnostics) {
                    validator.run(context, &mut found);
                }
            }
            _ if OTHERS.contains(&text) => {
                let message = format!("the validator `{text}` is not run here");
                diagnostics.push(
                    Diagnostic::new(Severity::Note, "unsupported-validator", message)
                        .at(name.span)
                        .help("run it with other tools; the model is read as if it were not there"),
                );
            }
            _ => {
                let message = format!("there is no validator `{text}`");
                let help = match closest(text, SELECTORS.into_iter().chain(OTHERS)) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => "only validators that come with the program are known".to_owned(),
                };
                diagnostics.push(Diagnostic::warning("unknown-validator", name.span, message).help(help));
            }
        }
    }
    found
}

pub(super) fn wrong(node: &Node, message: String, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::error("invalid-metadata", node.span, message).help(help));
}

/// One validator with a selector.
struct Validator<'a> {
    definition: &'a Node,
    id: &'a str,
    is_each: bool,
    selector: Rc<CachedSelector>,
    /// Which of the shapes are reported.
    filter: Option<Rc<CachedSelector>>,
    namespaces: Option<&'a [Node]>,
    severity: Severity,
}

impl<'a> Validator<'a> {
    fn read(context: &Context<'a>, item: &'a Node, name: &'a str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let severity = match item.get("severity").map(|node| (node, node.as_str())) {
            None | Some((_, Some("DANGER"))) => Severity::Danger,
            Some((_, Some("WARNING"))) => Severity::Warning,
            Some((_, Some("NOTE"))) => Severity::Note,
            Some((node, _)) => {
                let message = "a validator has another severity than this".to_owned();
                wrong(node, message, "use `NOTE`, `WARNING` or `DANGER`", diagnostics);
                return None;
            }
        };
        let configuration = item.get("configuration");
        let Some(selector) = configuration.and_then(|configuration| configuration.get("selector")) else {
            let message = format!("`{name}` needs a selector");
            wrong(item, message, "add `configuration: { selector: \"...\" }`", diagnostics);
            return None;
        };
        let selector = parse(context, selector, diagnostics)?;
        let filter = match item.get("selector") {
            Some(filter) => Some(parse(context, filter, diagnostics)?),
            None => None,
        };
        Some(Self {
            definition: item,
            id: item.get_str("id").unwrap_or(name),
            is_each: name == "EmitEachSelector",
            selector,
            filter,
            namespaces: item.get("namespaces").and_then(Node::as_array),
            severity,
        })
    }

    fn run(&self, context: &Context<'a>, found: &mut Vec<Custom>) {
        let graph = context.graph();
        let mut has_match = false;
        for (number, shape, member) in graph.nodes() {
            if context.model().is_built_in(shape) || !self.selector.picks(graph, number) {
                continue;
            }
            has_match = true;
            let namespace = shape.id.namespace();
            let is_within = self.namespaces.is_none_or(|all| all.iter().any(|one| one.as_str() == Some(namespace)));
            let is_wanted = is_within && self.filter.as_ref().is_none_or(|filter| filter.picks(graph, number));
            if !self.is_each {
                break;
            }
            if let Some(span) = self.place(shape, member).filter(|_| is_wanted) {
                let what = match member {
                    Some(member) => format!("member `{}` of `{}`", member.name, shape.id),
                    None => format!("`{}`", shape.id),
                };
                let own = format!("{what} matches the selector `{}`", self.selector.selector());
                let template = self.configured("messageTemplate");
                let own = template.map_or(own, |template| fill(context, number, template));
                found.push(self.diagnostic(own, span));
            }
        }
        if !self.is_each && !has_match {
            let own = format!("no shape matches the selector `{}`", self.selector.selector());
            found.push(self.diagnostic(own, self.definition.span));
        }
    }

    fn configured(&self, name: &str) -> Option<&'a str> {
        self.definition.get("configuration")?.get_str(name)
    }

    /// Where a diagnostic about a shape is reported. If it is bound to a trait, then where the trait
    /// is applied, if it is.
    fn place(&self, shape: &Shape, member: Option<&Member>) -> Option<Span> {
        let Some(id) = self.configured("bindToTrait") else {
            return Some(member.map_or(shape.span, |member| member.span));
        };
        let traits = member.map_or(&shape.traits, |member| &member.traits);
        let short = format!("smithy.api#{id}");
        Some(traits.applied(id).or_else(|| traits.applied(&short))?.span)
    }

    fn diagnostic(&self, own: String, span: Span) -> Custom {
        let message = match self.definition.get_str("message") {
            Some(message) => message.replace("{super}", &own),
            None => own,
        };
        let diagnostic = Diagnostic::new(self.severity, "custom-validator", message)
            .at(span)
            .related(self.definition.span, "the validator")
            .help(format!("change it, or suppress `{}`", self.id));
        Custom { id: self.id.to_owned(), diagnostic }
    }
}

fn parse(context: &Context<'_>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Rc<CachedSelector>> {
    let Some(text) = node.as_str() else {
        wrong(node, "a selector is a string".to_owned(), "put it in quotes", diagnostics);
        return None;
    };
    if let Err(error) = Selector::parse(text) {
        let span = part(node, error.offset()..error.offset());
        let message = format!("invalid selector: {}", error.message());
        diagnostics.push(Diagnostic::error("invalid-selector", span, message).help(error.help()));
    }
    context.selectors.selector(text)
}

/// Puts attributes of a shape in the place of `@{...}`; `@@` stands for one `@`.
fn fill(context: &Context<'_>, number: u32, template: &str) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('@') {
        filled.push_str(before);
        let path = after.strip_prefix('{').and_then(|after| after.split_once('}'));
        rest = match path {
            Some((path, after)) => {
                filled.push_str(&attribute(context.graph(), number, path).unwrap_or_default());
                after
            }
            None => {
                filled.push('@');
                after.strip_prefix('@').unwrap_or(after)
            }
        };
    }
    filled + rest
}
