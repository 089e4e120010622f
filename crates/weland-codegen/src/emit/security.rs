//! Ways to authenticate, and servers.

use proc_macro2::TokenStream;
use quote::quote;
use weland_service::{Security, SecurityKind, SecurityScheme, Server};

/// The alternatives, as a slice of slices.
pub(super) fn security(security: &Security) -> TokenStream {
    let alternatives = security.iter().map(|all| {
        let schemes = all.iter().map(scheme);
        quote!(&[#(#schemes),*])
    });
    quote!(&[#(#alternatives),*])
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let (name, scopes) = (&scheme.name, &scheme.scopes);
    let kind = match &scheme.kind {
        SecurityKind::Basic => quote!(Basic),
        SecurityKind::Bearer => quote!(Bearer),
        SecurityKind::Header(name) => quote!(Header(#name)),
        SecurityKind::Authorization(name) => quote!(Authorization(#name)),
        SecurityKind::Query(name) => quote!(Query(#name)),
        SecurityKind::Cookie(name) => quote!(Cookie(#name)),
        SecurityKind::Other => quote!(Other),
    };
    let scopes = (!scopes.is_empty()).then(|| quote!(.scopes(&[#(#scopes),*])));
    quote!(SecurityScheme::new(#name, SecurityKind::#kind)#scopes)
}

/// The servers, as a slice.
pub(super) fn servers(servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|server| {
        let url = &server.url;
        let variables = server.variables.iter().map(|variable| {
            let (name, default, values) = (&variable.name, &variable.default, &variable.values);
            quote!((#name, #default, &[#(#values),*]))
        });
        let variables = (!server.variables.is_empty()).then(|| quote!(.variables(&[#(#variables),*])));
        quote!(ServerSchema::new(#url)#variables)
    });
    quote!(&[#(#servers),*])
}
