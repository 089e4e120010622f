//! One call of an operation.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use weland_core::{Operation, OtherError, ResponseMetadata};
use weland_protocol::ClientProtocol;

use crate::BoxFuture;
use crate::options::CallOptions;
use crate::pipeline::Pipeline;
use crate::response::{FinalResponse, outcome};

/// The output of an operation with the metadata of its response, or the error of the operation.
pub type ResultWithMetadata<O> = Result<(<O as Operation>::Output, ResponseMetadata), <O as Operation>::Error>;

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
    pipeline: Arc<Pipeline>,
    pub(crate) input: O::Input,
    options: CallOptions,
}

impl<O: Operation> Call<O> {
    pub(crate) fn new(pipeline: Arc<Pipeline>, input: O::Input) -> Self {
        Self { pipeline, input, options: CallOptions::default() }
    }

    /// The same call with another input.
    pub(crate) fn with_input(&self, input: O::Input) -> Self {
        Self { pipeline: Arc::clone(&self.pipeline), input, options: self.options.clone() }
    }

    /// Sets how long the call may take, with all attempts and the time between them. A stream in the response may take longer.
    /// `None` is no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.timeout = Some(timeout.into());
        self
    }

    /// Sets how long one attempt may take; `None` is no limit.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.attempt_timeout = Some(timeout.into());
        self
    }

    /// Sets how long each attempt waits for its response to begin, see
    /// [`Config::first_byte_timeout`](crate::Config::first_byte_timeout).
    pub fn first_byte_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.first_byte_timeout = Some(timeout.into());
        self
    }

    /// Sets how long the next piece of a response is waited for, see
    /// [`Config::read_timeout`](crate::Config::read_timeout).
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.read_timeout = Some(timeout.into());
        self
    }

    /// Sets how often the call is tried at most.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Says whether the call may be repeated, which otherwise follows from the model: whether its operation is idempotent or
    /// takes an idempotency token.
    ///
    /// - `true`: doing it twice is as good as doing it once. It is also tried again after a failure that leaves open whether
    ///   the service has received it, such as a timeout.
    /// - `false`: the service must not receive it twice. It is only tried again if it was not sent, and not after an error
    ///   of the service either.
    ///
    /// A request whose body is a stream that is not in memory cannot be sent twice in any case.
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.options.repeatable = Some(repeatable);
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

impl<O: Operation> Call<O> {
    /// Makes the call, and returns the output together with what the response says beside it: its status and the id that the
    /// service gave the request. Errors have that as well, by [`OperationError::metadata`](weland_core::OperationError::metadata).
    ///
    /// ```
    /// # async fn example<O: weland_core::Operation>(client: weland_client::Client, input: O::Input) -> Result<(), O::Error> {
    /// let (output, metadata) = client.call::<O>(input).with_metadata().await?;
    /// println!("{:?}", metadata.request_id());
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_metadata(self) -> BoxFuture<'static, ResultWithMetadata<O>> {
        let (protocol, response) = self.send();
        Box::pin(async move { outcome::<O>(protocol, response.await) })
    }

    /// Makes the request of the call, for somebody else to send: it has a signature in its URI, which is valid for the given
    /// time, from a second to seven days. Temporary credentials may end it sooner.
    ///
    /// The request has to be sent as it is, with its headers and its body. There is one exception: bodies for S3 are not signed,
    /// so that a URI for an upload can be made before there is anything to upload. Inputs that are forms, as in the protocol
    /// awsQuery, are moved to the URI, for a `GET` without a body.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # async fn example<O: weland_core::Operation>(client: weland_client::Client, input: O::Input)
    /// # -> Result<(), weland_core::OtherError> {
    /// let request = client.call::<O>(input).presign(Duration::from_secs(15 * 60)).await?;
    /// println!("{} {}", request.method(), request.uri());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the call would not be signed by AWS Signature Version 4, when it cannot be made for other reasons, such as an
    /// invalid input or missing credentials, or when the time is too short or too long.
    pub fn presign(self, expires: Duration) -> BoxFuture<'static, Result<Request<Bytes>, OtherError>>
    where
        O::Input: Send + 'static,
    {
        let Self { pipeline, mut input, options } = self;
        Box::pin(async move { pipeline.presign(O::SCHEMA, &mut input, options, expires).await })
    }

    fn send(self) -> (&'static dyn ClientProtocol, BoxFuture<'static, FinalResponse>) {
        let Self { pipeline, mut input, options } = self;
        (pipeline.protocol, pipeline.send(O::SCHEMA, &mut input, options))
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, O::Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let (protocol, response) = self.send();
        Box::pin(async move { outcome::<O>(protocol, response.await).map(|(output, _)| output) })
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} ", O::SCHEMA.name)?;
        weland_core::debug(&self.input, f)?;
        f.write_str(")")
    }
}
