//! What the user wants of types: types of other crates in the place of the runtime's, and further derives.
//!
//! Rules stand in a configuration, so what is wrong with them is reported apart from what is wrong with the model.

mod derives;
mod paths;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use weland_model::edit::Stated;
use weland_model::{Diagnostics, Span};
use weland_service::{Member, Service, ShapeIndex};

/// Rules for the types of a crate. Names are stated with their places in the configuration.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Types for the values of formats.
    pub formats: Vec<TypeRule>,
    /// Types for the values of shapes.
    pub shapes: Vec<TypeRule>,
    /// Further derives.
    pub derives: Vec<DeriveRule>,
    /// The crates that the types and derives come from.
    pub dependencies: Vec<ExternalCrate>,
}

impl Rules {
    /// Whether there are no rules.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.formats.is_empty() && self.shapes.is_empty() && self.derives.is_empty() && self.dependencies.is_empty()
    }
}

/// A type of another crate for some values.
#[derive(Debug, Clone)]
pub struct TypeRule {
    /// The format or shape.
    pub from: Stated,
    /// The Rust type.
    pub to: Stated,
    /// Whether the type implements `Default`.
    pub has_default: bool,
}

/// A trait to be derived.
#[derive(Debug, Clone)]
pub struct DeriveRule {
    /// The path of the derive macro.
    pub path: Stated,
    /// The types; all types that can, if absent.
    pub shapes: Option<Vec<Stated>>,
}

/// A dependency of the types crate.
#[derive(Debug, Clone)]
pub struct ExternalCrate {
    /// The name of the package.
    pub name: Stated,
    /// The version requirement.
    pub version: String,
    /// Whether its default features are on.
    pub defaults: bool,
    /// Further features.
    pub features: Vec<String>,
}

/// A type of another crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnType {
    pub(crate) path: String,
    pub(crate) has_default: bool,
    /// Where the configuration states it.
    span: Span,
}

/// Rules, resolved for a service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolved {
    /// By format.
    formats: BTreeMap<String, OwnType>,
    shapes: BTreeMap<ShapeIndex, OwnType>,
    /// The members that are tokens of pages, which generated code has to be able to make.
    tokens: BTreeSet<(ShapeIndex, String)>,
    derives: BTreeMap<ShapeIndex, Vec<String>>,
}

impl Resolved {
    pub(crate) fn new(service: &Service, rules: &Rules, diagnostics: &mut Diagnostics) -> Self {
        let mut resolved = Self::default();
        if rules.is_empty() {
            return resolved;
        }
        types::resolve(service, rules, &mut resolved, diagnostics);
        types::note_defaults(service, &resolved, diagnostics);
        resolved.derives = derives::resolve(service, &resolved, rules, diagnostics);
        resolved
    }

    /// The type of another crate that values of a shape have.
    pub(crate) fn of_shape(&self, service: &Service, index: ShapeIndex) -> Option<&OwnType> {
        if self.formats.is_empty() && self.shapes.is_empty() {
            return None;
        }
        let shape = service.shape(index);
        let by_format = || self.formats.get(types::format(shape)?);
        self.shapes.get(&index).or_else(by_format).filter(|_| types::is_simple(shape))
    }

    /// The type of another crate that values of a member have. `container` is the structure or union that it is a member of.
    pub(crate) fn of_member(
        &self,
        service: &Service,
        container: Option<ShapeIndex>,
        member: &Member,
    ) -> Option<&OwnType> {
        if self.formats.is_empty() && self.shapes.is_empty() {
            return None;
        }
        if container.is_some_and(|container| self.tokens.contains(&(container, member.name.clone()))) {
            return None;
        }
        let target = service.shape(member.target);
        if let Some(own) = self.shapes.get(&member.target) {
            return Some(own);
        }
        match &member.format {
            Some(format) => self.formats.get(format).filter(|_| types::is_simple(target)),
            None => self.of_shape(service, member.target),
        }
    }

    /// What is derived for a type in addition.
    pub(crate) fn derives(&self, index: ShapeIndex) -> Vec<String> {
        self.derives.get(&index).cloned().unwrap_or_default()
    }
}
