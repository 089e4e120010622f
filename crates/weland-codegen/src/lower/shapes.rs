//! Structures, unions and enums.

use weland_service::{Docs, EnumValue, Member, Service, Shape, ShapeIndex, ShapeKind, UnionEncoding};

use super::Lowering;
use super::describe::describe_union;
use super::value_type::is_nullable;
use crate::docs;
use crate::krate::{
    Enum, EnumValues, EnumVariant, Field, FieldKind, Item, RustType, StreamKind, Struct, Union, Value, Variant,
};
use crate::names::{Scope, variant_name};
use crate::rules::Resolved;

impl Lowering<'_> {
    /// The item of a shape, if it has a type of its own.
    pub(super) fn item(&self, index: ShapeIndex) -> Option<Item> {
        let shape = self.service.shape(index);
        if shape.prelude {
            return None;
        }
        Some(match &shape.kind {
            ShapeKind::Structure { .. } => Item::Struct(self.structure(index)?),
            ShapeKind::Union { members, encoding } => Item::Union(self.union(index, shape, members, encoding)),
            ShapeKind::Enum(values) => {
                let values = enum_values(values, |value| docs::code(&format!("{value:?}")));
                Item::Enum(self.enumeration(index, shape, EnumValues::Strings(values)))
            }
            ShapeKind::IntEnum(values) => {
                let values = enum_values(values, |value| docs::code(&value.to_string()));
                Item::Enum(self.enumeration(index, shape, EnumValues::Numbers(values)))
            }
            ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. } => return None,
        })
    }

    /// The item of a structure.
    pub(super) fn structure(&self, index: ShapeIndex) -> Option<Struct> {
        let shape = self.service.shape(index);
        let ShapeKind::Structure { members, error } = &shape.kind else { return None };
        let mut setters = Scope::default();
        self.names.fields(index).iter().for_each(|name| {
            setters.take(name.clone());
        });
        let names = self.names.fields(index);
        let fields: Vec<Field> = members
            .iter()
            .zip(names)
            .enumerate()
            .map(|(position, (member, name))| self.field((index, position), member, name, &mut setters))
            .collect();
        let mut streams = members.iter().zip(&fields);
        let stream = streams.find_map(|(member, field)| Some((self.stream_kind(member)?, field.name.clone())));
        Some(Struct {
            name: self.names.type_of(index)?.to_owned(),
            docs: docs::lines_or_else(&shape.docs, || self.describe_structure(index, shape)),
            deprecated: shape.docs.deprecated.clone(),
            plain: stream.is_none(),
            required: self.names.required_of(index).map(str::to_owned),
            stream,
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, &shape.constraints),
            derives: self.rules.derives(index),
            error: error.is_some().then(|| self.message(shape, members, &fields)),
            fields,
        })
    }

    /// What a member is a stream of, if it is one or may be one.
    fn stream_kind(&self, member: &Member) -> Option<StreamKind> {
        let target = self.service.shape(member.target);
        match target.kind {
            _ if self.service.has_items(member) => Some(StreamKind::Items),
            _ if !target.streaming => None,
            ShapeKind::Union { .. } => Some(StreamKind::Events),
            _ => Some(StreamKind::Bytes),
        }
    }

    /// The field with the message of an error, which is shown wherever the error is; so it must not be sensitive.
    fn message(&self, error: &Shape, members: &[Member], fields: &[Field]) -> Option<String> {
        let mut pairs = members.iter().zip(fields);
        let (member, field) = pairs.find(|(_, field)| field.wire.eq_ignore_ascii_case("message"))?;
        let is_shown = !error.sensitive && !self.service.shape(member.target).sensitive;
        let is_text = field.value == RustType::String && field.null_setter.is_none();
        (is_shown && is_text).then(|| field.name.clone())
    }

    fn field(
        &self,
        (structure, position): (ShapeIndex, usize),
        member: &Member,
        name: &str,
        setters: &mut Scope,
    ) -> Field {
        let target = self.service.shape(member.target);
        let kind = field_kind(self.service, self.rules, structure, member);
        let is_defaulted = kind == FieldKind::Defaulted;
        let mut value_type = self.member_type(structure, position, member);
        // The default of a type of another crate is up to servers.
        let has_own = self.rules.of_member(self.service, Some(structure), member).is_some();
        let default = member.default.as_ref().filter(|_| !target.streaming && !has_own);
        let mut default = default.and_then(|node| self.default(member.target, node));
        if self.files.contains(&(structure, position)) {
            default = default.map(Value::of_file);
        }
        let setter = setters.take_setter(name);
        let mut null_setter = None;
        if is_nullable(member) {
            match kind {
                FieldKind::Optional => null_setter = Some(setters.take(format!("{}_null", unescaped(name)))),
                FieldKind::Required => value_type = value_type.optional(),
                FieldKind::Present | FieldKind::Defaulted => {
                    value_type = value_type.optional();
                    default = Some(Value::Some(Box::new(default.unwrap_or(Value::Default))));
                }
            }
        }
        Field {
            setter,
            null_setter,
            name: name.to_owned(),
            wire: member.name.clone(),
            docs: self.member_docs(member),
            deprecated: member.docs.deprecated.clone(),
            value: if is_defaulted { value_type.defaulted() } else { value_type },
            kind,
            default: if is_defaulted {
                Some(Value::Unset(Box::new(default.unwrap_or(Value::Default))))
            } else {
                default
            },
            schema: self.member_schema(structure, member),
        }
    }

    /// The docs of a member: its own text, or that of its target, with the notes of the member.
    fn member_docs(&self, member: &Member) -> Vec<String> {
        let text = member.docs.text.as_ref().or(self.service.shape(member.target).docs.text.as_ref());
        let docs = Docs { text: text.cloned(), ..member.docs.clone() };
        docs::lines_or_else(&docs, || self.describe_member(member))
    }

    fn union(&self, index: ShapeIndex, shape: &Shape, members: &[Member], encoding: &UnionEncoding) -> Union {
        let mut scope = Scope::default();
        let variant = |(position, member): (usize, &Member)| Variant {
            name: scope.take(variant_name(&member.code_name)),
            docs: self.member_docs(member),
            deprecated: member.docs.deprecated.clone(),
            value: self.member_type(index, position, member),
            schema: self.member_schema(index, member),
        };
        let variants: Vec<Variant> = members.iter().enumerate().map(variant).collect();
        let holds_items =
            |(member, variant): (&Member, &Variant)| self.service.has_items(member).then(|| variant.name.clone());
        Union {
            name: self.names.type_of(index).unwrap_or(&shape.name).to_owned(),
            docs: docs::lines_or_else(&shape.docs, || describe_union(shape, encoding)),
            deprecated: shape.docs.deprecated.clone(),
            kept: *encoding != UnionEncoding::Tagged,
            streams: members.iter().zip(&variants).filter_map(holds_items).collect(),
            variants,
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, &shape.constraints),
            derives: self.rules.derives(index),
        }
    }

    fn enumeration(&self, index: ShapeIndex, shape: &Shape, values: EnumValues) -> Enum {
        Enum {
            name: self.names.type_of(index).unwrap_or(&shape.name).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The enum `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, &shape.constraints),
            derives: self.rules.derives(index),
            values,
        }
    }
}

/// Whether a structure's member can be absent.
pub(super) fn field_kind(service: &Service, rules: &Resolved, structure: ShapeIndex, member: &Member) -> FieldKind {
    let kind = plain_kind(service, member);
    match (kind, rules.of_member(service, Some(structure), member)) {
        // Nothing stands for a value that nobody can make up.
        (FieldKind::Required, Some(own)) if !own.has_default && !is_nullable(member) => FieldKind::Optional,
        (FieldKind::Present | FieldKind::Defaulted, Some(_)) => FieldKind::Optional,
        (kind, _) => kind,
    }
}

fn plain_kind(service: &Service, member: &Member) -> FieldKind {
    match (member.presence.required, member.default.is_some()) {
        // A stream is always there; it may be empty.
        _ if service.shape(member.target).streaming || member.sequence => FieldKind::Required,
        (_, true) if member.client_optional => FieldKind::Defaulted,
        (_, true) => FieldKind::Present,
        (true, false) if !member.client_optional => FieldKind::Required,
        _ => FieldKind::Optional,
    }
}

/// A name without what marks it as no keyword.
fn unescaped(name: &str) -> &str {
    name.trim_start_matches("r#")
}

/// The values of an enum; `code` shows one in docs.
fn enum_values<T: Clone>(values: &[EnumValue<T>], code: impl Fn(&T) -> String) -> Vec<EnumVariant<T>> {
    let mut scope = Scope::default();
    let value = |it: &EnumValue<T>| EnumVariant {
        docs: docs::lines(&it.docs, &format!("The value {}.", code(&it.value))),
        deprecated: it.docs.deprecated.clone(),
        variant: scope.take(variant_name(&it.name)),
        value: it.value.clone(),
    };
    values.iter().map(value).collect()
}
