//! Within a structure or union, names on the wire are unique.

use std::collections::{BTreeMap, HashMap};

use weland_model::query::Shapes;
use weland_model::query::closure::named_shapes;
use weland_model::query::http::{HttpBinding, Roles};
use weland_model::query::protocols::protocols;
use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Node, Shape, ShapeId, ShapeType, Span, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for shape in with_members(context, &[trait_id::JSON_NAME]) {
        json_names(shape, &mut found);
    }
    for shape in with_members(context, &[trait_id::XML_NAME, trait_id::XML_ATTRIBUTE]) {
        if matches!(shape.shape_type, ShapeType::Structure | ShapeType::Union) {
            xml_names(shape, &mut found);
        }
    }
    if !found.is_empty() {
        on_some_wire(context, found, diagnostics);
    }
    for found in context.applied(trait_id::XML_FLATTENED).filter(|found| !context.is_broken(&found.shape.id)) {
        if let Some(member) = found.member {
            flattened(context, member, diagnostics);
        }
    }
    for applied in context.applied(trait_id::XML_NAMESPACE).map(|found| found.applied) {
        let uri = applied.value.get("uri");
        let text = uri.and_then(|uri| uri.as_str());
        if let Some(uri) = uri.filter(|_| text.is_some_and(|text| !is_uri(text))) {
            let message = format!("`{}` isn't a valid URI", text.unwrap_or_default());
            diagnostics.push(
                Diagnostic::error("invalid-xml-namespace", uri.span, message)
                    .help("write a URI such as `https://example.com/streets`, with `%20` for spaces"),
            );
        }
    }
}

/// Two members of a shape that have the same name by a trait.
struct Duplicate<'a> {
    shape: &'a Shape,
    by: &'static str,
    diagnostic: Diagnostic,
}

/// Reports the duplicates that matter: no service has the shape, or one of those that have it does not say that its
/// protocols leave the trait alone.
fn on_some_wire(context: &Context<'_>, duplicates: Vec<Duplicate<'_>>, diagnostics: &mut Diagnostics) {
    let services = context.shapes().filter(|shape| shape.as_service().is_some());
    let closures: Vec<_> = services
        .map(|service| {
            let operations = context.operations().operations(&service.id);
            (protocols(context.graph(), service), named_shapes(context.graph(), service, operations))
        })
        .collect();
    for Duplicate { shape, by, diagnostic } in duplicates {
        let having =
            |(_, closure): &&(_, Vec<&Shape>)| closure.binary_search_by_key(&&shape.id, |known| &known.id).is_ok();
        let mut having = closures.iter().filter(having).peekable();
        let matters = |protocols: &[&AppliedTrait]| {
            protocols.is_empty() || protocols.iter().any(|protocol| may_use(context, &protocol.id, by))
        };
        if having.peek().is_none() || having.any(|(protocols, _)| matters(protocols)) {
            diagnostics.push(diagnostic);
        }
    }
}

/// Whether a protocol lists a trait, or no traits at all.
fn may_use(context: &Context<'_>, protocol: &ShapeId, id: &str) -> bool {
    let definition = context.graph().shape(protocol).and_then(|shape| shape.traits.get(trait_id::PROTOCOL_DEFINITION));
    let traits = definition.and_then(|definition| definition.get("traits")).and_then(Node::as_array);
    traits.is_none_or(|traits| traits.iter().any(|known| known.as_str() == Some(id)))
}

/// The shapes of which a member has one of the traits, in the order of ids.
fn with_members<'a>(context: &Context<'a>, ids: &[&str]) -> impl Iterator<Item = &'a Shape> {
    let all = ids.iter().flat_map(|id| context.applied_or_inherited(id));
    let members = all.filter(|found| found.member.is_some() && !context.is_broken(&found.shape.id));
    let shapes: BTreeMap<&ShapeId, &Shape> = members.map(|found| (&found.shape.id, found.shape)).collect();
    shapes.into_values()
}

/// The name of a member by a trait, and where it is given.
fn name<'m>(member: &'m Member, id: &str) -> (&'m str, Span) {
    let applied = member.traits.applied(id);
    let name = applied.and_then(|applied| applied.value.as_str()).unwrap_or(&member.name);
    (name, applied.map_or(member.span, |applied| applied.span))
}

fn json_names<'a>(shape: &'a Shape, found: &mut Vec<Duplicate<'a>>) {
    let mut seen: HashMap<&str, &Member> = HashMap::new();
    for member in &shape.members {
        let (name, span) = name(member, trait_id::JSON_NAME);
        let Some(first) = seen.insert(name, member) else { continue };
        let message = format!("members `{}` and `{}` both have the name `{name}` in JSON", first.name, member.name);
        let diagnostic = Diagnostic::error("duplicate-wire-name", span, message)
            .related(first.span, "the other member")
            .help("give one of the two another name with `@jsonName`");
        found.push(Duplicate { shape, by: trait_id::JSON_NAME, diagnostic });
    }
}

/// Elements and attributes are different things, and may have the same name.
fn xml_names<'a>(shape: &'a Shape, found: &mut Vec<Duplicate<'a>>) {
    let mut seen: HashMap<(&str, bool), &Member> = HashMap::new();
    for member in &shape.members {
        if HttpBinding::of(&member.traits, Roles::INPUT.union(Roles::OUTPUT)) != HttpBinding::Body {
            continue;
        }
        let is_attribute = member.traits.contains(trait_id::XML_ATTRIBUTE);
        let (name, span) = name(member, trait_id::XML_NAME);
        let Some(first) = seen.insert((name, is_attribute), member) else { continue };
        let message = format!("members `{}` and `{}` both have the name `{name}` in XML", first.name, member.name);
        let diagnostic = Diagnostic::error("duplicate-wire-name", span, message)
            .related(first.span, "the other member")
            .help("give one of the two another name with `@xmlName`");
        found.push(Duplicate { shape, by: trait_id::XML_NAME, diagnostic });
    }
}

/// Items of a flattened list are named like the member that has the list.
fn flattened(context: &Context<'_>, member: &Member, diagnostics: &mut Diagnostics) {
    let Some(applied) = member.traits.applied(trait_id::XML_FLATTENED) else { return };
    if applied.inherited || member.traits.contains(trait_id::XML_NAME) {
        return;
    }
    let list = context.target(member).filter(|target| target.shape_type == ShapeType::List);
    let item = list.and_then(|list| list.member("member")?.traits.applied(trait_id::XML_NAME));
    let ignored = item.and_then(|item| Some((item, item.value.as_str()?))).filter(|(_, name)| **name != *member.name);
    if let Some((item, name)) = ignored {
        let message = format!("items will be named `{}`, not `{name}`, since the list is flattened", member.name);
        diagnostics.push(
            Diagnostic::warning("ignored-xml-name", applied.span, message)
                .related(item.span, "this name is not used")
                .help(format!("put `@xmlName(\"{name}\")` on the member if they should have that name")),
        );
    }
}

/// Whether a text has only characters that URIs have, escapes are complete, and what stands before the first colon is a
/// scheme.
fn is_uri(text: &str) -> bool {
    let start = text.find(['/', '?', '#']).map_or(text, |end| text.get(..end).unwrap_or_default());
    if start.contains(':') && !text.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
    {
        return false;
    }
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let fits = match character {
            '%' => {
                rest.next().is_some_and(|c| c.is_ascii_hexdigit()) && rest.next().is_some_and(|c| c.is_ascii_hexdigit())
            }
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            other => !other.is_control() && !other.is_whitespace(),
        };
        if !fits {
            return false;
        }
    }
    !text.is_empty()
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::is_uri;

    #[test]
    fn uris_are_told_from_other_texts() {
        for text in [
            "http://example.com",
            "urn:a:b",
            "./a:b",
            "a/b:c",
            "https://example.com/%20?a=b#c",
            "/relative",
            "http://bücher.example",
        ] {
            assert!(is_uri(text), "{text}");
        }
        for text in ["", "a b", "http://example.com/%2", "<a>", "a\nb", "a|b", "::foo", ":", "a:", "1a:b"] {
            assert!(!is_uri(text), "{text}");
        }
    }
}
