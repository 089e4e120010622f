//! The Rust types of values.

use weland_model::ShapeType;
use weland_service::{HttpBinding, Member, ShapeIndex, ShapeKind};

use super::Lowering;
use crate::krate::{Path, Primitive, RuntimeType, RustType};

impl Lowering<'_> {
    /// The type for values of a shape.
    pub(super) fn value_type(&self, index: ShapeIndex) -> RustType {
        match self.rules.of_shape(self.service, index) {
            Some(own) => RustType::Own(own.path.clone()),
            None => self.plain_type(index),
        }
    }

    /// The type for keys of a map, which are text or an enum in any case.
    pub(super) fn key_type(&self, key: &Member) -> RustType {
        self.plain_type(key.target)
    }

    /// The type for values of a shape, without regard to types of other crates.
    fn plain_type(&self, index: ShapeIndex) -> RustType {
        let shape = self.service.shape(index);
        // A structure of the prelude is `Unit`.
        let named = |variant: fn(Path) -> RustType| self.names.path_of(index).map_or(RustType::Unit, variant);
        match &shape.kind {
            ShapeKind::Simple(ShapeType::Blob) if shape.streaming => RustType::Runtime(RuntimeType::ByteStream),
            ShapeKind::Simple(simple) => simple_type(*simple),
            ShapeKind::Enum(_) => named(RustType::StringEnum),
            ShapeKind::List { element } => RustType::Vec(Box::new(self.entry_type(element))),
            ShapeKind::Map { key, value } => {
                let key = self.key_type(key);
                RustType::Map(Box::new(key), Box::new(self.entry_type(value)))
            }
            ShapeKind::Union { .. } if shape.streaming => RustType::EventStream(Box::new(named(RustType::Named))),
            ShapeKind::IntEnum(_) | ShapeKind::Structure { .. } | ShapeKind::Union { .. } => named(RustType::Named),
        }
    }

    fn type_of_member(&self, container: Option<ShapeIndex>, member: &Member) -> RustType {
        match self.rules.of_member(self.service, container, member) {
            Some(own) => RustType::Own(own.path.clone()),
            // A member that is a token, or whose own format is another one.
            None if self.rules.of_shape(self.service, member.target).is_some() => self.plain_type(member.target),
            None => self.value_type(member.target),
        }
    }

    /// The type for elements of a list or values of a map.
    pub(super) fn entry_type(&self, member: &Member) -> RustType {
        let value = self.type_of_member(None, member);
        if member.presence.nullable { value.optional() } else { value }
    }

    /// The type for values of a member of a structure or union, which is the one at this position.
    pub(super) fn member_type(&self, container: ShapeIndex, position: usize, member: &Member) -> RustType {
        let value = match &self.service.shape(member.target).kind {
            ShapeKind::List { element } if member.sequence => RustType::ItemStream(Box::new(self.entry_type(element))),
            _ => self.type_of_member(Some(container), member),
        };
        let value = if self.files.contains(&(container, position)) { value.of_files() } else { value };
        if self.boxed.contains(&(container, position)) { value.boxed() } else { value }
    }
}

/// Whether null is a value of a structure's member. Only where values are documents can it be told from absence.
pub(crate) fn is_nullable(member: &Member) -> bool {
    member.presence.nullable && matches!(member.binding, HttpBinding::Body | HttpBinding::Payload)
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
