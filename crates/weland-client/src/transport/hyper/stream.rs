//! A TCP connection that knows whether anything of a request has been sent.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use crate::transport::TransportError;

/// What a connection and the pool tell each other.
#[derive(Debug, Default)]
pub(super) struct Watch(AtomicU8);

/// Bytes have been written since the last request was announced.
const SENT: u8 = 0;
/// A request is about to be written to a new connection.
const NEW: u8 = 1;
/// A request is about to be written to a connection that has been idle.
const REUSED: u8 = 2;

impl Watch {
    /// Announces a request.
    pub(super) fn expect_request(&self, reused: bool) {
        self.0.store(if reused { REUSED } else { NEW }, Ordering::Release);
    }

    fn state(&self) -> u8 {
        self.0.load(Ordering::Acquire)
    }
}

/// A TCP connection whose errors say that a request was not sent, as long as nothing of it has been written.
pub(super) struct WatchedStream {
    tcp: TcpStream,
    pub(super) watch: Arc<Watch>,
}

impl WatchedStream {
    pub(super) fn new(tcp: TcpStream) -> Self {
        Self { tcp, watch: Arc::default() }
    }

    /// Looks before a request is written whether the peer has closed the connection meanwhile. The runtime may not have heard
    /// of it yet, and what is written then is lost.
    fn write(&mut self, write: impl FnOnce(Pin<&mut TcpStream>) -> Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let state = self.watch.state();
        if state == REUSED && !is_open(&self.tcp) {
            let error = TransportError::not_sent("the connection was closed while it was idle");
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::NotConnected, error)));
        }
        let written = write(Pin::new(&mut self.tcp));
        match written {
            Poll::Ready(Ok(_)) => self.watch.0.store(SENT, Ordering::Release),
            Poll::Ready(Err(error)) if state != SENT => {
                return Poll::Ready(Err(io::Error::new(error.kind(), TransportError::not_sent(error))));
            }
            _ => {}
        }
        written
    }
}

/// Whether an idle connection is one still: bytes that nobody has asked for say that it is not, such as TLS's farewell.
fn is_open(tcp: &TcpStream) -> bool {
    // Tokio only asks the system if it has heard of something to read.
    let peeked = SockRef::from(tcp).peek(&mut [MaybeUninit::uninit()]);
    peeked.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
}

impl AsyncRead for WatchedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(cx, buf)
    }
}

impl AsyncWrite for WatchedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.write(|tcp| tcp.poll_write(cx, buf))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(|tcp| tcp.poll_write_vectored(cx, bufs))
    }
}

/// A connection with or without TLS. It is one type, so that hyper is compiled once.
pub(super) enum Stream {
    Plain(WatchedStream),
    Tls(Box<TlsStream<WatchedStream>>),
    /// TLS to a server, within TLS to a proxy.
    #[cfg(feature = "proxy")]
    TlsInTls(Box<TlsStream<TlsStream<WatchedStream>>>),
}

impl Stream {
    pub(super) fn watch(&self) -> Arc<Watch> {
        let stream = match self {
            Self::Plain(stream) => stream,
            Self::Tls(tls) => tls.get_ref().0,
            #[cfg(feature = "proxy")]
            Self::TlsInTls(tls) => tls.get_ref().0.get_ref().0,
        };
        Arc::clone(&stream.watch)
    }

    /// The protocol that was negotiated; the outer `None` is for connections without TLS.
    #[cfg(feature = "http2")]
    #[allow(clippy::option_option, reason = "a server may negotiate nothing")]
    pub(super) fn alpn(&self) -> Option<Option<&[u8]>> {
        match self {
            Self::Plain(_) => None,
            Self::Tls(tls) => Some(tls.get_ref().1.alpn_protocol()),
            #[cfg(feature = "proxy")]
            Self::TlsInTls(tls) => Some(tls.get_ref().1.alpn_protocol()),
        }
    }
}

/// Calls a method of whatever a stream is.
macro_rules! each {
    ($stream:ident . $method:ident ( $($argument:expr),* )) => {
        match &mut *$stream {
            Stream::Plain(stream) => Pin::new(stream).$method($($argument),*),
            Stream::Tls(stream) => Pin::new(stream).$method($($argument),*),
            #[cfg(feature = "proxy")]
            Stream::TlsInTls(stream) => Pin::new(stream).$method($($argument),*),
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        each!(self.poll_read(cx, buf))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        each!(self.poll_write(cx, buf))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self.poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self.poll_shutdown(cx))
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(stream) => stream.is_write_vectored(),
            Self::Tls(stream) => stream.is_write_vectored(),
            #[cfg(feature = "proxy")]
            Self::TlsInTls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self.poll_write_vectored(cx, bufs))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::transport::Verdict;

    async fn connected() -> (WatchedStream, std::net::TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        (WatchedStream::new(stream), listener.accept().unwrap().0)
    }

    /// Writes once, without asking the runtime for news; whether that is known to be in vain.
    async fn write(stream: &mut WatchedStream) -> bool {
        let written = std::future::poll_fn(|cx| Pin::new(&mut *stream).poll_write(cx, b"request")).await;
        written.is_err_and(|error| Verdict::of(&error.into()).not_sent)
    }

    #[tokio::test]
    async fn nothing_is_written_to_an_idle_connection_that_is_closed() {
        use std::io::Write as _;
        let (mut stream, peer) = connected().await;
        stream.watch.expect_request(true);
        assert!(!write(&mut stream).await);
        drop(peer);
        stream.watch.expect_request(true);
        assert!(write(&mut stream).await);

        // Such as TLS's farewell before the end.
        let (mut stream, mut peer) = connected().await;
        peer.write_all(b"bye").unwrap();
        stream.watch.expect_request(true);
        assert!(write(&mut stream).await);
    }

    #[tokio::test]
    async fn only_the_first_write_can_tell_that_a_request_was_not_sent() {
        let (mut stream, _peer) = connected().await;
        let closed = |stream: &WatchedStream| {
            let copy = std::os::fd::AsFd::as_fd(&stream.tcp).try_clone_to_owned().unwrap();
            std::net::TcpStream::from(copy).shutdown(std::net::Shutdown::Write).unwrap();
        };
        stream.watch.expect_request(false);
        assert!(!write(&mut stream).await);
        closed(&stream);
        assert!(!write(&mut stream).await);
        stream.watch.expect_request(false);
        assert!(write(&mut stream).await);
    }
}
