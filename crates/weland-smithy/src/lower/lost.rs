//! What syntax errors may have hidden.

use std::collections::BTreeSet;

use weland_model::ShapeId;

use crate::raw::{Names, RawFile};

/// Shapes and metadata that may be defined after all. That they are missing follows from an error that has been reported.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    ids: BTreeSet<String>,
    /// The names of shapes whose namespace is not known.
    names: BTreeSet<String>,
    metadata: BTreeSet<String>,
}

impl Lost {
    pub(super) fn new(files: &[RawFile<'_>]) -> Self {
        let mut lost = Self::default();
        for file in files {
            let has_namespace = file.names == Names::Absolute || !file.namespace.is_empty();
            // Without a namespace, nothing in the file has an id.
            let unknown = file.shapes.iter().map(|shape| &shape.name.text).filter(|_| !has_namespace);
            for name in file.lost.iter().chain(unknown) {
                match file.names {
                    Names::Absolute => lost.ids.insert(name.clone().into_owned()),
                    Names::Relative if has_namespace => lost.ids.insert(format!("{}#{name}", file.namespace)),
                    Names::Relative => lost.names.insert(name.clone().into_owned()),
                };
            }
            lost.metadata.extend(file.lost_metadata.iter().map(|key| key.clone().into_owned()));
        }
        lost
    }

    /// Whether a shape may be defined. Of a member, its shape counts.
    pub(crate) fn contains(&self, id: &ShapeId) -> bool {
        let is_any = !self.ids.is_empty() || !self.names.is_empty();
        is_any && (self.ids.contains(id.root_str()) || self.names.contains(id.name()))
    }

    /// Whether metadata may be set, or more of it.
    pub(crate) fn has_metadata(&self, key: &str) -> bool {
        self.metadata.contains(key)
    }
}
