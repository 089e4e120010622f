//! Structures.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Entry, Member, Node, Shape, ShapeType, Target, closest, trait_id};

use super::list::{additional, element, mixed, patterns};
use super::member::{Annotated, member};
use crate::lower::apply::{mark, put_ids, put_text};
use crate::lower::names::{Names, member_name, upper_camel};
use crate::lower::schema::constraints::constraints;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::view::{At, View};
use crate::lower::target::prelude;
use crate::lower::{Job, Lowering, Use, annotate};

/// A property, with all schemas that its value has to satisfy.
struct Property<'d> {
    entry: Option<&'d Entry>,
    schemas: Vec<At<'d>>,
}

/// A structure.
pub(super) fn structure<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>) -> Shape {
    let mut shape = Lowering::shape(&job.id, ShapeType::Structure, job.view.span);
    shape.traits = constraints(&job.view, &job.plan, &mut lowering.report);
    if job.is_described {
        annotate::describe(&job.view, &mut shape.traits, &mut lowering.report);
    }
    let judges = lowering.judges(&job.view, &job.plan, job.id.name());
    put_ids(&mut shape.traits, trait_id::OPENAPI_ALL_OF, &judges, job.view.span);
    let required: BTreeMap<&str, &Node> = required(&job.view);
    let mut properties = properties(&job.view);
    report_misspelt(lowering, &required, &properties);
    for name in required.keys() {
        properties.entry(*name).or_insert_with(|| Property { entry: None, schemas: additional(&job.view) });
    }
    let mut names = Names::default();
    for (name, wire) in member_names(&mut names, properties.keys().copied()) {
        let Some(property) = properties.get(wire) else { continue };
        let at = required.get(wire).copied();
        let member = property_member(lowering, job, (&name, wire), property, at);
        shape.members.push(member);
    }
    shape.members.sort_by(|a, b| a.name.cmp(&b.name));
    further_keys(lowering, job, &mut shape, &mut names);
    patterns(lowering, job, &mut shape);
    report_lost(lowering, &job.view);
    shape
}

/// So many names of a schema are compared with others. Whoever requires more that are not described means them.
const MOST_MISSPELT: usize = 10;

/// Reports names of required properties that are described nowhere, if they look like one that is. Others may be meant.
fn report_misspelt(
    lowering: &mut Lowering<'_, '_>,
    required: &BTreeMap<&str, &Node>,
    properties: &BTreeMap<&str, Property<'_>>,
) {
    let undescribed = required.iter().filter(|(name, _)| !properties.contains_key(*name));
    for (name, node) in undescribed.take(MOST_MISSPELT) {
        let optional = properties.keys().copied().filter(|name| !required.contains_key(name));
        if let Some(meant) = closest(name, optional) {
            let message = format!("the property `{name}` is required, but not described");
            lowering.report.warning("undescribed-property", node.span, message, &format!("did you mean `{meant}`?"));
        }
    }
}

fn required<'d>(view: &View<'d>) -> BTreeMap<&'d str, &'d Node> {
    let lists = view.all(Keyword::Required).filter_map(|(_, node)| node.as_array());
    lists.flatten().filter_map(|name| Some((name.as_str()?, name))).collect()
}

fn properties<'d>(view: &View<'d>) -> BTreeMap<&'d str, Property<'d>> {
    let mut properties: BTreeMap<&str, Property<'d>> = BTreeMap::new();
    for (part, node) in view.all(Keyword::Properties) {
        for entry in node.as_object().map(|object| object.entries()).unwrap_or_default() {
            let property = properties.entry(&entry.key).or_insert(Property { entry: None, schemas: Vec::new() });
            property.entry = property.entry.or(Some(entry));
            let at = part.at.with(&entry.value);
            if !property.schemas.iter().any(|other| other.node == at.node) {
                property.schemas.push(at);
            }
        }
    }
    properties
}

/// The properties that have one schema.
pub(super) fn single_schemas<'d>(view: &View<'d>) -> impl Iterator<Item = (&'d str, At<'d>)> + use<'d> {
    let single = |(name, property): (&'d str, Property<'d>)| match property.schemas.as_slice() {
        [one] => Some((name, *one)),
        _ => None,
    };
    properties(view).into_iter().filter_map(single)
}

/// The names of members with those on the wire. Those that need no change are chosen first.
fn member_names<'n>(names: &mut Names, wire: impl Iterator<Item = &'n str> + Clone) -> Vec<(String, &'n str)> {
    let is_kept = |wire: &&str| member_name(wire) == **wire;
    let kept = wire.clone().filter(is_kept);
    let changed = wire.filter(|wire| !is_kept(wire));
    kept.chain(changed).map(|wire| (names.claim(&member_name(wire)), wire)).collect()
}

fn property_member<'d>(
    lowering: &mut Lowering<'d, '_>,
    job: &Job<'d>,
    (name, wire): (&str, &str),
    property: &Property<'d>,
    required: Option<&Node>,
) -> Member {
    let own = upper_camel(wire).unwrap_or_else(|| upper_camel(name).unwrap_or_default());
    let shape_name = format!("{}{own}", job.id.name());
    let data = event_data(lowering, job, wire, property);
    let schemas = data.as_ref().map_or(&*property.schemas, |(schema, _)| std::slice::from_ref(schema));
    let (view, used) = match (job.files.get(wire), schemas) {
        (Some(file), [one]) => (lowering.view(*one), file.target(lowering, &shape_name)),
        _ => property_schema(lowering, schemas, &shape_name, job),
    };
    let span = property.entry.map_or_else(|| required.map_or(job.view.span, |node| node.span), |entry| entry.key_span);
    let mut member = member(lowering, (name, span), &view, &used, Annotated::Fully);
    if let Some(node) = required {
        mark(&mut member.traits, trait_id::REQUIRED, node.span);
        if let Some(default) = member.traits.remove(trait_id::DEFAULT) {
            let effect = "the property is always there";
            lowering.report.remark_lost(default.span, "the default of a property that is required", effect);
        }
        // Null is a value of a document, and not absence.
        if used.shape_type == ShapeType::Document && used.traits.is_empty() {
            mark(&mut member.traits, trait_id::ALLOY_NULLABLE, node.span);
        }
    }
    if name != wire {
        put_text(&mut member.traits, trait_id::JSON_NAME, wire, span);
    }
    if let Some((_, media_type)) = data {
        put_text(&mut member.traits, trait_id::OPENAPI_CONTENT, media_type, span);
    }
    member
}

/// The schema of the value that the data of an event holds as text, and its media type.
fn event_data<'d>(
    lowering: &Lowering<'d, '_>,
    job: &Job<'d>,
    wire: &str,
    property: &Property<'d>,
) -> Option<(At<'d>, &'d str)> {
    let is_event = job.view.parts.iter().any(|part| lowering.events.contains(&part.at.key()));
    if !is_event || wire != "data" {
        return None;
    }
    let [one] = property.schemas.as_slice() else { return None };
    let media_type = one.node.get_str("contentMediaType")?;
    Some((one.get("contentSchema")?, media_type))
}

fn property_schema<'d>(
    lowering: &mut Lowering<'d, '_>,
    schemas: &[At<'d>],
    name: &str,
    job: &Job<'d>,
) -> (View<'d>, Use<'d>) {
    match schemas {
        [one] => {
            let used = lowering.reference(*one, name);
            (lowering.view(*one), used)
        }
        [] => {
            let view = View { parts: Vec::new(), span: job.view.span, ..job.view.clone() };
            let used = lowering.untyped_member();
            (view, used)
        }
        _ => element(lowering, schemas, name).unwrap_or_else(|| property_schema(lowering, &[], name, job)),
    }
}

/// The keys of the object that are no properties: a member of their own, or none.
fn further_keys<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, shape: &mut Shape, names: &mut Names) {
    let view = &job.view;
    let stated: Vec<(&Node, bool)> = [Keyword::AdditionalProperties, Keyword::UnevaluatedProperties]
        .into_iter()
        .flat_map(|keyword| view.all(keyword).map(|(_, node)| (node, node.as_bool() == Some(false))))
        .collect();
    if let Some((node, _)) = stated.iter().find(|(_, is_closed)| *is_closed) {
        mark(&mut shape.traits, trait_id::OPENAPI_CLOSED, node.span);
        report_closed(lowering, view);
    }
    let has_patterns = view.has(Keyword::PatternProperties);
    if stated.iter().any(|(_, is_closed)| *is_closed) && !has_patterns {
        return;
    }
    let rest = (job.plan.keeps_rest || has_patterns).then_some(view.span);
    if job.plan.keeps_rest {
        let effect = "they are checked, and kept without types";
        lowering.report.behavior_lost(view.span, "the type of members that only alternatives have", effect);
    }
    let Some(span) = stated.first().map(|(node, _)| node.span).or(rest) else { return };
    let id = lowering.claim(&format!("{}AdditionalProperties", job.id.name()));
    let mut map = Lowering::shape(&id, ShapeType::Map, span);
    map.members.push(Member::new("key", Target { id: prelude(ShapeType::String), span }, span));
    let name = format!("{}AdditionalProperty", job.id.name());
    let mut value = element(lowering, &additional(view), &name);
    if let Some((view, used)) = value.take_if(|_| has_patterns) {
        value = Some(mixed(lowering, view, used, &name));
    }
    let mut value_member = Member::new("value", Target { id: prelude(ShapeType::Document), span }, span);
    if let Some((_, used)) = value {
        value_member.target = used.target;
        value_member.traits = used.traits;
        if used.is_nullable && used.shape_type != ShapeType::Document {
            mark(&mut map.traits, trait_id::SPARSE, span);
        }
    }
    map.members.push(value_member);
    lowering.insert(map);
    let name = names.claim("additionalProperties");
    let mut member = Member::new(name, Target { id, span }, span);
    mark(&mut member.traits, trait_id::OPENAPI_ADDITIONAL_PROPERTIES, span);
    shape.members.push(member);
}

/// Reports properties that one part states and another one, which is closed, forbids.
fn report_closed(lowering: &mut Lowering<'_, '_>, view: &View<'_>) {
    for part in &view.parts {
        let Some(entry) = part.entry(Keyword::AdditionalProperties) else { continue };
        if entry.value.as_bool() != Some(false) || part.get(Keyword::PatternProperties).is_some() {
            continue;
        }
        let own: BTreeSet<&str> = part
            .get(Keyword::Properties)
            .and_then(Node::as_object)
            .map(|object| object.iter().map(|(key, _)| key).collect())
            .unwrap_or_default();
        if let Some(foreign) = view.property_names().find(|name| !own.contains(name)) {
            let message =
                format!("`additionalProperties: false` forbids `{foreign}`, which another part of the schema states");
            let help = "write `unevaluatedProperties: false` beside `allOf` instead (OpenAPI 3.1), or nothing; `allOf` \
                        extends no closed object. Validators refuse the property";
            lowering.report.warning("contradictory-schema", entry.key_span, message, help);
        }
    }
}

fn report_lost(lowering: &mut Lowering<'_, '_>, view: &View<'_>) {
    for part in &view.parts {
        if let Some(entry) = part.entry(Keyword::PropertyNames) {
            let effect = "other keys are accepted";
            lowering.report.constraint_lost(entry.key_span, "`propertyNames` beside properties", effect);
        }
    }
}
