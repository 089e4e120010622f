//! The end of a connection.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

/// Closes a connection whose peer may still be sending: says that no more will come, and reads on for a limited time. A socket
/// that is closed with unread input resets the connection, and what the peer has not yet read of the response is lost to it.
pub(super) async fn linger<T: AsyncRead + AsyncWrite + Unpin>(mut stream: T, time: Duration, bytes: u64) {
    if stream.shutdown().await.is_ok() {
        // A peer that goes on beyond the limits has had its chance.
        let _ = timeout(time, discard(stream, bytes)).await;
    }
}

async fn discard(mut stream: impl AsyncRead + Unpin, mut bytes: u64) {
    let mut buffer = vec![0; 16 * 1024];
    while bytes > 0
        && let Ok(read @ 1..) = stream.read(&mut buffer).await
    {
        bytes = bytes.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
    }
}
