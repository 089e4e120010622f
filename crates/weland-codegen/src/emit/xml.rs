//! How shapes and members are written in XML.

use proc_macro2::TokenStream;
use quote::quote;
use weland_service::{Xml, XmlNamespace};

/// The runtime's `Xml`.
pub(super) fn xml(it: &Xml) -> TokenStream {
    let mut xml = it.name.as_ref().map_or_else(|| quote!(Xml::new()), |name| quote!(Xml::named(#name)));
    if it.attribute {
        xml.extend(quote!(.attribute()));
    }
    if it.flattened {
        xml.extend(quote!(.flattened()));
    }
    match &it.namespace {
        Some(XmlNamespace { uri, prefix: None }) => xml.extend(quote!(.namespace(#uri))),
        Some(XmlNamespace { uri, prefix: Some(prefix) }) => xml.extend(quote!(.prefixed_namespace(#uri, #prefix))),
        None => {}
    }
    xml
}

/// The runtime's `XmlNamespace`.
pub(super) fn namespace(it: &XmlNamespace) -> TokenStream {
    let uri = &it.uri;
    match &it.prefix {
        None => quote!(weland_core::XmlNamespace::new(#uri)),
        Some(prefix) => quote!(weland_core::XmlNamespace::with_prefix(#uri, #prefix)),
    }
}
