//! The validator: a table of shapes by name.

use quote::quote;

use super::text::format;
use crate::krate::ShapesItem;

/// The functions and the table.
pub(super) fn shapes(it: &ShapesItem) -> String {
    let shapes = &it.shapes;
    format(quote! {
        /// Checks a JSON document against a shape, given by its name in the model.
        ///
        /// All members stand in the document, wherever a request would carry them.
        ///
        /// # Errors
        /// When the document is not valid JSON or not of the shape's types, and when it violates constraints: all that it violates.
        /// [`JsonError::UnknownShape`] if there is no such shape.
        pub fn validate_json(shape: &str, json: &[u8]) -> Result<(), JsonError> {
            let schema = schema(shape).ok_or_else(|| JsonError::UnknownShape(shape.to_owned()))?;
            weland_validate::validate_json(schema, json)
        }

        /// The schema of the structure or union of this name.
        pub fn schema(shape: &str) -> Option<&'static Schema> {
            let index = SHAPES.binary_search_by(|known| known.name.cmp(shape)).ok()?;
            SHAPES.get(index).copied()
        }

        /// All shapes that can be validated, by name.
        pub static SHAPES: &[&Schema] = &[#(#shapes::SCHEMA),*];
    })
}
