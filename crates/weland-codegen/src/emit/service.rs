//! What is known of a service as a whole.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::{attributes, format, ident};
use super::{security, xml};
use crate::krate::ServiceItem;

/// The static that all crates of a service refer to.
pub(super) fn service(it: &ServiceItem) -> String {
    let docs = format!(" {} as a whole.", it.title);
    let ServiceItem { name, version, sdk_id, namespace, .. } = it;
    let others = others(it);
    let security = it.security.as_ref().map(security::security).map(|security| {
        let docs = format!(" How callers of {} authenticate, unless an operation states something else.", it.title);
        quote! {
            #[doc = #docs]
            pub static SECURITY: &[&[SecurityScheme]] = #security;
        }
    });
    let servers = (!it.servers.is_empty()).then(|| security::servers(&it.servers)).map(|servers| {
        let docs = format!(" Where {} is reached, unless an operation states something else.", it.title);
        quote! {
            #[doc = #docs]
            pub static SERVERS: &[ServerSchema] = #servers;
        }
    });
    let urls = it.token_urls.iter().map(|it| {
        let (docs, name, url) = (attributes(&it.docs, None), ident(&it.name), &it.url);
        quote! {
            #docs
            pub const #name: &str = #url;
        }
    });
    let statics =
        [security, servers].into_iter().flatten().chain(urls).map(|it| format!("\n{}", format(it))).collect::<String>();
    let service = format(quote! {
        #[doc = #docs]
        pub static SERVICE: ServiceSchema = ServiceSchema {
            name: #name,
            version: #version,
            sdk_id: #sdk_id,
            namespace: #namespace,
            #(#others),*
        };
    });
    service + &statics
}

/// What not all services have, and that they have nothing else.
fn others(it: &ServiceItem) -> Vec<TokenStream> {
    let others = [
        it.endpoint_prefix.as_ref().map(|it| quote!(endpoint_prefix: Some(#it))),
        it.signing_name.as_ref().map(|it| quote!(signing_name: Some(#it))),
        it.xml_namespace.as_ref().map(xml::namespace).map(|it| quote!(xml_namespace: Some(#it))),
        it.unwrapped_errors.then(|| quote!(unwrapped_errors: true)),
    ];
    let rest = others.iter().any(Option::is_none).then(|| quote!(..ServiceSchema::EMPTY));
    others.into_iter().flatten().chain(rest).collect()
}
