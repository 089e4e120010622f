//! A Lambda service that keeps what it receives and answers what it was told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context as TaskContext, Poll};

use lambda_server::{Context, Lambda};
use lambda_types::*;
use serde_json::Value;
use weland_core::{
    BoxError, ByteStream, ErrorKind, EventSource, Operation, OperationError, OtherError, Stream, Structure,
};

use crate::value::{from_value, with_stream};

/// What the service is to answer next.
#[derive(Debug, Clone)]
pub enum Answer {
    /// An output with these members; those of an event stream are the list of its events.
    Output(Value),
    /// An error that the model names, with these members.
    Error(String, Value),
    /// An error that the model does not name: status, code, message.
    Other(u16, String, String),
}

/// What a handler was called with.
#[derive(Debug, Clone)]
pub struct Received {
    /// The name of the operation.
    pub operation: &'static str,
    /// The members of the input.
    pub input: Value,
}

/// The service. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Answer>,
    received: Vec<Received>,
}

impl Recorder {
    /// Says what the next call that has no answer yet is to be answered with.
    pub fn answer(&self, answer: Answer) {
        self.state().answers.push_back(answer);
    }

    /// What has been received since the last time, and forgets it, along with answers that were not called for.
    pub fn take(&self) -> Vec<Received> {
        let mut state = self.state();
        state.answers.clear();
        std::mem::take(&mut state.received)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn handle<O: Operation>(self, mut input: O::Input) -> Result<O::Output, O::Error> {
        let received = Received { operation: O::SCHEMA.name, input: with_stream(&mut input).await.map_err(internal)? };
        let answer = {
            let mut state = self.state();
            state.received.push(received);
            state.answers.pop_front()
        };
        match answer {
            Some(Answer::Output(value)) => output::<O>(&value).map_err(|error| internal(error).into()),
            Some(Answer::Error(name, members)) => Err(modeled::<O>(&name, &members)?),
            Some(Answer::Other(status, code, message)) => Err(OtherError::service(status, code, message).into()),
            None => Err(OtherError::service(500, "NoAnswer", "the recorder was not told what to answer").into()),
        }
    }
}

fn output<O: Operation>(value: &Value) -> Result<O::Output, BoxError> {
    let mut output = O::Output::default();
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
    let Some(mut error) = O::Error::named(name) else {
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

/// Events that were told in advance.
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
