#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The client runtime of generated crates: endpoints, signing, retries, timeouts, pagination, waiters, transport.
//!
//! A generated client wraps a [`Client`] and has one method per operation; each returns a [`Call`] that is awaited
//! directly or tuned first:
//!
//! ```
//! # use std::time::Duration;
//! # use weland_client::{Client, Config, protocol::RestJson1};
//! # use weland_core::Operation;
//! # async fn example<GetFunction: Operation>(
//! #     service: &'static weland_core::ServiceSchema,
//! #     input: GetFunction::Input,
//! # ) -> Result<(), GetFunction::Error> {
//! let client = Client::new(service, &RestJson1, Config::from_env().region("eu-central-1"));
//! let output = client.call::<GetFunction>(input).timeout(Duration::from_secs(10)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Each call goes through slots, in this order: the [endpoint] resolver, the [identity], the scheme of authentication
//! ([auth]), its signer, and the [`Transport`]. [Hooks](hooks) run before and after each attempt.
//!
//! Requests go through any tower service ([`Transport`]); by default, with the feature `hyper`, that is hyper over rustls.

pub mod auth;
mod call;
mod checksum;
mod client;
mod compress;
mod config;
pub mod credentials;
pub mod endpoint;
pub mod environment;
mod error;
mod hex;
pub mod hooks;
mod host;
pub mod identity;
mod options;
mod page;
mod pipeline;
mod random;
mod response;
mod retry;
mod serialize;
pub mod sign;
mod silence;
mod skew;
mod sources;
mod streaming;
#[cfg(feature = "test-util")]
pub mod testing;
mod time;
mod transport;
mod user_agent;
mod value;
mod wait;

use std::pin::Pin;

pub use call::{Call, ResultWithMetadata};
pub use client::Client;
pub use config::Config;
pub use credentials::{Credentials, CredentialsProvider};
pub use error::CallError;
#[doc(hidden)]
pub use error::into_other;
pub use page::{Items, Pages};
pub use retry::RetryMode;
#[cfg(feature = "http2")]
pub use transport::HttpVersion;
#[cfg(feature = "proxy")]
pub use transport::{ProxyConfig, ProxyConfigError};
#[cfg(feature = "hyper")]
pub use transport::{TlsConfig, TlsConfigError};
pub use transport::{Transport, TransportError};
pub use wait::{Acceptor, AcceptorMatcher, AcceptorState, Comparator, WaitError, WaitResult, Waiter};
pub use weland_core::ResponseMetadata;
pub use weland_protocol::{Body, protocol};

// The crates whose types stand in this interface, for programs that depend on a generated crate alone.
pub use {bytes, futures_core, http, http_body, tower_service, weland_core};

/// A future whose type is gone.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An error with its causes, in one line; a cause that the text names already is left out.
fn describe(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}
