//! Names, docs and attributes, and items as the formatter writes them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// A name as an identifier; one that is a keyword starts with `r#`.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

/// A doc comment, one line of text a line; `sign` is `///` or `//!`, with its indentation.
pub(super) fn docs(lines: &[String], sign: &str) -> String {
    let line = |text: &String| if text.is_empty() { format!("{sign}\n") } else { format!("{sign} {text}\n") };
    lines.iter().map(line).collect()
}

/// The attributes for docs and deprecation.
pub(super) fn attributes(docs: &[String], deprecated: Option<&str>) -> TokenStream {
    let docs = docs.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let deprecated = deprecated.map(|message| match message {
        "" => quote!(#[deprecated]),
        message => quote!(#[deprecated = #message]),
    });
    quote! { #(#[doc = #docs])* #deprecated }
}

/// The paths of derives.
pub(super) fn derives(paths: &[String]) -> Vec<TokenStream> {
    paths.iter().map(|path| path.parse().unwrap_or_default()).collect()
}

/// The attribute for a deprecation, as a line.
pub(super) fn deprecated(message: Option<&str>, indent: &str) -> String {
    match message {
        None => String::new(),
        Some("") => format!("{indent}#[deprecated]\n"),
        Some(message) => format!("{indent}#[deprecated = {message:?}]\n"),
    }
}

/// Items, formatted, with an empty line between those within a block.
pub(super) fn format(items: TokenStream) -> String {
    match syn::parse2(items.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        // That would be an error of this crate; the compiler finds it where it can be read.
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
