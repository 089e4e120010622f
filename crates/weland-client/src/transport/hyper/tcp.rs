//! TCP connections to hosts that may have several addresses.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::task::Poll;
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, lookup_host};

use crate::BoxFuture;

/// How long to wait for an address before the next one is tried beside it, as RFC 8305 recommends.
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);
/// A peer that is gone is noticed after twice this time, however long a response may take.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// A connection to whichever address of a host responds first.
pub(super) async fn connect(host: &str, port: u16) -> io::Result<TcpStream> {
    let found = lookup_host((host, port))
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("the address of `{host}` cannot be found ({error})")))?;
    let stream = first(alternating(found), ATTEMPT_DELAY).await?;
    stream.set_nodelay(true)?;
    let keep_alive = TcpKeepalive::new().with_time(KEEP_ALIVE);
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple", windows))]
    let keep_alive = keep_alive.with_interval(KEEP_ALIVE / 3).with_retries(3);
    SockRef::from(&stream).set_tcp_keepalive(&keep_alive)?;
    Ok(stream)
}

/// The addresses in their order, but with both versions of IP in turn.
fn alternating(addresses: impl Iterator<Item = SocketAddr>) -> VecDeque<SocketAddr> {
    let mut addresses: VecDeque<_> = addresses.collect();
    for index in 1..addresses.len() {
        let last = addresses[index - 1].is_ipv4();
        let Some(next) = (index..addresses.len()).find(|next| addresses[*next].is_ipv4() != last) else { break };
        addresses.make_contiguous()[index..=next].rotate_right(1);
    }
    addresses
}

/// Tries one address after the other. Those that say nothing are waited for further, while the next one is tried.
async fn first(mut addresses: VecDeque<SocketAddr>, delay: Duration) -> io::Result<TcpStream> {
    let mut pending: Vec<BoxFuture<'static, io::Result<TcpStream>>> = Vec::new();
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    loop {
        match addresses.pop_front() {
            Some(address) => pending.push(Box::pin(TcpStream::connect(address))),
            None if pending.is_empty() => return Err(failure),
            None => {}
        }
        let any = poll_fn(|cx| {
            for (index, attempt) in pending.iter_mut().enumerate() {
                if let Poll::Ready(outcome) = attempt.as_mut().poll(cx) {
                    drop(pending.swap_remove(index));
                    return Poll::Ready(outcome);
                }
            }
            Poll::Pending
        });
        // The last one gets as much time as there is.
        let delay = if addresses.is_empty() { Duration::MAX } else { delay };
        match tokio::time::timeout(delay, any).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => failure = error,
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(all: &[&str]) -> VecDeque<SocketAddr> {
        all.iter().map(|address| address.parse().unwrap()).collect()
    }

    #[test]
    fn both_versions_of_ip_are_tried_in_turn() {
        let given = addresses(&["[::1]:1", "[::2]:1", "[::3]:1", "1.1.1.1:1", "1.1.1.2:1"]);
        let expected = addresses(&["[::1]:1", "1.1.1.1:1", "[::2]:1", "1.1.1.2:1", "[::3]:1"]);
        assert_eq!(alternating(given.into_iter()), expected);
        let same = addresses(&["1.1.1.1:1", "1.1.1.2:1"]);
        assert_eq!(alternating(same.clone().into_iter()), same);
    }

    #[tokio::test]
    async fn an_address_that_refuses_or_says_nothing_does_not_keep_others_from_being_tried() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let open = listener.local_addr().unwrap();
        let refusing = {
            let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            closed.local_addr().unwrap()
        };
        // A queue that is full: whoever knocks further gets no response.
        let full = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        full.bind(&"127.0.0.1:0".parse::<SocketAddr>().unwrap().into()).unwrap();
        full.listen(0).unwrap();
        let silent = full.local_addr().unwrap().as_socket().unwrap();
        let _waiting: Vec<_> = (0..4)
            .map(|_| {
                let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
                socket.set_nonblocking(true).unwrap();
                drop(socket.connect(&silent.into()));
                socket
            })
            .collect();
        let stream = first([refusing, silent, open].into(), Duration::from_millis(1)).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), open);
        let error = first([refusing].into(), Duration::from_millis(1)).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(first(VecDeque::new(), ATTEMPT_DELAY).await.unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
