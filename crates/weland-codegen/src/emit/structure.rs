//! Structures and unions: the type, its constructor and setters, its schema.

use quote::{format_ident, quote};

use super::text::{attributes, deprecated, docs, format, tokens};
use crate::krate::{Field, Struct, Union};

/// A structure: struct, `impl` and the `structure!` that ties it to its schema.
pub fn structure(it: &Struct) -> String {
    let mut out = format(definition(it));
    out.push('\n');
    out.push_str(&format(methods(it)));
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
        let (name, ty) = (tokens(&field.name), tokens(&field_type(field)));
        quote! { #attributes pub #name: #ty }
    });
    quote! {
        #attributes
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

fn field_type(field: &Field) -> String {
    let inner = if field.value.boxed { format!("Box<{}>", field.value.text) } else { field.value.text.clone() };
    if field.optional { format!("Option<{inner}>") } else { inner }
}

fn methods(it: &Struct) -> proc_macro2::TokenStream {
    let name = format_ident!("{}", it.name);
    let required: Vec<&Field> = it.fields.iter().filter(|field| field.argument).collect();
    let arguments = required.iter().map(|field| argument(field));
    let values = required.iter().map(|field| {
        let (name, value) = (tokens(&field.name), value(field));
        if field.name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
    });
    let what = match required.len() {
        0 => " A value of which nothing is set.",
        _ if required.len() == it.fields.len() => " A value of its members.",
        _ => " A value of which only the required members are set.",
    };
    let body = match (required.len(), required.len() == it.fields.len()) {
        (0, _) => quote!(Self::default()),
        (_, true) => quote!(Self { #(#values),* }),
        (_, false) => quote!(Self { #(#values,)* ..Self::default() }),
    };
    let setters = it.fields.iter().filter(|field| !field.argument).map(setter);
    quote! {
        impl #name {
            #[doc = #what]
            pub fn new(#(#arguments),*) -> Self { #body }
            #(#setters)*
        }
    }
}

fn argument(field: &Field) -> proc_macro2::TokenStream {
    let (name, ty) = (tokens(&field.name), tokens(&field.value.text));
    if field.value.into { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }
}

fn value(field: &Field) -> proc_macro2::TokenStream {
    let name = tokens(&field.name);
    match (field.value.boxed, field.value.into) {
        (true, _) => quote!(Box::new(#name)),
        (false, true) => quote!(#name.into()),
        (false, false) => quote!(#name),
    }
}

fn setter(field: &Field) -> proc_macro2::TokenStream {
    let doc = format!(" Sets [`{0}`](Self::{0}).", field.name.trim_start_matches("r#"));
    let deprecated = attributes(&[], field.deprecated.as_deref());
    let (name, setter, argument, value) = (tokens(&field.name), tokens(&field.setter), argument(field), value(field));
    let value = if field.optional { quote!(Some(#value)) } else { value };
    quote! {
        #[doc = #doc]
        #deprecated
        #[must_use]
        pub fn #setter(mut self, #argument) -> Self {
            self.#name = #value;
            self
        }
    }
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
    let stream = it.stream.as_ref().map(|(kind, field)| format!(" {kind} {field};")).unwrap_or_default();
    let mut out = format!("structure! {{\n    {} = {}: {};{stream}\n", it.name, it.static_name, it.schema);
    for (index, field) in it.fields.iter().enumerate() {
        out.push_str(&format!("    {index} {}: {},\n", field.name, field.schema));
    }
    out.push_str("}\n");
    out
}

/// A union: enum and the `union!` that ties it to its schema.
pub fn union(it: &Union) -> String {
    let mut out = docs(&it.docs, "///");
    out.push_str(&deprecated(it.deprecated.as_deref()));
    out.push_str("#[derive(Clone, Default, PartialEq)]\n#[non_exhaustive]\n");
    out.push_str(&format!("pub enum {} {{\n", it.name));
    for variant in &it.variants {
        out.push_str(&docs(&variant.docs, "    ///"));
        let inner =
            if variant.value.boxed { format!("Box<{}>", variant.value.text) } else { variant.value.text.clone() };
        out.push_str(&format!("    {}({inner}),\n", variant.name));
    }
    out.push_str("    /// A member that the model does not name.\n    #[default]\n    Unknown,\n}\n\n");
    out.push_str(&format!("union! {{\n    {} = {}: {};\n", it.name, it.static_name, it.schema));
    for (index, variant) in it.variants.iter().enumerate() {
        out.push_str(&format!("    {index} {}: {},\n", variant.name, variant.schema));
    }
    out.push_str("}\n");
    out
}
