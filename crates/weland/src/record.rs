//! The model that crates were generated from, as files beside them, which the next generation is compared with.
//!
//! They are in the folder `model` of the types crate, in Smithy IDL, one per namespace, as tools for Smithy read it. They have the
//! service with all that it is made of, after the rules `only` and `rename` of the configuration. What these and other rules
//! make of types, and the versions of the crates, is in their metadata.

mod facts;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use weland_codegen::{CrateKind, Files, MODEL_FOLDER, Options};
use weland_model::query::whole;
use weland_model::{Model, Node};

pub(crate) use facts::Facts;
pub(crate) use read::{Recorded, Unreadable, read};

/// The metadata that has the facts.
const METADATA: &str = "weland.generated";

/// The folder of the files, as a path in the output folder. There is none without a types crate.
pub(crate) fn folder(options: &Options) -> Option<String> {
    let types = options.crates.iter().find(|krate| krate.kind == CrateKind::Types)?;
    Some(format!("{}/{MODEL_FOLDER}", types.name))
}

/// The files of a service, by path in the output folder.
pub(crate) fn files(model: &Model, options: &Options) -> Files {
    let (Some(folder), Some(service)) = (folder(options), model.get(&options.service)) else { return Files::new() };
    let whole = whole::of_service(model, service);
    let facts = Facts::of(model, &whole, options);
    let mut metadata: BTreeMap<Arc<str>, Node> = model.metadata.clone();
    metadata.insert(METADATA.into(), facts.to_node(service.span));
    let texts = weland_smithy::to_idl_of(model, &metadata, |shape| whole.contains(&shape.id));
    let [made_by, make_again] = weland_codegen::header(options);
    let marked = |text: &str| format!("// {made_by}\n// {make_again}\n\n{text}");
    texts.iter().map(|(name, text)| (format!("{folder}/{name}"), marked(text))).collect()
}

#[cfg(test)]
mod tests;
