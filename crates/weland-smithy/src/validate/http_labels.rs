//! URI patterns are well-formed, and their labels and the input's members match.

use weland_model::query::uri::{Label, UriPattern, parse, template};
use weland_model::{Diagnostic, Diagnostics, Member, Node, Severity, Shape, Span, trait_id};

use super::context::Context;
use super::text_span::part;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        let Some(data) = operation.as_operation() else {
            continue;
        };
        let http = operation.traits.get(trait_id::HTTP);
        let Some(uri) = http.and_then(|http| http.get("uri")) else {
            continue;
        };
        let Some(text) = uri.as_str() else { continue };
        let mut errors = Vec::new();
        let pattern = match context.is_openapi(&operation.id) {
            true => template(text),
            false => parse(text, &mut errors),
        };
        let broken = !errors.is_empty();
        for error in errors {
            let span = part(uri, error.at);
            diagnostics.push(Diagnostic::error("invalid-uri", span, error.message).help(error.help));
        }
        greedy(&pattern, uri, diagnostics);
        let Some(input) = context.whole(&data.input).filter(|_| !broken) else {
            continue;
        };
        for label in &pattern.labels {
            let span = part(uri, label.at.clone());
            check_label(context, label, input, span, diagnostics);
        }
        for member in &input.members {
            check_member(member, &pattern, operation, uri, diagnostics);
        }
    }
}

/// Many servers can't tell where a greedy label ends if another label follows it.
fn greedy(pattern: &UriPattern<'_>, uri: &Node, diagnostics: &mut Diagnostics) {
    let mut danger = |label: &Label<'_>, message: String, kind: &str, help: &str| {
        let danger = Diagnostic::new(Severity::Danger, "greedy-label", message).at(part(uri, label.at.clone()));
        diagnostics.push(danger.help(help).reference(format!("HttpUriGreedyLabel.{kind}")));
    };
    let last = pattern.labels.len().saturating_sub(1);
    let mut first: Option<&Label<'_>> = None;
    for (index, label) in pattern.labels.iter().enumerate().filter(|(_, label)| label.greedy) {
        if let Some(first) = first {
            let message = format!("a path should have one greedy label, but `{}` is one, too", first.name);
            let help = "remove one `+`, or suppress this if all servers match such paths";
            danger(label, message, "MultipleGreedyLabels", help);
        }
        if index < last {
            let message = format!("the greedy label `{}` should be the last label", label.name);
            let help = "remove the `+` or the labels after it, or suppress this if all servers match such paths";
            danger(label, message, "GreedyLabelIsNotLastLabel", help);
        }
        first = first.or(Some(label));
    }
}

fn check_label(context: &Context<'_>, label: &Label<'_>, input: &Shape, span: Span, diagnostics: &mut Diagnostics) {
    let name = label.name;
    let member = input.member(name);
    let bound = member.filter(|member| member.traits.contains(trait_id::HTTP_LABEL));
    let Some(member) = bound else {
        let message = format!("no member of `{}` is bound to the label `{name}`", input.id);
        let help = match member {
            Some(_) => format!("put `@httpLabel` and `@required` on the member `{name}`"),
            None => format!("add a member `{name}` with `@httpLabel` and `@required`"),
        };
        diagnostics.push(Diagnostic::error("unbound-label", span, message).help(help));
        return;
    };
    let target = context.model().target(member);
    let fits = |target: &Shape| target.shape_type.is_string();
    if label.greedy && target.is_some_and(|target| !fits(target)) {
        let message = format!("the greedy label `{name}` must be bound to a string");
        diagnostics.push(
            Diagnostic::error("invalid-label", member.target_span, message)
                .help("target a string, or remove the `+` from the label"),
        );
    }
}

fn check_member(
    member: &Member,
    pattern: &UriPattern<'_>,
    operation: &Shape,
    uri: &Node,
    diagnostics: &mut Diagnostics,
) {
    let name = &member.name;
    let is_label = pattern.labels.iter().any(|label| label.name == &**name);
    if member.traits.contains(trait_id::HTTP_LABEL) && !is_label {
        let message = format!("member `{name}` is a label, but the URI of `{}` has none", operation.id);
        diagnostics.push(
            Diagnostic::error("missing-label", member.span, message)
                .related(uri.span, "the URI")
                .help(format!("add `{{{name}}}` to the URI")),
        );
    }
    let query = member.traits.applied(trait_id::HTTP_QUERY);
    let taken = |key: &str| pattern.query.iter().any(|(literal, _)| *literal == key);
    if let Some(query) = query.filter(|query| query.value.as_str().is_some_and(taken)) {
        let message = "the URI already has a literal value for this query parameter";
        diagnostics.push(
            Diagnostic::error("conflicting-query", query.span, message)
                .related(uri.span, "the URI")
                .help("bind the member to another parameter"),
        );
    }
}
