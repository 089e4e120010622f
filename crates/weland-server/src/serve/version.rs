//! Which version of HTTP a peer speaks.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};

use super::activity::Shared;
use super::socket::Socket;
use super::timer::Timer;

/// What a peer that speaks HTTP/2 begins with, which no request of HTTP/1.1 does.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Whether a peer begins with the preface of HTTP/2; `None` if its time is over, or the connection is broken. What has been read is
/// put back. If the server is `closing` before that is clear, it is HTTP/1.1.
pub(super) async fn is_http2<T: AsyncRead + Unpin>(
    socket: &mut Socket<T>,
    activity: &Shared,
    mut closing: Pin<&mut impl Future<Output = ()>>,
) -> Option<bool> {
    let mut start = Vec::with_capacity(PREFACE.len());
    let mut timer = Timer::default();
    let verdict = poll_fn(|cx| {
        loop {
            match poll_start(socket, &mut start, cx) {
                Poll::Ready(Some(Some(verdict))) => return Poll::Ready(Some(verdict)),
                Poll::Ready(Some(None)) => {}
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending if closing.as_mut().poll(cx).is_ready() => return Poll::Ready(Some(false)),
                Poll::Pending => {
                    let deadline = activity.lock().waits();
                    return if timer.is_over(deadline, cx) { Poll::Ready(None) } else { Poll::Pending };
                }
            }
        }
    })
    .await?;
    socket.put_back(start);
    Some(verdict)
}

/// Reads on: the verdict if it is clear, `None` if the connection is broken.
fn poll_start<T: AsyncRead + Unpin>(
    socket: &mut Socket<T>,
    start: &mut Vec<u8>,
    cx: &mut Context<'_>,
) -> Poll<Option<Option<bool>>> {
    let mut bytes = [0; PREFACE.len()];
    let missing = PREFACE.len() - start.len();
    let mut buffer = ReadBuf::new(bytes.get_mut(..missing).unwrap_or_default());
    match Pin::new(socket).poll_read(cx, &mut buffer) {
        Poll::Ready(Ok(())) => {}
        Poll::Ready(Err(_)) => return Poll::Ready(None),
        Poll::Pending => return Poll::Pending,
    }
    let has_ended = buffer.filled().is_empty();
    start.extend_from_slice(buffer.filled());
    Poll::Ready(Some(match PREFACE.strip_prefix(start.as_slice()) {
        Some([]) => Some(true),
        Some(_) if !has_ended => None,
        _ => Some(false),
    }))
}
