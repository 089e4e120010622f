//! Tunnels through proxies.

use std::io;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::Intercept;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use weland_core::BoxError;

use crate::transport::TransportError;
use crate::transport::proxy::shown;

/// How long the head of a proxy's response may be.
const MAX_HEAD: usize = 16 * 1024;

/// Asks a proxy for a tunnel to the host of a URI.
pub(super) async fn open<S>(stream: &mut S, proxy: &Intercept, uri: &Uri) -> Result<(), BoxError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let target = format!("{}:{}", uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(443));
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nhost: {target}\r\n").into_bytes();
    if let Some(value) = proxy.basic_auth().map(HeaderValue::as_bytes) {
        request.extend_from_slice(b"proxy-authorization: ");
        request.extend_from_slice(value);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    let failed = |error: io::Error| {
        TransportError::not_sent(format!("the proxy {} ended the connection: {error}", shown(proxy)))
    };
    stream.write_all(&request).await.map_err(failed)?;
    stream.flush().await.map_err(failed)?;
    let head = read_head(stream).await.map_err(failed)?;
    accepted(proxy, status(&head))
}

/// Reads the head of a response and nothing behind it.
async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == MAX_HEAD {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "its response is too long"));
        }
        // One at a time, since what follows is part of the tunnel.
        head.push(stream.read_u8().await?);
    }
    Ok(head)
}

/// The status in the head of a response.
fn status(head: &[u8]) -> Option<u16> {
    let rest = head.strip_prefix(b"HTTP/1.")?.get(1..)?.strip_prefix(b" ")?;
    std::str::from_utf8(rest.get(..3)?).ok()?.parse().ok()
}

fn accepted(proxy: &Intercept, status: Option<u16>) -> Result<(), BoxError> {
    let shown = shown(proxy);
    let error = match status {
        Some(200..300) => return Ok(()),
        Some(407) if proxy.basic_auth().is_some() => {
            let message = format!("the proxy {shown} refuses the user name or the password in its URL (status 407)");
            TransportError::not_sent(message).lasting()
        }
        Some(407) => {
            let message =
                format!("the proxy {shown} asks for a user name and a password; they go into its URL (status 407)");
            TransportError::not_sent(message).lasting()
        }
        Some(status @ 500..600) => {
            TransportError::not_sent(format!("the proxy {shown} cannot reach the host (status {status})"))
        }
        Some(status) => {
            TransportError::not_sent(format!("the proxy {shown} opens no tunnel (status {status})")).lasting()
        }
        None => TransportError::not_sent(format!("the proxy {shown} does not speak HTTP")).lasting(),
    };
    Err(error.into())
}
