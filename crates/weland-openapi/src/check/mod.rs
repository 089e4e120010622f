//! What the specifications demand, beyond syntax.
//!
//! There are three verdicts ([`Verdict`](findings::Verdict)): something may be unusable, wrong but clear, or only
//! doubtful. What is wrong but clear is mended ([`Mends`]), so that later stages find what the authors meant.

mod fields;
mod findings;
mod keys;
mod mends;
mod objects;
mod references;
mod rules;
mod scalars;
mod schema_fields;
mod slot;
mod spec;
mod table;
mod walk;

#[cfg(test)]
mod carried_tests;

use std::collections::HashMap;

use weland_model::Node;

use crate::document::{Pointer, Resolver, Version};
use table::Table;
use walk::Walk;

pub(crate) use findings::Findings;
pub(crate) use mends::Mends;
pub(crate) use spec::Kind;

/// What the objects in files other than that of the document are.
pub(crate) type Fragments = HashMap<Pointer, Kind>;

/// Checks a document and all that it refers to. Returns what it refers to in other files.
pub(crate) fn check<'d>(
    root: &'d Node,
    version: Version,
    resolver: &Resolver<'d>,
    found: &mut Findings,
    mends: &mut Mends,
) -> Fragments {
    let table = Table::new(version);
    let mut walk = Walk::new(version, &table, resolver, found, mends);
    walk.document(root);
    let objects = std::mem::take(&mut walk.objects);
    let mut context = rules::Context { version, root, resolver, objects: &objects, found, mends };
    rules::apply(&mut context);
    let others = objects.iter().filter(|(_, node)| resolver.file_of(node) != resolver.file_of(root));
    others.map(|(kind, node)| (resolver.pointer(node), *kind)).collect()
}
