//! Structures, unions and enums in terms of Rust.

use weland_model::ShapeType;

use super::schema::{self, literal};
use super::{
    Enum, EnumValue, Field, Item, Names, Path, Primitive, RuntimeType, RustType, Struct, Union, Variant, defaults,
};
use crate::docs;
use crate::names::{Scope, variant_name};
use weland_service::{Docs, EnumValue as ModelValue, Member, Service, Shape, ShapeIndex, ShapeKind};

/// Lowers shapes that have a type.
pub(super) struct Shapes<'a> {
    pub(super) service: &'a Service,
    pub(super) names: &'a Names,
}

impl Shapes<'_> {
    /// The item of a shape, if it has a type of its own.
    pub(super) fn item(&self, index: ShapeIndex) -> Option<Item> {
        let shape = self.service.shape(index);
        if shape.prelude {
            return None;
        }
        Some(match &shape.kind {
            ShapeKind::Structure { members, error } => {
                Item::Struct(self.structure(index, shape, members, error.is_some()))
            }
            ShapeKind::Union { members } => Item::Union(self.union(index, shape, members)),
            ShapeKind::Enum(values) => {
                Item::Enum(self.enumeration(index, shape, "string_enum", values, |value| literal(value)))
            }
            ShapeKind::IntEnum(values) => {
                Item::Enum(self.enumeration(index, shape, "int_enum", values, ToString::to_string))
            }
            ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. } => return None,
        })
    }

    fn structure(&self, index: ShapeIndex, shape: &Shape, members: &[Member], is_error: bool) -> Struct {
        let mut setters = Scope::default();
        self.names.fields(index).iter().for_each(|name| {
            setters.take(name.clone());
        });
        let fields: Vec<Field> = members
            .iter()
            .zip(self.names.fields(index))
            .map(|(member, name)| self.field(index, member, name, &mut setters))
            .collect();
        let stream = members.iter().zip(&fields).find_map(|(member, field)| {
            let target = self.service.shape(member.target);
            let kind = if matches!(target.kind, ShapeKind::Union { .. }) { "events" } else { "bytes" };
            target.streaming.then(|| (kind, field.name.clone()))
        });
        let message = || {
            let found = fields.iter().find(|field| field.wire.eq_ignore_ascii_case("message"))?;
            (found.value == RustType::String).then(|| found.name.clone())
        };
        Struct {
            name: self.names.type_of(index).unwrap_or(&shape.name).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The structure `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            plain: stream.is_none(),
            defaults: fields.iter().any(|field| field.default.is_some()),
            stream,
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, shape),
            error: is_error.then(message),
            fields,
        }
    }

    fn schema(&self, index: ShapeIndex, shape: &Shape) -> String {
        schema::expression(self.service, self.names, index, &shape.constraints).concat()
    }

    fn field(&self, structure: ShapeIndex, member: &Member, name: &str, setters: &mut Scope) -> Field {
        let target = self.service.shape(member.target);
        // A stream is always there; it may be empty.
        let present = member.always_present || target.streaming;
        let default = member.default.as_ref().filter(|_| !target.streaming);
        let expression = default.map(|node| defaults::expression(self.service, self.names, member.target, node));
        Field {
            setter: setters.take_setter(name),
            name: name.to_owned(),
            wire: member.name.clone(),
            docs: docs::lines(&pick(&member.docs, &target.docs), &format!("The member `{}`.", member.name)),
            deprecated: member.docs.deprecated.clone(),
            value: self.value(member),
            optional: !present,
            argument: present && member.default.is_none() && (member.required || target.streaming),
            default: expression.clone().flatten().filter(|_| present),
            server_default: expression.filter(|_| !present).map(|it| it.unwrap_or_else(|| "Default::default()".into())),
            schema: schema::member(self.service, self.names, structure, member),
        }
    }

    /// The type of a member's value.
    fn value(&self, member: &Member) -> RustType {
        let value = rust_type(self.service, self.names, member.target);
        if member.boxed { value.boxed() } else { value }
    }

    fn union(&self, index: ShapeIndex, shape: &Shape, members: &[Member]) -> Union {
        let mut scope = Scope::default();
        let variant = |member: &Member| Variant {
            name: scope.take(variant_name(&member.name)),
            docs: docs::lines(
                &pick(&member.docs, &self.service.shape(member.target).docs),
                &format!("The member `{}`.", member.name),
            ),
            deprecated: member.docs.deprecated.clone(),
            value: self.value(member),
            schema: schema::member(self.service, self.names, index, member),
        };
        Union {
            name: self.names.type_of(index).unwrap_or(&shape.name).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The union `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            variants: members.iter().map(variant).collect(),
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, shape),
        }
    }

    fn enumeration<T>(
        &self,
        index: ShapeIndex,
        shape: &Shape,
        macro_name: &'static str,
        values: &[ModelValue<T>],
        literal: impl Fn(&T) -> String,
    ) -> Enum {
        let mut scope = Scope::default();
        let value = |it: &ModelValue<T>| EnumValue {
            docs: docs::lines(&it.docs, &format!("The value {}.", docs::code(&literal(&it.value)))),
            deprecated: it.docs.deprecated.clone(),
            variant: scope.take(variant_name(&it.name)),
            literal: literal(&it.value),
        };
        Enum {
            name: self.names.type_of(index).unwrap_or(&shape.name).to_owned(),
            docs: docs::lines(&shape.docs, &format!("The enum `{}`.", shape.name)),
            deprecated: shape.docs.deprecated.clone(),
            macro_name,
            static_name: self.names.static_of(index).to_owned(),
            schema: self.schema(index, shape),
            values: values.iter().map(value).collect(),
        }
    }
}

/// The docs of a member: its own text, or that of its target; what else is said is said of the member alone.
fn pick(own: &Docs, target: &Docs) -> Docs {
    Docs { text: own.text.as_ref().or(target.text.as_ref()).cloned(), ..own.clone() }
}

/// The Rust type for values of a shape.
pub(super) fn rust_type(service: &Service, names: &Names, index: ShapeIndex) -> RustType {
    let shape = service.shape(index);
    // A structure of the prelude is `Unit`.
    let named = |variant: fn(Path) -> RustType| names.path_of(index).map_or(RustType::Unit, variant);
    let inner = |member: &Member, sparse: bool| {
        let value = rust_type(service, names, member.target);
        Box::new(if sparse { value.optional() } else { value })
    };
    match &shape.kind {
        ShapeKind::Simple(ShapeType::Blob) if shape.streaming => RustType::Runtime(RuntimeType::ByteStream),
        ShapeKind::Simple(simple) => simple_type(*simple),
        ShapeKind::Enum(_) => named(RustType::StringEnum),
        ShapeKind::List { element, sparse } => RustType::Vec(inner(element, *sparse)),
        ShapeKind::Map { value, sparse, .. } => RustType::Map(inner(value, *sparse)),
        ShapeKind::Union { .. } if shape.streaming => RustType::EventStream(Box::new(named(RustType::Named))),
        ShapeKind::IntEnum(_) | ShapeKind::Structure { .. } | ShapeKind::Union { .. } => named(RustType::Named),
    }
}

fn simple_type(simple: ShapeType) -> RustType {
    match simple {
        ShapeType::Blob => RustType::Runtime(RuntimeType::Blob),
        ShapeType::Boolean => RustType::Primitive(Primitive::Bool),
        ShapeType::String => RustType::String,
        ShapeType::Byte => RustType::Primitive(Primitive::I8),
        ShapeType::Short => RustType::Primitive(Primitive::I16),
        ShapeType::Integer => RustType::Primitive(Primitive::I32),
        ShapeType::Long => RustType::Primitive(Primitive::I64),
        ShapeType::Float => RustType::Primitive(Primitive::F32),
        ShapeType::Double => RustType::Primitive(Primitive::F64),
        ShapeType::BigInteger => RustType::Runtime(RuntimeType::BigInteger),
        ShapeType::BigDecimal => RustType::Runtime(RuntimeType::BigDecimal),
        ShapeType::Timestamp => RustType::Runtime(RuntimeType::Timestamp),
        _ => RustType::Runtime(RuntimeType::Document),
    }
}
