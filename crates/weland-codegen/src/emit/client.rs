//! The client: a method per operation and waiter.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::line::line;
use super::text::{attributes, format, ident};
use super::types::unit_or;
use crate::krate::{ClientItem, Hook, LongRunning, OperationItem, WaiterItem};

/// The client, and the error that all of its calls can end with.
pub(super) fn client(it: &ClientItem) -> String {
    let protocol = ident(it.protocol);
    let about = format!(" A client of {}. Cheap to clone; clones share connections and settings.", it.title);
    let methods = it.operations.iter().map(method);
    let waits = it.waiters.iter().map(wait);
    let unused =
        it.operations.is_empty().then(|| quote!(#[allow(dead_code, reason = "the service has no operations")]));
    let config = config(it);
    let new = match it.has_rules {
        true => quote! {
            Self(weland_client::Client::with_endpoint_rules(&SERVICE, &protocol::#protocol, &endpoint::RULES, config))
        },
        false => quote!(Self(weland_client::Client::new(&SERVICE, &protocol::#protocol, config))),
    };
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
                #config
                #new
            }
            #(#methods)*
            #(#waits)*
        }
    });
    format!("{definition}\n{methods}\n{}", service_error(it))
}

/// One error for all operations.
fn service_error(it: &ClientItem) -> String {
    let mut out = format!(
        "service_error! {{\n    /// What calls of {} can fail with. The errors of all operations convert to it.\n    pub enum Error of types {{",
        it.title
    );
    for error in &it.errors {
        out.push_str(&format!("\n        {}", line(quote!(#error,))));
    }
    out + if it.errors.is_empty() { "}\n}\n" } else { "\n    }\n}\n" }
}

/// Adds hooks to the configuration.
fn config(it: &ClientItem) -> Option<TokenStream> {
    let calls = it.hooks.iter().map(|hook| match hook {
        Hook::DefaultMember { member, value } => quote!(DefaultMember { member: #member, value: #value }),
        Hook::DefaultHeader { name, value } => quote!(DefaultHeader { name: #name, value: #value }),
        Hook::EndpointMember { operation, member } => {
            quote!(EndpointMember { operation: #operation, member: #member })
        }
        Hook::TreeHash => quote!(TreeHash),
        Hook::LongRunning(LongRunning { operations, seconds }) => {
            let seconds = Literal::u64_unsuffixed(*seconds);
            let limit = quote!(std::time::Duration::from_secs(#seconds));
            quote!(LongRunning { operations: &[#(#operations),*], limit: #limit })
        }
    });
    (!it.hooks.is_empty()).then(|| quote!(let config = config #(.hook(weland_client::hooks::#calls))*;))
}

fn method(it: &OperationItem) -> TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let (function, operation) = (ident(&it.function), &it.marker);
    match &it.input {
        None => quote! {
            #attributes
            pub fn #function(&self) -> Call<#operation> { self.0.call(()) }
        },
        Some(input) if it.has_required => quote! {
            #attributes
            pub fn #function(&self, input: impl Into<#input>) -> Call<#operation> { self.0.call(input.into()) }
        },
        Some(input) => quote! {
            #attributes
            pub fn #function(&self, input: #input) -> Call<#operation> { self.0.call(input) }
        },
    }
}

fn wait(it: &WaiterItem) -> TokenStream {
    let mut lines = it.docs.clone();
    lines.extend([
        String::new(),
        "# Errors".to_owned(),
        "When the resource gets into a state from which it cannot get there, or `max_wait` is over.".to_owned(),
    ]);
    let attributes = attributes(&lines, it.deprecated.as_deref());
    let (function, name) = (ident(&it.function), ident(&it.static_name));
    let (operation, input) = (&it.operation.marker, unit_or(it.operation.input.as_ref()));
    let (parameter, input) = match it.operation.has_required {
        true => (quote!(impl Into<#input>), quote!(input.into())),
        false => (input, quote!(input)),
    };
    let (result, wait) = match it.gives_output() {
        true => (quote!(WaitResult<#operation>), quote!(wait_output)),
        false => (quote!(Result<(), WaitError<#operation>>), quote!(wait)),
    };
    quote! {
        #attributes
        pub async fn #function(
            &self,
            input: #parameter,
            max_wait: Duration,
        ) -> #result {
            self.0.#wait(&waiters::#name, #input, max_wait).await
        }
    }
}
