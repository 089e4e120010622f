//! One call of an operation.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{Operation, Paginated};

use crate::BoxFuture;
use crate::answer::outcome;
use crate::client::Client;
use crate::outgoing::Outgoing;
use crate::page::{Items, Pages};

/// A call that is about to be made: await it, or tune it first.
///
/// ```
/// # use std::time::Duration;
/// # async fn example<O: weland_core::Operation>(client: weland_client::Client, input: O::Input) -> Result<(), O::Error> {
/// let output = client
///     .call::<O>(input)
///     .timeout(Duration::from_secs(20))
///     .header("x-amz-log-type", "Tail")
///     .max_attempts(1)
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is made when it is awaited"]
pub struct Call<O: Operation> {
    pub(crate) client: Client,
    pub(crate) input: O::Input,
    pub(crate) options: CallOptions,
}

/// What a call does differently from its client.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) endpoint: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
    /// What is wrong with these options; said when the call is made.
    pub(crate) problem: Option<String>,
}

impl<O: Operation> Call<O> {
    pub(crate) fn new(client: Client, input: O::Input) -> Self {
        Self { client, input, options: CallOptions::default() }
    }

    /// Sets how long the call may take, with all attempts and the time between them. A stream in the answer may take longer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets how long one attempt may take.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// Sets how often the call is tried at most.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Sets a header of the request, in place of one that has this name already. It is signed.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.set_header(name, value);
        self
    }

    /// Sends this call to another URL.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.options.endpoint = Some(url.into());
        self
    }
}

impl<O: Paginated> Call<O> {
    /// The pages of the output, one call each.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }

    /// The elements of all pages.
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }
}

impl CallOptions {
    fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.problem = Some(format!("`{name}` cannot be the name of a header")),
            // The value may be a secret, so it is not shown.
            (_, Err(_)) => self.problem = Some(format!("the value of the header `{name}` holds control characters")),
        }
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, O::Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { client, mut input, options } = self;
        let outgoing = Outgoing::new(O::SERVICE, O::SCHEMA, &mut input);
        let answer = client.core.send(O::SCHEMA, outgoing, options);
        Box::pin(async move { outcome::<O>(answer.await) })
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} ", O::SCHEMA.name)?;
        weland_core::debug(&self.input, f)?;
        f.write_str(")")
    }
}
