//! Shapes with all that belongs to them.

use weland_model::{
    AppliedTrait, Member, NamedTarget, OperationData, ResourceData, ServiceData, Shape, ShapeData, ShapeType, Target,
    trait_id,
};

use crate::json_text;

use super::{Writer, is_stated, values};

impl<'a> Writer<'a> {
    pub(super) fn shape(&mut self, shape: &'a Shape) {
        self.traits(shape.traits.iter().filter(|applied| is_stated(applied)));
        self.out.push_str(shape.shape_type.as_str());
        self.out.push(' ');
        self.out.push_str(shape.id.name());
        self.mixins(&shape.mixins);
        match shape.own_data.as_ref().unwrap_or(&shape.data) {
            ShapeData::None => self.members(shape),
            ShapeData::Service(data) => self.service(data),
            ShapeData::Operation(data) => self.operation(data),
            ShapeData::Resource(data) => self.resource(data),
        }
        self.out.push('\n');
        for member in shape.members.iter().filter(|member| member.is_inherited()) {
            let own: Vec<&AppliedTrait> = member.traits.iter().filter(|applied| is_stated(applied)).collect();
            self.apply(&shape.id, Some(&member.name), &own);
        }
    }

    fn mixins(&mut self, mixins: &'a [Target]) {
        if mixins.is_empty() {
            return;
        }
        self.out.push_str(" with [");
        for mixin in mixins {
            self.id(&mixin.id);
            self.out.push(' ');
        }
        self.out.push(']');
    }

    // --- members

    fn members(&mut self, shape: &'a Shape) {
        let is_enum = matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum);
        if !is_enum && !shape.shape_type.is_aggregate() {
            return;
        }
        self.out.push_str(" {\n");
        let mut spaced = false;
        for member in shape.members.iter().filter(|member| !member.is_inherited()) {
            let value = if is_enum { trait_id::ENUM_VALUE } else { trait_id::DEFAULT };
            let traits = member.traits.iter().filter(move |applied| is_stated(applied) && applied.id != value);
            let has_traits = traits.clone().next().is_some();
            // Members with traits stand apart from their neighbours.
            if spaced || has_traits {
                self.out.push('\n');
            }
            spaced = has_traits;
            self.traits(traits);
            self.out.push_str(&member.name);
            if !is_enum {
                self.out.push_str(": ");
                self.id(&member.target);
            }
            self.assignment(member, value);
            self.out.push('\n');
        }
        self.out.push('}');
    }

    /// ` = value` of a default or of a member of an enum. Names are values already.
    fn assignment(&mut self, member: &Member, from: &'static str) {
        let value = member.traits.get(from);
        let is_name = |text: &str| from == trait_id::ENUM_VALUE && text == &*member.name;
        if let Some(value) = value.filter(|value| !value.as_str().is_some_and(is_name)) {
            self.out.push_str(" = ");
            values::node(&mut self.out, value);
        }
    }

    // --- properties

    fn service(&mut self, data: &'a ServiceData) {
        self.out.push_str(" {\n");
        if !data.version.is_empty() {
            self.out.push_str("version: ");
            json_text::string(&mut self.out, &data.version);
            self.out.push('\n');
        }
        self.targets("operations", &data.operations);
        self.targets("resources", &data.resources);
        self.targets("errors", &data.errors);
        if !data.rename.is_empty() {
            let mut renames: Vec<(&str, &str)> =
                data.rename.iter().map(|rename| (rename.from.id.as_str(), &*rename.to)).collect();
            renames.sort_unstable();
            self.out.push_str("rename: {\n");
            for (from, to) in renames {
                json_text::string(&mut self.out, from);
                self.out.push_str(": ");
                json_text::string(&mut self.out, to);
                self.out.push('\n');
            }
            self.out.push_str("}\n");
        }
        self.out.push('}');
    }

    fn operation(&mut self, data: &'a OperationData) {
        self.out.push_str(" {\n");
        for (name, target) in [("input", &data.input), ("output", &data.output)] {
            if target.id != trait_id::UNIT {
                self.out.push_str(name);
                self.out.push_str(": ");
                self.id(&target.id);
                self.out.push('\n');
            }
        }
        self.targets("errors", &data.errors);
        self.out.push('}');
    }

    fn resource(&mut self, data: &'a ResourceData) {
        self.out.push_str(" {\n");
        self.named("identifiers", &data.identifiers);
        self.named("properties", &data.properties);
        for (name, target) in data.lifecycle() {
            self.out.push_str(name);
            self.out.push_str(": ");
            self.value_id(target);
            self.out.push('\n');
        }
        self.targets("operations", &data.operations);
        self.targets("collectionOperations", &data.collection_operations);
        self.targets("resources", &data.resources);
        self.out.push('}');
    }

    fn value_id(&mut self, target: &'a Target) {
        let name = self.names.value_name(&target.id);
        self.out.push_str(&name);
    }

    /// A list of shapes, in the model's order.
    fn targets(&mut self, property: &str, targets: &'a [Target]) {
        if targets.is_empty() {
            return;
        }
        self.out.push_str(property);
        self.out.push_str(": [\n");
        for target in targets {
            self.value_id(target);
            self.out.push('\n');
        }
        self.out.push_str("]\n");
    }

    fn named(&mut self, property: &str, entries: &'a [NamedTarget]) {
        if entries.is_empty() {
            return;
        }
        self.out.push_str(property);
        self.out.push_str(": {\n");
        for entry in entries {
            values::key(&mut self.out, &entry.name);
            self.out.push_str(": ");
            self.value_id(&entry.target);
            self.out.push('\n');
        }
        self.out.push_str("}\n");
    }
}
