//! What is known of a service as a whole.

use quote::{ToTokens, quote};

use super::security;
use super::text::{attributes, format, ident};
use crate::krate::ServiceItem;

/// The static that all crates of a service refer to.
pub(super) fn service(it: &ServiceItem) -> String {
    let docs = format!(" {} as a whole.", it.title);
    let ServiceItem { name, version, sdk_id, namespace, .. } = it;
    let [endpoint_prefix, signing_name] = [&it.endpoint_prefix, &it.signing_name]
        .map(|text| text.as_ref().map_or_else(|| quote!(None), |text| quote!(Some(#text)).into_token_stream()));
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
            endpoint_prefix: #endpoint_prefix,
            signing_name: #signing_name,
            namespace: #namespace,
        };
    });
    service + &statics
}
