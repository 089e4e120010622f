//! Open enums.

use quote::{ToTokens, quote};

use super::layout::row;
use super::line::line;
use super::literal::number;
use super::text::{deprecated, derives, docs, ident};
use crate::krate::{Enum, EnumValues, EnumVariant};

/// An open enum.
pub(super) fn enumeration(it: &Enum) -> String {
    let (macro_name, values): (_, String) = match &it.values {
        EnumValues::Strings(values) => ("string_enum", values.iter().map(|it| value(it, &it.value)).collect()),
        EnumValues::Numbers(values) => ("int_enum", values.iter().map(|it| value(it, number(it.value))).collect()),
    };
    let (name, static_name) = (ident(&it.name), ident(&it.static_name));
    let head = line(quote!(pub enum #name = #static_name));
    let further = derives(&it.derives);
    let further = match further.as_slice() {
        [] => String::new(),
        further => format!("    {}\n", line(quote!(#[derive(#(#further),*)]))),
    };
    format!(
        "{macro_name}! {{\n{}{further}{}{}{values}    }}\n}}\n",
        docs(&it.docs, "    ///"),
        deprecated(it.deprecated.as_deref(), "    "),
        row(&head, &it.schema, "; {"),
    )
}

fn value<T>(it: &EnumVariant<T>, literal: impl ToTokens) -> String {
    let variant = ident(&it.variant);
    format!(
        "{}{}        {}\n",
        docs(&it.docs, "        ///"),
        deprecated(it.deprecated.as_deref(), "        "),
        line(quote!(#variant = #literal,)),
    )
}
