//! The service.

use rpc_server::types::*;
use rpc_server::{Context, Router};

/// A depot that keeps nothing, and gives back what it gets.
#[derive(Clone)]
pub(crate) struct Echo;

pub(crate) fn router() -> Router {
    rpc_server::router(Echo).on_failure(|_| {})
}

impl rpc_server::Depot for Echo {
    async fn ping(&self, _: Context) -> Result<(), PingError> {
        Ok(())
    }

    async fn store(&self, input: StoreInput, _: Context) -> Result<StoreOutput, StoreError> {
        match &*input.id {
            "full" => return Err(Full::new(FullRequired { left: 3 }).message("no room").code("Shelf").into()),
            "closed" => return Err(Closed::new().message("come back").into()),
            "odd" => return Err(OtherError::service(418, "Teapot", "no tea here").into()),
            "broken" => panic!("it broke"),
            _ => {}
        }
        let mut output = StoreOutput::new().id(input.id).weight(*input.weight);
        (output.at, output.until, output.content) = (input.at, input.until, input.content);
        (output.note, output.sizes, output.token) = (input.note, input.sizes, input.token);
        Ok(output)
    }

    async fn watch(&self, input: WatchInput, _: Context) -> Result<WatchOutput, WatchError> {
        Ok(WatchOutput::new(WatchOutputRequired { changes: input.changes }).shelf(input.shelf))
    }
}
