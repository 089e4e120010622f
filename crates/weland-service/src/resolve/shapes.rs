//! Data shapes and their members.

use weland_model::query::Shapes as _;
use weland_model::query::closure::UsedShape;
use weland_model::query::directions::Directions;
use weland_model::query::http::{self, HttpBinding, Roles};
use weland_model::query::names::code_name;
use weland_model::query::{enums as model_enums, formats, presence};
use weland_model::{Diagnostic, Member as ModelMember, Model, Node, Shape as ModelShape, ShapeType, Traits, trait_id};

use super::docs::docs;
use super::{Resolver, enums, xml};
use crate::shape::{Discriminator, ErrorTraits, FieldEncoding, Member, PartHeader, Shape, ShapeKind, UnionEncoding};

impl Resolver<'_, '_> {
    pub(super) fn shape(&mut self, UsedShape { shape, roles }: UsedShape<'_>, name: &str) -> Shape {
        Shape {
            name: name.to_owned(),
            code_name: code_name(&shape.traits).unwrap_or(name).to_owned(),
            span: shape.span,
            prelude: Model::is_prelude(&shape.id),
            docs: docs(&shape.traits),
            kind: self.kind(shape, roles),
            constraints: self.constraints(&shape.traits),
            open: shape.traits.contains(trait_id::ALLOY_OPEN_ENUM),
            nullable: shape.traits.contains(trait_id::ALLOY_NULLABLE),
            sensitive: shape.traits.contains(trait_id::SENSITIVE),
            streaming: shape.traits.contains(trait_id::STREAMING),
            requires_length: shape.traits.contains(trait_id::REQUIRES_LENGTH),
            media_type: shape.traits.get_str(trait_id::MEDIA_TYPE).map(str::to_owned),
            format: formats::stated(&shape.traits).map(str::to_owned),
            xml: xml::xml(&shape.traits),
        }
    }

    fn kind(&mut self, shape: &ModelShape, roles: Roles) -> ShapeKind {
        match shape.shape_type {
            ShapeType::String if model_enums::has_names(&shape.traits) => {
                ShapeKind::Enum(enums::named_entries(&shape.traits))
            }
            ShapeType::Enum => {
                ShapeKind::Enum(enums::values(shape, |member| Some(model_enums::string_value(member).to_owned())))
            }
            ShapeType::IntEnum => ShapeKind::IntEnum(enums::values(shape, model_enums::int_value)),
            ShapeType::List => match self.members(shape, roles).pop() {
                Some(element) => ShapeKind::List { element: Box::new(element) },
                None => ShapeKind::Simple(ShapeType::Document),
            },
            ShapeType::Map => {
                let mut members = self.members(shape, roles).into_iter();
                match (members.next(), members.next()) {
                    (Some(key), Some(value)) => ShapeKind::Map { key: Box::new(key), value: Box::new(value) },
                    _ => ShapeKind::Simple(ShapeType::Document),
                }
            }
            ShapeType::Structure => {
                ShapeKind::Structure { members: self.members(shape, roles), error: error_traits(shape) }
            }
            ShapeType::Union => {
                ShapeKind::Union { members: self.members(shape, roles), encoding: encoding(&shape.traits) }
            }
            simple => ShapeKind::Simple(simple),
        }
    }

    fn directions_of(&self, shape: &ModelShape) -> Directions {
        self.directions.get(&shape.id).copied().unwrap_or(Directions::BOTH)
    }

    fn members(&mut self, shape: &ModelShape, roles: Roles) -> Vec<Member> {
        shape.members.iter().filter_map(|member| self.member(member, shape, roles)).collect()
    }

    fn member(&mut self, member: &ModelMember, container: &ModelShape, roles: Roles) -> Option<Member> {
        let Some(target) = self.index.get(&member.target).copied() else {
            let message = format!("`{}` is not defined", member.target);
            self.diagnostics.push(Diagnostic::error("unresolved-target", member.target_span, message));
            return None;
        };
        let own = self.constraints(&member.traits);
        let default = member.traits.get(trait_id::DEFAULT).filter(|node| !node.is_null());
        let is_in_structure = container.shape_type == ShapeType::Structure;
        let binding = if is_in_structure { HttpBinding::of(&member.traits, roles) } else { HttpBinding::Body };
        let format = self.model.member_trait(member, trait_id::TIMESTAMP_FORMAT);
        Some(Member {
            name: member.name.to_string(),
            code_name: code_name(&member.traits).unwrap_or(&member.name).to_owned(),
            span: member.span,
            target,
            docs: docs(&member.traits),
            binding: binding.into_owned(),
            statuses: http::statuses(&member.traits),
            style: http::parameter_style(&member.traits),
            field: http::field_encoding(&member.traits).map(field_encoding),
            content: member.traits.get_str(trait_id::OPENAPI_CONTENT).map(str::to_owned),
            json_name: member.traits.get_str(trait_id::JSON_NAME).unwrap_or(&member.name).to_owned(),
            ec2_name: member.traits.get_str(trait_id::EC2_QUERY_NAME).map(str::to_owned),
            xml: xml::xml(&member.traits),
            presence: presence::presence_in(container, member, self.directions_of(container)),
            client_optional: presence::is_client_optional(container, member),
            default: default.filter(|_| is_in_structure).cloned(),
            constraints: (!own.is_empty()).then_some(own),
            format: formats::stated(&member.traits).map(str::to_owned),
            timestamp_format: format.and_then(Node::as_str).map(str::to_owned),
            sequence: is_sequence(member, container, self.model),
            idempotency_token: member.traits.contains(trait_id::IDEMPOTENCY_TOKEN),
            rest: [trait_id::OPENAPI_ADDITIONAL_PROPERTIES, trait_id::ALLOY_JSON_UNKNOWN]
                .iter()
                .any(|id| member.traits.contains(*id)),
        })
    }
}

fn field_encoding(field: http::FieldEncoding<'_>) -> FieldEncoding {
    let header = |header: http::PartHeader<'_>| PartHeader {
        name: header.name.to_owned(),
        required: header.required,
        constrained: header.constrained,
        span: header.span,
    };
    FieldEncoding {
        content_type: field.content_type.map(str::to_owned),
        style: field.style,
        headers: field.headers.into_iter().map(header).collect(),
        base64: field.base64,
    }
}

/// Whether a member is a stream of the elements of its list. What an error says is there as a whole.
fn is_sequence(member: &ModelMember, container: &ModelShape, model: &Model) -> bool {
    let is_list = || model.shape(&member.target).is_some_and(|target| target.shape_type == ShapeType::List);
    member.traits.contains(trait_id::OPENAPI_SEQUENCE) && !container.traits.contains(trait_id::ERROR) && is_list()
}

fn encoding(traits: &Traits) -> UnionEncoding {
    match traits.get_str(trait_id::ALLOY_DISCRIMINATED) {
        Some(name) => UnionEncoding::Discriminated(name.to_owned()),
        None if traits.contains(trait_id::OPENAPI_BY_STATUS) => UnionEncoding::ByStatus,
        None if traits.contains(trait_id::OPENAPI_BY_MEDIA_TYPE) => UnionEncoding::ByMediaType,
        None if traits.contains(trait_id::ALLOY_UNTAGGED) => UnionEncoding::Untagged {
            discriminator: traits.get(trait_id::OPENAPI_DISCRIMINATOR).and_then(discriminator),
            exactly_one: traits.contains(trait_id::OPENAPI_EXACTLY_ONE),
        },
        None => UnionEncoding::Tagged,
    }
}

fn discriminator(node: &Node) -> Option<Discriminator> {
    let mapping = node.get("mapping").and_then(Node::as_object);
    let mapping = mapping.into_iter().flat_map(|mapping| mapping.iter());
    Some(Discriminator {
        property: node.get_str("property")?.to_owned(),
        mapping: mapping.filter_map(|(value, member)| Some((value.to_string(), member.as_str()?.to_owned()))).collect(),
    })
}

fn error_traits(shape: &ModelShape) -> Option<ErrorTraits> {
    let traits = &shape.traits;
    let query = traits.get(trait_id::AWS_QUERY_ERROR);
    let query_status = query.and_then(|node| node.get("httpResponseCode")).and_then(Node::as_i64);
    let retryable = traits.get(trait_id::RETRYABLE);
    Some(ErrorTraits {
        namespace: shape.id.namespace().to_owned(),
        query_code: query.and_then(|node| node.get_str("code")).map(str::to_owned),
        query_status: query_status.and_then(|status| u16::try_from(status).ok()),
        status: http::error_status(traits)?,
        statuses: http::error_statuses(traits)?,
        retryable: retryable.is_some(),
        throttling: retryable.and_then(|node| node.get("throttling")).and_then(Node::as_bool).unwrap_or(false),
    })
}
