//! Structures: the type, its constructor and setters, its schema.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::row;
use super::line::line;
use super::text::{attributes, format, ident};
use crate::krate::{Field, RustType, StreamKind, Struct};

/// A structure: struct, constructor and the `structure!` that gives it setters and ties it to its schema.
pub(super) fn structure(it: &Struct) -> String {
    let mut out = format(definition(it));
    if let Some(constructor) = constructor(it) {
        out.push('\n');
        out.push_str(&format(constructor));
    }
    if it.defaults {
        out.push('\n');
        out.push_str(&format(defaults(it)));
    }
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
    let mut derives = Vec::new();
    if it.plain {
        derives.push(quote!(Clone));
    }
    if !it.defaults {
        derives.push(quote!(Default));
    }
    if it.plain {
        derives.push(quote!(PartialEq));
    }
    let fields = it.fields.iter().map(|field| {
        let attributes = super::text::attributes(&field.docs, field.deprecated.as_deref());
        let (name, ty) = (ident(&field.name), field_type(field));
        quote! { #attributes pub #name: #ty }
    });
    quote! {
        #attributes
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

fn field_type(field: &Field) -> RustType {
    let value = field.value.clone();
    if field.optional { value.optional() } else { value }
}

/// The constructor, if there is something that it has to be given.
fn constructor(it: &Struct) -> Option<TokenStream> {
    let name = ident(&it.name);
    let required: Vec<&Field> = it.fields.iter().filter(|field| field.argument).collect();
    let arguments = required.iter().map(|field| argument(field));
    let values = required.iter().map(|field| {
        let name = ident(&field.name);
        value(field).map_or_else(|| quote!(#name), |value| quote!(#name: #value))
    });
    let (what, body) = match required.len() {
        0 => return None,
        all if all == it.fields.len() => (" A value of its members.", quote!(Self { #(#values),* })),
        _ => (" A value of which only the required members are set.", quote!(Self { #(#values,)* ..Self::default() })),
    };
    Some(quote! {
        impl #name {
            #[doc = #what]
            pub fn new(#(#arguments),*) -> Self { #body }
        }
    })
}

fn argument(field: &Field) -> TokenStream {
    let (name, ty) = (ident(&field.name), field.value.unboxed());
    if ty.is_converted() { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }
}

/// What a field is made of, if it is not the argument itself.
fn value(field: &Field) -> Option<TokenStream> {
    let name = ident(&field.name);
    match (field.value.is_boxed(), field.value.is_converted()) {
        (true, _) => Some(quote!(Box::new(#name))),
        (false, true) => Some(quote!(#name.into())),
        (false, false) => None,
    }
}

/// How `structure!` writes the setter: `(into String)`; nothing for an argument of the constructor.
fn setter(field: &Field) -> Option<String> {
    if field.argument {
        return None;
    }
    let renamed = (field.setter != field.name).then(|| ident(&field.setter)).map(|setter| quote!(as #setter));
    let always = (!field.optional).then(|| quote!(=));
    let how = match (field.value.is_boxed(), field.value.is_converted()) {
        (true, _) => quote!(boxed),
        (false, true) => quote!(into),
        (false, false) => quote!(),
    };
    let value = field.value.unboxed();
    Some(line(quote!((#renamed #always #how #value))))
}

/// `Default`, where members have defaults of the model.
fn defaults(it: &Struct) -> TokenStream {
    let name = ident(&it.name);
    let fields = it.fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = field.default.as_ref().map_or_else(|| quote!(Default::default()), |value| quote!(#value));
        quote!(#name: #value)
    });
    quote! {
        impl Default for #name {
            fn default() -> Self { Self { #(#fields,)* } }
        }
    }
}

/// The `structure!`: a row for the schema, and one for each member.
fn schema(it: &Struct) -> String {
    let mut end = String::from(";");
    if it.fields.iter().all(|field| !field.argument) {
        end.push_str(&format!(" {}", line(quote!([new]))));
    }
    if let Some((kind, field)) = &it.stream {
        let kind = match kind {
            StreamKind::Bytes => quote!(bytes),
            StreamKind::Events => quote!(events),
        };
        let field = ident(field);
        end.push_str(&format!(" {}", line(quote!([#kind #field]))));
    }
    let (name, static_name) = (ident(&it.name), ident(&it.static_name));
    let mut out = format!("structure! {{\n{}", row(&line(quote!(#name = #static_name)), &it.schema, &end));
    for (index, field) in it.fields.iter().enumerate() {
        out.push_str(&member(index, field));
    }
    out + "}\n"
}

fn member(index: usize, field: &Field) -> String {
    let (index, name) = (Literal::usize_unsuffixed(index), ident(&field.name));
    let mut start = line(quote!(#index #name));
    if let Some(setter) = setter(field) {
        start.push_str(&format!(" {setter}"));
    }
    let end = match &field.server_default {
        Some(default) => line(quote!(=> #default,)),
        None => String::new(),
    };
    let end = if end.is_empty() { ",".to_owned() } else { format!(" {end}") };
    row(&start, &field.schema, &end)
}
