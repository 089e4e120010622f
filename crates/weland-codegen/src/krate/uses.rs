//! The names that the items of a module refer to.

use std::collections::BTreeSet;

use super::path::Path;

/// The names that the items of a module of a types crate refer to.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) btree_map: bool,
    pub(super) prelude: bool,
    pub(super) core: BTreeSet<&'static str>,
    pub(super) generated: BTreeSet<String>,
}

impl Uses {
    /// `BTreeMap` of the standard library.
    pub(super) fn btree_map(&mut self) {
        self.btree_map = true;
    }

    /// The schemas of the prelude.
    pub(super) fn prelude(&mut self) {
        self.prelude = true;
    }

    /// An item or a macro of `weland-core`.
    pub(super) fn core(&mut self, name: &'static str) {
        self.core.insert(name);
    }

    /// An item of the types crate, or one that it re-exports.
    pub(super) fn generated(&mut self, name: &str) {
        if !self.generated.contains(name) {
            self.generated.insert(name.to_owned());
        }
    }

    /// The item at a path; one that is qualified needs no import.
    pub(super) fn path(&mut self, path: &Path) {
        if !path.is_qualified() {
            self.generated(&path.name);
        }
    }
}
