//! Structures and unions: the type, its constructor and setters, its schema.

use quote::{format_ident, quote};

use super::line::line;
use super::text::{attributes, deprecated, docs, format, row, tokens};
use crate::krate::{Field, RustType, Struct, Union};

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
        let field = message.as_ref().map(|field| format!(", {field}")).unwrap_or_default();
        out.push_str(&format!("\nerror!({}{field});\n", it.name));
    }
    out
}

fn definition(it: &Struct) -> proc_macro2::TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let name = format_ident!("{}", it.name);
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
        let (name, ty) = (tokens(&field.name), field_type(field));
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
fn constructor(it: &Struct) -> Option<proc_macro2::TokenStream> {
    let name = format_ident!("{}", it.name);
    let required: Vec<&Field> = it.fields.iter().filter(|field| field.argument).collect();
    let arguments = required.iter().map(|field| argument(field));
    let values = required.iter().map(|field| {
        let (name, value) = (tokens(&field.name), value(field));
        if name.to_string() == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
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

fn argument(field: &Field) -> proc_macro2::TokenStream {
    let (name, ty) = (tokens(&field.name), field.value.unboxed());
    if ty.is_converted() { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }
}

fn value(field: &Field) -> proc_macro2::TokenStream {
    let name = tokens(&field.name);
    match (field.value.is_boxed(), field.value.is_converted()) {
        (true, _) => quote!(Box::new(#name)),
        (false, true) => quote!(#name.into()),
        (false, false) => quote!(#name),
    }
}

/// How `structure!` writes the setter: ` (into String)`; nothing for an argument of the constructor.
fn setter(field: &Field) -> String {
    if field.argument {
        return String::new();
    }
    let name = if field.setter == field.name { String::new() } else { format!("as {} ", field.setter) };
    let always = if field.optional { "" } else { "= " };
    let how = match (field.value.is_boxed(), field.value.is_converted()) {
        (true, _) => "boxed ",
        (false, true) => "into ",
        (false, false) => "",
    };
    format!(" ({name}{always}{how}{})", line(field.value.unboxed()))
}

fn defaults(it: &Struct) -> proc_macro2::TokenStream {
    let name = format_ident!("{}", it.name);
    let fields = it.fields.iter().map(|field| {
        let name = tokens(&field.name);
        let value = field.default.as_deref().map_or_else(|| quote!(Default::default()), tokens);
        quote!(#name: #value)
    });
    quote! {
        impl Default for #name {
            fn default() -> Self { Self { #(#fields,)* } }
        }
    }
}

fn schema(it: &Struct) -> String {
    let mut flags = String::new();
    if it.fields.iter().all(|field| !field.argument) {
        flags.push_str(" [new]");
    }
    if let Some((kind, field)) = &it.stream {
        flags.push_str(&format!(" [{kind} {field}]"));
    }
    let head = format!("{} = {}", it.name, it.static_name);
    let mut out = format!("structure! {{\n{}", row(&head, &it.schema, &format!(";{flags}")));
    for (index, field) in it.fields.iter().enumerate() {
        let default = field.server_default.as_deref().map(|default| format!(" => {default}"));
        let end = format!("{},", default.unwrap_or_default());
        out.push_str(&row(&format!("{index} {}{}", field.name, setter(field)), &field.schema, &end));
    }
    out.push_str("}\n");
    out
}

/// A union: enum and the `union!` that ties it to its schema.
pub(super) fn union(it: &Union) -> String {
    let mut out = docs(&it.docs, "///");
    out.push_str(&deprecated(it.deprecated.as_deref(), ""));
    out.push_str("#[derive(Clone, Default, PartialEq)]\n#[non_exhaustive]\n");
    out.push_str(&format!("pub enum {} {{\n", it.name));
    for variant in &it.variants {
        out.push_str(&docs(&variant.docs, "    ///"));
        out.push_str(&deprecated(variant.deprecated.as_deref(), "    "));
        let value = match &variant.value {
            RustType::Unit => String::new(),
            value => format!("({})", line(value)),
        };
        out.push_str(&format!("    {}{value},\n", variant.name));
    }
    out.push_str("    /// A member that the model does not name.\n    #[default]\n    Unknown,\n}\n\n");
    let head = format!("{} = {}", it.name, it.static_name);
    out.push_str(&format!("union! {{\n{}", row(&head, &it.schema, ";")));
    for (index, variant) in it.variants.iter().enumerate() {
        let unit = if variant.value == RustType::Unit { " (unit)" } else { "" };
        out.push_str(&row(&format!("{index} {}{unit}", variant.name), &variant.schema, ","));
    }
    out.push_str("}\n");
    out
}
