//! Unions.

use std::collections::BTreeMap;

use weland_model::{Member, Node, Shape, ShapeType, trait_id};

use super::member::{Annotated, member};
use crate::lower::apply::{mark, object};
use crate::lower::names::{Names, lower_camel, upper_camel};
use crate::lower::schema::choice::Alternative;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::plan::Variant;
use crate::lower::schema::types::JsonType;
use crate::lower::schema::view::{At, Met, NodeKey, View, sorted};
use crate::lower::{Job, Lowering, Use, annotate, apply};

/// A union of schemas.
pub(super) fn union<'d>(
    lowering: &mut Lowering<'d, '_>,
    job: &Job<'d>,
    variants: &[Variant<'d>],
    is_exact: bool,
    discriminator: Option<At<'d>>,
) -> Shape {
    let span = job.view.span;
    let mut shape = Lowering::shape(&job.id, ShapeType::Union, span);
    mark(&mut shape.traits, trait_id::ALLOY_UNTAGGED, span);
    if is_exact {
        mark(&mut shape.traits, trait_id::OPENAPI_EXACTLY_ONE, span);
    }
    if job.is_described {
        annotate::describe(&job.view, &mut shape.traits, &mut lowering.report);
    }
    let judges = lowering.judges(&job.view, &job.plan, job.id.name());
    apply::put_ids(&mut shape.traits, trait_id::OPENAPI_ALL_OF, &judges, span);
    let mut names = Names::default();
    for variant in variants {
        let member = variant_member(lowering, job, variant, &mut names);
        shape.members.push(member);
    }
    if let Some(at) = discriminator {
        let entry = at.node.as_object().and_then(|object| object.entry("defaultMapping"));
        if let Some(entry) = entry {
            let effect = "values without a known discriminator are told apart by what is in them";
            lowering.report.behavior_lost(entry.key_span, "`defaultMapping`", effect);
        }
        discriminate(lowering, &mut shape, variants, at);
    }
    shape
}

fn variant_member<'d>(
    lowering: &mut Lowering<'d, '_>,
    job: &Job<'d>,
    variant: &Variant<'d>,
    names: &mut Names,
) -> Member {
    let label = label(lowering, variant);
    let name = names.claim(&lower_camel(&label).unwrap_or_else(|| "option".to_owned()));
    let shape_name = format!("{}{}", job.id.name(), upper_camel(&label).unwrap_or_else(|| "Option".to_owned()));
    let (view, mut used): (View<'d>, Use<'d>) = match variant {
        Variant::Alone(one) => {
            let used = lowering.reference(one.at, &shape_name);
            (one.view.clone(), used)
        }
        Variant::Merged(_, view) | Variant::OfType(_, view) => {
            let used = lowering.inline(view, &shape_name, false);
            (view.clone(), used)
        }
    };
    used.is_nullable = false;
    let mut member = member(lowering, (&name, view.span), &view, &used, Annotated::Plain);
    if matches!(variant, Variant::OfType(..)) {
        // What the schema says, it says of the union.
        member.traits = used.traits;
    }
    member
}

/// What a variant is called: by its own name or title, by the value that tells it from others, or by its type.
fn label<'d>(lowering: &Lowering<'d, '_>, variant: &Variant<'d>) -> String {
    let one = match variant {
        Variant::Alone(one) | Variant::Merged(one, _) => one,
        Variant::OfType(one, _) => return type_label(*one).to_owned(),
    };
    if let Some(id) = lowering.reserved.get(&one.at.key()) {
        let is_base = matches!(variant, Variant::Merged(..));
        return if is_base { "base".to_owned() } else { id.name().to_owned() };
    }
    if one.at.node.get_str("$ref").is_some()
        && let Some(resolved) = lowering.source.resolve(one.at.node)
    {
        return lowering.source.pointer(resolved.node).name();
    }
    let title = one.view.annotation(Keyword::Title).and_then(Node::as_str);
    if let Some(title) = title.filter(|title| title.len() <= 40 && upper_camel(title).is_some()) {
        return title.to_owned();
    }
    described(&one.view).unwrap_or_else(|| "option".to_owned())
}

/// A name by what the values are.
fn described(view: &View<'_>) -> Option<String> {
    if let Some([only]) = view.enumerated().as_deref() {
        return only.as_str().map(str::to_owned);
    }
    let one = view.declared().and_then(|types| types.without(JsonType::Null).single());
    let one = match one {
        Some(JsonType::Object) | None => {
            let name = distinguished(view).or_else(|| demanded(view).filter(|_| one.is_none()));
            return name.or_else(|| one.map(|_| "object".to_owned()));
        }
        Some(one) => one,
    };
    if one == JsonType::Array {
        let items = view.all(Keyword::Items).next().map(|(part, node)| part.at.with(node));
        let item = items.and_then(|at| match at.node.get_str("$ref") {
            Some(text) => text.rsplit('/').next().map(str::to_owned),
            None => at.node.get_str("type").map(str::to_owned),
        });
        return Some(item.map_or_else(|| "list".to_owned(), |item| format!("{item} list")));
    }
    Some(type_label(one).to_owned())
}

/// The value of the property that can have no other one.
fn distinguished(view: &View<'_>) -> Option<String> {
    let objects = view.all(Keyword::Properties).flat_map(|(_, node)| sorted(node));
    let mut constants = objects.filter_map(|entry| {
        let listed = entry.value.get("enum").and_then(Node::as_array).filter(|values| values.len() == 1);
        entry.value.get("const").or(listed.and_then(<[Node]>::first))?.as_str()
    });
    constants.find(|text| !text.is_empty() && text.len() <= 40).map(str::to_owned)
}

/// The properties that have to be there, of a schema that says no more.
fn demanded(view: &View<'_>) -> Option<String> {
    let (_, node) = view.all(Keyword::Required).next()?;
    let names: Vec<&str> = node.as_array()?.iter().filter_map(Node::as_str).collect();
    (!names.is_empty() && names.len() <= 3).then(|| names.join(" and "))
}

fn type_label(one: JsonType) -> &'static str {
    match one {
        JsonType::Array => "list",
        other => other.as_str(),
    }
}

/// States how a key of the variants tells which one it is.
fn discriminate<'d>(lowering: &mut Lowering<'d, '_>, shape: &mut Shape, variants: &[Variant<'d>], at: At<'d>) {
    let Some(property) = at.get("propertyName") else { return };
    let members: BTreeMap<NodeKey, &str> = variants
        .iter()
        .zip(&shape.members)
        .flat_map(|(variant, member)| {
            let key = schema_key(lowering, variant);
            key.map(|key| (key, &*member.name))
        })
        .collect();
    let mut mapping: BTreeMap<String, (String, &'d Node)> = BTreeMap::new();
    for entry in at.entries("mapping") {
        let text = entry.value.as_str().unwrap_or_default();
        let found = target(lowering, at, text).and_then(|key| members.get(&key));
        match found {
            Some(name) => {
                mapping.insert(entry.key.to_string(), ((*name).to_owned(), &entry.value));
            }
            None => {
                let effect = "values with this key are tried against all alternatives";
                lowering.report.behavior_lost(entry.key_span, "a mapping to a schema that is no alternative", effect);
            }
        }
    }
    let explicit: Vec<String> = mapping.values().map(|(name, _)| name.clone()).collect();
    for (variant, member) in variants.iter().zip(&shape.members) {
        for (value, node) in implied(lowering, variant, property.node) {
            let is_mapped = explicit.iter().any(|name| **name == *member.name);
            if !is_mapped {
                mapping.entry(value).or_insert_with(|| (member.name.to_string(), node));
            }
        }
    }
    let entries = mapping.iter().map(|(value, (name, node))| (&**value, Node::string(name, node.span))).collect();
    let value = vec![("mapping", object(entries, at.node.span)), ("property", property.node.clone())];
    apply::put(&mut shape.traits, trait_id::OPENAPI_DISCRIMINATOR, object(value, at.node.span));
}

fn alternative<'a, 'd>(variant: &'a Variant<'d>) -> Option<&'a Alternative<'d>> {
    match variant {
        Variant::Alone(one) | Variant::Merged(one, _) => Some(one),
        Variant::OfType(..) => None,
    }
}

/// The schema that an alternative is, wherever it stands.
fn schema_key<'d>(lowering: &Lowering<'d, '_>, variant: &Variant<'d>) -> Option<NodeKey> {
    let one = alternative(variant)?;
    match one.at.node.get_str("$ref") {
        Some(_) => lowering.source.resolve(one.at.node).map(|resolved| NodeKey::of(resolved.node)),
        None => Some(one.at.key()),
    }
}

/// What a mapping names: a schema by its reference, or a component by its name.
fn target(lowering: &Lowering<'_, '_>, at: At<'_>, text: &str) -> Option<NodeKey> {
    let component = || lowering.root.get("components")?.get("schemas")?.get(text);
    if let Some(at) = component() {
        return Some(NodeKey::of(lowering.source.resolve(at.node).map_or(at.node, |resolved| resolved.node)));
    }
    let node = lowering.source.target(text, at.node.span.file)?;
    Some(NodeKey::of(lowering.source.resolve(node).map_or(node, |resolved| resolved.node)))
}

/// The values of the key that stand for an alternative without being mapped: those that its own schema allows, or its
/// name.
fn implied<'d>(lowering: &Lowering<'d, '_>, variant: &Variant<'d>, property: &'d Node) -> Vec<(String, &'d Node)> {
    let Some(one) = alternative(variant) else { return Vec::new() };
    let name = property.as_str().unwrap_or_default();
    let schemas = one.view.all(Keyword::Properties).filter_map(|(part, node)| Some(part.at.with(node.get(name)?)));
    for at in schemas {
        let view = View::of(&lowering.source, at, &mut Met::default());
        if let Some(values) = view.enumerated() {
            return values.into_iter().filter_map(|value| Some((value.as_str()?.to_owned(), value))).collect();
        }
    }
    let name = match one.at.node.get_str("$ref") {
        Some(_) => lowering.source.resolve(one.at.node).map(|resolved| lowering.source.pointer(resolved.node).name()),
        None => lowering.reserved.get(&one.at.key()).map(|id| id.name().to_owned()),
    };
    name.map(|name| (name, property)).into_iter().collect()
}
