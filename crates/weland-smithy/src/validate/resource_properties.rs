//! The properties of resources, and the members of operations that stand for them, agree.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, Member, NamedTarget, ResourceData, Shape, Target, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        if let Some(data) = shape.as_resource().filter(|data| !data.properties.is_empty()) {
            Rule { context, shape, data, used: BTreeSet::new(), diagnostics }.resource();
        }
    }
}

struct Rule<'c, 'a, 'd> {
    context: &'c Context<'a>,
    shape: &'a Shape,
    data: &'a ResourceData,
    used: BTreeSet<&'a str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Rule<'_, 'a, '_> {
    fn resource(mut self) {
        self.identifiers();
        // Operations on the collection have filters and summaries rather than properties.
        let is_instance = |name: &str| name != "list";
        let lifecycle = self.data.lifecycle().filter(|(name, _)| is_instance(name)).map(|(_, target)| target);
        let mut is_complete = true;
        for target in lifecycle.chain(&self.data.operations) {
            let operation = self.context.whole(target);
            let Some(data) = operation.and_then(Shape::as_operation) else {
                is_complete = false;
                continue;
            };
            for message in [&data.input, &data.output] {
                is_complete &= self.message(message);
            }
        }
        let unused = self.data.properties.iter().filter(|property| !self.used.contains(&*property.name));
        for property in unused.filter(|_| is_complete) {
            let message =
                format!("no operation of `{}` reads or writes the property `{}`", self.shape.id, property.name);
            self.diagnostics.push(
                Diagnostic::error("resource-property", property.name_span, message)
                    .help("add it to the input or output of an operation, or remove it"),
            );
        }
    }

    /// What identifies a resource is no property of it, too.
    fn identifiers(&mut self) {
        let identifiers = self.data.identifiers.iter().map(|known| (known.name.to_ascii_lowercase(), known));
        let identifiers: BTreeMap<String, &NamedTarget> = identifiers.collect();
        for property in &self.data.properties {
            let Some(identifier) = identifiers.get(&property.name.to_ascii_lowercase()) else { continue };
            let message = format!("`{}` is an identifier of `{}`, too", property.name, self.shape.id);
            self.diagnostics.push(
                Diagnostic::error("resource-property", property.name_span, message)
                    .related(identifier.name_span, "the identifier")
                    .help("remove the property: operations have identifiers anyway"),
            );
        }
    }

    /// Judges an input or output; whether it could be.
    fn message(&mut self, target: &Target) -> bool {
        let context = self.context;
        let Some(message) = context.whole(target) else { return false };
        let nested = message.members.iter().find(|member| member.traits.contains(trait_id::NESTED_PROPERTIES));
        let shape = match nested {
            Some(member) => context.target(member).filter(|target| !context.is_broken(&target.id)),
            None => Some(message),
        };
        let Some(shape) = shape else { return false };
        let mut holders: BTreeMap<&str, &Member> = BTreeMap::new();
        for member in &shape.members {
            let Some(name) = self.property_name(member) else { continue };
            self.used.insert(name);
            if let Some(first) = holders.insert(name, member) {
                let what =
                    format!("members `{}` and `{}` both stand for the property `{name}`", first.name, member.name);
                self.diagnostics.push(
                    Diagnostic::error("resource-property", member.span, what)
                        .related(first.span, "the other member")
                        .help("put `@notProperty` on one of the two"),
                );
            }
            self.member(member, name);
        }
        true
    }

    /// The property that a member stands for. Members that need not stand for one do so if a
    /// property has their name.
    fn property_name(&self, member: &'a Member) -> Option<&'a str> {
        let is_exempt = member.traits.iter().any(|applied| {
            let definition = self.context.graph().shape(&applied.id);
            definition.is_some_and(|definition| definition.traits.contains(trait_id::NOT_PROPERTY))
        });
        let is_required = !is_exempt && !self.is_identifier(member);
        let is_namesake = self.property(&member.name).is_some();
        let renamed = member.traits.get(trait_id::PROPERTY).and_then(|value| value.get_str("name"));
        (is_required || is_namesake).then(|| renamed.unwrap_or(&member.name))
    }

    fn is_identifier(&self, member: &Member) -> bool {
        self.data.identifiers.iter().any(|identifier| identifier.name == member.name)
    }

    fn property(&self, name: &str) -> Option<&'a NamedTarget> {
        self.data.properties.iter().find(|property| *property.name == *name)
    }

    fn member(&mut self, member: &Member, name: &str) {
        let resource = &self.shape.id;
        let Some(property) = self.property(name) else {
            let message = format!("member `{}` is no property of `{resource}`", member.name);
            let names = self.data.properties.iter().map(|property| &*property.name);
            let help = match closest(name, names) {
                Some(close) => {
                    format!("did you mean `{close}`? Else add the property, or put `@notProperty` on the member")
                }
                None => "add the property to the resource, or put `@notProperty` on the member".to_owned(),
            };
            self.diagnostics.push(
                Diagnostic::error("resource-property", member.span, message)
                    .related(self.shape.span, "the resource")
                    .help(help),
            );
            return;
        };
        if property.target.id != member.target {
            let message = format!(
                "the property `{name}` of `{resource}` targets `{}`, but this member does not",
                property.target.id
            );
            self.diagnostics.push(
                Diagnostic::error("resource-property", member.target_span, message)
                    .related(property.name_span, "the property")
                    .help(format!("target `{}`, or put `@notProperty` on the member", property.target.id)),
            );
        }
    }
}
