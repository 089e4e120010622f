//! Values of each shape can be written down: no list is made of itself alone, and no structure
//! requires itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use weland_model::{Diagnostic, Diagnostics, Member, Shape, ShapeId, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        if only_of_itself(context, shape) {
            let message = format!("{} `{}` is made of itself alone", shape.shape_type, shape.id);
            diagnostics.push(
                Diagnostic::error("endless-shape", shape.span, message).help("put a structure or a union in between"),
            );
        }
    }
    let endless = endless(context);
    for shape in context.shapes().filter(|shape| endless.contains(&shape.id)) {
        let on_the_way = |member: &&Member| is_needed(shape, member) && endless.contains(&member.target);
        let member = shape.members.iter().find(on_the_way);
        let message = format!("no value of `{}` can end: it always needs another one", shape.id);
        let span = member.map_or(shape.span, |member| member.span);
        diagnostics.push(
            Diagnostic::error("endless-shape", span, message).help("make a member on the way back to it optional"),
        );
    }
}

/// Whether a list or map leads back to itself through lists and maps alone.
fn only_of_itself(context: &Context<'_>, shape: &Shape) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = shape;
    while let ShapeType::List | ShapeType::Map = at.shape_type {
        if !seen.insert(&at.id) {
            return at.id == shape.id;
        }
        let inner = at.member("member").or_else(|| at.member("value"));
        match inner.and_then(|member| context.target(member)) {
            Some(target) => at = target,
            None => return false,
        }
        if at.id == shape.id {
            return true;
        }
    }
    false
}

/// Whether a value of the shape must have a value of the member, or, in a union, may.
fn is_needed(shape: &Shape, member: &Member) -> bool {
    let may_be_null = member.traits.contains(trait_id::ALLOY_NULLABLE);
    shape.shape_type == ShapeType::Union || member.traits.contains(trait_id::REQUIRED) && !may_be_null
}

/// What a structure or union waits for until it is known that its values can end.
struct Waiting<'a> {
    needs: BTreeSet<&'a ShapeId>,
    is_union: bool,
}

/// Structures and unions on a circle of needs.
fn endless<'a>(context: &Context<'a>) -> BTreeSet<&'a ShapeId> {
    let mut waiting: BTreeMap<&ShapeId, Waiting<'_>> = BTreeMap::new();
    for shape in context.all_shapes() {
        if !matches!(shape.shape_type, ShapeType::Structure | ShapeType::Union) {
            continue;
        }
        let members = || shape.members.iter().filter(|member| is_needed(shape, member));
        let is_open = |member: &&Member| {
            let target = context.target(member);
            target.is_some_and(|target| matches!(target.shape_type, ShapeType::Structure | ShapeType::Union))
        };
        let is_union = shape.shape_type == ShapeType::Union;
        let needs: BTreeSet<&ShapeId> = members().filter(is_open).map(|member| &member.target).collect();
        let is_open = if is_union { members().all(|member| is_open(&member)) } else { !needs.is_empty() };
        if is_open && !needs.is_empty() {
            waiting.insert(&shape.id, Waiting { needs, is_union });
        }
    }
    release(&mut waiting);
    only_circles(&mut waiting);
    waiting.into_keys().collect()
}

/// Drops the shapes whose needs are met, until none is left that can be dropped.
fn release(waiting: &mut BTreeMap<&ShapeId, Waiting<'_>>) {
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut met = BTreeSet::new();
    for (id, shape) in waiting.iter() {
        for need in &shape.needs {
            users.entry(need).or_default().push(id);
            met.insert(*need);
        }
    }
    let mut met: VecDeque<&ShapeId> = met.into_iter().filter(|id| !waiting.contains_key(id)).collect();
    while let Some(id) = met.pop_front() {
        for user in users.get(id).into_iter().flatten() {
            let Some(shape) = waiting.get_mut(user) else { continue };
            shape.needs.remove(id);
            if shape.is_union || shape.needs.is_empty() {
                waiting.remove(user);
                met.push_back(user);
            }
        }
    }
}

/// Drops the shapes that need an endless one without being needed by one.
fn only_circles(waiting: &mut BTreeMap<&ShapeId, Waiting<'_>>) {
    let mut needed: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for need in waiting.values().flat_map(|shape| &shape.needs) {
        *needed.entry(need).or_default() += 1;
    }
    let unneeded = waiting.keys().filter(|id| !needed.contains_key(*id));
    let mut unneeded: Vec<&ShapeId> = unneeded.copied().collect();
    while let Some(id) = unneeded.pop() {
        let Some(shape) = waiting.remove(id) else { continue };
        for need in shape.needs {
            if let Some(count) = needed.get_mut(need) {
                *count -= 1;
                if *count == 0 {
                    unneeded.push(need);
                }
            }
        }
    }
}
