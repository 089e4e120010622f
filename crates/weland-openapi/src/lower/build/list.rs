//! Lists and maps.

use weland_model::{Member, Node, NodeKind, Shape, ShapeId, ShapeType, Span, Target, trait_id};

use super::member::{Annotated, member};
use crate::lower::apply::{array, mark, number, object, put, put_ids};
use crate::lower::schema::constraints::constraints;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::view::{At, View};
use crate::lower::target::prelude;
use crate::lower::{Job, Lowering, Use, annotate};

/// A list.
pub(super) fn list<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>) -> Shape {
    let mut shape = start(lowering, job, ShapeType::List);
    let name = format!("{}Item", job.id.name());
    let items: Vec<At<'d>> = job.view.all(Keyword::Items).map(|(part, node)| part.at.with(node)).collect();
    let closed = closed(&job.view, &items);
    if let Some((one, count)) = closed.as_ref().filter(|(.., is_same)| *is_same).map(|(one, count, _)| (*one, *count)) {
        at_most(&mut shape, count, job.view.span);
        let element = element(lowering, &[one], &name);
        add(lowering, &mut shape, "member", element, job);
        return shape;
    }
    let first = prefix(lowering, job, &mut shape);
    if let Some((one, count, _)) = closed.filter(|_| first.windows(2).all(|pair| pair[0] == pair[1])) {
        at_most(&mut shape, count, job.view.span);
        shape.traits.remove(trait_id::OPENAPI_PREFIX_ITEMS);
        let element = element(lowering, &[one], &name);
        add(lowering, &mut shape, "member", element, job);
        undescribed(lowering, job, &mut shape);
        return shape;
    }
    let element = element(lowering, &items, &name).map(|(view, used)| {
        let is_same = used.traits.is_empty() && first.iter().all(|target| *target == used.target);
        if is_same || first.is_empty() { (view, used) } else { mixed(lowering, view, used, &name) }
    });
    add(lowering, &mut shape, "member", element, job);
    shape
}

/// A map.
pub(super) fn map<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>) -> Shape {
    let mut shape = start(lowering, job, ShapeType::Map);
    let span = job.view.span;
    let mut key = Member::new("key", Target { id: prelude(ShapeType::String), span }, span);
    let names: Vec<At<'d>> = job.view.all(Keyword::PropertyNames).map(|(part, node)| part.at.with(node)).collect();
    if let Some((_, used)) = element(lowering, &names, &format!("{}Key", job.id.name())) {
        if matches!(used.shape_type, ShapeType::String | ShapeType::Enum) {
            key.target = used.target;
            key.traits = used.traits;
        } else if let Some(node) = job.view.first(Keyword::PropertyNames) {
            lowering.report.constraint_lost(node.span, "the schema of the keys", "other keys are accepted");
        }
    }
    shape.members.push(key);
    patterns(lowering, job, &mut shape);
    let name = format!("{}Value", job.id.name());
    let mut value = element(lowering, &additional(&job.view), &name);
    if let Some((view, used)) = value.take_if(|_| job.view.has(Keyword::PatternProperties)) {
        value = Some(mixed(lowering, view, used, &name));
    }
    add(lowering, &mut shape, "value", value, job);
    let closing = job.view.all(Keyword::AdditionalProperties).find(|(_, node)| node.as_bool() == Some(false));
    if let (Some((_, node)), Some(value)) = (closing, shape.members.last_mut()) {
        put(&mut value.traits, trait_id::OPENAPI_VALUES, array(Vec::new(), node.span));
    }
    shape
}

fn start<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, shape_type: ShapeType) -> Shape {
    let mut shape = Lowering::shape(&job.id, shape_type, job.view.span);
    shape.traits = constraints(&job.view, &job.plan, &mut lowering.report);
    let judges = lowering.judges(&job.view, &job.plan, job.id.name());
    put_ids(&mut shape.traits, trait_id::OPENAPI_ALL_OF, &judges, job.view.span);
    if job.is_described {
        annotate::describe(&job.view, &mut shape.traits, &mut lowering.report);
    }
    shape
}

/// The schemas of keys that no property has, but for those that say nothing.
pub(super) fn additional<'d>(view: &View<'d>) -> Vec<At<'d>> {
    let keywords = [Keyword::AdditionalProperties, Keyword::UnevaluatedProperties];
    let stated = keywords.into_iter().flat_map(|keyword| view.all(keyword));
    let at = stated.map(|(part, node)| part.at.with(node));
    at.filter(|at| at.node.as_object().is_some_and(|object| !object.is_empty())).collect()
}

/// What schemas that an element has to satisfy together become.
pub(super) fn element<'d>(lowering: &mut Lowering<'d, '_>, all: &[At<'d>], name: &str) -> Option<(View<'d>, Use<'d>)> {
    match all {
        [] => None,
        [one] => {
            let used = lowering.element(*one, name);
            Some((lowering.view(*one), used))
        }
        [first, rest @ ..] => {
            if rest.iter().all(|other| other.node == first.node) {
                return element(lowering, &[*first], name);
            }
            let mut view = lowering.view(*first);
            for other in rest {
                let other = lowering.view(*other);
                view.merge(other);
            }
            let used = lowering.inline(&view, name, true);
            Some((view, used))
        }
    }
}

/// What elements are that stand beside others of other types: judged, and kept without types.
pub(super) fn mixed<'d>(
    lowering: &mut Lowering<'d, '_>,
    view: View<'d>,
    used: Use<'d>,
    name: &str,
) -> (View<'d>, Use<'d>) {
    if used.shape_type == ShapeType::Document {
        return (view, used);
    }
    let effect = "they are checked, and kept without types";
    lowering.report.behavior_lost(view.span, "the type of values beside others of other types", effect);
    let used = lowering.judged(used, name, view.span);
    (view, used)
}

/// Adds the member of a list, or the value of a map.
fn add<'d>(
    lowering: &mut Lowering<'d, '_>,
    shape: &mut Shape,
    name: &str,
    element: Option<(View<'d>, Use<'d>)>,
    job: &Job<'d>,
) {
    let span = job.view.span;
    let Some((view, mut used)) = element else {
        let target = Target { id: prelude(ShapeType::Document), span };
        shape.members.push(Member::new(name, target, span));
        return;
    };
    if used.is_nullable && used.shape_type != ShapeType::Document {
        mark(&mut shape.traits, trait_id::SPARSE, view.span);
    }
    used.is_nullable = false;
    let own = used.target.namespace() != "smithy.api" && is_inline(&view);
    let mut added = member(lowering, (name, view.span), &view, &used, Annotated::Plain);
    if own {
        // The shape has been described itself.
        added.traits = used.traits;
    }
    shape.members.push(added);
}

/// Whether a schema is more than a reference to another one.
fn is_inline(view: &View<'_>) -> bool {
    view.parts.first().is_some_and(|part| !part.is_foreign && part.is_structural())
}

/// The shapes of the first elements.
fn prefix<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, shape: &mut Shape) -> Vec<ShapeId> {
    let mut parts = job.view.all(Keyword::PrefixItems);
    let Some((part, node)) = parts.next() else { return Vec::new() };
    let items: Vec<At<'d>> = node.as_array().unwrap_or_default().iter().map(|item| part.at.with(item)).collect();
    let mut targets = Vec::new();
    for (index, item) in items.iter().enumerate() {
        targets.push(lowering.shape_of(*item, &format!("{}Item{}", job.id.name(), index + 1)));
    }
    put_ids(&mut shape.traits, trait_id::OPENAPI_PREFIX_ITEMS, &targets, node.span);
    targets
}

/// The first of the first elements of a list that has no others, their number, and whether all of them are the same.
fn closed<'d>(view: &View<'d>, items: &[At<'d>]) -> Option<(At<'d>, usize, bool)> {
    let (part, node) = view.all(Keyword::PrefixItems).next()?;
    let prefix = node.as_array()?;
    let one = prefix.first()?;
    let most = view.first(Keyword::MaxItems).and_then(Node::as_i64).and_then(|max| usize::try_from(max).ok());
    let is_closed =
        most.is_some_and(|max| max <= prefix.len()) || items.iter().any(|item| item.node.as_bool() == Some(false));
    is_closed.then(|| (part.at.with(one), prefix.len(), prefix.iter().all(|item| item == one)))
}

/// Reports descriptions of elements by their positions. The first one is not that of all of them.
fn undescribed(lowering: &mut Lowering<'_, '_>, job: &Job<'_>, shape: &mut Shape) {
    let prefix = job.view.first(Keyword::PrefixItems).and_then(Node::as_array).unwrap_or_default();
    for description in prefix.iter().filter_map(|item| item.get("description")) {
        let effect = "elements are of one type, which has no room for several descriptions";
        lowering.report.remark_lost(description.span, "the description of an element by its position", effect);
    }
    if let Some(member) = shape.members.last_mut() {
        member.traits.remove(trait_id::DOCUMENTATION);
    }
}

/// Lets a list have no more elements than this.
fn at_most(shape: &mut Shape, count: usize, span: Span) {
    let length = shape.traits.get(trait_id::LENGTH).cloned();
    let bound = |key: &str| length.as_ref().and_then(|length| length.get(key)).cloned();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let max = bound("max").filter(|max| max.as_number().and_then(|it| it.as_i64()).is_some_and(|max| max < count));
    let mut fields = vec![("max", max.unwrap_or_else(|| number(count, span)))];
    fields.extend(bound("min").map(|min| ("min", min)));
    shape.traits.remove(trait_id::LENGTH);
    put(&mut shape.traits, trait_id::LENGTH, object(fields, span));
}

/// The schemas of values whose keys match a pattern.
pub(super) fn patterns<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, shape: &mut Shape) {
    let mut all = Vec::new();
    for (part, node) in job.view.all(Keyword::PatternProperties) {
        for entry in part.at.with(node).node.as_object().map(|object| object.entries()).unwrap_or_default() {
            all.push((entry, part.at.with(&entry.value)));
        }
    }
    all.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    let mut items = Vec::new();
    for (entry, at) in &all {
        let target = lowering.shape_of(*at, &format!("{}PatternValue", job.id.name()));
        let span = entry.key_span;
        let fields = vec![("pattern", Node::string(&entry.key, span)), ("target", Node::string(target.as_str(), span))];
        items.push(object(fields, span));
    }
    if let Some(first) = items.first() {
        let span = first.span;
        put(&mut shape.traits, trait_id::OPENAPI_PATTERN_PROPERTIES, Node::new(NodeKind::Array(items), span));
    }
}
