//! The server: a trait with a method per operation, and the router.

use quote::{format_ident, quote};

use super::line::line;
use super::text::{attributes, format, ident};
use super::types::unit_or;
use crate::krate::{Operation, ServerItem};

/// The trait and the router.
pub(super) fn server(it: &ServerItem) -> String {
    let about =
        format!(" {}: one method per operation. One that is not written answers `501 NotImplemented`.", it.title);
    let name = format_ident!("{}", it.name);
    let methods = it.operations.iter().map(method);
    let unused = (!it.operations.is_empty())
        .then(|| quote!(#[expect(unused_variables, reason = "default methods ignore their arguments")]));
    let definition = format(quote! {
        #[doc = #about]
        #unused
        pub trait #name: Send + Sync + 'static { #(#methods)* }
    });
    let mut out = format!(
        "{definition}\n/// The service as a [`tower` service](Router): it routes, decodes and validates requests.\n\
         pub fn router(service: impl {name}) -> Router {{\n    routes! {{\n        Router::new(&SERVICE, &weland_server::protocol::{}), service;\n",
        it.protocol
    );
    for operation in &it.operations {
        let input = if operation.input.is_none() { "(no input)" } else { "" };
        let marker = line(&operation.marker);
        out.push_str(&format!("        {marker} => {}{input},\n", operation.function));
    }
    out.push_str("    }\n}\n");
    out
}

fn method(it: &Operation) -> proc_macro2::TokenStream {
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
