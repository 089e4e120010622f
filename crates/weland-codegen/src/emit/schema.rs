//! Schemas of shapes and members, and the statics that hold them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use weland_model::ShapeType;
use weland_service::{FieldEncoding, StatusRange, Style};

use super::layout::chain;
use super::line::line;
use super::literal::{number, pattern};
use super::rules::{bound, option};
use super::text::{format, ident};
use super::xml::xml;
use crate::krate::{
    MemberBinding, MemberCall, MemberKind, MemberSchema, Parameter, ParameterPlace, Schema, SchemaCall, SchemaKind,
    SchemaRef, Static, TextStyle, TimestampFormat,
};

/// A schema in a static, as short as can be read.
pub(super) fn static_item(it: &Static) -> String {
    let (name, schema) = (ident(&it.name), &it.schema);
    let start = quote!(pub static #name: Schema =);
    chain(&line(&start), &pieces(schema)).unwrap_or_else(|| format(quote!(#start #schema;)))
}

/// The constructor of a schema and the calls behind it.
fn pieces(schema: &Schema) -> Vec<TokenStream> {
    let shape = &schema.shape;
    let constructor = match &schema.kind {
        SchemaKind::String => quote!(Schema::string(#shape)),
        SchemaKind::Simple(simple) => {
            let simple = ident(shape_type(*simple));
            quote!(Schema::new(ShapeType::#simple, #shape))
        }
        SchemaKind::StringEnum => quote!(Schema::string_enum(#shape)),
        SchemaKind::IntEnum => quote!(Schema::int_enum(#shape)),
        SchemaKind::List(element) => quote!(Schema::list(#shape, &[#element])),
        SchemaKind::Map(members) => {
            let [key, value] = &**members;
            quote!(Schema::map(#shape, &[#key, #value]))
        }
        SchemaKind::Structure => quote!(Schema::structure(#shape)),
        SchemaKind::Union => quote!(Schema::union(#shape)),
    };
    let calls = schema.calls.iter().map(ToTokens::to_token_stream);
    std::iter::once(constructor).chain(calls).collect()
}

impl ToTokens for Schema {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(pieces(self));
    }
}

impl ToTokens for SchemaCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Length(min, max) => {
                let [min, max] = [min, max].map(|it| option(it.map(number)));
                quote!(.length(#min, #max))
            }
            Self::Range(min, max) => {
                let [min, max] = [min, max].map(|it| option(it.as_ref().map(bound)));
                quote!(.range(#min, #max))
            }
            Self::Pattern(text) => {
                let text = pattern(text);
                quote!(.pattern(pattern!(#text)))
            }
            Self::UniqueItems => quote!(.unique_items()),
            Self::Values(values) => quote!(.values(&[#(#values),*])),
            Self::InternalValues(values) => quote!(.internal_values(&[#(#values),*])),
            Self::ValuesOf(path) => quote!(.values(#path::VALUES)),
            Self::NumbersOf(path) => quote!(.numbers(#path::VALUES)),
            Self::Open => quote!(.open()),
            Self::Nullable => quote!(.nullable()),
            Self::Sensitive => quote!(.sensitive()),
            Self::Streaming => quote!(.streaming()),
            Self::RequiresLength => quote!(.requires_length()),
            Self::MediaType(text) => quote!(.media_type(#text)),
            Self::Rules(rules) => quote!(.rules(#rules)),
            Self::Untagged => quote!(.untagged()),
            Self::ExactlyOne => quote!(.exactly_one()),
            Self::Discriminator(property, mapping) => {
                let mapping = mapping.iter().map(|(value, member)| quote!((#value, #member)));
                quote!(.discriminator(#property, &[#(#mapping),*]))
            }
            Self::Discriminated(key) => quote!(.discriminated(#key)),
            Self::Error(status) => {
                let status = number(status);
                quote!(.error(#status))
            }
            Self::Statuses(statuses) => {
                let statuses = status_range(*statuses);
                quote!(.statuses(#statuses))
            }
            Self::Retryable { throttling } => quote!(.retryable(#throttling)),
        });
    }
}

fn status_range(statuses: StatusRange) -> TokenStream {
    match statuses {
        StatusRange::Code(code) => {
            let code = number(code);
            quote!(StatusRange::Code(#code))
        }
        StatusRange::Class(digit) => {
            let digit = number(digit);
            quote!(StatusRange::Class(#digit))
        }
        StatusRange::Default => quote!(StatusRange::Default),
    }
}

impl ToTokens for SchemaRef {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Generated(it) => ident(it).into_token_stream(),
            Self::Prelude(it) => {
                let it = ident(it);
                quote!(prelude::#it)
            }
        });
    }
}

impl ToTokens for MemberSchema {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let target = &self.target;
        tokens.extend(match &self.kind {
            MemberKind::Named(name) => quote!(Member::new(#name, &#target)),
            MemberKind::Element => quote!(Member::element(&#target)),
            MemberKind::Key => quote!(Member::key(&#target)),
            MemberKind::Value => quote!(Member::value(&#target)),
        });
        self.calls.iter().for_each(|call| call.to_tokens(tokens));
    }
}

impl ToTokens for MemberCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Nullable => quote!(.nullable()),
            Self::Rest => quote!(.rest()),
            Self::WireNames(names) => {
                let names = names.iter().map(|(format, name)| quote!((#format, #name)));
                quote!(.wire_names(&[#(#names),*]))
            }
            Self::Xml(it) => {
                let xml = xml(it);
                quote!(.xml(&#xml))
            }
            Self::Label => quote!(.label()),
            Self::Query(name) => quote!(.query(#name)),
            Self::Header(name) => quote!(.header(#name)),
            Self::Payload => quote!(.payload()),
            Self::Content(media_type) => quote!(.content(#media_type)),
            Self::Response(statuses, media_type) => {
                let (statuses, media_type) = (status_range(*statuses), option(media_type.as_ref()));
                quote!(.response(#statuses, #media_type))
            }
            Self::Part(field) => {
                let part = part(field);
                quote!(.part(&#part))
            }
            Self::Parameter(parameter) => quote!(.parameter(&#parameter)),
            Self::Bound(binding) => quote!(.bound(#binding)),
            Self::Required => quote!(.required()),
            Self::TimestampFormat(format) => quote!(.timestamp_format(#format)),
            Self::IdempotencyToken => quote!(.idempotency_token()),
            Self::Stream => quote!(.stream()),
        });
    }
}

impl ToTokens for Parameter {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = &self.name;
        tokens.extend(match self.place {
            ParameterPlace::Path => quote!(ParameterSchema::path(#name)),
            ParameterPlace::Query => quote!(ParameterSchema::query(#name)),
            ParameterPlace::Header => quote!(ParameterSchema::header(#name)),
            ParameterPlace::Cookie => quote!(ParameterSchema::cookie(#name)),
        });
        match self.style {
            TextStyle::Usual => {}
            TextStyle::Json => tokens.extend(quote!(.style(ParameterStyle::Json, false))),
            TextStyle::Stated(stated) => {
                let (style, explode) = (ident(style(stated.style)), stated.explode);
                tokens.extend(quote!(.style(ParameterStyle::#style, #explode)));
                if stated.allow_reserved {
                    tokens.extend(quote!(.allow_reserved()));
                }
            }
        }
    }
}

fn part(field: &FieldEncoding) -> TokenStream {
    let mut part = match (field.style, &field.content_type) {
        (None, Some(content_type)) => quote!(FieldSchema::of_type(#content_type)),
        (None, None) => quote!(FieldSchema::new()),
        (Some(stated), _) => {
            let (style, explode, reserved) = (ident(style(stated.style)), stated.explode, stated.allow_reserved);
            quote!(FieldSchema::styled(ParameterStyle::#style, #explode, #reserved))
        }
    };
    if !field.headers.is_empty() {
        let names = field.headers.iter().map(|header| &header.name);
        part.extend(quote!(.required_headers(&[#(#names),*])));
    }
    if field.base64 {
        part.extend(quote!(.base64()));
    }
    part
}

/// The variant of the runtime's `ParameterStyle`.
fn style(style: Style) -> &'static str {
    match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Simple => "Simple",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    }
}

impl ToTokens for MemberBinding {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::QueryParams => quote!(Binding::QueryParams),
            Self::PrefixHeaders(prefix) => quote!(Binding::PrefixHeaders(#prefix)),
            Self::StatusCode => quote!(Binding::StatusCode),
            Self::StatusCodeUnlessZero => quote!(Binding::StatusCodeUnlessZero),
            Self::EventHeader => quote!(Binding::EventHeader),
            Self::EventPayload => quote!(Binding::EventPayload),
        });
    }
}

impl ToTokens for TimestampFormat {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::EpochSeconds => quote!(TimestampFormat::EpochSeconds),
            Self::DateTime => quote!(TimestampFormat::DateTime),
            Self::HttpDate => quote!(TimestampFormat::HttpDate),
        });
    }
}

/// The variant of the runtime's `ShapeType`.
fn shape_type(simple: ShapeType) -> &'static str {
    match simple {
        ShapeType::Blob => "Blob",
        ShapeType::Boolean => "Boolean",
        ShapeType::String => "String",
        ShapeType::Byte => "Byte",
        ShapeType::Short => "Short",
        ShapeType::Integer => "Integer",
        ShapeType::Long => "Long",
        ShapeType::Float => "Float",
        ShapeType::Double => "Double",
        ShapeType::BigInteger => "BigInteger",
        ShapeType::BigDecimal => "BigDecimal",
        ShapeType::Timestamp => "Timestamp",
        _ => "Document",
    }
}
