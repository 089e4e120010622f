//! A Lambda service that records the inputs it receives and returns canned responses.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context as TaskContext, Poll};

use serde_json::Value;
use weland_core::{
    BoxError, ByteStream, ErrorKind, EventSource, Operation, OperationError, OtherError, Stream, Structure, Zero as _,
};
use weland_lambda_server::{Context, Lambda};
use weland_lambda_types::*;

use crate::value::{from_value, with_stream};

/// A response that was defined before its request.
#[derive(Debug, Clone)]
pub enum CannedResponse {
    /// An output with these members; those of an event stream are the list of its events.
    Output(Value),
    /// An error of the model by its name, with these members.
    Error(String, Value),
    /// An error that the model does not define: status, code, message.
    Other(u16, String, String),
}

/// A call of a handler.
#[derive(Debug, Clone)]
pub struct Received {
    /// The name of the operation.
    pub operation: &'static str,
    /// The members of the input.
    pub input: Value,
}

/// The service. Clones share their state.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    responses: VecDeque<CannedResponse>,
    received: Vec<Received>,
}

impl Recorder {
    /// Adds the response of the next call that has none yet.
    pub fn respond_with(&self, response: CannedResponse) {
        self.state().responses.push_back(response);
    }

    /// Takes the calls received since the last time, and drops responses that no call has used.
    pub fn take(&self) -> Vec<Received> {
        let mut state = self.state();
        state.responses.clear();
        std::mem::take(&mut state.received)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn handle<O: Operation>(self, mut input: O::Input) -> Result<O::Output, O::Error> {
        let received = Received { operation: O::SCHEMA.name, input: with_stream(&mut input).await.map_err(internal)? };
        let response = {
            let mut state = self.state();
            state.received.push(received);
            state.responses.pop_front()
        };
        match response {
            Some(CannedResponse::Output(value)) => output::<O>(&value).map_err(|error| internal(error).into()),
            Some(CannedResponse::Error(name, members)) => Err(modeled::<O>(&name, &members)?),
            Some(CannedResponse::Other(status, code, message)) => {
                Err(OtherError::service(status, code, message).into())
            }
            None => Err(OtherError::service(500, "NoResponse", "the recorder has no response for this call").into()),
        }
    }
}

fn output<O: Operation>(value: &Value) -> Result<O::Output, BoxError> {
    let mut output = O::Output::zero();
    from_value(value, &mut output)?;
    let name = output.schema().members.iter().find(|member| member.schema.streaming).map(|member| member.name);
    let streamed = value[name.unwrap_or_default()].clone();
    match output.stream() {
        Some(Stream::Events(events)) => {
            let list = streamed.as_array().cloned().unwrap_or_default();
            events.attach(Box::new(Planned(list.into())));
        }
        Some(Stream::Bytes(stream)) => {
            *stream = ByteStream::from(streamed.as_str().unwrap_or_default().to_owned());
        }
        None => {}
    }
    Ok(output)
}

fn modeled<O: Operation>(name: &str, members: &Value) -> Result<O::Error, O::Error> {
    let schema = O::SCHEMA.errors.iter().find(|error| error.name == name);
    let Some(mut error) = schema.and_then(|schema| O::Error::with_schema(schema)) else {
        return Err(internal(format!("{} has no error {name}", O::SCHEMA.name).into()).into());
    };
    if let Some(error) = error.modeled_mut() {
        from_value(members, error).map_err(|error| internal(error.into()))?;
    }
    Ok(error)
}

fn internal(error: BoxError) -> OtherError {
    OtherError::new(ErrorKind::Service, error.to_string()).with_code("Recorder").with_status(500)
}

/// Events that were defined in advance.
struct Planned(VecDeque<Value>);

impl EventSource for Planned {
    fn poll_event(&mut self, _: &mut TaskContext<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>> {
        Poll::Ready(self.0.pop_front().map(|value| from_value(&value, event).map_err(Into::into)))
    }
}

/// Implements the server's trait: every operation is handled alike.
macro_rules! record {
    ($($operation:ident => $method:ident,)*) => {
        impl Lambda for Recorder {
            $(fn $method(
                &self,
                input: <$operation as Operation>::Input,
                _: Context,
            ) -> impl Future<Output = Result<<$operation as Operation>::Output, <$operation as Operation>::Error>> + Send
            {
                self.clone().handle::<$operation>(input)
            })*
        }
    };
}

crate::operations!(record);
