//! The handler of every operation.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use weland_core::{Operation, Zero as _};

use crate::events;
use crate::report::{Failure, Outcome};
use crate::transcript;
use crate::tree::{Tree, take_bytes};

/// Handles every operation of a service under test: it records the input and returns an empty output.
///
/// Generated tests implement the trait of the service with it, one line per operation. Without such a trait:
///
/// ```
#[doc = include_str!("../greeter.md")]
/// fn greeter(recorder: Recorder) -> Router {
///     Router::new(&SERVICE, &RestJson1).route::<Greet, _, _>(move |input, _context| recorder.record::<Greet>(input))
/// }
/// # server::request::<Greet>(
/// #     r#"{"protocol": "aws.protocols#restJson1", "method": "GET", "uri": "/greetings/Ada", "params": {"name": "Ada"}}"#,
/// #     greeter,
/// # );
/// ```
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Option<Received>>>);

/// The input of a handler.
pub(crate) struct Received {
    operation: &'static str,
    /// The input, without its stream of events.
    pub(crate) input: Tree,
    pub(crate) events: events::Received,
}

impl Recorder {
    /// Records the input of a request, and returns an empty output.
    pub fn record<O: Operation>(
        &self,
        mut input: O::Input,
    ) -> impl Future<Output = Result<O::Output, O::Error>> + Send + use<O> {
        let received_input = Arc::clone(&self.0);
        async move {
            let bytes = match take_bytes(&mut input) {
                // A stream that breaks off is missing in what was received.
                Some(stream) => stream.collect().await.ok(),
                None => None,
            };
            let events = events::drain(events::take(&mut input)).await;
            let tree = Tree::of(&input).with_stream(&input, bytes);
            let received = Received { operation: O::SCHEMA.name, input: tree, events };
            *received_input.lock().unwrap_or_else(PoisonError::into_inner) = Some(received);
            Ok(O::Output::zero())
        }
    }

    /// The input that the operation's handler got before the server sent this response.
    ///
    /// # Errors
    /// When no handler was called, or that of another operation.
    pub(crate) fn received<O: Operation>(&self, response: &http::Response<Bytes>) -> Outcome<Received> {
        let received = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match received {
            Some(received) if received.operation == O::SCHEMA.name => Ok(received),
            Some(received) => Err(Failure::new(format!("the request was routed to {}", received.operation))),
            None => Err(Failure::new("the server did not call the handler")
                .with("The response that it sent instead", transcript::response(response))),
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder(..)")
    }
}
