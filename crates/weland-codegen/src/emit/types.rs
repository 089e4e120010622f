//! Types and paths as tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::text::ident;
use crate::krate::{Path, RustType};

/// The type of an input or output: `()` where there is none.
pub(super) fn unit_or(path: Option<&Path>) -> TokenStream {
    path.map_or_else(|| quote!(()), ToTokens::into_token_stream)
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for qualifier in &self.qualifiers {
            let qualifier = ident(qualifier);
            tokens.extend(quote!(#qualifier::));
        }
        ident(&self.name).to_tokens(tokens);
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Unit => tokens.extend(quote!(())),
            Self::Primitive(primitive) => ident(primitive.name()).to_tokens(tokens),
            Self::String => ident("String").to_tokens(tokens),
            Self::Own(path) => tokens.extend(path.parse::<TokenStream>().unwrap_or_default()),
            Self::Runtime(runtime) => ident(runtime.name()).to_tokens(tokens),
            Self::Named(path) | Self::StringEnum(path) => path.to_tokens(tokens),
            Self::Vec(inner) => tokens.extend(quote!(Vec<#inner>)),
            Self::Map(key, inner) => tokens.extend(quote!(BTreeMap<#key, #inner>)),
            Self::Entry(key, inner) => tokens.extend(quote!((#key, #inner))),
            Self::Option(inner) => tokens.extend(quote!(Option<#inner>)),
            Self::Box(inner) => tokens.extend(quote!(Box<#inner>)),
            Self::Defaulted(inner) => tokens.extend(quote!(Defaulted<#inner>)),
            Self::EventStream(inner) => tokens.extend(quote!(EventStream<#inner>)),
            Self::ItemStream(inner) => tokens.extend(quote!(ItemStream<#inner>)),
        }
    }
}
