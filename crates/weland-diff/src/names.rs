//! Names in Rust.

/// How generated crates call what the model has names for. Whoever generates code decides that.
#[derive(Debug, Clone, Copy)]
pub struct RustNames {
    /// The name of a type for a shape.
    pub type_name: fn(&str) -> String,
    /// The name of a variant for a value of an enum or a member of a union.
    pub variant_name: fn(&str) -> String,
    /// The name of a field for a member of a structure.
    pub field_name: fn(&str) -> String,
}

impl RustNames {
    /// The names of the model.
    pub const AS_IN_THE_MODEL: Self =
        Self { type_name: str::to_owned, variant_name: str::to_owned, field_name: str::to_owned };

    pub(crate) fn same_type(self, old: &str, new: &str) -> bool {
        (self.type_name)(old) == (self.type_name)(new)
    }

    pub(crate) fn same_variant(self, old: &str, new: &str) -> bool {
        (self.variant_name)(old) == (self.variant_name)(new)
    }

    pub(crate) fn same_field(self, old: &str, new: &str) -> bool {
        (self.field_name)(old) == (self.field_name)(new)
    }
}

impl Default for RustNames {
    fn default() -> Self {
        Self::AS_IN_THE_MODEL
    }
}
