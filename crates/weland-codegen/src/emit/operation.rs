//! Operations: their marker types and errors.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::layout::{WIDTH, row};
use super::line::line;
use super::literal::number;
use super::pagination::paginated;
use super::security;
use super::text::{deprecated, docs, ident};
use super::types::unit_or;
use crate::krate::{OperationCall, OperationErrors, OperationItem};

/// The errors of an operation.
pub(super) fn errors(it: &OperationErrors) -> String {
    let name = ident(&it.name);
    let head = line(quote!(pub enum #name));
    let mut out = format!("operation_error! {{\n    /// What [`{}`] can fail with.\n    {head} {{", it.operation);
    for error in &it.errors {
        out.push_str(&format!("\n        {}", line(quote!(#error,))));
    }
    out + if it.errors.is_empty() { "}\n}\n" } else { "\n    }\n}\n" }
}

/// An operation: its marker type and what ties it to input, output and errors.
pub(super) fn operation(it: &OperationItem) -> String {
    let (name, error) = (&it.marker, &it.error);
    let [input, output] = [&it.input, &it.output].map(|it| unit_or(it.as_ref()));
    let mut out = format!(
        "operation! {{\n{}{}{}{}}}\n",
        docs(&it.docs, "    ///"),
        deprecated(it.deprecated.as_deref(), "    "),
        row(&line(quote!(pub struct #name of SERVICE)), quote!(#input => #output, #error =), ""),
        schema(it),
    );
    if let Some(pages) = &it.pagination {
        out.push('\n');
        out.push_str(&paginated(name, [&input, &output], pages));
    }
    out
}

/// The schema: name, method and path, then what is not at its default.
fn schema(it: &OperationItem) -> String {
    let mut arguments = vec![&it.wire];
    arguments.extend(it.http.iter().flat_map(|http| [&http.method, &http.uri]));
    let constructor = ident(if it.http.is_some() { "http" } else { "new" });
    let new = line(quote!(OperationSchema::#constructor(#(#arguments),*)));
    let start = match new.len() + 9 <= WIDTH {
        true => format!("        {new}"),
        false => {
            let arguments: String = arguments.iter().map(|it| format!("            {},\n", line(it))).collect();
            format!("        OperationSchema::{constructor}(\n{arguments}        )")
        }
    };
    let calls: String = it.schema.iter().map(|call| format!("\n            {}", line(call))).collect();
    format!("{start}{calls};\n")
}

impl ToTokens for OperationCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Status(status) => {
                let status = number(status);
                quote!(.status(#status))
            }
            Self::Input(schema) => quote!(.input(&#schema)),
            Self::Output(schema) => quote!(.output(&#schema)),
            Self::Errors(error) => quote!(.errors(#error::schemas())),
            Self::Idempotent => quote!(.idempotent()),
            Self::Auth(schemes) => quote!(.auth(&[#(#schemes),*])),
            Self::Security(None) => quote!(.security(SECURITY)),
            Self::Security(Some(own)) => {
                let own = security::security(own);
                quote!(.security(#own))
            }
            Self::Servers(None) => quote!(.servers(SERVERS)),
            Self::Servers(Some(own)) => {
                let own = security::servers(own);
                quote!(.servers(#own))
            }
            Self::HostPrefix(prefix) => quote!(.host_prefix(#prefix)),
            Self::ChecksumRequired => quote!(.checksum_required()),
            Self::Md5Required => quote!(.md5_required()),
            Self::ChecksumMember(member) => quote!(.checksum_member(#member)),
            Self::ValidationMember(member, algorithms) => quote!(.validation_member(#member, &[#(#algorithms),*])),
            Self::Compression(encodings) => quote!(.compression(&[#(#encodings),*])),
            Self::UnsignedPayload => quote!(.unsigned_payload()),
            Self::UnwrappedOutput => quote!(.unwrapped_output()),
        });
    }
}
