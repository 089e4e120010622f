//! Structures: the type, and a row of the runtime's macro for each of its members.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::row;
use super::line::line;
use super::text::{attributes, derives, format, ident};
use crate::krate::{Field, FieldKind, RustType, StreamKind, Struct};

/// A structure: the struct, and the `structure!` that gives it constructor and setters and ties it to its schema.
pub(super) fn structure(it: &Struct) -> String {
    let mut out = format(definition(it));
    out.push('\n');
    out.push_str(&schema(it));
    if let Some(message) = &it.error {
        let name = ident(&it.name);
        let message = message.iter().map(|field| ident(field));
        out.push_str(&format!("\n{}\n", line(quote!(error!(#name #(, #message)*);))));
    }
    out
}

fn definition(it: &Struct) -> TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let name = ident(&it.name);
    let further = derives(&it.derives);
    let derives = it.plain.then(|| quote!(#[derive(Clone, PartialEq #(, #further)*)]));
    let fields = it.fields.iter().map(|field| {
        let attributes = super::text::attributes(&field.docs, field.deprecated.as_deref());
        let (name, ty) = (ident(&field.name), field_type(field));
        quote! { #attributes pub #name: #ty }
    });
    quote! {
        #attributes
        #derives
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

fn field_type(field: &Field) -> RustType {
    let value = field.value.clone();
    let value = if field.null_setter.is_some() { value.optional() } else { value };
    if field.kind == FieldKind::Optional { value.optional() } else { value }
}

/// What `structure!` takes of a field beside its name: `[String]` if it is required, or else the setter, `(into String)`.
fn setter(field: &Field) -> String {
    let value = &field.value;
    if field.kind == FieldKind::Required {
        return line(quote!([#value]));
    }
    let renamed = (field.setter != field.name).then(|| ident(&field.setter)).map(|setter| quote!(as #setter));
    let null = field.null_setter.as_ref().map(|setter| ident(setter)).map(|setter| quote!(null #setter));
    let always = (field.kind != FieldKind::Optional).then(|| quote!(=));
    let how = match (value.is_boxed(), value.is_converted()) {
        (true, _) => quote!(boxed),
        (false, true) => quote!(into),
        (false, false) => quote!(),
    };
    let value = value.unboxed();
    line(quote!((#renamed #null #always #how #value)))
}

/// The `structure!`: a row for the schema, and one for each member.
fn schema(it: &Struct) -> String {
    let mut end = String::from(";");
    if it.required.is_none() {
        end.push_str(&format!(" {}", line(quote!([new]))));
    }
    if let Some((kind, field)) = &it.stream {
        let kind = match kind {
            StreamKind::Bytes => quote!(bytes),
            StreamKind::Events => quote!(events),
            StreamKind::Items => quote!(items),
        };
        let field = ident(field);
        end.push_str(&format!(" {}", line(quote!([#kind #field]))));
    }
    let (name, static_name) = (ident(&it.name), ident(&it.static_name));
    let from = it.required.as_ref().map(|required| ident(required)).map(|required| quote!(from #required));
    let mut out = format!("structure! {{\n{}", row(&line(quote!(#name #from = #static_name)), &it.schema, &end));
    for (index, field) in it.fields.iter().enumerate() {
        out.push_str(&member(index, field));
    }
    out + "}\n"
}

fn member(index: usize, field: &Field) -> String {
    let (index, name) = (Literal::usize_unsuffixed(index), ident(&field.name));
    let adapter = field_type(field).adapter().map(|adapter| quote!({ #adapter }));
    let adapter = adapter.map(|adapter| format!(" {}", line(adapter))).unwrap_or_default();
    let start = format!("{}{adapter} {}", line(quote!(#index #name)), setter(field));
    let end = match &field.default {
        Some(default) => line(quote!(=> #default,)),
        None => String::new(),
    };
    let end = if end.is_empty() { ",".to_owned() } else { format!(" {end}") };
    row(&start, &field.schema, &end)
}
