//! Validators that a model brings along, in the metadata `validators`.
//!
//! `EmitEachSelector`, `EmitNoneSelector` and `UnreferencedShape` are run. The names of the other
//! documented ones are known, but they are not run.

use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, Member, Node, Severity, Shape, Span, closest};

use super::context::Context;
use super::text_span::part;
use super::unreferenced;
use crate::selector::{CachedSelector, Selector};

const RUN: [&str; 3] = ["EmitEachSelector", "EmitNoneSelector", "UnreferencedShape"];

/// Documented validators that are not run.
const OTHERS: [&str; 14] = [
    "AbbreviationName",
    "CamelCase",
    "DeprecatedTraits",
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
    "UnreferencedEntity",
];

/// Runs the validators. What is wrong with them is reported, too.
pub(super) fn run(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let Some(all) = context.model().metadata.get("validators") else { return };
    let Some(items) = all.as_array() else {
        return wrong(all, "`validators` must be an array".to_owned(), "write `[{ name: \"...\" }]`", diagnostics);
    };
    for item in items {
        let Some(name) = item.get("name").filter(|name| name.as_str().is_some()) else {
            wrong(item, "a validator needs a name".to_owned(), "add `name: \"EmitEachSelector\"`", diagnostics);
            continue;
        };
        let text = name.as_str().unwrap_or_default();
        match Kind::of(text) {
            Some(kind) => {
                if let Some(validator) = Validator::read(context, item, (text, kind), diagnostics) {
                    validator.run(context, diagnostics);
                }
            }
            None if OTHERS.contains(&text) => {
                let message = format!("the validator `{text}` is not run here");
                diagnostics.push(
                    Diagnostic::new(Severity::Note, "unsupported-validator", message)
                        .at(name.span)
                        .help("run it with other tools; the model is read as if it were not there"),
                );
            }
            None => {
                let message = format!("there is no validator `{text}`");
                let help = match closest(text, RUN.into_iter().chain(OTHERS)) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => "only validators that come with the program are known".to_owned(),
                };
                let warning = Diagnostic::warning("unknown-validator", name.span, message).help(help);
                diagnostics.push(warning.reference(format!("UnknownValidator_{text}")));
            }
        }
    }
}

pub(super) fn wrong(node: &Node, message: String, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::error("invalid-metadata", node.span, message).help(help));
}

/// What a validator reports.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Each shape that the selector picks.
    Each,
    /// That the selector picks no shape.
    None,
    /// Shapes that those that the selector picks have nothing to do with.
    Unreferenced,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        match name {
            "EmitEachSelector" => Some(Self::Each),
            "EmitNoneSelector" => Some(Self::None),
            "UnreferencedShape" => Some(Self::Unreferenced),
            _ => None,
        }
    }
}

/// One validator with a selector.
struct Validator<'a> {
    definition: &'a Node,
    id: &'a str,
    kind: Kind,
    selector: Arc<CachedSelector>,
    /// Which of the shapes are reported.
    filter: Option<Arc<CachedSelector>>,
    namespaces: Option<&'a [Node]>,
    severity: Severity,
}

impl<'a> Validator<'a> {
    fn read(
        context: &Context<'a>,
        item: &'a Node,
        (name, kind): (&'a str, Kind),
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let severity = match item.get("severity").map(|node| (node, node.as_str())) {
            None if kind == Kind::Unreferenced => Severity::Note,
            None | Some((_, Some("DANGER"))) => Severity::Danger,
            Some((_, Some("WARNING"))) => Severity::Warning,
            Some((_, Some("NOTE"))) => Severity::Note,
            Some((node, _)) => {
                let message = "a validator has another severity than this".to_owned();
                wrong(node, message, "use `NOTE`, `WARNING` or `DANGER`", diagnostics);
                return None;
            }
        };
        let key = if kind == Kind::Unreferenced { "rootShapeSelector" } else { "selector" };
        let selector = match item.get("configuration").and_then(|configuration| configuration.get(key)) {
            Some(selector) => parse(context, selector, diagnostics)?,
            None if kind == Kind::Unreferenced => context.selectors.selector("service")?,
            None => {
                let message = format!("`{name}` needs a selector");
                wrong(item, message, "add `configuration: { selector: \"...\" }`", diagnostics);
                return None;
            }
        };
        let filter = match item.get("selector") {
            Some(filter) => Some(parse(context, filter, diagnostics)?),
            None => None,
        };
        Some(Self {
            definition: item,
            id: item.get_str("id").unwrap_or(name),
            kind,
            selector,
            filter,
            namespaces: item.get("namespaces").and_then(Node::as_array),
            severity,
        })
    }

    fn run(&self, context: &Context<'a>, diagnostics: &mut Diagnostics) {
        let selector = self.selector.selector();
        match self.kind {
            Kind::Each => self.each(context, diagnostics),
            Kind::None => {
                let graph = context.graph();
                let mut own = graph.nodes().filter(|(_, shape, _)| !context.model().is_built_in(shape));
                if !own.any(|(number, ..)| self.selector.picks(graph, number)) {
                    let own = format!("no shape matches the selector `{selector}`");
                    diagnostics.push(self.diagnostic("custom-validator", own, self.definition.span));
                }
            }
            Kind::Unreferenced => {
                for (number, shape) in unreferenced::shapes(context, selector) {
                    if self.is_wanted(context, number, shape) {
                        let own =
                            format!("`{}` is connected to no shape that the selector `{selector}` picks", shape.id);
                        diagnostics.push(self.diagnostic("unreferenced-shape", own, shape.span));
                    }
                }
            }
        }
    }

    fn each(&self, context: &Context<'a>, diagnostics: &mut Diagnostics) {
        let graph = context.graph();
        let selector = self.selector.selector();
        let template = self.configured("messageTemplate");
        for found in selector.matches(graph) {
            let Some((shape, member)) = graph.node(found.node) else { continue };
            if context.model().is_built_in(shape) || !self.is_wanted(context, found.node, shape) {
                continue;
            }
            let Some(span) = self.place(shape, member) else { continue };
            let own = match (template, member) {
                (Some(template), _) => fill(template, |path| selector.attribute(graph, &found, path)),
                (None, Some(member)) => {
                    format!("member `{}` of `{}` matches the selector `{selector}`", member.name, shape.id)
                }
                (None, None) => format!("`{}` matches the selector `{selector}`", shape.id),
            };
            diagnostics.push(self.diagnostic("custom-validator", own, span));
        }
    }

    /// Whether the validator is to look at a shape at all.
    fn is_wanted(&self, context: &Context<'_>, number: u32, shape: &Shape) -> bool {
        let namespace = shape.id.namespace();
        let is_within = self.namespaces.is_none_or(|all| all.iter().any(|one| one.as_str() == Some(namespace)));
        is_within && self.filter.as_ref().is_none_or(|filter| filter.picks(context.graph(), number))
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

    fn diagnostic(&self, code: &'static str, own: String, span: Span) -> Diagnostic {
        let message = match self.definition.get_str("message") {
            Some(message) => message.replace("{super}", &own),
            None => own,
        };
        Diagnostic::new(self.severity, code, message)
            .at(span)
            .related(self.definition.span, "the validator")
            .help(format!("change it, or suppress `{}`", self.id))
            .reference(self.id)
    }
}

fn parse(context: &Context<'_>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Arc<CachedSelector>> {
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

/// Puts attributes in the place of `@{...}`; `@@` stands for one `@`.
fn fill(template: &str, attribute: impl Fn(&str) -> String) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('@') {
        filled.push_str(before);
        let path = after.strip_prefix('{').and_then(|after| after.split_once('}'));
        rest = match path {
            Some((path, after)) => {
                filled.push_str(&attribute(path));
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
