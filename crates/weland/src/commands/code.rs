//! What generated crates make of models, for comparisons.

use weland_diff::RustCode;

/// The names and boxes of generated crates.
pub(super) const CODE: RustCode = RustCode {
    type_name: weland_codegen::type_name,
    variant_name: weland_codegen::variant_name,
    field_name: weland_codegen::field_name,
    boxed_members: weland_codegen::boxed_members,
};
