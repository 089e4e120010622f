//! The objects of one version, ready to be looked up.

use std::collections::HashMap;

use super::objects::spec;
use super::spec::{Field, Kind, Spec};
use crate::document::Version;

/// All objects of a version.
#[derive(Debug)]
pub(super) struct Table {
    kinds: HashMap<Kind, Described>,
}

/// An object in a version.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) spec: &'static Spec,
    pub(super) fields: HashMap<&'static str, &'static Field>,
    /// The fields that must be there.
    pub(super) required: Vec<&'static str>,
}

impl Table {
    pub(super) fn new(version: Version) -> Self {
        let kinds = Kind::ALL.iter().map(|&kind| (kind, Described::new(spec(kind), version)));
        Self { kinds: kinds.collect() }
    }

    pub(super) fn get(&self, kind: Kind) -> Option<&Described> {
        self.kinds.get(&kind)
    }
}

impl Described {
    fn new(spec: &'static Spec, version: Version) -> Self {
        let known: Vec<&Field> = spec.fields.iter().filter(|field| field.known.has(version)).collect();
        let required = known.iter().filter(|field| field.required.has(version)).map(|field| field.name).collect();
        Self { spec, fields: known.iter().map(|field| (field.name, *field)).collect(), required }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_one_type_in_each_version() {
        for version in [Version::V2_0, Version::V3_0, Version::V3_1, Version::V3_2] {
            let table = Table::new(version);
            for &kind in Kind::ALL {
                let object = table.get(kind).unwrap();
                let known = object.spec.fields.iter().filter(|field| field.known.has(version)).count();
                assert_eq!(known, object.fields.len(), "{kind:?} {version:?}");
            }
        }
    }
}
