//! From the model to the service.

use std::collections::BTreeMap;

use weland_model::{
    Diagnostic, Diagnostics, Member as ModelMember, Model, Shape as ModelShape, ShapeId, ShapeType, Span, Traits,
    trait_id,
};

use crate::about::docs;
use crate::binding::Roles;
use crate::closure::closure;
use crate::{
    Binding, Constraints, EnumValue, ErrorTraits, Member, PROTOCOLS, Protocol, Service, Shape, ShapeIndex, ShapeKind,
    ignored, legacy_enum, operation, recursion, tests,
};

/// Resolves a service; `None` if it cannot be found or its protocol is not supported. What is wrong is in `diagnostics`.
pub fn resolve(model: &Model, id: &ShapeId, diagnostics: &mut Diagnostics) -> Option<Service> {
    let shape = find(model, id, diagnostics)?;
    let protocol = protocol(shape, diagnostics)?;
    let closure = closure(model, shape, diagnostics);
    ignored::report(model, shape, closure.operations.values().copied(), diagnostics);
    let renames = renames(shape);
    let mut ids: Vec<(&ShapeId, String)> = closure.shapes.keys().map(|id| (id, name_of(id, &renames))).collect();
    ids.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let index: BTreeMap<&ShapeId, ShapeIndex> =
        ids.iter().enumerate().map(|(position, (id, _))| (*id, ShapeIndex(position))).collect();
    let mut resolver = Resolver { model, index, diagnostics };
    let mut shapes: Vec<Shape> = ids
        .iter()
        .filter_map(|(id, name)| closure.shapes.get(*id).map(|(shape, roles)| resolver.shape(shape, name, *roles)))
        .collect();
    resolver.merge_constraints(&mut shapes);
    recursion::mark(&mut shapes);
    let mut operations: Vec<_> = closure
        .operations
        .values()
        .filter_map(|operation| Some((&operation.id, operation::resolve(&mut resolver, shape, operation, &shapes)?)))
        .collect();
    let shape_ids: Vec<&ShapeId> = ids.iter().map(|(id, _)| *id).collect();
    tests::attach(model, protocol, &shape_ids, &mut operations);
    let aws = shape.traits.get(trait_id::AWS_API_SERVICE);
    let text = |key: &str| aws.and_then(|node| node.get_str(key)).map(str::to_owned);
    let is_aws = aws.is_some() || shape.traits.contains(trait_id::SIGV4);
    let sdk_id = text("sdkId").unwrap_or_else(|| shape.id.name().to_owned());
    Some(Service {
        name: shape.id.name().to_owned(),
        namespace: shape.id.namespace().to_owned(),
        version: shape.as_service().map(|data| data.version.to_string()).unwrap_or_default(),
        title: shape.traits.get_str(trait_id::TITLE).unwrap_or(&sdk_id).to_owned(),
        endpoint_prefix: text("endpointPrefix").or_else(|| is_aws.then(|| sdk_id.to_lowercase().replace(' ', ""))),
        sdk_id,
        signing_name: shape.traits.get(trait_id::SIGV4).and_then(|node| node.get_str("name")).map(str::to_owned),
        protocol,
        docs: docs(&shape.traits),
        operations: operations.into_iter().map(|(_, operation)| operation).collect(),
        shapes,
    })
}

fn find<'m>(model: &'m Model, id: &ShapeId, diagnostics: &mut Diagnostics) -> Option<&'m ModelShape> {
    let shape = model.get(id).filter(|shape| shape.shape_type == ShapeType::Service);
    if shape.is_none() {
        let known: Vec<String> = model.services().map(|service| format!("`{}`", service.id)).collect();
        let help = match known.is_empty() {
            true => "the model defines no service".to_owned(),
            false => format!("the model defines {}", known.join(", ")),
        };
        let message = format!("there is no service `{id}` in the model");
        diagnostics.push(Diagnostic::new(weland_model::Severity::Error, "unknown-service", message).help(help));
    }
    shape
}

fn protocol(service: &ModelShape, diagnostics: &mut Diagnostics) -> Option<&'static Protocol> {
    let found = PROTOCOLS.iter().find(|protocol| service.traits.contains(protocol.trait_id));
    if found.is_some() {
        return found;
    }
    let traits: Vec<String> = PROTOCOLS.iter().map(|protocol| format!("`@{}`", protocol.trait_id)).collect();
    diagnostics.push(
        Diagnostic::error(
            "unsupported-protocol",
            service.span,
            format!("`{}` has no protocol that crates can be generated for", service.id),
        )
        .help(format!("apply {} to the service", traits.join(" or "))),
    );
    None
}

fn renames(service: &ModelShape) -> BTreeMap<&ShapeId, &str> {
    let entries = service.as_service().map_or(&[][..], |data| &data.rename);
    entries.iter().map(|rename| (&rename.from.id, &*rename.to)).collect()
}

fn name_of(id: &ShapeId, renames: &BTreeMap<&ShapeId, &str>) -> String {
    renames.get(id).map_or_else(|| id.name().to_owned(), |name| (*name).to_owned())
}

/// What resolving needs: the model, and where each shape will stand.
pub(crate) struct Resolver<'a, 'm> {
    pub(crate) model: &'m Model,
    pub(crate) index: BTreeMap<&'a ShapeId, ShapeIndex>,
    pub(crate) diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_, '_> {
    fn shape(&mut self, shape: &ModelShape, name: &str, roles: Roles) -> Shape {
        Shape {
            name: name.to_owned(),
            span: shape.span,
            prelude: Model::is_prelude(&shape.id),
            docs: docs(&shape.traits),
            kind: self.kind(shape, roles),
            constraints: Constraints::read(&shape.traits, self.diagnostics),
            sensitive: shape.traits.contains(trait_id::SENSITIVE),
            streaming: shape.traits.contains(trait_id::STREAMING),
            requires_length: shape.traits.contains(trait_id::REQUIRES_LENGTH),
            media_type: shape.traits.get_str(trait_id::MEDIA_TYPE).map(str::to_owned),
        }
    }

    fn kind(&mut self, shape: &ModelShape, roles: Roles) -> ShapeKind {
        let sparse = shape.traits.contains(trait_id::SPARSE);
        match shape.shape_type {
            ShapeType::String if legacy_enum::has_names(&shape.traits) => {
                ShapeKind::Enum(legacy_enum::named(&shape.traits))
            }
            ShapeType::Enum => ShapeKind::Enum(enum_values(shape, |node, name| {
                Some(node.and_then(|node| node.as_str()).unwrap_or(name).to_owned())
            })),
            ShapeType::IntEnum => ShapeKind::IntEnum(enum_values(shape, |node, _| i32::try_from(node?.as_i64()?).ok())),
            ShapeType::List => match self.members(shape, roles).pop() {
                Some(element) => ShapeKind::List { element: Box::new(element), sparse },
                None => ShapeKind::Simple(ShapeType::Document),
            },
            ShapeType::Map => {
                let mut members = self.members(shape, roles).into_iter();
                match (members.next(), members.next()) {
                    (Some(key), Some(value)) => ShapeKind::Map { key: Box::new(key), value: Box::new(value), sparse },
                    _ => ShapeKind::Simple(ShapeType::Document),
                }
            }
            ShapeType::Structure => {
                ShapeKind::Structure { members: self.members(shape, roles), error: error_traits(&shape.traits) }
            }
            ShapeType::Union => ShapeKind::Union { members: self.members(shape, roles) },
            simple => ShapeKind::Simple(simple),
        }
    }

    fn members(&mut self, shape: &ModelShape, roles: Roles) -> Vec<Member> {
        shape.members.iter().filter_map(|member| self.member(member, shape, roles)).collect()
    }

    fn member(&mut self, member: &ModelMember, container: &ModelShape, roles: Roles) -> Option<Member> {
        let target = match self.index.get(&member.target) {
            Some(index) => *index,
            None => return self.missing_target(member),
        };
        let own = Constraints::read(&member.traits, self.diagnostics);
        let required = member.traits.contains(trait_id::REQUIRED);
        let default = member.traits.get(trait_id::DEFAULT).filter(|node| !node.is_null()).cloned();
        // What clients leave out of an input, servers fill in; so it has to show.
        let optional = member.traits.contains(trait_id::CLIENT_OPTIONAL)
            || !required && container.traits.contains(trait_id::INPUT);
        let in_structure = container.shape_type == ShapeType::Structure;
        Some(Member {
            name: member.name.to_string(),
            span: member.span,
            target,
            docs: docs(&member.traits),
            binding: if in_structure { Binding::read(&member.traits, roles) } else { Binding::Body },
            json_name: member.traits.get_str(trait_id::JSON_NAME).unwrap_or(&member.name).to_owned(),
            required: in_structure && required,
            always_present: in_structure && !optional && (required || default.is_some()),
            default: default.filter(|_| in_structure),
            constraints: (!own.is_empty()).then_some(own),
            timestamp_format: self
                .model
                .member_trait(member, trait_id::TIMESTAMP_FORMAT)
                .and_then(|node| node.as_str())
                .map(str::to_owned),
            idempotency_token: member.traits.contains(trait_id::IDEMPOTENCY_TOKEN),
            boxed: false,
        })
    }

    fn missing_target(&mut self, member: &ModelMember) -> Option<Member> {
        self.report(member.target_span, "unresolved-target", format!("`{}` is not defined", member.target));
        None
    }

    pub(crate) fn report(&mut self, span: Span, code: &'static str, message: String) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    /// Completes the constraints of members by those of their targets.
    fn merge_constraints(&self, shapes: &mut [Shape]) {
        let targets: Vec<Constraints> = shapes.iter().map(|shape| shape.constraints.clone()).collect();
        for shape in shapes {
            let members: Vec<&mut Member> = match &mut shape.kind {
                ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => members.iter_mut().collect(),
                ShapeKind::List { element, .. } => vec![element],
                ShapeKind::Map { key, value, .. } => vec![key, value],
                ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
            };
            for member in members {
                let target = &targets[member.target.0];
                member.constraints = member.constraints.take().map(|own| own.or(target)).filter(|all| all != target);
            }
        }
    }
}

fn enum_values<T>(
    shape: &ModelShape,
    value: impl Fn(Option<&weland_model::Node>, &str) -> Option<T>,
) -> Vec<EnumValue<T>> {
    let read = |member: &ModelMember| {
        Some(EnumValue {
            name: member.name.to_string(),
            value: value(member.traits.get(trait_id::ENUM_VALUE), &member.name)?,
            internal: member.traits.contains(trait_id::INTERNAL),
            docs: docs(&member.traits),
        })
    };
    shape.members.iter().filter_map(read).collect()
}

fn error_traits(traits: &Traits) -> Option<ErrorTraits> {
    let fault = traits.get_str(trait_id::ERROR)?;
    let by_fault = if fault == "client" { 400 } else { 500 };
    let status = traits.get(trait_id::HTTP_ERROR).and_then(|node| node.as_i64());
    let retryable = traits.get(trait_id::RETRYABLE);
    Some(ErrorTraits {
        status: status.and_then(|status| u16::try_from(status).ok()).unwrap_or(by_fault),
        retryable: retryable.is_some(),
        throttling: retryable.and_then(|node| node.get("throttling")).and_then(|node| node.as_bool()).unwrap_or(false),
    })
}
