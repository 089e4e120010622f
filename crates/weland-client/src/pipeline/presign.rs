//! Requests that somebody else sends.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::request::Parts;
use http::{HeaderMap, Method, Request, Uri};
use weland_core::{Binding, ErrorKind, OperationSchema, OtherError, Structure};
use weland_protocol::sha256::Hash;
use weland_protocol::{Body, member_text};

use super::Pipeline;
use crate::auth::SIGV4;
use crate::hex::hex;
use crate::hooks::CallContext;
use crate::options::CallOptions;
use crate::sign::{UNSIGNED_PAYLOAD, presign_path};

/// Headers that say how a client of ours makes a call, which is of no concern to whoever sends the request.
const OF_CLIENT: [&str; 4] = ["accept", "amz-sdk-invocation-id", "content-length", "user-agent"];
const FORM: &str = "application/x-www-form-urlencoded";

impl Pipeline {
    /// The request of a call, with a signature in its URI that is valid for a while.
    pub(crate) async fn presign(
        self: &Arc<Self>,
        operation: &'static OperationSchema,
        input: &mut (dyn Structure + Send),
        options: CallOptions,
        expires: Duration,
    ) -> Result<Request<Bytes>, OtherError> {
        let call = CallContext { service: self.service, operation };
        let stated = Stated { by_input: headers_of(input), by_call: options.headers.clone() };
        let mut request = self.serialize(operation, input)?;
        let body = std::mem::take(request.request.body_mut());
        *request.request.body_mut() = self.presigned_body(body).await?.into();
        let options = CallOptions { presigned: true, ..options };
        let (prepared, body) = self.prepare(&call, request, options).await?;
        let mut parts = prepared.head();
        let Some(scheme) = prepared.auth.iter().find(|scheme| scheme.id() == SIGV4) else {
            let message = "only a call that is signed by AWS Signature Version 4 can be presigned";
            return Err(OtherError::new(ErrorKind::Request, message));
        };
        let signer = scheme.signer_for(&prepared.endpoint.signing).await?;
        let Some(signature) = signer.signature() else {
            let message = "the scheme `aws.auth#sigv4` that the configuration has cannot presign";
            return Err(OtherError::new(ErrorKind::Request, message));
        };
        let mut body = Bytes::copy_from_slice(body.as_bytes().unwrap_or_default());
        stated.clean(&mut parts.headers, body.is_empty());
        move_form(&mut parts, &mut body)?;
        // S3 and its kin, which take paths as they are, compare no bodies with presigned requests.
        let hash = if signature.raw_path { UNSIGNED_PAYLOAD.to_owned() } else { hex(&Hash::hash(&body)) };
        presign_path(&mut parts, &hash, signature.credentials, &signature.scope, expires, signature.raw_path)?;
        Ok(Request::from_parts(parts, body))
    }

    /// The body of a presigned request, in memory.
    async fn presigned_body(&self, body: Body) -> Result<Bytes, OtherError> {
        if body.is_event_stream() {
            let message = "a call that sends a stream of events cannot be presigned";
            return Err(OtherError::new(ErrorKind::Request, message));
        }
        body.collect(self.config.max_buffered_request_size).await.map_err(|error| {
            OtherError::new(ErrorKind::Request, "the body of the request cannot be read").with_source(error)
        })
    }
}

/// The headers that the caller has set.
struct Stated {
    by_input: Vec<HeaderName>,
    by_call: HeaderMap,
}

impl Stated {
    /// Removes headers that only a client of ours would send. They would have to be sent by others, since all are signed.
    fn clean(&self, headers: &mut HeaderMap, is_empty: bool) {
        let has = |name: &HeaderName| self.by_call.contains_key(name) || self.by_input.contains(name);
        let of_nothing = is_empty.then_some(CONTENT_TYPE);
        for name in OF_CLIENT.map(HeaderName::from_static).into_iter().chain(of_nothing).filter(|name| !has(name)) {
            headers.remove(name);
        }
    }
}

/// The headers that members of an input are bound to, as far as these are set.
fn headers_of(input: &dyn Structure) -> Vec<HeaderName> {
    let members = input.schema().members.iter();
    let names = members.filter_map(|member| match member.binding {
        Binding::Header(name) if member_text(input, member.name).is_some() => HeaderName::try_from(name).ok(),
        _ => None,
    });
    names.collect()
}

/// Moves a form into the query string, where services with such protocols look for it as well. So the URI is all there is.
fn move_form(parts: &mut Parts, body: &mut Bytes) -> Result<(), OtherError> {
    let is_form = parts.headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(FORM.as_bytes()));
    let Some(form) = std::str::from_utf8(body).ok().filter(|form| is_form && !form.is_empty()) else {
        return Ok(());
    };
    let separator = if parts.uri.query().is_some() { '&' } else { '?' };
    let text = format!("{}{separator}{form}", parts.uri);
    parts.uri = Uri::try_from(text).map_err(|_| {
        OtherError::new(ErrorKind::Request, "the input is too long for a URI, or it holds what no URI can hold")
    })?;
    parts.method = Method::GET;
    parts.headers.remove(CONTENT_TYPE);
    *body = Bytes::new();
    Ok(())
}
