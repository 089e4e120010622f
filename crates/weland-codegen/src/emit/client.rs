//! The client: a method per operation and waiter.

use proc_macro2::Literal;
use quote::{format_ident, quote};

use super::text::{attributes, format, ident, tokens};
use super::types::unit_or;
use crate::krate::{ClientItem, Operation, WaiterItem};

/// The client.
pub(super) fn client(it: &ClientItem) -> String {
    let protocol = format_ident!("{}", it.protocol);
    let about = format!(" A client of {}. Cheap to clone; clones share connections and settings.", it.title);
    let methods = it.operations.iter().map(method);
    let waits = it.waiters.iter().map(wait);
    let unused =
        it.operations.is_empty().then(|| quote!(#[allow(dead_code, reason = "the service has no operations")]));
    let definition = format(quote! {
        #[doc = #about]
        #[derive(Debug, Clone)]
        #unused
        pub struct Client(weland_client::Client);
    });
    let methods = format(quote! {
        impl Client {
            /// A client with these settings.
            pub fn new(config: Config) -> Self {
                Self(weland_client::Client::new(&SERVICE, &protocol::#protocol, config))
            }
            #(#methods)*
            #(#waits)*
        }
    });
    format!("{definition}\n{methods}")
}

fn method(it: &Operation) -> proc_macro2::TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let (function, operation) = (ident(&it.function), &it.marker);
    match &it.input {
        None => quote! {
            #attributes
            pub fn #function(&self) -> Call<#operation> { self.0.call(()) }
        },
        Some(input) => quote! {
            #attributes
            pub fn #function(&self, input: #input) -> Call<#operation> { self.0.call(input) }
        },
    }
}

fn wait(it: &WaiterItem) -> proc_macro2::TokenStream {
    let mut lines = it.docs.clone();
    lines.extend([
        String::new(),
        "# Errors".to_owned(),
        "When the resource gets into a state from which it cannot get there, or `max_wait` is over.".to_owned(),
    ]);
    let attributes = attributes(&lines, it.deprecated.as_deref());
    let (function, name) = (tokens(&it.function), format_ident!("{}", it.static_name));
    let (operation, input) = (&it.operation.marker, unit_or(it.operation.input.as_ref()));
    quote! {
        #attributes
        pub async fn #function(
            &self,
            input: #input,
            max_wait: Duration,
        ) -> Result<(), WaitError<#operation>> {
            self.0.wait(&waiters::#name, input, max_wait).await
        }
    }
}

/// A waiter.
pub(super) fn waiter(it: &WaiterItem) -> String {
    let (static_name, name, (min, max)) = (tokens(&it.static_name), &it.name, it.delays);
    let (min, max) = (Literal::u32_unsuffixed(min), Literal::u32_unsuffixed(max));
    let attributes = attributes(&it.docs, None);
    let acceptors = it.acceptors.iter().map(|acceptor| tokens(acceptor));
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
