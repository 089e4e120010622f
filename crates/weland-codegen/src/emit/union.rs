//! Unions: the type and its schema.

use proc_macro2::Literal;
use quote::quote;

use super::layout::row;
use super::line::line;
use super::text::{attributes, derives, format, ident};
use crate::krate::{RustType, Union, Variant};

/// A union: enum and the `union!` that ties it to its schema.
pub(super) fn union(it: &Union) -> String {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let (name, static_name) = (ident(&it.name), ident(&it.static_name));
    let further = derives(&it.derives);
    let variants = it.variants.iter().map(definition);
    let unknown = match it.kept {
        true => quote! {
            /// A value that is none of those.
            Unknown(Document)
        },
        false => quote! {
            /// A member that the model does not name.
            Unknown
        },
    };
    let derives = it.streams.is_empty().then(|| quote!(#[derive(Clone, PartialEq #(, #further)*)]));
    let mut out = format(quote! {
        #attributes
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown,
        }
    });
    let kept = if it.kept { " [kept]" } else { "" };
    let streams = match &*it.streams {
        [] => String::new(),
        streams => format!(" {{streams {}}}", streams.join(" ")),
    };
    let head = row(&line(quote!(#name = #static_name)), &it.schema, &format!(";{kept}{streams}"));
    out.push_str(&format!("\nunion! {{\n{head}"));
    for (index, variant) in it.variants.iter().enumerate() {
        out.push_str(&member(index, variant));
    }
    out + "}\n"
}

fn definition(it: &Variant) -> proc_macro2::TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let name = ident(&it.name);
    match &it.value {
        RustType::Unit => quote!(#attributes #name),
        value => quote!(#attributes #name(#value)),
    }
}

fn member(index: usize, it: &Variant) -> String {
    let (index, name) = (Literal::usize_unsuffixed(index), ident(&it.name));
    let start = line(quote!(#index #name));
    match &it.value {
        RustType::Unit => row(&format!("{start} {}", line(quote!((unit)))), &it.schema, ","),
        _ => {
            let adapter = it.value.adapter().map(|adapter| line(quote!({ #adapter })));
            let adapter = adapter.map(|adapter| format!(" {adapter}")).unwrap_or_default();
            row(&format!("{start}{adapter}"), &it.schema, ",")
        }
    }
}
