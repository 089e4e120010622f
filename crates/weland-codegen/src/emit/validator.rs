//! The validator: a table of shapes by name.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::text::{format, ident};
use crate::krate::{ShapeSchema, ShapesItem};

/// The functions and the table.
pub(super) fn shapes(it: &ShapesItem) -> String {
    let shapes = &it.shapes;
    let check = ident(if it.json_schema { "validate_json_schema_value" } else { "validate_json_value" });
    format(quote! {
        /// Checks a JSON document against a shape, given by its name in the model.
        ///
        /// All members stand in the document, wherever a request would carry them.
        ///
        /// # Errors
        /// When the document is not valid JSON or not of the shape's types, and when it violates constraints: all that it violates.
        /// [`JsonError::UnknownShape`] if there is no such shape.
        pub fn validate_json(shape: &str, json: &[u8]) -> Result<(), JsonError> {
            let root = root(shape).ok_or_else(|| JsonError::UnknownShape(shape.to_owned()))?;
            weland_validate::#check(root, json)
        }

        /// The schema of the shape of this name.
        pub fn schema(shape: &str) -> Option<&'static Schema> {
            root(shape).map(|root| root.schema)
        }

        fn root(shape: &str) -> Option<&'static Member> {
            let index = SHAPES.binary_search_by(|known| known.schema.name.cmp(shape)).ok()?;
            SHAPES.get(index)
        }

        /// All shapes that can be validated, by the names of their schemas.
        pub static SHAPES: &[Member] = &[#(Member::root(#shapes)),*];
    })
}

impl ToTokens for ShapeSchema {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Type(path) => quote!(#path::SCHEMA),
            Self::Static(name) => {
                let name = ident(name);
                quote!(&types::schema::#name)
            }
        });
    }
}
