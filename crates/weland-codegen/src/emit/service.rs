//! What is known of a service as a whole.

use quote::{ToTokens, quote};

use super::text::format;
use crate::krate::ServiceItem;

/// The static that all crates of a service refer to.
pub(super) fn service(it: &ServiceItem) -> String {
    let docs = format!(" {} as a whole.", it.title);
    let ServiceItem { name, version, sdk_id, namespace, .. } = it;
    let [endpoint_prefix, signing_name] = [&it.endpoint_prefix, &it.signing_name]
        .map(|text| text.as_ref().map_or_else(|| quote!(None), |text| quote!(Some(#text)).into_token_stream()));
    format(quote! {
        #[doc = #docs]
        pub static SERVICE: ServiceSchema = ServiceSchema {
            name: #name,
            version: #version,
            sdk_id: #sdk_id,
            endpoint_prefix: #endpoint_prefix,
            signing_name: #signing_name,
            namespace: #namespace,
        };
    })
}
