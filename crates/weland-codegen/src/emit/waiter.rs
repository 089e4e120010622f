//! Waiters.

use proc_macro2::TokenStream;
use quote::quote;
use weland_service::{Acceptor, AcceptorMatcher, AcceptorState, PathComparator, PathMatcher};

use super::literal::number;
use super::text::{attributes, format, ident};
use crate::krate::WaiterItem;

/// The static of a waiter.
pub(super) fn waiter(it: &WaiterItem) -> String {
    let (static_name, name, (min, max)) = (ident(&it.static_name), &it.name, it.delays);
    let (min, max) = (number(min), number(max));
    let attributes = attributes(&it.docs, None);
    let acceptors = it.acceptors.iter().map(acceptor);
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

fn acceptor(it: &Acceptor) -> TokenStream {
    let state = match it.state {
        AcceptorState::Success => quote!(Success),
        AcceptorState::Failure => quote!(Failure),
        AcceptorState::Retry => quote!(Retry),
    };
    let matcher = match &it.matcher {
        AcceptorMatcher::Success(success) => quote!(Success(#success)),
        AcceptorMatcher::ErrorType(name) => quote!(ErrorType(#name)),
        AcceptorMatcher::Output(it) => {
            let fields = path_matcher(it);
            quote!(Output { #fields })
        }
        AcceptorMatcher::InputOutput(it) => {
            let fields = path_matcher(it);
            quote!(InputOutput { #fields })
        }
    };
    quote!(Acceptor { state: AcceptorState::#state, matcher: AcceptorMatcher::#matcher })
}

/// The fields of a matcher that compares a value.
fn path_matcher(it: &PathMatcher) -> TokenStream {
    let PathMatcher { path, expected, .. } = it;
    let comparator = match it.comparator {
        PathComparator::StringEquals => quote!(StringEquals),
        PathComparator::BooleanEquals => quote!(BooleanEquals),
        PathComparator::AllStringEquals => quote!(AllStringEquals),
        PathComparator::AnyStringEquals => quote!(AnyStringEquals),
    };
    quote!(path: #path, expected: #expected, comparator: Comparator::#comparator)
}
