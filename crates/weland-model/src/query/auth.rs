//! Authentication: the schemes of a service, and which of them an operation accepts.

use super::Shapes;
use crate::{AppliedTrait, Node, Shape, trait_id};

/// The traits of a service that configure authentication schemes, by id.
pub fn schemes<'m>(shapes: impl Shapes<'m>, service: &'m Shape) -> Vec<&'m AppliedTrait> {
    let is_scheme = |applied: &&AppliedTrait| {
        let definition = shapes.shape(&applied.id);
        definition.is_some_and(|definition| definition.traits.contains(trait_id::AUTH_DEFINITION))
    };
    service.traits.iter().filter(is_scheme).collect()
}

/// The scheme that an entry of `@auth` names. Without a namespace, it is one of the prelude or of the namespace of the
/// shape that has the trait.
#[must_use]
pub fn find_scheme<'m>(schemes: &[&'m AppliedTrait], name: &str, namespace: &str) -> Option<&'m AppliedTrait> {
    let is_meant = |applied: &&&AppliedTrait| {
        let id = &applied.id;
        let is_relative = !name.contains('#') && id.name() == name;
        *id == *name || is_relative && [namespace, "smithy.api"].contains(&id.namespace())
    };
    schemes.iter().find(is_meant).copied()
}

/// The ways in which the caller of an operation may authenticate.
#[derive(Debug, Clone, Default)]
pub struct AuthAlternatives<'m> {
    /// The schemes, in order of preference.
    pub schemes: Vec<&'m AppliedTrait>,
    /// Whether the operation may also be called without authentication. It has to be if there are no schemes.
    pub anonymous: bool,
    /// The trait that the alternatives come from: `@optionalAuth` or `@auth`. Without one, they are the schemes of the
    /// service.
    pub source: Option<&'m AppliedTrait>,
}

/// The alternatives of an operation among the schemes of its service: those of `@auth` on the operation or else on the
/// service, or else all schemes by id.
#[must_use]
pub fn alternatives<'m>(
    schemes: &[&'m AppliedTrait],
    service: &'m Shape,
    operation: &'m Shape,
) -> AuthAlternatives<'m> {
    let auth = |shape: &'m Shape| Some((shape, shape.traits.applied(trait_id::AUTH)?));
    let listed = auth(operation).or_else(|| auth(service));
    let optional = operation.traits.applied(trait_id::OPTIONAL_AUTH);
    let schemes = match listed {
        Some((shape, applied)) => {
            let names = applied.value.as_array().unwrap_or_default().iter().filter_map(Node::as_str);
            names.filter_map(|name| find_scheme(schemes, name, shape.id.namespace())).collect()
        }
        None => schemes.to_vec(),
    };
    AuthAlternatives {
        anonymous: optional.is_some() || schemes.is_empty(),
        schemes,
        source: optional.or(listed.map(|(_, applied)| applied)),
    }
}
