//! The server: a trait with a method per operation, and the router.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::block;
use super::line::line;
use super::text::{attributes, docs, format, ident};
use super::types::unit_or;
use crate::krate::{OperationItem, ServerItem};

/// The trait and the router.
pub(super) fn server(it: &ServerItem) -> String {
    let about = format!(
        " {}: one method per operation. A method without an implementation responds with `501 NotImplemented`.",
        it.title
    );
    let name = ident(&it.name);
    let methods = it.operations.iter().map(method);
    let unused = (!it.operations.is_empty())
        .then(|| quote!(#[expect(unused_variables, reason = "default methods ignore their arguments")]));
    let definition = format(quote! {
        #[doc = #about]
        #unused
        pub trait #name: Send + Sync + 'static { #(#methods)* }
    });
    format!("{definition}\n{}", router(it))
}

/// The function that makes a router of a service.
fn router(it: &ServerItem) -> String {
    let name = ident(&it.name);
    let docs =
        docs(&["The service as a [`tower` service](Router): it routes, decodes and validates requests.".into()], "///");
    let mut rows = vec![start(&it.protocols)];
    for operation in &it.operations {
        let (marker, function) = (&operation.marker, ident(&operation.function));
        let input = operation.input.is_none().then(|| quote!((no input)));
        rows.push(line(quote!(#marker => #function #input,)));
    }
    let routes = block(&line(quote!(routes!)), &rows);
    docs + &block(&line(quote!(pub fn router(service: impl #name) -> Router)), &[routes])
}

/// The router that operations are added to, in all protocols, a line each.
fn start(protocols: &[&'static str]) -> String {
    let calls = protocols.iter().enumerate().map(|(index, protocol)| {
        let protocol = ident(protocol);
        match index {
            0 => line(quote!(Router::new(&SERVICE, &weland_server::protocol::#protocol))),
            _ => format!("\n    {}", line(quote!(.protocol(&weland_server::protocol::#protocol)))),
        }
    });
    calls.collect::<String>() + ", service;"
}

fn method(it: &OperationItem) -> TokenStream {
    let attributes = attributes(&it.docs, it.deprecated.as_deref());
    let (function, operation, error) = (ident(&it.function), &it.marker, &it.error);
    let output = unit_or(it.output.as_ref());
    let input = it.input.as_ref().map(|input| quote!(input: #input,));
    quote! {
        #attributes
        fn #function(
            &self,
            #input
            context: Context,
        ) -> impl Future<Output = Result<#output, #error>> + Send {
            not_implemented::<#operation>()
        }
    }
}
