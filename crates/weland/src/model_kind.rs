//! In which language a file is.

use weland_openapi::Recognized;

/// What a file is. Those that end in `.smithy` are Smithy, unless they are APIs in OpenAPI.
pub(crate) fn model_kind(name: &str, text: &str) -> Recognized {
    let found = weland_openapi::recognize(name, text);
    match name.ends_with(".smithy") && !found.is_openapi() {
        true => Recognized::Smithy,
        false => found,
    }
}
