//! All schemas of a types crate, as data: what its statics and types hold.

use weland_service::{Service, Shape, ShapeIndex, ShapeKind};

use super::{Lowering, Names, boxes, files};
use crate::krate::{MemberSchema, Schema, SchemaRef};
use crate::options::Options;
use crate::protocols::Protocols;
use crate::rules::Resolved;

/// A schema with what types add to it.
pub(crate) struct Definition {
    /// The static that it would be.
    pub(crate) name: SchemaRef,
    pub(crate) schema: Schema,
    /// The members of a structure or union; those of lists and maps are in the schema.
    pub(crate) members: Vec<MemberSchema>,
    pub(crate) values: Values,
    /// The name of the shape, if a validator crate finds it by that.
    pub(crate) root: Option<String>,
}

/// The values of an enum.
pub(crate) enum Values {
    None,
    Texts(Vec<String>),
    Numbers(Vec<i32>),
}

/// The schemas of all shapes, and of the members that differ from their targets.
pub(crate) fn definitions(
    service: &Service,
    protocols: &Protocols,
    names: &Names,
    rules: &Resolved,
    options: &Options,
) -> Vec<Definition> {
    let [types, ..] = options.crates.as_slice() else { return Vec::new() };
    let (boxed, files) = (boxes::boxed_members(service), files::file_members(service));
    let stated = &options.rules;
    let lowering =
        Lowering { service, names, rules, stated, protocols, boxed: &boxed, files: &files, krate: types, types };
    let indexes = (0..service.shapes.len()).map(ShapeIndex);
    indexes.flat_map(|index| lowering.definitions_of(index)).collect()
}

impl Lowering<'_> {
    fn definitions_of(&self, index: ShapeIndex) -> Vec<Definition> {
        let shape = self.service.shape(index);
        let members = match &shape.kind {
            ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. } => members.as_slice(),
            _ => &[],
        };
        let mut definitions = vec![Definition {
            name: self.schema_ref(index),
            schema: self.schema(index, &shape.constraints),
            members: members.iter().map(|member| self.member_schema(index, member)).collect(),
            values: values(shape),
            root: super::validator::is_root(shape).then(|| shape.name.clone()),
        }];
        for member in shape.members() {
            let Some((name, constraints)) = self.names.member_static(index, member).zip(member.constraints.as_ref())
            else {
                continue;
            };
            definitions.push(Definition {
                name: SchemaRef::Generated(name.to_owned()),
                schema: self.constrained_schema(member, constraints),
                members: Vec::new(),
                values: values(self.service.shape(member.target)),
                root: None,
            });
        }
        definitions
    }
}

fn values(shape: &Shape) -> Values {
    match &shape.kind {
        ShapeKind::Enum(values) => Values::Texts(values.iter().map(|it| it.value.clone()).collect()),
        ShapeKind::IntEnum(values) => Values::Numbers(values.iter().map(|it| it.value).collect()),
        _ => Values::None,
    }
}
