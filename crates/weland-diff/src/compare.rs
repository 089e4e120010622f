//! What rules know: both models, which shapes are the same, and what they are used for.

use weland_model::query::http;
use weland_model::query::presence::{self, Presence};
use weland_model::{Member, Model, NameMap, Shape, ShapeId, ShapeType, trait_id};

use crate::pairs::{self, Pairs};
use crate::rust_code::RustCode;
use crate::usage::{self, Usage};

/// A shape in both models.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair<'m> {
    pub(crate) old: &'m Shape,
    pub(crate) new: &'m Shape,
    /// The messages that it is part of in both models.
    pub(crate) usage: Usage,
}

/// A member in both models.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MemberPair<'m> {
    pub(crate) shapes: Pair<'m>,
    /// The messages that it is part of in both models: requests have nothing that is in responses alone.
    pub(crate) usage: Usage,
    pub(crate) old: &'m Member,
    pub(crate) new: &'m Member,
}

impl MemberPair<'_> {
    /// The id of the member in the new model.
    pub(crate) fn id(&self) -> ShapeId {
        member_id(self.shapes.new, self.new)
    }
}

/// The id of a member.
pub(crate) fn member_id(shape: &Shape, member: &Member) -> ShapeId {
    // Names of members are identifiers once a model was loaded.
    shape.id.with_member(&member.name).unwrap_or_else(|_| shape.id.clone())
}

/// Two models.
pub(crate) struct Comparison<'m> {
    pub(crate) old: &'m Model,
    pub(crate) new: &'m Model,
    pub(crate) pairs: Pairs<'m>,
    pub(crate) code: RustCode,
    shapes: Vec<Pair<'m>>,
    members: Vec<MemberPair<'m>>,
    old_usage: Option<NameMap<&'m ShapeId, Usage>>,
    new_usage: Option<NameMap<&'m ShapeId, Usage>>,
    /// For new inputs, what members were called whose labels have the same place in the path.
    labels: NameMap<&'m ShapeId, Vec<(&'m str, &'m str)>>,
}

impl<'m> Comparison<'m> {
    pub(crate) fn new(old: &'m Model, new: &'m Model, code: RustCode) -> Self {
        let pairs = Pairs::new(old, new);
        let all = pairs.all();
        let labels = renamed_labels(&all);
        let (old_usage, new_usage) = (usage::usage(old), usage::usage(new));
        let (shapes, members) = (Vec::new(), Vec::new());
        let mut comparison = Self { old, new, pairs, code, shapes, members, old_usage, new_usage, labels };
        comparison.shapes = all.into_iter().map(|(old, new)| comparison.pair(old, new)).collect();
        comparison.members = comparison.shapes().flat_map(|shapes| comparison.members_of(shapes)).collect();
        comparison
    }

    /// The messages that a shape of the old model is part of.
    pub(crate) fn old_usage(&self, id: &ShapeId) -> Usage {
        of(self.old_usage.as_ref(), id)
    }

    /// The messages that a shape of the new model is part of.
    pub(crate) fn new_usage(&self, id: &ShapeId) -> Usage {
        of(self.new_usage.as_ref(), id)
    }

    /// Whether a member of a shape of the old model has to be there.
    pub(crate) fn old_presence(&self, shape: &Shape, member: &Member) -> Presence {
        presence::presence_in(shape, member, self.old_usage(&shape.id).directions())
    }

    /// Whether a member of a shape of the new model has to be there.
    pub(crate) fn new_presence(&self, shape: &Shape, member: &Member) -> Presence {
        presence::presence_in(shape, member, self.new_usage(&shape.id).directions())
    }

    /// The shapes that are in both models.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = Pair<'m>> + '_ {
        self.shapes.iter().copied()
    }

    /// The shapes of a type that are in both models.
    pub(crate) fn shapes_of(&self, shape_type: ShapeType) -> impl Iterator<Item = Pair<'m>> + '_ {
        self.shapes().filter(move |pair| pair.old.shape_type == shape_type && pair.new.shape_type == shape_type)
    }

    fn pair(&self, old: &'m Shape, new: &'m Shape) -> Pair<'m> {
        Pair { old, new, usage: self.old_usage(&old.id).and(self.new_usage(&new.id)) }
    }

    /// The members that are in both models, of shapes that have kept their type.
    pub(crate) fn members(&self) -> impl Iterator<Item = MemberPair<'m>> + '_ {
        self.members.iter().copied()
    }

    fn members_of(&self, shapes: Pair<'m>) -> Vec<MemberPair<'m>> {
        if shapes.old.shape_type != shapes.new.shape_type {
            return Vec::new();
        }
        let pair = |(index, old): (usize, &'m Member)| {
            // Most members have kept their place.
            let same_place = shapes.new.members.get(index).filter(|new| new.name == old.name);
            let new = same_place.or_else(|| shapes.new.member(&old.name)).or_else(|| self.renamed(shapes, old))?;
            let usage = shapes.usage.of_member(old).of_member(new);
            Some(MemberPair { shapes, usage, old, new })
        };
        shapes.old.members.iter().enumerate().filter_map(pair).collect()
    }

    /// The member that has another name in the model than before, but the same one in messages.
    pub(crate) fn renamed(&self, shapes: Pair<'m>, old: &'m Member) -> Option<&'m Member> {
        if shapes.new.member(&old.name).is_some() || !matches!(shapes.new.shape_type, ShapeType::Structure) {
            return None;
        }
        let labels = self.labels.get(&shapes.new.id).filter(|_| shapes.usage.is_named_by(trait_id::HTTP_LABEL));
        let labels = labels.map(Vec::as_slice).unwrap_or_default();
        if let Some((_, name)) = labels.iter().find(|(from, _)| *from == &*old.name) {
            return shapes.new.member(name);
        }
        let is_new = |member: &&Member| shapes.old.member(&member.name).is_none();
        shapes.new.members.iter().filter(is_new).find(|new| {
            wire_name(old).is_some_and(|name| wire_name(new) == Some(name) && shapes.usage.is_named_by(name.0))
        })
    }
}

fn of(usage: Option<&NameMap<&ShapeId, Usage>>, id: &ShapeId) -> Usage {
    usage.map_or(Usage::ALL, |usage| usage.get(id).copied().unwrap_or_default())
}

/// The name of a member in messages, if the model states one apart from the member's own name.
fn wire_name(member: &Member) -> Option<(&'static str, &str)> {
    use weland_model::trait_id::{HTTP_HEADER, HTTP_QUERY, JSON_NAME, OPENAPI_COOKIE};
    let named = |id: &'static str| Some((id, member.traits.get_str(id)?));
    [HTTP_QUERY, HTTP_HEADER, OPENAPI_COOKIE, JSON_NAME].into_iter().find_map(named)
}

fn renamed_labels<'m>(pairs: &[(&'m Shape, &'m Shape)]) -> NameMap<&'m ShapeId, Vec<(&'m str, &'m str)>> {
    let mut found = NameMap::default();
    for (old, new) in pairs {
        let lines = http::operation(&old.traits).zip(http::operation(&new.traits));
        let (Some((before, after)), Some(data)) = (lines, new.as_operation()) else { continue };
        if pairs::blank_labels(before.uri) != pairs::blank_labels(after.uri) {
            continue;
        }
        let both = pairs::labels(before.uri).into_iter().zip(pairs::labels(after.uri));
        let renamed: Vec<_> = both.filter(|(from, to)| from != to).collect();
        if !renamed.is_empty() {
            found.insert(&data.input.id, renamed);
        }
    }
    found
}
