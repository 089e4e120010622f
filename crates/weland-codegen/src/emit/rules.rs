//! Rules that few shapes have, and JSON values in schemas.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use weland_service::{Bound, Constant};

use super::literal::{number, pattern};
use super::xml::xml;
use crate::krate::{Rules, SchemaRef};

impl ToTokens for Rules {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let all = [
            self.exclusive_minimum.as_ref().map(bound).map(|it| quote!(exclusive_minimum: Some(#it))),
            self.exclusive_maximum.as_ref().map(bound).map(|it| quote!(exclusive_maximum: Some(#it))),
            self.multiple_of.as_ref().map(|it| quote!(multiple_of: Some(#it))),
            self.values.as_ref().map(|all| {
                let all = all.iter().map(constant);
                quote!(values: Some(&[#(#all),*]))
            }),
            self.property_count.map(|(min, max)| {
                let [min, max] = [min, max].map(|it| option(it.map(number)));
                quote!(property_count: Some(weland_core::Length { min: #min, max: #max }))
            }),
            list(&self.pattern_properties, quote!(pattern_properties), |(text, target)| {
                let (text, value) = (pattern(text), member(target));
                quote!(weland_core::PatternProperty { pattern: pattern!(#text), value: #value })
            }),
            list(&self.prefix_items, quote!(prefix_items), member),
            list(&self.all_of, quote!(all_of), member),
            self.closed.then(|| quote!(closed: true)),
            self.namespace.as_ref().map(|it| quote!(namespace: Some(#it))),
            self.query_code.as_ref().map(|it| quote!(query_code: Some(#it))),
            self.query_status.map(number).map(|it| quote!(query_status: Some(#it))),
            self.xml.as_ref().map(xml).map(|it| quote!(xml: Some(&#it))),
        ];
        let set = all.into_iter().flatten();
        tokens.extend(quote!(weland_core::rules!(#(#set),*)));
    }
}

/// A rule that is a list, unless it is empty.
fn list<T>(values: &[T], name: TokenStream, emit: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    let all = values.iter().map(emit);
    (!values.is_empty()).then(|| quote!(#name: &[#(#all),*]))
}

fn member(target: &SchemaRef) -> TokenStream {
    quote!(Member::root(&#target))
}

fn constant(value: &Constant) -> TokenStream {
    match value {
        Constant::Null => quote!(weland_core::Constant::Null),
        Constant::Boolean(value) => quote!(weland_core::Constant::Boolean(#value)),
        Constant::Number(text) => quote!(weland_core::Constant::Number(#text)),
        Constant::String(text) => quote!(weland_core::Constant::String(#text)),
        Constant::List(all) => {
            let all = all.iter().map(constant);
            quote!(weland_core::Constant::List(&[#(#all),*]))
        }
        Constant::Map(all) => {
            let all = all.iter().map(|(key, value)| {
                let value = constant(value);
                quote!((#key, #value))
            });
            quote!(weland_core::Constant::Map(&[#(#all),*]))
        }
    }
}

/// An `Option`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// An end of a range.
pub(super) fn bound(bound: &Bound) -> TokenStream {
    match bound {
        Bound::Integer(value) => {
            let value = number(value);
            quote!(Bound::Integer(#value))
        }
        Bound::Decimal(value) => {
            let value = number(value);
            quote!(Bound::Decimal(#value))
        }
        Bound::Text(value) => quote!(Bound::Text(#value)),
    }
}
