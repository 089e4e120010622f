//! The part of the host name that an operation brings along.

use weland_core::{ErrorKind, OperationSchema, OtherError, Structure};

use crate::member::member_text;

/// What the operation puts in front of the host, its labels filled in; `None` if it puts nothing there.
///
/// ```
/// use weland_core::OperationSchema;
///
/// let operation = OperationSchema::http("Read", "GET", "/").host_prefix("data.");
/// assert_eq!(weland_protocol::host_prefix(&operation, &())?.as_deref(), Some("data."));
/// # Ok::<(), weland_core::OtherError>(())
/// ```
///
/// # Errors
/// Of [`ErrorKind::Request`] when a value cannot be a label of a host name: 1 to 63 letters, digits and hyphens of ASCII,
/// the hyphens neither first nor last.
pub fn host_prefix(operation: &OperationSchema, input: &dyn Structure) -> Result<Option<String>, OtherError> {
    let Some(pattern) = operation.host_prefix else {
        return Ok(None);
    };
    let mut prefix = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        prefix.push_str(before);
        prefix.push_str(&label(input, name)?);
        rest = after;
    }
    prefix.push_str(rest);
    Ok(Some(prefix))
}

fn label(input: &dyn Structure, name: &str) -> Result<String, OtherError> {
    let value = member_text(input, name).unwrap_or_default();
    if is_label(&value) {
        return Ok(value);
    }
    // The value may be a secret, so it is not shown.
    let message = format!(
        "`{name}` is part of the host name: it has to be 1 to 63 letters, digits and hyphens, with no hyphen at its ends"
    );
    Err(OtherError::new(ErrorKind::Request, message))
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}
