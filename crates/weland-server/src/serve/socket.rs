//! The socket of a connection, which notes what goes in and out.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::activity::Shared;

pub(super) struct Socket<T> {
    stream: T,
    /// What was read to see which version of HTTP it is, and is to be read again.
    start: Bytes,
    activity: Shared,
}

impl<T> Socket<T> {
    pub(super) fn new(stream: T, activity: Shared) -> Self {
        Self { stream, start: Bytes::new(), activity }
    }

    /// Lets bytes be read once more.
    #[cfg(feature = "http2")]
    pub(super) fn put_back(&mut self, start: Vec<u8>) {
        self.start = start.into();
    }

    pub(super) fn into_inner(self) -> T {
        self.stream
    }

    fn note(&self, written: &Poll<io::Result<usize>>) {
        match written {
            Poll::Ready(Ok(bytes)) => self.activity.lock().has_written(*bytes),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => self.activity.lock().is_blocked(),
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Socket<T> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.start.is_empty() {
            let count = self.start.len().min(buffer.remaining());
            buffer.put_slice(&self.start.split_to(count));
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.activity.lock().has_read();
        }
        read
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Socket<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.note(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.note(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
