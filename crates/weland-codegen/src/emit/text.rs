//! Pieces of Rust text, and tokens made into text.

use proc_macro2::TokenStream;
use quote::quote;

/// A doc comment, one line of text a line; `sign` is `///` or `//!`, with its indentation.
pub fn docs(lines: &[String], sign: &str) -> String {
    let line = |text: &String| if text.is_empty() { format!("{sign}\n") } else { format!("{sign} {text}\n") };
    lines.iter().map(line).collect()
}

/// The attributes for docs and deprecation.
pub fn attributes(docs: &[String], deprecated: Option<&str>) -> TokenStream {
    let docs = docs.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let deprecated = deprecated.map(|message| match message {
        "" => quote!(#[deprecated]),
        message => quote!(#[deprecated = #message]),
    });
    quote! { #(#[doc = #docs])* #deprecated }
}

/// The attribute for a deprecation, as a line.
pub fn deprecated(message: Option<&str>) -> String {
    match message {
        None => String::new(),
        Some("") => "#[deprecated]\n".to_owned(),
        Some(message) => format!("#[deprecated = {message:?}]\n"),
    }
}

/// A type, path or expression that is known to be Rust.
///
/// Anything else would be an error of this crate; it becomes a `compile_error!` in the output rather than a panic.
pub fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let message = format!("weland made invalid Rust: {text}");
        quote!(compile_error!(#message))
    })
}

/// Items, formatted, with an empty line between those within a block.
pub fn format(items: TokenStream) -> String {
    match syn::parse2(items.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        Err(error) => {
            let message = format!("weland made invalid Rust: {error}");
            format!("compile_error!({message:?});\n{items}\n")
        }
    }
}

/// Puts an empty line between the items of a block and between top-level items.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    let mut ended = false;
    for line in text.lines() {
        let closes = matches!(line, "}" | "    }" | "};" | "    ) -> Self {");
        if ended && !matches!(line, "}" | "    }") {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        ended = closes && !line.ends_with('{');
    }
    out
}
