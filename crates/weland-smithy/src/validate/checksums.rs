//! What `@httpChecksum` names exists, and has headers of its own.

use weland_model::query::enums::{self, is_string_enum};
use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Node, Severity, Shape, Target, closest, trait_id};

use super::context::Context;

/// How headers start that hold checksums.
const PREFIX: &str = "x-amz-checksum-";

const ALGORITHM: &str = "requestAlgorithmMember";
const MODE: &str = "requestValidationModeMember";

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        let Some(applied) = operation.traits.applied(trait_id::HTTP_CHECKSUM) else { continue };
        let Some(data) = operation.as_operation() else { continue };
        let value = |name: &str| applied.value.get(name);
        let is_required = value("requestChecksumRequired").and_then(Node::as_bool) == Some(true);
        let of_request = is_required || value(ALGORITHM).is_some();
        let mode = value(MODE);
        let algorithms = value("responseAlgorithms").and_then(Node::as_array).filter(|items| !items.is_empty());
        let of_response = mode.is_some() || algorithms.is_some();
        if !of_request && !of_response {
            let help = "set `requestChecksumRequired`, `requestAlgorithmMember`, or both \
                        `requestValidationModeMember` and `responseAlgorithms`";
            report(applied, "`@httpChecksum` asks for no checksum at all".to_owned(), help.to_owned(), diagnostics);
            continue;
        }
        for name in [ALGORITHM, MODE] {
            if let Some(member) = value(name) {
                named(context, &data.input, name, member, diagnostics);
            }
        }
        if of_response && mode.is_none() {
            let message = "responses are only validated if a member of the input asks for it".to_owned();
            report(applied, message, "name the member with `requestValidationModeMember`".to_owned(), diagnostics);
        }
        if of_response && algorithms.is_none() {
            let message = "checksums of responses need algorithms".to_owned();
            report(applied, message, "list them in `responseAlgorithms`".to_owned(), diagnostics);
        }
        if of_request {
            headers(context, applied, &data.input, diagnostics);
        }
        if of_response {
            for target in std::iter::once(&data.output).chain(&data.errors) {
                headers(context, applied, target, diagnostics);
            }
        }
    }
}

fn report(applied: &AppliedTrait, message: String, help: String, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::error("invalid-checksum", applied.span, message).help(help));
}

/// Judges the member of the input that a property names.
fn named(context: &Context<'_>, input: &Target, property: &str, node: &Node, diagnostics: &mut Diagnostics) {
    let (Some(name), Some(input)) = (node.as_str(), context.whole(input)) else { return };
    let mut wrong = |message: String, help: String| {
        diagnostics.push(Diagnostic::error("invalid-checksum", node.span, message).help(help));
    };
    let Some(member) = input.member(name) else {
        let message = format!("`{property}` names `{name}`, but `{}` has no such member", input.id);
        let help = match closest(name, input.members.iter().map(|member| &*member.name)) {
            Some(close) => format!("did you mean `{close}`?"),
            None => "name a member of the input".to_owned(),
        };
        return wrong(message, help);
    };
    let Some(target) = context.target(member) else { return };
    if !is_string_enum(target) {
        let message = format!("`{property}` names `{name}`, whose target is of type {}", target.shape_type);
        return wrong(message, "target an enum whose values are the possible ones".to_owned());
    }
    let known = known_values(context, property);
    let unknown: Vec<&str> = values(target).filter(|value| !known.contains(value)).collect();
    if !unknown.is_empty() {
        let message = format!("`{property}` names `{name}`, which takes `{}`", unknown.join("`, `"));
        wrong(message, format!("clients know `{}` alone; leave out the other values", known.join("`, `")));
    }
}

/// The values that clients can make something of.
fn known_values<'a>(context: &Context<'a>, property: &str) -> Vec<&'a str> {
    let algorithms = context.model().get("aws.protocols#ChecksumAlgorithm").filter(|_| property == ALGORITHM);
    algorithms.map_or_else(|| vec!["ENABLED"], |algorithms| values(algorithms).collect())
}

fn values(shape: &Shape) -> impl Iterator<Item = &str> {
    shape.members.iter().map(enums::string_value).chain(enums::entries(&shape.traits).map(|entry| entry.value))
}

/// Headers that are bound otherwise should not be taken for checksums.
fn headers(context: &Context<'_>, applied: &AppliedTrait, target: &Target, diagnostics: &mut Diagnostics) {
    let Some(shape) = context.whole(target) else { return };
    let name = |shape: &Shape, member: &Member| format!("{}${}", shape.id, member.name);
    for member in &shape.members {
        let starts =
            |prefix: &str, text: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        let found = member.traits.applied(trait_id::HTTP_PREFIX_HEADERS);
        let prefix = found.and_then(|found| Some((found, found.value.as_str()?)));
        if let Some((found, prefix)) = prefix.filter(|(_, prefix)| starts(prefix, PREFIX)) {
            let message = format!(
                "headers of checksums start with `{prefix}`, too, and would be taken for entries of `{}`",
                name(shape, member)
            );
            diagnostics.push(
                Diagnostic::new(Severity::Danger, "checksum-header", message)
                    .at(applied.span)
                    .related(found.span, "the prefix")
                    .help(format!("use another prefix; checksums use `{PREFIX}`")),
            );
        }
        let found = member.traits.applied(trait_id::HTTP_HEADER);
        let header = found.and_then(|found| Some((found, found.value.as_str()?)));
        if let Some((found, header)) = header.filter(|(_, header)| starts(PREFIX, header)) {
            let message = format!("the header `{header}` of `{}` is one that checksums use", name(shape, member));
            diagnostics.push(
                Diagnostic::warning("checksum-header", applied.span, message)
                    .related(found.span, "the header")
                    .help("suppress this if the member is meant to hold a checksum"),
            );
        }
    }
}
