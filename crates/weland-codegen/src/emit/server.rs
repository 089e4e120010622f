//! The server: a trait with a method per operation, and the router.

use proc_macro2::TokenStream;
use quote::quote;
use weland_service::Cors;

use super::layout::{WIDTH, block};
use super::line::line;
use super::literal::number;
use super::text::{attributes, docs, format, ident};
use super::types::unit_or;
use crate::krate::{OpenApiItem, OperationItem, SchemeCredential, SchemeItem, ServerItem};

/// How far to the right the settings for other origins stand, with the comma behind them.
const LIST_INDENT: usize = 21;

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
    let document = it.openapi.as_ref().map(|it| format!("\n{}", openapi(it))).unwrap_or_default();
    let schemes = if it.schemes.is_empty() { String::new() } else { format!("\n{}", schemes(&it.schemes)) };
    format!("{definition}\n{}{document}{schemes}", router(it))
}

/// The constants for schemes of authentication, in a module, where they take no names from anything else.
fn schemes(schemes: &[SchemeItem]) -> String {
    let items = schemes.iter().map(|it| {
        let (docs, name, wire) = (format!(" {}", it.docs), ident(&it.name), &it.wire);
        let (credential, function) = match it.credential {
            SchemeCredential::UserPassword => (quote!(UserPassword), ident("basic")),
            SchemeCredential::Token => (quote!(Token), ident("token")),
            SchemeCredential::Nothing => (quote!(()), ident("other")),
        };
        quote! {
            #[doc = #docs]
            pub const #name: Scheme<#credential> = Scheme::#function(#wire);
        }
    });
    let uses = |credential| schemes.iter().any(|it| it.credential == credential);
    let token = uses(SchemeCredential::Token).then(|| quote!(, Token));
    let password = uses(SchemeCredential::UserPassword).then(|| quote!(, UserPassword));
    format(quote! {
        /// The schemes by which callers authenticate, for [`Router::verify`](weland_server::Router::verify).
        pub mod schemes {
            use weland_server::{Scheme #token #password};
            #(#items)*
        }
    })
}

/// The constant for the document of the API.
fn openapi(it: &OpenApiItem) -> String {
    let docs = docs(&["The API as an OpenAPI document, for [`Router::openapi`] to serve at a path.".into()], "///");
    let (path, syntax) = (format!("../{}", it.file), ident(if it.is_yaml { "yaml" } else { "json" }));
    docs + &line(quote!(pub const OPENAPI: weland_server::OpenApi =))
        + &format!("\n    {}\n", line(quote!(weland_server::OpenApi::#syntax(include_str!(#path));)))
}

/// The function that makes a router of a service.
fn router(it: &ServerItem) -> String {
    let name = ident(&it.name);
    let docs =
        docs(&["The service as a [`tower` service](Router): it routes, decodes and validates requests.".into()], "///");
    let mut rows = vec![start(it)];
    for operation in &it.operations {
        let (marker, function) = (&operation.marker, ident(&operation.function));
        let input = operation.input.is_none().then(|| quote!((no input)));
        rows.push(line(quote!(#marker => #function #input,)));
    }
    let routes = block(&line(quote!(routes!)), &rows);
    docs + &block(&line(quote!(pub fn router(service: impl #name) -> Router)), &[routes])
}

/// The router that operations are added to, in all protocols, a line each.
fn start(it: &ServerItem) -> String {
    let calls = it.protocols.iter().enumerate().map(|(index, protocol)| {
        let protocol = ident(protocol);
        match index {
            0 => line(quote!(Router::new(&SERVICE, &weland_server::protocol::#protocol))),
            _ => format!("\n    {}", line(quote!(.protocol(&weland_server::protocol::#protocol)))),
        }
    });
    let cors = it.cors.as_ref().map(|cors| format!("\n    .cors({})", settings(cors)));
    format!("{}{}, service;", calls.collect::<String>(), cors.unwrap_or_default())
}

/// How scripts of other origins may call the service: what the runtime does not take for granted.
fn settings(cors: &Cors) -> String {
    let origins = (!cors.allows_any_origin()).then(|| list("origins", &cors.origins));
    let age = (cors.max_age != Cors::DEFAULT_MAX_AGE).then(|| {
        let seconds = number(cors.max_age);
        line(quote!(.max_age(std::time::Duration::from_secs(#seconds))))
    });
    let headers = [("allow_headers", &cors.allowed_headers), ("expose_headers", &cors.exposed_headers)];
    let headers = headers.into_iter().filter(|(_, names)| !names.is_empty()).map(|(call, names)| list(call, names));
    let calls: Vec<String> = origins.into_iter().chain(age).chain(headers).collect();
    let start = "weland_server::Cors::new()";
    if calls.is_empty() {
        return start.to_owned();
    }
    let lines: String =
        calls.iter().flat_map(|call| call.lines()).map(|text| format!("\n            {text}")).collect();
    format!("\n        {start}{lines},\n    ")
}

/// A call with a list of texts: on one line if it fits, otherwise on one for each text.
fn list(call: &str, texts: &[String]) -> String {
    let call = ident(call);
    let whole = line(quote!(.#call([#(#texts),*])));
    if whole.len() + LIST_INDENT <= WIDTH {
        return whole;
    }
    let texts: String = texts.iter().map(|text| format!("    {},\n", line(text))).collect();
    format!(".{call}([\n{texts}])")
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
