//! Values of the model as expressions.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::literal::{bytes, number};
use super::text::ident;
use crate::krate::{DocumentValue, Value};

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Default => quote!(Default::default()),
            Self::Unset(default) => quote!(Defaulted::unset(#default)),
            Self::Some(value) => quote!(Some(#value)),
            Self::StringEnum(path, text) => quote!(#path::from(#text)),
            Self::IntEnum(path, value) => {
                let value = number(value);
                quote!(#path::from(#value))
            }
            Self::String(text) => quote!(#text.into()),
            Self::Bool(value) => quote!(#value),
            Self::Integer(value) => number(value).into_token_stream(),
            Self::Float(value) => float("f32", f64::from(*value), value),
            Self::Double(value) => float("f64", *value, value),
            Self::Blob(value) => {
                let value = bytes(value);
                quote!(Blob::from(&#value[..]))
            }
            Self::FilePart(value) => {
                let value = bytes(value);
                quote!(FilePart::from(&#value[..]))
            }
            Self::BigInteger(value) => {
                let value = number(value);
                quote!(BigInteger::from(#value))
            }
            Self::BigNumber(name, text) => {
                let name = ident(name.name());
                quote!(#name::new(#text).unwrap_or_default())
            }
            Self::Timestamp(seconds, nanos) => {
                let (seconds, nanos) = (number(seconds), number(nanos));
                quote!(Timestamp::new(#seconds, #nanos))
            }
            Self::Document(value) => quote!(#value),
        });
    }
}

impl ToTokens for DocumentValue {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Bool(value) => quote!(Document::Boolean(#value)),
            Self::Integer(value) => {
                let value = number(value);
                quote!(Document::Integer(#value))
            }
            Self::Double(value) => {
                let value = number(value);
                quote!(Document::Double(#value))
            }
            Self::Number(text) => quote!(Document::number(#text).unwrap_or_default()),
            Self::String(text) => quote!(Document::String(#text.into())),
            Self::List => quote!(Document::List(Default::default())),
            Self::Map => quote!(Document::Map(Default::default())),
        });
    }
}

/// A float of a type; what has no literal is a constant of the type.
fn float(name: &str, value: f64, digits: impl std::fmt::Debug) -> TokenStream {
    let name = ident(name);
    match value {
        value if value.is_nan() => quote!(#name::NAN),
        f64::INFINITY => quote!(#name::INFINITY),
        f64::NEG_INFINITY => quote!(#name::NEG_INFINITY),
        _ => number(digits).into_token_stream(),
    }
}
