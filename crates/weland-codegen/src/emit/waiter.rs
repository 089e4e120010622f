//! Waiters.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::literal::number;
use super::text::{attributes, format, ident};
use crate::krate::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, WaiterItem};

/// The static of a waiter.
pub(super) fn waiter(it: &WaiterItem) -> String {
    let (static_name, name, (min, max)) = (ident(&it.static_name), &it.name, it.delays);
    let (min, max) = (number(min), number(max));
    let attributes = attributes(&it.docs, None);
    let acceptors = &it.acceptors;
    format(quote! {
        #attributes
        pub static #static_name: Waiter = Waiter {
            name: #name,
            min_delay: Duration::from_secs(#min),
            max_delay: Duration::from_secs(#max),
            acceptors: &[#(#acceptors),*],
        };
    })
}

impl ToTokens for Acceptor {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let state = match self.state {
            AcceptorState::Success => quote!(Success),
            AcceptorState::Failure => quote!(Failure),
            AcceptorState::Retry => quote!(Retry),
        };
        let matcher = match &self.matcher {
            Matcher::Success(success) => quote!(Success(#success)),
            Matcher::ErrorType(name) => quote!(ErrorType(#name)),
            Matcher::Output(it) => quote!(Output { #it }),
            Matcher::InputOutput(it) => quote!(InputOutput { #it }),
        };
        tokens.extend(quote!(Acceptor { state: AcceptorState::#state, matcher: AcceptorMatcher::#matcher }));
    }
}

impl ToTokens for PathMatcher {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { path, expected, .. } = self;
        let comparator = match self.comparator {
            Comparator::StringEquals => quote!(StringEquals),
            Comparator::BooleanEquals => quote!(BooleanEquals),
            Comparator::AllStringEquals => quote!(AllStringEquals),
            Comparator::AnyStringEquals => quote!(AnyStringEquals),
        };
        tokens.extend(quote!(path: #path, expected: #expected, comparator: Comparator::#comparator));
    }
}
