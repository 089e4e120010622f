//! Mixins, and members whose target was left out.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use weland_model::{
    AppliedTrait, Diagnostic, Diagnostics, Member, NamedTarget, Node, NodeKind, OperationData, ResourceData,
    ServiceData, Shape, ShapeData, ShapeId, ShapeType, Target, Traits, trait_id,
};

use super::draft::{Draft, DraftMember, member};
use super::lost::Lost;
use super::trait_set;
use weland_model::NameMap;

/// Completes all shapes.
pub(super) fn flatten(
    drafts: BTreeMap<ShapeId, Box<Draft>>,
    lost: &Lost,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ShapeId, Shape> {
    let resources = resource_members(&drafts);
    let cut = cut(&drafts);
    let order = mixin_order(&drafts, diagnostics);
    let mut flattener = Flattener { resources, cut, lost, shapes: BTreeMap::new(), diagnostics };
    let mut waiting = BTreeMap::new();
    let mut plain = Vec::new();
    for (id, draft) in drafts {
        match draft.shape.mixins.is_empty() {
            true => plain.push((id, draft)),
            false => {
                waiting.insert(id, draft);
            }
        }
    }
    let finished = plain.into_iter().map(|(id, draft)| (id, flattener.finish(*draft)));
    let finished: Vec<(ShapeId, Shape)> = finished.collect();
    // Sorted already, so the map is built at once.
    flattener.shapes = finished.into_iter().collect();
    for id in order {
        if let Some(draft) = waiting.remove(&id) {
            let shape = flattener.finish(*draft);
            flattener.shapes.insert(id, shape);
        }
    }
    flattener.shapes
}

/// Shapes that a syntax error cut short, and mixins that are not defined, which is reported as such.
fn cut(drafts: &BTreeMap<ShapeId, Box<Draft>>) -> BTreeSet<ShapeId> {
    let broken = drafts.iter().filter(|(_, draft)| draft.broken).map(|(id, _)| id);
    let mixins = drafts.values().flat_map(|draft| &draft.shape.mixins).map(|mixin| &mixin.id);
    broken.chain(mixins.filter(|id| !drafts.contains_key(*id))).cloned().collect()
}

/// Identifiers and properties by resource.
fn resource_members(drafts: &BTreeMap<ShapeId, Box<Draft>>) -> HashMap<ShapeId, Vec<NamedTarget>> {
    let resources = drafts.iter().filter_map(|(id, draft)| Some((id, draft.shape.as_resource()?)));
    let members = resources.map(|(id, data)| {
        let named = data.identifiers.iter().chain(&data.properties);
        (id.clone(), named.cloned().collect())
    });
    members.collect()
}

/// Shapes with mixins, each after its mixins. Those on a cycle come last, with an error.
fn mixin_order(drafts: &BTreeMap<ShapeId, Box<Draft>>, diagnostics: &mut Diagnostics) -> Vec<ShapeId> {
    let mut missing: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let with_mixins = |id: &ShapeId| drafts.get(id).is_some_and(|d| !d.shape.mixins.is_empty());
    for (id, draft) in drafts {
        let mixins: BTreeSet<&ShapeId> = draft.shape.mixins.iter().map(|mixin| &mixin.id).collect();
        if mixins.is_empty() {
            continue;
        }
        let wanted = mixins.into_iter().filter(|mixin| with_mixins(mixin));
        let mut count = 0;
        for mixin in wanted {
            users.entry(mixin).or_default().push(id);
            count += 1;
        }
        missing.insert(id, count);
    }
    let ready = missing.iter().filter(|(_, count)| **count == 0);
    let mut ready: VecDeque<&ShapeId> = ready.map(|(id, _)| *id).collect();
    let mut order = Vec::new();
    while let Some(id) = ready.pop_front() {
        missing.remove(id);
        order.push(id.clone());
        for user in users.get(id).into_iter().flatten() {
            if let Some(count) = missing.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(user);
                }
            }
        }
    }
    for id in missing.into_keys() {
        if let Some(draft) = drafts.get(id) {
            diagnostics.push(
                Diagnostic::error(
                    "mixin-cycle",
                    draft.shape.span,
                    format!("the mixins of `{id}` lead back to themselves"),
                )
                .help("remove one of the mixins on the way"),
            );
        }
        order.push(id.clone());
    }
    order
}

struct Flattener<'d> {
    resources: HashMap<ShapeId, Vec<NamedTarget>>,
    /// Shapes that may have more members than are known.
    cut: BTreeSet<ShapeId>,
    lost: &'d Lost,
    shapes: BTreeMap<ShapeId, Shape>,
    diagnostics: &'d mut Diagnostics,
}

impl Flattener<'_> {
    fn finish(&mut self, draft: Draft) -> Shape {
        let Draft { mut shape, members, resource, inherited_traits, broken, .. } = draft;
        let mut places = Places::default();
        if !shape.mixins.is_empty() {
            self.inherit(&mut shape, &mut places);
        }
        shape.members.reserve_exact(members.len());
        for own in members {
            self.own_member(&mut shape, &mut places, own, resource.as_ref(), broken);
        }
        if !inherited_traits.is_empty() && shape.mixins.is_empty() {
            places = places_of(&shape);
        }
        for (target, traits) in inherited_traits {
            self.apply(&mut shape, &places, &target, traits, broken);
        }
        if shape.shape_type == ShapeType::Enum {
            name_values(&mut shape);
        }
        shape
    }

    // --- what mixins bring in

    fn inherit(&mut self, shape: &mut Shape, places: &mut Places) {
        let own_traits = std::mem::take(&mut shape.traits);
        if !matches!(shape.data, ShapeData::None) {
            shape.own_data = Some(shape.data.clone());
        }
        for mixin in shape.mixins.clone() {
            let Some(source) = self.shapes.get(&mixin.id) else {
                continue;
            };
            inherit_traits(shape, source);
            inherit_data(shape, source);
            for inherited in &source.members {
                if let Err(conflict) = inherit_member(shape, places, source, inherited, &mixin) {
                    self.diagnostics.push(*conflict);
                }
            }
        }
        for applied in &own_traits {
            shape.traits.insert(applied.clone());
        }
        if let Some(own) = shape.own_data.clone() {
            join_own_data(shape, own);
        }
    }

    // --- the shape's own members

    fn own_member(
        &mut self,
        shape: &mut Shape,
        places: &mut Places,
        own: DraftMember,
        resource: Option<&Target>,
        broken: bool,
    ) {
        let from_resource = match own.target {
            None => self.resource_member(resource, &own.name),
            Some(_) => None,
        };
        let wanted = own.target.clone().or(from_resource);
        // Without mixins, names are known to differ.
        let has_mixins = !shape.mixins.is_empty();
        let inherited = has_mixins.then(|| member_at(shape, places, &own.name)).flatten();
        if let Some(inherited) = inherited {
            let differs = |target: &Target| target.id != inherited.target;
            let place = std::mem::replace(&mut inherited.span, own.span);
            if let Some(target) = wanted.filter(differs) {
                let message = format!(
                    "member `{}` targets `{}` here, but `{}` in a mixin",
                    own.name, target.id, inherited.target
                );
                self.diagnostics.push(
                    Diagnostic::error("mixin-conflict", own.span, message)
                        .related(place, "the member of the mixin")
                        .help("give both the same target, or rename one of them"),
                );
                return;
            }
            for applied in &own.traits {
                inherited.traits.insert(applied.clone());
            }
            return;
        }
        match wanted {
            Some(target) => {
                if has_mixins {
                    places.entry(Arc::clone(&own.name)).or_insert(shape.members.len());
                }
                shape.members.push(member(own, target));
            }
            None if broken || self.may_have_more(shape, resource) => {}
            None => self.elided_nowhere(&own, resource),
        }
    }

    /// Whether the mixins or the resource of a shape may have more members than are known.
    fn may_have_more(&self, shape: &Shape, resource: Option<&Target>) -> bool {
        let is_cut = |target: &Target| self.cut.contains(&target.id) || self.lost.contains(&target.id);
        shape.mixins.iter().any(is_cut)
            || resource.is_some_and(|resource| is_cut(resource) || !self.resources.contains_key(&resource.id))
    }

    fn resource_member(&self, resource: Option<&Target>, name: &str) -> Option<Target> {
        let members = self.resources.get(&resource?.id)?;
        let found = members.iter().find(|member| &*member.name == name)?;
        Some(found.target.clone())
    }

    fn elided_nowhere(&mut self, own: &DraftMember, resource: Option<&Target>) {
        let (message, help) = match resource {
            Some(resource) => (
                format!("neither a mixin nor the resource `{}` has a member `{}`", resource.id, own.name),
                "add it to the resource's identifiers or properties, or write the target",
            ),
            None => (
                format!("no mixin has a member `{}`", own.name),
                "write the target of the member, as in `name: Target`",
            ),
        };
        self.diagnostics.push(Diagnostic::error("unresolved-elision", own.span, message).help(help));
    }

    /// Traits of `apply` for a member that the definition does not list.
    fn apply(&mut self, shape: &mut Shape, places: &Places, target: &Target, traits: Vec<AppliedTrait>, broken: bool) {
        let member = target.id.member().unwrap_or_default();
        let Some(member) = member_at(shape, places, member) else {
            if !broken && !self.may_have_more(shape, None) {
                let message = format!("`{}` has no member `{member}`", shape.id);
                self.diagnostics.push(
                    Diagnostic::error("unresolved-target", target.span, message).help("check the name of the member"),
                );
            }
            return;
        };
        // What `apply` says replaces what was inherited, and adds to what was said.
        for applied in traits {
            let inherited = member.traits.applied(&applied.id).is_some_and(|t| t.inherited);
            if inherited {
                member.traits.remove(&applied.id);
            }
            trait_set::add(&mut member.traits, applied, self.diagnostics);
        }
    }
}

/// The members of a shape by name. There may be many, so that looking at all for each would take too long.
type Places = NameMap<Arc<str>, usize>;

fn places_of(shape: &Shape) -> Places {
    let mut places = Places::default();
    for (place, member) in shape.members.iter().enumerate() {
        places.entry(Arc::clone(&member.name)).or_insert(place);
    }
    places
}

fn member_at<'s>(shape: &'s mut Shape, places: &Places, name: &str) -> Option<&'s mut Member> {
    shape.members.get_mut(*places.get(name)?)
}

/// Later mixins replace what earlier ones brought in.
fn inherit_traits(shape: &mut Shape, mixin: &Shape) {
    let local = mixin.traits.get(trait_id::MIXIN);
    let local = local.and_then(|value| value.get("localTraits")?.as_array());
    let is_local = |id: &ShapeId| {
        let listed = local.unwrap_or_default();
        *id == trait_id::MIXIN || listed.iter().any(|item| item.as_str() == Some(id.as_str()))
    };
    for applied in mixin.traits.iter().filter(|applied| !is_local(&applied.id)) {
        shape.traits.insert(AppliedTrait { inherited: true, ..applied.clone() });
    }
}

fn inherit_member(
    shape: &mut Shape,
    places: &mut Places,
    mixin: &Shape,
    inherited: &Member,
    place: &Target,
) -> Result<(), Box<Diagnostic>> {
    let from = mixin.id.with_member(&inherited.name).ok();
    let mut traits = Traits::default();
    for applied in &inherited.traits {
        traits.insert(AppliedTrait { inherited: true, ..applied.clone() });
    }
    let Some(known) = member_at(shape, places, &inherited.name) else {
        let mut member = inherited.clone();
        member.traits = traits;
        member.mixins = from.into_iter().collect();
        places.insert(Arc::clone(&member.name), shape.members.len());
        shape.members.push(member);
        return Ok(());
    };
    if known.target != inherited.target {
        let message = format!(
            "two mixins have a member `{}`: one targets `{}`, the other `{}`",
            inherited.name, known.target, inherited.target
        );
        let conflict = Diagnostic::error("mixin-conflict", place.span, message)
            .related(known.span, "one member")
            .related(inherited.span, "the other member")
            .help("give both the same target, or rename one of them");
        return Err(Box::new(conflict));
    }
    for applied in &traits {
        known.traits.insert(applied.clone());
    }
    known.mixins.extend(from);
    Ok(())
}

fn inherit_data(shape: &mut Shape, mixin: &Shape) {
    match (&mut shape.data, &mixin.data) {
        (ShapeData::Service(data), ShapeData::Service(from)) => join_service(data, from),
        (ShapeData::Operation(data), ShapeData::Operation(from)) => join_operation(data, from),
        (ShapeData::Resource(data), ShapeData::Resource(from)) => join_resource(data, from),
        _ => {}
    }
}

/// Starts over from what the mixins said, and adds the shape's own data last.
fn join_own_data(shape: &mut Shape, own: ShapeData) {
    match (&mut shape.data, &own) {
        (ShapeData::Service(data), ShapeData::Service(own)) => {
            move_last(&mut data.operations, &own.operations);
            move_last(&mut data.resources, &own.resources);
            move_last(&mut data.errors, &own.errors);
            if !own.version.is_empty() {
                data.version = Arc::clone(&own.version);
            }
        }
        (ShapeData::Operation(data), ShapeData::Operation(own)) => {
            move_last(&mut data.errors, &own.errors);
        }
        (ShapeData::Resource(data), ShapeData::Resource(own)) => {
            move_last(&mut data.operations, &own.operations);
            move_last(&mut data.collection_operations, &own.collection_operations);
            move_last(&mut data.resources, &own.resources);
        }
        _ => {}
    }
}

fn join_service(data: &mut ServiceData, from: &ServiceData) {
    if !from.version.is_empty() {
        data.version = Arc::clone(&from.version);
    }
    join(&mut data.operations, &from.operations);
    join(&mut data.resources, &from.resources);
    join(&mut data.errors, &from.errors);
    for rename in &from.rename {
        if !data.rename.iter().any(|own| own.from.id == rename.from.id) {
            data.rename.push(rename.clone());
        }
    }
}

fn join_operation(data: &mut OperationData, from: &OperationData) {
    join(&mut data.errors, &from.errors);
}

fn join_resource(data: &mut ResourceData, from: &ResourceData) {
    join(&mut data.operations, &from.operations);
    join(&mut data.collection_operations, &from.collection_operations);
    join(&mut data.resources, &from.resources);
}

fn join(targets: &mut Vec<Target>, more: &[Target]) {
    for target in more {
        if !targets.iter().any(|known| known.id == target.id) {
            targets.push(target.clone());
        }
    }
}

/// Moves the shape's own targets, which were there first, behind the inherited ones.
fn move_last(targets: &mut Vec<Target>, own: &[Target]) {
    targets.retain(|target| !own.iter().any(|own| own.id == target.id));
    targets.extend_from_slice(own);
}

/// Members of enums without a value have their name as their value.
fn name_values(shape: &mut Shape) {
    let Ok(id) = trait_id::ENUM_VALUE.parse::<ShapeId>() else {
        return;
    };
    for member in &mut shape.members {
        if !member.traits.contains(trait_id::ENUM_VALUE) {
            member.traits.insert(AppliedTrait {
                id: id.clone(),
                value: Node::new(NodeKind::String(Arc::clone(&member.name)), member.span),
                span: member.span,
                inherited: false,
            });
        }
    }
}
