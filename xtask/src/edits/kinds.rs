//! The edits of models by kind: for each rule of `weland-diff` some that it has to tell of.

mod code;
mod members;
mod operations;
mod service;
mod shapes;
mod traits;
mod values;

use super::ast::Ast;
use super::random::Random;

/// A kind of edit, which does nothing to models that it doesn't fit.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The rule of `weland-diff` that it is for.
    pub(super) rule: &'static str,
    pub(super) edit: Edit,
    /// Whether it is about the service, which many copies would share.
    pub(super) of_service: bool,
}

/// Edits a model, and says what it did.
pub(super) type Edit = fn(&mut Ast, &mut Random) -> Option<String>;

const fn kind(name: &'static str, rule: &'static str, edit: Edit) -> Kind {
    Kind { name, rule, edit, of_service: false }
}

const fn of_service(name: &'static str, rule: &'static str, edit: Edit) -> Kind {
    Kind { name, rule, edit, of_service: true }
}

/// All kinds.
pub(super) fn all() -> impl Iterator<Item = &'static Kind> {
    [members::KINDS, values::KINDS, shapes::KINDS, traits::KINDS, code::KINDS, operations::KINDS, service::KINDS]
        .into_iter()
        .flatten()
}

/// Endpoint rules whose only endpoint is signed by this scheme.
pub(super) fn rules(scheme: &str) -> serde_json::Value {
    service::rules(scheme)
}
