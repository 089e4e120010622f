//! Structures: the type, and a row of the runtime's macro for each of its members.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::{entry, row};
use super::line::line;
use super::text::{attributes, deprecated, derives, docs, format, ident};
use crate::krate::{Field, FieldKind, MemberCall, RustType, StreamKind, Struct};

/// A structure: the `structure!` that declares the struct, gives it constructor and setters and ties it to its schema. One
/// that can't be cloned and compared is declared by itself.
pub(super) fn structure(it: &Struct) -> String {
    let mut out = match it.is_declared_by_macro() {
        true => declaration(it),
        false => format!("{}\n{}", format(definition(it)), schema(it)),
    };
    if let Some(message) = &it.error {
        let name = ident(&it.name);
        let message = message.iter().map(|field| ident(field));
        out.push_str(&format!("\n{}\n", line(quote!(error!(#name #(, #message)*);))));
    }
    out
}

fn declaration(it: &Struct) -> String {
    let (name, static_name) = (ident(&it.name), ident(&it.static_name));
    let from = it.required.as_ref().map(|required| ident(required)).map(|required| quote!(from #required));
    let wire = (it.schema.shape != it.name).then_some(&it.schema.shape);
    let calls = &it.schema.calls;
    let further = derives(&it.derives);
    let further = (!further.is_empty()).then(|| format!("    {}\n", line(quote!(#[derive(#(#further),*)]))));
    let (opened, closed) = if it.fields.is_empty() { (" {}", "") } else { (" {", "    }\n") };
    format!(
        "structure! {{\n{}{}{}{}{}{closed}}}\n",
        docs(&it.docs, "    ///"),
        deprecated(it.deprecated.as_deref(), "    "),
        further.unwrap_or_default(),
        entry(1, &line(quote!(pub struct #name #from)), quote!(#static_name #wire #(#calls)*), opened),
        it.fields.iter().enumerate().map(declared).collect::<String>(),
    )
}

/// A member of a struct that the macro declares.
fn declared((index, field): (usize, &Field)) -> String {
    let (index, name, target) = (Literal::usize_unsuffixed(index), ident(&field.name), &field.schema.target);
    let wire = (field.wire != field.name).then_some(&field.wire);
    let (how, implied) = declared_type(field);
    let calls = field.schema.calls.iter().filter(|call| Some(*call) != implied.as_ref());
    let adapter = field_type(field).adapter().map(|adapter| quote!({ #adapter }));
    let adapter = adapter.map(|adapter| format!(" {}", line(adapter))).unwrap_or_default();
    let space = if how.starts_with([':', '?']) { "" } else { " " };
    let end = field.default.as_ref().map(|default| format!(" {}", line(quote!(=> #default))));
    format!(
        "{}{}{}",
        docs(&field.docs, "        ///"),
        deprecated(field.deprecated.as_deref(), "        "),
        entry(
            2,
            &format!("{}{adapter}{space}{how}", line(quote!(#index #name))),
            quote!(#wire #target #(#calls)*),
            &format!("{},", end.unwrap_or_default()),
        ),
    )
}

/// What a row has in place of the type of its field, and the call of its schema that this implies.
fn declared_type(field: &Field) -> (String, Option<MemberCall>) {
    let value = &field.value;
    if field.kind == FieldKind::Required {
        let is_required = |call: &MemberCall| matches!(call, MemberCall::Required | MemberCall::Label);
        return match field.schema.calls.iter().any(is_required) {
            true => (line(quote!(: #value)), Some(MemberCall::Required)),
            false => (line(quote!([#value])), None),
        };
    }
    if field.kind != FieldKind::Optional || field.setter != field.name || value.is_boxed() {
        return (setter(field), None);
    }
    let how = how(value);
    match field.null_setter.as_ref().map(|null| ident(null)) {
        Some(null) => (line(quote!(?? #null #how: #value)), Some(MemberCall::Nullable)),
        None => (line(quote!(? #how: #value)), None),
    }
}

/// What a setter does with its argument.
fn how(value: &RustType) -> Option<TokenStream> {
    match (value.is_boxed(), value.is_converted()) {
        (true, _) => Some(quote!(boxed)),
        (false, true) => Some(quote!(into)),
        (false, false) => None,
    }
}

fn definition(it: &Struct) -> TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let name = ident(&it.name);
    let fields = it.fields.iter().map(|field| {
        let attributes = super::text::attributes(&field.docs, field.deprecated.as_deref());
        let (name, ty) = (ident(&field.name), field_type(field));
        quote! { #attributes pub #name: #ty }
    });
    quote! {
        #attributes
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
    let how = how(value);
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
