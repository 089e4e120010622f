//! What the names in rules stand for.

use super::Stated;
use crate::{Diagnostic, Shape, suggestion, trait_id};

/// The position of the name that a rule states: the very name, or else the only one with the same letters and digits.
/// Names of documents in OpenAPI, such as `list_pets`, are changed where they become names of a model, so that their users
/// know others than the model has.
///
/// `kind` is what has these names, and `whole` what they are part of, for messages.
///
/// # Errors
///
/// None of the names is meant, or more than one could be.
pub fn position(stated: &Stated, names: &[&str], kind: &str, whole: &str) -> Result<usize, Box<Diagnostic>> {
    if let Some(exact) = names.iter().position(|name| *name == stated.text) {
        return Ok(exact);
    }
    let key = key(&stated.text);
    let alike: Vec<usize> =
        (0..names.len()).filter(|index| names.get(*index).is_some_and(|name| self::key(name) == key)).collect();
    match alike.as_slice() {
        [only] => Ok(*only),
        [] => Err(Box::new(unmatched(stated, names, &format!("{whole} has no {kind} `{}`", stated.text)))),
        several => {
            let several = several.iter().filter_map(|index| names.get(*index));
            let several: Vec<String> = several.map(|name| format!("`{name}`")).collect();
            let message = format!("{whole} has several {kind}s that `{}` could mean", stated.text);
            let help = format!("use one of {}", several.join(", "));
            Err(Box::new(Diagnostic::error("unmatched-rule", stated.span, message).help(help)))
        }
    }
}

/// The position of the operation that a rule states: by its name, or by the id that a document in OpenAPI has for it.
pub(super) fn operation(stated: &Stated, all: &[&Shape], whole: &str) -> Result<usize, Box<Diagnostic>> {
    let id = |operation: &&Shape| operation.traits.get_str(trait_id::OPENAPI_OPERATION_ID) == Some(&*stated.text);
    if let Some(index) = all.iter().position(id) {
        return Ok(index);
    }
    let names: Vec<&str> = all.iter().map(|operation| operation.id.name()).collect();
    position(stated, &names, "operation", whole)
}

/// The error of a rule that matches none of these names.
pub(super) fn unmatched(stated: &Stated, names: &[&str], message: &str) -> Diagnostic {
    let help = match names {
        [] => "remove the rule".to_owned(),
        names => suggestion(&stated.text, names),
    };
    Diagnostic::error("unmatched-rule", stated.span, message).help(help)
}

/// What is left of a name without case and without what separates its words.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
