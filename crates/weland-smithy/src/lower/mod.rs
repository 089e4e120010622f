//! From the contents of files to a model: names are resolved, definitions merged, mixins
//! applied.
//!
//! The steps, in order:
//! 1. [`index`]: all definitions by id, so that names can be resolved forwards.
//! 2. [`draft`]: each definition with resolved names; needs 1.
//! 3. [`merge`]: equal definitions become one, `apply` statements are applied; needs all of 2.
//! 4. [`flatten`]: mixins and left-out targets; needs 3, since traits applied to a mixin reach
//!    the shapes that use it.
//! 5. [`upgrade`]: what version 1 implied is said in terms of version 2; needs the members of 4.

mod draft;
mod flatten;
mod index;
mod lost;
mod merge;
mod scope;
mod trait_set;
mod upgrade;

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Diagnostics, Model, ShapeId, Sources, Target};

use crate::raw::{RawFile, Version};
use lost::Lost;

/// A model, and what is worth knowing about how it came to be.
pub(crate) struct Lowered {
    pub(crate) model: Model,
    /// Ids that were written without quotes in values: they must exist.
    pub(crate) written_ids: Vec<Target>,
    /// Shapes that a syntax error cut short.
    pub(crate) broken: BTreeSet<ShapeId>,
    /// Shapes of files in version 1.
    pub(crate) v1: BTreeSet<ShapeId>,
    /// What a syntax error may have hidden.
    pub(crate) lost: Lost,
    /// The shapes that take members from a resource with `for`, and the resource.
    pub(crate) for_resources: Vec<(ShapeId, Target)>,
}

/// Builds the model of all files.
pub(crate) fn lower(sources: Sources, files: Vec<RawFile<'_>>, diagnostics: &mut Diagnostics) -> Lowered {
    let index = index::Index::new(&files, &sources);
    let mut drafts = draft::Drafts::default();
    for file in files {
        draft::draft_file(file, &index, &sources, &mut drafts, diagnostics);
    }
    let written_ids = std::mem::take(&mut drafts.written_ids);
    let metadata = merge::metadata(std::mem::take(&mut drafts.metadata), diagnostics);
    let lost = index.into_lost();
    let merged = merge::merge(drafts, &sources, &lost, diagnostics);
    let broken = ids_where(&merged, |draft| draft.broken);
    let v1 = ids_where(&merged, |draft| draft.version == Version::V1);
    let for_resources = merged.iter().filter_map(|(id, draft)| Some((id.clone(), draft.resource.clone()?))).collect();
    let shapes = flatten::flatten(merged, &lost, diagnostics);
    let mut model = Model { shapes, metadata, sources };
    upgrade::upgrade(&mut model, &v1);
    Lowered { model, written_ids, broken, v1, lost, for_resources }
}

fn ids_where(
    drafts: &BTreeMap<ShapeId, Box<draft::Draft>>,
    condition: impl Fn(&draft::Draft) -> bool,
) -> BTreeSet<ShapeId> {
    let matching = drafts.iter().filter(|(_, draft)| condition(draft));
    matching.map(|(id, _)| id.clone()).collect()
}
