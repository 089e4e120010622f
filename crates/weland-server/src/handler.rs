//! Handlers of operations, made alike so that all else is compiled once and not once per operation.

use std::any::Any;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use weland_core::{ErrorKind, Operation, OperationError, OtherError, Structure};

use crate::context::Context;

pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// An input or output of any operation.
pub(crate) trait Value: Structure + Any + Send {}

impl<T: Structure + Any + Send> Value for T {}

/// An error of any operation.
pub(crate) trait Failure: Send {
    fn modeled(&self) -> Option<&dyn Structure>;
    fn other(&self) -> Option<&OtherError>;
}

impl<T: OperationError> Failure for T {
    fn modeled(&self) -> Option<&dyn Structure> {
        OperationError::modeled(self)
    }

    fn other(&self) -> Option<&OtherError> {
        OperationError::other(self)
    }
}

pub(crate) type Answer = Result<Box<dyn Value>, Box<dyn Failure>>;

/// The handler of any operation.
pub(crate) trait Handler: Send + Sync {
    /// An empty input.
    fn input(&self) -> Box<dyn Value>;
    /// Calls the handler; `input` was made by [`input`](Self::input).
    fn call(&self, input: Box<dyn Value>, context: Context) -> BoxFuture<Answer>;
}

pub(crate) struct Typed<O, F> {
    handler: F,
    operation: PhantomData<fn() -> O>,
}

impl<O, F> Typed<O, F> {
    pub(crate) fn new(handler: F) -> Self {
        Self { handler, operation: PhantomData }
    }
}

impl<O, F, R> Handler for Typed<O, F>
where
    O: Operation,
    F: Fn(O::Input, Context) -> R + Send + Sync,
    R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
{
    fn input(&self) -> Box<dyn Value> {
        Box::new(O::Input::default())
    }

    fn call(&self, input: Box<dyn Value>, context: Context) -> BoxFuture<Answer> {
        let Ok(input) = (input as Box<dyn Any>).downcast::<O::Input>() else {
            return Box::pin(ready(Err(Box::new(O::Error::from(wrong_input())) as Box<dyn Failure>)));
        };
        let answer = (self.handler)(*input, context);
        Box::pin(async move { erased::<O>(answer.await) })
    }
}

/// What a handler came to, without the types of its operation.
pub(crate) fn erased<O: Operation>(result: Result<O::Output, O::Error>) -> Answer {
    match result {
        Ok(output) => Ok(Box::new(output)),
        Err(error) => Err(Box::new(error)),
    }
}

#[cold]
fn wrong_input() -> OtherError {
    OtherError::new(ErrorKind::Request, "the input is of another operation")
}

/// The answer of an operation that has no implementation: status 501, code `NotImplemented`.
///
/// The methods of generated service traits do this unless they are overridden.
pub fn not_implemented<O: Operation>() -> Ready<Result<O::Output, O::Error>> {
    ready(Err(OtherError::not_implemented(O::SCHEMA.name).into()))
}
