//! Paginated operations: where tokens and items are.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::block;
use super::line::line;
use super::text::ident;
use crate::krate::{FieldKind, PageItems, PaginationItem, Path, Step};

/// The implementation of `Paginated` for an operation.
pub(super) fn paginated(name: &Path, [input, output]: [&TokenStream; 2], pages: &PaginationItem) -> String {
    let item = &pages.item;
    let function = |head: TokenStream, body: TokenStream| block(&line(head), &[line(body)]);
    block(
        &line(quote!(impl Paginated for #name)),
        &[
            line(quote!(type Item = #item;)),
            "\n".to_owned(),
            function(quote!(fn next_token(output: &#output) -> Option<String>), next_token(&pages.output_token)),
            "\n".to_owned(),
            function(quote!(fn set_token(input: &mut #input, token: String)), set_token(&pages.input_token)),
            "\n".to_owned(),
            function(quote!(fn items(output: #output) -> Vec<#item>), items(&pages.items)),
        ],
    )
}

/// The token at the end of a way through the borrowed output, as an owned option.
fn next_token(way: &[Step]) -> TokenStream {
    if let [Step { field, kind: FieldKind::Optional }] = way {
        let field = ident(field);
        return quote!(output.#field.clone());
    }
    let mut value = quote!(output);
    let mut is_option = false;
    for step in way {
        let field = ident(&step.field);
        value = match (is_option, is_optional(step)) {
            (false, false) => quote!(#value.#field),
            (false, true) => quote!(#value.#field.as_ref()),
            (true, false) if step.kind == FieldKind::Defaulted => quote!(#value.map(|it| &*it.#field)),
            (true, false) => quote!(#value.map(|it| &it.#field)),
            (true, true) => quote!(#value.and_then(|it| it.#field.as_ref())),
        };
        is_option |= is_optional(step);
    }
    match way.last() {
        _ if is_option => quote!(#value.cloned()),
        Some(Step { kind: FieldKind::Defaulted, .. }) => quote!(Some(String::clone(&#value))),
        _ => quote!(Some(#value.clone())),
    }
}

fn is_optional(step: &Step) -> bool {
    step.kind == FieldKind::Optional
}

/// The statement that puts the token at the end of a way through the input.
fn set_token(way: &[Step]) -> TokenStream {
    let mut place = quote!(input);
    let mut value = quote!(token);
    for (position, step) in way.iter().enumerate() {
        let field = ident(&step.field);
        place = quote!(#place.#field);
        match (step.kind, position + 1 == way.len()) {
            (FieldKind::Optional, true) => value = quote!(Some(token)),
            (FieldKind::Optional, false) => place = quote!(#place.get_or_insert_with(weland_core::Zero::zero)),
            (FieldKind::Defaulted, true) => value = quote!(token.into()),
            _ => {}
        }
    }
    quote!(#place = #value;)
}

/// The items of an owned output.
fn items(items: &PageItems) -> TokenStream {
    match items {
        PageItems::Output => quote!(vec![output]),
        PageItems::Elements(way) => take(way),
        PageItems::Entries(way) => {
            let entries = take(way);
            quote!(#entries.into_iter().collect())
        }
        PageItems::Value(way) => {
            let value = take(way);
            quote!(vec![#value])
        }
    }
}

/// The value at the end of a way through the owned output, or the default of its type.
fn take(way: &[Step]) -> TokenStream {
    let mut value = quote!(output);
    let mut is_option = false;
    for step in way {
        let field = ident(&step.field);
        value = match (is_option, is_optional(step)) {
            (false, _) => quote!(#value.#field),
            (true, false) => quote!(#value.map(|it| it.#field)),
            (true, true) => quote!(#value.and_then(|it| it.#field)),
        };
        if step.kind == FieldKind::Defaulted {
            value = if is_option { quote!(#value.map(Defaulted::into_inner)) } else { quote!(#value.into_inner()) };
        }
        is_option |= is_optional(step);
    }
    if is_option { quote!(#value.unwrap_or_default()) } else { value }
}
