//! In which language a file is.

use weland_openapi::Recognized;

/// What a file is. Those that end in `.smithy` are Smithy, whatever they contain.
pub(crate) fn model_kind(name: &str, text: &str) -> Recognized {
    match name.ends_with(".smithy") {
        true => Recognized::Smithy,
        false => weland_openapi::recognize(name, text),
    }
}
