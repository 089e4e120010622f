//! Handlers of operations behind one interface, so that everything else is compiled once and not once per operation.

use std::any::Any;
use std::error::Error;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use weland_core::{BoxError, ErrorKind, Operation, OperationError, OtherError, Structure, Zero as _};

use crate::context::Context;

pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// An input or output of any operation.
pub(crate) trait AnyStructure: Structure + Any + Send {}

impl<T: Structure + Any + Send> AnyStructure for T {}

/// An error of any operation.
pub(crate) trait AnyError: Send {
    fn modeled(&self) -> Option<&dyn Structure>;
    fn other(&self) -> Option<&OtherError>;
    fn error(&self) -> &(dyn Error + 'static);
}

impl<T: OperationError> AnyError for T {
    fn modeled(&self) -> Option<&dyn Structure> {
        OperationError::modeled(self)
    }

    fn other(&self) -> Option<&OtherError> {
        OperationError::other(self)
    }

    fn error(&self) -> &(dyn Error + 'static) {
        self
    }
}

/// The output or the error of any operation.
pub(crate) type HandlerResult = Result<Box<dyn AnyStructure>, Box<dyn AnyError>>;

/// The handler of any operation.
pub(crate) trait Handler: Send + Sync {
    /// An empty input.
    fn input(&self) -> Box<dyn AnyStructure>;
    /// Calls the handler; `input` was made by [`input`](Self::input).
    fn call(&self, input: Box<dyn AnyStructure>, context: Context) -> BoxFuture<HandlerResult>;
    /// The error of the operation that an error of any type is.
    fn error_in(&self) -> ErrorIn;
}

/// See [`Handler::error_in`].
pub(crate) type ErrorIn = for<'e> fn(&'e BoxError) -> Option<&'e dyn AnyError>;

/// The errors of one type.
pub(crate) fn error_in<E: OperationError>(error: &BoxError) -> Option<&dyn AnyError> {
    error.downcast_ref::<E>().map(|error| error as &dyn AnyError)
}

/// The handler of the operation `O`.
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
    fn input(&self) -> Box<dyn AnyStructure> {
        Box::new(O::Input::zero())
    }

    fn call(&self, input: Box<dyn AnyStructure>, context: Context) -> BoxFuture<HandlerResult> {
        let Ok(input) = (input as Box<dyn Any>).downcast::<O::Input>() else {
            return Box::pin(ready(Err(Box::new(O::Error::from(wrong_input())) as Box<dyn AnyError>)));
        };
        let result = (self.handler)(*input, context);
        Box::pin(async move { erased::<O>(result.await) })
    }

    fn error_in(&self) -> ErrorIn {
        error_in::<O::Error>
    }
}

/// The result of a handler, without the types of its operation.
pub(crate) fn erased<O: Operation>(result: Result<O::Output, O::Error>) -> HandlerResult {
    match result {
        Ok(output) => Ok(Box::new(output)),
        Err(error) => Err(Box::new(error)),
    }
}

#[cold]
fn wrong_input() -> OtherError {
    OtherError::new(ErrorKind::Request, "the input is of another operation")
}

/// The result of an operation that has no implementation: an error with status 501 and code `NotImplemented`.
///
/// The methods of generated service traits return it unless they are overridden.
pub fn not_implemented<O: Operation>() -> Ready<Result<O::Output, O::Error>> {
    ready(Err(OtherError::not_implemented(O::SCHEMA.name).into()))
}
