//! Endpoint rules.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::raw;
use super::text::{attributes, format, ident};
use crate::krate::{EndpointParam, EndpointParamValue, EndpointRulesItem, EndpointSetting};

/// The static with the rules, and the trait with the settings.
pub(super) fn rules(it: &EndpointRulesItem) -> String {
    let text = raw(&format!("\n{}", it.text), "");
    let operations = (!it.operations.is_empty()).then(|| {
        let rows = it.operations.iter().map(|(name, params)| {
            let params = params.iter().map(param);
            quote!((#name, &[#(#params),*]))
        });
        quote!(.operations(&[#(#rows),*]))
    });
    let paths = (!it.paths.is_empty()).then(|| {
        let rows = it.paths.iter().map(|(name, paths)| {
            let paths = paths.iter().map(|(param, path)| quote!((#param, #path)));
            quote!((#name, &[#(#paths),*]))
        });
        quote!(.paths(&[#(#rows),*]))
    });
    let settings = (!it.settings.is_empty()).then(|| settings(it));
    format(quote! {
        /// The rules by which endpoints are found, and the parameters that operations give values.
        pub(crate) static RULES: EndpointRules = EndpointRules::new(#text) #operations #paths;
        #settings
    })
}

fn param(it: &EndpointParam) -> TokenStream {
    let name = &it.name;
    match &it.value {
        EndpointParamValue::Member(member) => quote!(EndpointParam::Member(#name, #member)),
        EndpointParamValue::Boolean(value) => quote!(EndpointParam::Boolean(#name, #value)),
        EndpointParamValue::String(text) => quote!(EndpointParam::String(#name, #text)),
        EndpointParamValue::Strings(texts) => quote!(EndpointParam::Strings(#name, &[#(#texts),*])),
    }
}

fn settings(it: &EndpointRulesItem) -> TokenStream {
    let about = format!(" Settings of [`Config`] that endpoints of {} depend on.", it.title);
    let declared = it.settings.iter().map(|setting| {
        let (attributes, signature) = (attributes(&setting.docs, None), signature(setting));
        quote!(#attributes #[must_use] #signature;)
    });
    let defined = it.settings.iter().map(|setting| {
        let (signature, name) = (signature(setting), &setting.name);
        let value = if setting.boolean { quote!(value) } else { quote!(Into::<String>::into(value)) };
        quote!(#signature { self.endpoint_param(#name, #value) })
    });
    quote! {
        #[doc = #about]
        pub trait EndpointSettings {
            #(#declared)*
        }
        impl EndpointSettings for Config {
            #(#defined)*
        }
    }
}

fn signature(it: &EndpointSetting) -> TokenStream {
    let method = ident(&it.method);
    let value = if it.boolean { quote!(bool) } else { quote!(impl Into<String>) };
    quote!(fn #method(self, value: #value) -> Self)
}
