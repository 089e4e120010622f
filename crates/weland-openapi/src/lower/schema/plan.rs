//! Which shape a schema becomes.

use std::collections::BTreeSet;

use weland_model::{Node, ShapeType};

use super::choice::{Alternative, Choice};
use super::keyword::Keyword;
use super::scalar;
use super::source::Source;
use super::types::{JsonType, TypeSet};
use super::view::{At, Part, View};

/// What a schema becomes.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Kind<'d> {
    /// Any value, for a reason.
    Document(Reason),
    /// A simple shape that is no enum.
    Scalar(ShapeType),
    /// An enum of strings.
    Enum {
        values: Vec<Value<'d>>,
        is_open: bool,
    },
    /// An enum of numbers.
    IntEnum(Vec<Value<'d>>),
    List,
    Map,
    Structure,
    /// One shape of several.
    Union {
        variants: Vec<Variant<'d>>,
        is_exact: bool,
        discriminator: Option<At<'d>>,
    },
}

/// Why a value has no type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Reason {
    /// The schema allows everything.
    Anything,
    /// Nothing in the schema tells the type.
    NoType,
    /// Keywords of several types, and no type.
    SeveralTypes,
    /// Only null is allowed.
    Null,
    /// Nothing is allowed.
    Nothing,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Value<'d> {
    pub(in crate::lower) node: &'d Node,
    /// The name that the document gives it, if any.
    pub(in crate::lower) name: Option<&'d str>,
    pub(in crate::lower) description: Option<&'d str>,
    pub(in crate::lower) is_deprecated: bool,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Variant<'d> {
    /// A schema by itself.
    Alone(Alternative<'d>),
    /// A schema together with the one that the choice stands in.
    Merged(Alternative<'d>, View<'d>),
    /// The values of one type.
    OfType(JsonType, View<'d>),
}

/// In so many ways, alternatives of several choices are combined. Beyond, the value is judged by each choice, and its
/// members have no types.
const MOST_COMBINATIONS: usize = 64;

/// What a schema becomes, with what else it demands.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Plan<'d> {
    pub(in crate::lower) kind: Kind<'d>,
    /// Choices that add no types or members, but constrain the value.
    pub(in crate::lower) narrowing: Vec<Choice<'d>>,
    /// The values that are allowed, where the kind doesn't say it.
    pub(in crate::lower) values: Option<Vec<&'d Node>>,
    /// Whether null is a value, too.
    pub(in crate::lower) is_nullable: bool,
    /// Whether the type was found by the keywords of the schema.
    pub(in crate::lower) is_inferred: bool,
    /// Whether members that only alternatives have are kept without a type.
    pub(in crate::lower) keeps_rest: bool,
    /// What the view is once null is left out, if that changes anything.
    pub(in crate::lower) without_null: Option<View<'d>>,
}

impl<'d> Plan<'d> {
    fn new(kind: Kind<'d>) -> Self {
        Self {
            kind,
            narrowing: Vec::new(),
            values: None,
            is_nullable: false,
            is_inferred: false,
            keeps_rest: false,
            without_null: None,
        }
    }

    fn with_values(kind: Kind<'d>, values: Vec<&'d Node>) -> Self {
        Self { values: Some(values), ..Self::new(kind) }
    }
}

/// Decides what a view becomes.
pub(in crate::lower) fn plan<'d>(source: &Source<'d>, view: &View<'d>) -> Plan<'d> {
    let choices = Choice::of(source, view);
    let null_by_choice = !choices.is_empty() && choices.iter().all(|choice| choice.has_null);
    let mut plan = without_null(source, view, choices);
    plan.is_nullable = is_nullable(view, null_by_choice);
    plan
}

/// Whether a view allows null beside its type.
fn is_nullable(view: &View<'_>, by_choice: bool) -> bool {
    let declared = view.declared().map(|types| types.contains(JsonType::Null));
    // Beside the values, `nullable` adds none: as the specification has it, they may exclude null. Around a reference to them,
    // it is meant to.
    let has_keyword = view.parts.iter().any(|part| is_made(part) && part.get(Keyword::Enum).is_none());
    let listed = view.enumerated().map(|values| values.iter().any(|value| value.is_null()));
    let by_type = match (declared, listed) {
        (Some(by_type), Some(listed)) => by_type && (listed || has_keyword),
        (Some(by_type), None) => by_type,
        (None, Some(listed)) => listed,
        (None, None) => by_choice,
    };
    let by_other = by_choice && declared.is_none_or(|by_type| by_type);
    by_type && view.only.contains(JsonType::Null) || by_other && listed.is_none()
}

/// Whether a view is nullable whatever its types are: by `nullable` without a type, which is how version 3.0 adds null to
/// what it refers to.
pub(in crate::lower) fn is_made_nullable(view: &View<'_>) -> bool {
    view.parts.iter().any(|part| is_made(part) && part.get(Keyword::Enum).is_none())
}

fn is_made(part: &Part<'_>) -> bool {
    part.says_nullable() && part.types().is_none()
}

fn without_null<'d>(source: &Source<'d>, view: &View<'d>, choices: Vec<Choice<'d>>) -> Plan<'d> {
    if view.parts.iter().any(Part::is_never) {
        return Plan::with_values(Kind::Document(Reason::Nothing), Vec::new());
    }
    let mut choices = choices;
    choices.retain(|choice| !choice.variants.is_empty());
    if choices.is_empty() {
        return plain(view, None);
    }
    if let [choice] = choices.as_slice() {
        // `oneOf: [X, null]` is X, with whatever stands beside it.
        if let [only] = choice.variants.as_slice() {
            let mut merged = view.without(choice.part, choice.keyword);
            merged.merge(only.view.clone());
            let further = Choice::of(source, &merged);
            let mut plan = without_null(source, &merged, further);
            plan.without_null.get_or_insert(merged);
            return plan;
        }
        if let Some(kind) = enumeration(view, choice) {
            return Plan::new(kind);
        }
    }
    let base = choices.iter().fold(view.clone(), |base, choice| base.without(choice.part, choice.keyword));
    let expanding: Vec<&Choice<'d>> = choices.iter().filter(|choice| expands(&base, choice)).collect();
    let combinations = expanding.iter().fold(1_usize, |all, choice| all.saturating_mul(choice.variants.len()));
    let is_open = combinations > MOST_COMBINATIONS && expanding.len() > 1;
    match expanding.first().copied().filter(|_| !is_open) {
        Some(choice) => Plan::new(union(view, choice)),
        None => {
            let types = choices.iter().map(Choice::types).reduce(TypeSet::intersection);
            let mut plan = plain(&base, types);
            if let (Kind::Document(_), Some(shape_type)) = (&plan.kind, choices.first().and_then(common_scalar)) {
                plan.kind = Kind::Scalar(shape_type);
            }
            plan.narrowing = choices;
            plan.keeps_rest = is_open;
            plan
        }
    }
}

/// What a view without choices becomes.
fn plain<'d>(view: &View<'d>, of_choices: Option<TypeSet>) -> Plan<'d> {
    let declared =
        view.declared().or_else(|| of_choices.filter(|types| types.without(JsonType::Null).single().is_some()));
    let values = view.enumerated().map(|values| typed(values, declared));
    let of_values = || {
        let types = values.as_ref()?.iter().map(|value| TypeSet::of(JsonType::of(value)));
        types.reduce(TypeSet::union)
    };
    let inferred = declared.is_none() && values.is_none();
    let types = match (declared, of_values()) {
        (Some(declared), Some(listed)) => declared.intersection(listed),
        (Some(types), None) | (None, Some(types)) => types,
        (None, None) => match infer(view) {
            Ok(types) => types,
            Err(reason) => return Plan::new(Kind::Document(reason)),
        },
    };
    let types = types.intersection(view.only);
    let values = values.filter(|values| !values.is_empty());
    let remaining = types.without(JsonType::Null);
    if remaining == TypeSet::NONE {
        return if types.contains(JsonType::Null) {
            Plan::new(Kind::Document(Reason::Null))
        } else {
            Plan::with_values(Kind::Document(Reason::Nothing), Vec::new())
        };
    }
    if remaining == TypeSet::ANY.without(JsonType::Null) {
        return Plan { values, ..Plan::new(Kind::Document(Reason::Anything)) };
    }
    let Some(one) = remaining.single() else {
        let variants = remaining.iter().map(|one| Variant::OfType(one, view.of_type(one))).collect();
        return Plan::new(Kind::Union { variants, is_exact: false, discriminator: None });
    };
    let values = values.map(|values| of_type(values, one));
    Plan { is_inferred: inferred, ..of_one_type(view, one, values) }
}

/// Values without those that can't be of a type.
fn typed(values: Vec<&Node>, declared: Option<TypeSet>) -> Vec<&Node> {
    let Some(declared) = declared else { return values };
    values.into_iter().filter(|value| declared.contains(JsonType::of(value))).collect()
}

fn of_type(values: Vec<&Node>, one: JsonType) -> Vec<&Node> {
    values.into_iter().filter(|value| TypeSet::of(one).contains(JsonType::of(value))).collect()
}

fn of_one_type<'d>(view: &View<'d>, one: JsonType, values: Option<Vec<&'d Node>>) -> Plan<'d> {
    let kind = match (one, &values) {
        (JsonType::String, Some(values)) => {
            let values = described(view, values);
            return Plan::new(Kind::Enum { values, is_open: false });
        }
        (JsonType::Integer, Some(values)) if values.iter().all(|value| fits_int(value)) => {
            return Plan::new(Kind::IntEnum(described(view, values)));
        }
        (JsonType::Array, _) => Kind::List,
        (JsonType::Object, _) if is_map(view) => Kind::Map,
        (JsonType::Object, _) => Kind::Structure,
        (scalar, _) => Kind::Scalar(scalar::shape_type(view, scalar)),
    };
    Plan { values, ..Plan::new(kind) }
}

fn fits_int(value: &Node) -> bool {
    value.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
}

/// Whether an object has no members of its own.
fn is_map(view: &View<'_>) -> bool {
    let is_empty = |node: &Node| node.as_object().is_none_or(|object| object.is_empty());
    let has_members = view.all(Keyword::Properties).any(|(_, node)| !is_empty(node));
    let demands = view.all(Keyword::Required).any(|(_, node)| node.as_array().is_some_and(|names| !names.is_empty()));
    let is_closed = view.all(Keyword::AdditionalProperties).any(|(_, node)| node.as_bool() == Some(false));
    !has_members && !demands && (!is_closed || view.has(Keyword::PatternProperties))
}

/// The type that the keywords of a view speak of.
fn infer(view: &View<'_>) -> Result<TypeSet, Reason> {
    let spoken = view.structure().filter_map(|(_, keyword, entry)| match keyword {
        Keyword::Format => scalar::type_of_format(entry.value.as_str()?),
        other => other.speaks_of(),
    });
    let types: BTreeSet<JsonType> = spoken.collect();
    let mut types = types.into_iter();
    match (types.next(), types.next()) {
        (Some(one), None) => Ok(TypeSet::of(one)),
        (Some(_), Some(_)) => Err(Reason::SeveralTypes),
        (None, _) if view.structure().next().is_some() => Err(Reason::NoType),
        (None, _) => Err(Reason::Anything),
    }
}

/// Extensions with the names of the values of an enum, the first one goes before the others.
pub(in crate::lower) const NAMES_OF_VALUES: &[&str] = &["x-enum-varnames", "x-enumNames"];

/// The extension that describes the values of an enum.
pub(in crate::lower) const DESCRIPTIONS_OF_VALUES: &[&str] = &["x-enum-descriptions"];

/// The values of a schema, with the names and descriptions that common extensions give them.
fn described<'d>(view: &View<'d>, values: &[&'d Node]) -> Vec<Value<'d>> {
    let extension = |keys: &[&str]| -> Option<&'d [Node]> {
        let part = view.parts.iter().find(|part| part.get(Keyword::Enum).is_some())?;
        keys.iter().find_map(|key| part.at.node.get(key)?.as_array())
    };
    let listed: &[Node] = view.first(Keyword::Enum).and_then(Node::as_array).unwrap_or_default();
    let names = extension(NAMES_OF_VALUES).filter(|names| names.len() == listed.len());
    let descriptions = extension(DESCRIPTIONS_OF_VALUES).filter(|texts| texts.len() == listed.len());
    let described = values.iter().map(|&node| {
        let index = listed.iter().position(|other| std::ptr::eq(other, node));
        let text = |texts: Option<&'d [Node]>| texts?.get(index?)?.as_str();
        Value { node, name: text(names), description: text(descriptions), is_deprecated: false }
    });
    distinct(described.collect())
}

/// Values, each once. All are strings, or all are numbers.
fn distinct(values: Vec<Value<'_>>) -> Vec<Value<'_>> {
    let key = |value: &Value<'_>| match value.node.as_str() {
        Some(text) => text.to_owned(),
        None => value.node.as_i64().map_or_else(String::new, |number| number.to_string()),
    };
    let mut seen = BTreeSet::new();
    values.into_iter().filter(|value| seen.insert(key(value))).collect()
}

/// An enum whose values are the alternatives of a choice, or lists of them.
fn enumeration<'d>(view: &View<'d>, choice: &Choice<'d>) -> Option<Kind<'d>> {
    let allowed = [Keyword::Type, Keyword::Format, choice.keyword];
    if view.structure().any(|(_, keyword, _)| !allowed.contains(&keyword)) || choice.discriminator.is_some() {
        return None;
    }
    let mut values = Vec::new();
    let mut is_open = false;
    for variant in &choice.variants {
        let view = &variant.view;
        match view.enumerated() {
            Some(listed) => {
                let is_single = listed.len() == 1;
                for mut value in described(view, &listed).into_iter().filter(|value| !value.node.is_null()) {
                    if is_single {
                        let text = |keyword| view.annotation(keyword).and_then(Node::as_str);
                        value.description = text(Keyword::Description);
                        value.name =
                            value.name.or_else(|| text(Keyword::Title).filter(|_| value.node.as_str().is_none()));
                        value.is_deprecated = view.is_true(Keyword::Deprecated);
                    }
                    values.push(value);
                }
            }
            None if is_any_string(view) => is_open = true,
            None => return None,
        }
    }
    let values = distinct(values);
    if values.iter().all(|value| value.node.as_str().is_some()) && !values.is_empty() {
        return Some(Kind::Enum { values, is_open });
    }
    (!is_open && values.iter().all(|value| fits_int(value.node))).then_some(Kind::IntEnum(values))
}

fn is_any_string(view: &View<'_>) -> bool {
    view.declared().map(|types| types.without(JsonType::Null)) == Some(TypeSet::of(JsonType::String))
        && view.structure().all(|(_, keyword, _)| keyword == Keyword::Type)
}

/// The simple shape that all alternatives of a choice become, if it is one.
fn common_scalar(choice: &Choice<'_>) -> Option<ShapeType> {
    let mut kinds = choice.variants.iter().map(|variant| {
        if variant.view.has(Keyword::OneOf) || variant.view.has(Keyword::AnyOf) {
            return None;
        }
        match plain(&variant.view, None).kind {
            Kind::Scalar(shape_type) => Some(shape_type),
            _ => None,
        }
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// Whether a choice adds types or members to what stands beside it.
fn expands(base: &View<'_>, choice: &Choice<'_>) -> bool {
    let declared = base.declared().map(|types| types.without(JsonType::Null));
    let is_bare = base.structure().all(|(_, keyword, _)| matches!(keyword, Keyword::Type | Keyword::Format));
    if is_bare && declared.is_none_or(|types| types == TypeSet::of(JsonType::Object)) {
        return common_scalar(choice).is_none();
    }
    let inferred = infer(base).ok();
    let stated = choice.types();
    if declared.is_none() && stated != TypeSet::ANY && inferred.is_some_and(|types| !stated.is_subset(types)) {
        // What stands beside the choice speaks of some of its types, and says nothing of the others.
        return true;
    }
    let one = match declared.or(inferred).map(|types| types.single()) {
        Some(Some(one)) => one,
        Some(None) => return true,
        None => return common_scalar(choice).is_none(),
    };
    let has_choices = |view: &View<'_>| view.has(Keyword::OneOf) || view.has(Keyword::AnyOf);
    match one {
        JsonType::Object => {
            let known: BTreeSet<&str> = base.property_names().collect();
            choice.variants.iter().any(|variant| {
                let view = &variant.view;
                let adds = |keyword| view.all(keyword).any(|(_, node)| node.as_bool() != Some(false));
                has_choices(view)
                    || view.property_names().any(|name| !known.contains(name))
                    || adds(Keyword::AdditionalProperties)
                    || view.has(Keyword::PatternProperties)
            })
        }
        JsonType::Array if !base.has(Keyword::Items) => {
            choice.variants.iter().any(|variant| variant.view.has(Keyword::Items))
        }
        _ => false,
    }
}

/// The union of a choice: each alternative with what stands beside the choice.
fn union<'d>(view: &View<'d>, choice: &Choice<'d>) -> Kind<'d> {
    let base = view.without(choice.part, choice.keyword);
    let variants = choice.variants.iter().map(|variant| {
        if says_nothing_new(&base, &variant.view) {
            return Variant::Alone(variant.clone());
        }
        let mut merged = base.clone();
        merged.span = variant.at.node.span;
        merged.merge(variant.view.clone());
        // What stands beside the choice describes the union, and not the variant.
        for part in &mut merged.parts {
            part.is_foreign |= base.parts.iter().any(|one| one.at.key() == part.at.key());
        }
        Variant::Merged(variant.clone(), merged)
    });
    Kind::Union {
        variants: variants.collect(),
        is_exact: choice.keyword == Keyword::OneOf,
        discriminator: choice.discriminator,
    }
}

/// The union of a choice by itself, which judges values beside the shape that the choice stands in.
pub(in crate::lower) fn judging<'d>(choice: &Choice<'d>) -> Plan<'d> {
    Plan::new(Kind::Union {
        variants: choice.variants.iter().cloned().map(Variant::Alone).collect(),
        is_exact: choice.keyword == Keyword::OneOf,
        discriminator: choice.discriminator,
    })
}

/// The union of the schemas that extend another one, and of that by itself.
pub(in crate::lower) fn family<'d>(
    children: Vec<Alternative<'d>>,
    parent: Alternative<'d>,
    discriminator: At<'d>,
) -> Plan<'d> {
    let base = Variant::Merged(parent.clone(), parent.view);
    let variants = children.into_iter().map(Variant::Alone).chain([base]).collect();
    Plan::new(Kind::Union { variants, is_exact: false, discriminator: Some(discriminator) })
}

/// Whether an alternative demands all that stands beside the choice anyway.
fn says_nothing_new(base: &View<'_>, variant: &View<'_>) -> bool {
    base.only == TypeSet::ANY
        && base.parts.iter().filter(|part| part.is_structural()).all(|part| {
            let is_part = variant.parts.iter().any(|other| other.at.key() == part.at.key());
            let is_type =
                part.structure().all(|(keyword, _)| matches!(keyword, Keyword::Type | Keyword::Discriminator));
            let implied = match (part.types(), variant.declared().or_else(|| infer(variant).ok())) {
                (Some(types), Some(of_variant)) => of_variant.without(JsonType::Null).is_subset(types),
                (Some(types), None) => {
                    types.without(JsonType::Null) == TypeSet::of(JsonType::Object)
                        && (variant.has(Keyword::OneOf) || variant.has(Keyword::AnyOf))
                }
                (None, _) => true,
            };
            is_part || is_type && implied
        })
}
