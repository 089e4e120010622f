//! Definitions with resolved names, before they are merged.

use std::collections::HashMap;
use std::sync::Arc;

use weland_model::{
    AppliedTrait, Diagnostic, Diagnostics, Member, NamedTarget, Node, NodeKind, OperationData, Rename, ResourceData,
    ServiceData, Shape, ShapeData, ShapeId, ShapeType, SharedTexts, Sources, Span, Target, Traits, trait_id,
};

use super::index::Index;
use super::scope::Scope;
use super::trait_set;
use crate::raw::{
    Name, Names, RawData, RawFile, RawMember, RawOperation, RawResource, RawService, RawShape, RawTarget, RawTrait,
    Version,
};

/// A member whose target may not be known yet.
#[derive(Debug)]
pub(super) struct DraftMember {
    pub(super) name: Arc<str>,
    pub(super) span: Span,
    /// `None` if it was left out.
    pub(super) target: Option<Target>,
    pub(super) traits: Traits,
}

/// A definition.
#[derive(Debug)]
pub(super) struct Draft {
    /// The shape without members.
    pub(super) shape: Shape,
    pub(super) members: Vec<DraftMember>,
    /// The resource of `for`.
    pub(super) resource: Option<Target>,
    /// Traits applied to members that the definition does not list.
    pub(super) inherited_traits: Vec<(Target, Vec<AppliedTrait>)>,
    pub(super) version: Version,
    pub(super) broken: bool,
}

/// All definitions of all files.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Behind pointers, since they are sorted and moved from map to map.
    #[allow(clippy::vec_box)]
    pub(super) shapes: Vec<Box<Draft>>,
    pub(super) applies: Vec<(Target, Vec<AppliedTrait>)>,
    pub(super) metadata: Vec<(Arc<str>, Span, Node)>,
    pub(super) written_ids: Vec<Target>,
}

/// Adds the definitions of a file.
pub(super) fn draft_file<'a>(
    mut file: RawFile<'a>,
    index: &Index<'a>,
    sources: &Sources,
    drafts: &mut Drafts,
    diagnostics: &mut Diagnostics,
) {
    if file.names == Names::Relative && file.namespace.is_empty() {
        // The missing namespace has been reported; without it, nothing has an id.
        file.shapes.clear();
        file.applies.clear();
    }
    let mut drafter = Drafter {
        scope: Scope::new(&file, index, sources, diagnostics),
        texts: SharedTexts::default(),
        version: file.version,
        unit: trait_id::UNIT.parse().ok(),
        diagnostics,
    };
    for (name, mut value) in std::mem::take(&mut file.metadata) {
        drafter.scope.resolve_ids(&mut value, drafter.diagnostics);
        let key = Arc::from(&*name.text);
        drafts.metadata.push((key, name.span, value));
    }
    for raw in std::mem::take(&mut file.shapes) {
        let Some(id) = drafter.scope.definition(&raw.name, drafter.diagnostics) else {
            continue;
        };
        if sources.is_built_in(raw.name.span) && index.is_replaced(&id) {
            continue;
        }
        drafts.shapes.push(Box::new(drafter.shape(id, raw)));
    }
    for raw in std::mem::take(&mut file.applies) {
        let traits = drafter.applied(raw.traits);
        let target = drafter.scope.target(&raw.target, drafter.diagnostics);
        drafts.applies.extend(target.map(|target| (target, traits)));
    }
    drafts.written_ids.append(&mut drafter.scope.written_ids);
}

struct Drafter<'i, 'a, 'd> {
    scope: Scope<'i, 'a>,
    texts: SharedTexts,
    version: Version,
    unit: Option<ShapeId>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Drafter<'_, 'a, '_> {
    fn shape(&mut self, id: ShapeId, raw: RawShape<'a>) -> Draft {
        let mut shape = Shape::new(id, raw.shape_type, raw.name.span);
        shape.traits = self.traits(raw.traits);
        shape.mixins = self.targets(&raw.mixins);
        shape.data = match raw.data {
            RawData::None => self.missing_data(raw.shape_type, raw.name.span),
            RawData::Service(service) => ShapeData::Service(Box::new(self.service(*service))),
            RawData::Operation(operation) => self.operation(&operation, raw.name.span),
            RawData::Resource(resource) => ShapeData::Resource(Box::new(self.resource(*resource))),
        };
        let resource = raw.resource.as_ref();
        let resource = resource.and_then(|name| self.scope.target(name, self.diagnostics));
        let shape_type = raw.shape_type;
        // Not collected: that would shrink the list of the larger raw members, which takes longer than a new one.
        let mut members = Vec::with_capacity(raw.members.len());
        for member in raw.members {
            members.extend(self.member(member, shape_type));
        }
        Draft { members, shape, resource, inherited_traits: Vec::new(), version: self.version, broken: raw.broken }
    }

    /// The data of a shape whose body is broken.
    fn missing_data(&self, shape_type: ShapeType, span: Span) -> ShapeData {
        match shape_type {
            ShapeType::Service => ShapeData::Service(Box::default()),
            ShapeType::Resource => ShapeData::Resource(Box::default()),
            ShapeType::Operation => self.unit_operation(span),
            _ => ShapeData::None,
        }
    }

    fn unit_operation(&self, span: Span) -> ShapeData {
        let Some(unit) = self.unit.clone() else {
            return ShapeData::None;
        };
        let target = Target { id: unit, span };
        ShapeData::Operation(Box::new(OperationData { input: target.clone(), output: target, errors: Vec::new() }))
    }

    fn member(&mut self, raw: RawMember<'a>, shape_type: ShapeType) -> Option<DraftMember> {
        let target = match &raw.target {
            RawTarget::To(name) => Some(self.scope.target(name, self.diagnostics)?),
            RawTarget::Elided => None,
            RawTarget::Unit => Some(Target { id: self.unit.clone()?, span: raw.name.span }),
        };
        let mut traits = self.traits(raw.traits);
        if let Some(mut value) = raw.value {
            self.scope.resolve_ids(&mut value, self.diagnostics);
            let id = match shape_type {
                ShapeType::Enum | ShapeType::IntEnum => trait_id::ENUM_VALUE,
                _ => trait_id::DEFAULT,
            };
            let applied = AppliedTrait { id: id.parse().ok()?, span: value.span, value, inherited: false };
            trait_set::add(&mut traits, applied, self.diagnostics);
        }
        Some(DraftMember { name: self.texts.get(&raw.name.text), span: raw.name.span, target, traits })
    }

    fn traits(&mut self, raw: Vec<RawTrait<'a>>) -> Traits {
        let mut traits = Traits::with_capacity(raw.len());
        for raw in raw {
            if let Some(applied) = self.one(raw) {
                trait_set::add(&mut traits, applied, self.diagnostics);
            }
        }
        traits
    }

    fn applied(&mut self, raw: Vec<RawTrait<'a>>) -> Vec<AppliedTrait> {
        raw.into_iter().filter_map(|raw| self.one(raw)).collect()
    }

    fn one(&mut self, raw: RawTrait<'a>) -> Option<AppliedTrait> {
        let id = self.scope.resolve(&raw.name, self.diagnostics)?;
        let value = match raw.value {
            Some(mut value) => {
                self.scope.resolve_ids(&mut value, self.diagnostics);
                value
            }
            None => Node::new(self.scope.annotation_value(&id), raw.span),
        };
        Some(AppliedTrait { id, value, span: raw.span, inherited: false })
    }

    fn targets(&mut self, names: &[Name<'a>]) -> Vec<Target> {
        let target = |name| self.scope.target(name, self.diagnostics);
        names.iter().filter_map(target).collect()
    }

    fn service(&mut self, raw: RawService<'a>) -> ServiceData {
        let version = raw.version.map(|node| self.service_version(&node));
        let mut rename = Vec::new();
        for (from, to) in &raw.rename {
            let from = self.scope.target(from, self.diagnostics);
            rename.extend(from.map(|from| Rename { from, to: Arc::from(&*to.text), to_span: to.span }));
        }
        ServiceData {
            version: version.unwrap_or_default(),
            operations: self.targets(&raw.operations),
            resources: self.targets(&raw.resources),
            errors: self.targets(&raw.errors),
            rename,
        }
    }

    fn service_version(&mut self, node: &Node) -> Arc<str> {
        if let NodeKind::String(text) = &node.kind {
            return Arc::clone(text);
        }
        let message = format!("the version of a service must be a string, not {}", node.describe());
        self.diagnostics.push(Diagnostic::error("invalid-property", node.span, message).help("put it in quotes"));
        Arc::default()
    }

    fn operation(&mut self, raw: &RawOperation<'a>, span: Span) -> ShapeData {
        let mut data = self.unit_operation(span);
        if let ShapeData::Operation(operation) = &mut data {
            let input = raw.input.as_ref();
            let input = input.and_then(|name| self.scope.target(name, self.diagnostics));
            let output = raw.output.as_ref();
            let output = output.and_then(|name| self.scope.target(name, self.diagnostics));
            operation.errors = self.targets(&raw.errors);
            if let Some(input) = input {
                operation.input = input;
            }
            if let Some(output) = output {
                operation.output = output;
            }
        }
        data
    }

    fn resource(&mut self, raw: RawResource<'a>) -> ResourceData {
        let mut lifecycle = HashMap::new();
        for (name, operation) in &raw.lifecycle {
            let target = self.scope.target(operation, self.diagnostics);
            lifecycle.extend(target.map(|target| (*name, target)));
        }
        ResourceData {
            identifiers: self.named(&raw.identifiers),
            properties: self.named(&raw.properties),
            put: lifecycle.remove("put"),
            create: lifecycle.remove("create"),
            read: lifecycle.remove("read"),
            update: lifecycle.remove("update"),
            delete: lifecycle.remove("delete"),
            list: lifecycle.remove("list"),
            operations: self.targets(&raw.operations),
            collection_operations: self.targets(&raw.collection_operations),
            resources: self.targets(&raw.resources),
        }
    }

    fn named(&mut self, raw: &[(Name<'a>, Name<'a>)]) -> Vec<NamedTarget> {
        let named = |(name, target): &(Name<'a>, Name<'a>)| {
            Some(NamedTarget {
                name: Arc::from(&*name.text),
                name_span: name.span,
                target: self.scope.target(target, self.diagnostics)?,
            })
        };
        raw.iter().filter_map(named).collect()
    }
}

/// A member with its target.
pub(super) fn member(draft: DraftMember, target: Target) -> Member {
    let mut member = Member::new(draft.name, target, draft.span);
    member.traits = draft.traits;
    member
}
