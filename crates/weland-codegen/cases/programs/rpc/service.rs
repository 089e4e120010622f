//! The service.

use rpc_server::types::*;
use rpc_server::weland_server::protocol::{AwsJson1_0, RestJson1, RpcV2Cbor, RpcV2Json};
use rpc_server::weland_server::routes;
use rpc_server::{Context, Depot, Router};

/// A depot that keeps nothing, and gives back what it gets.
#[derive(Clone)]
pub(crate) struct Echo;

/// The router of all protocols, and of two that the model does not have.
pub(crate) fn router() -> Router {
    rpc_server::router(Echo).protocol(&RpcV2Cbor).protocol(&RpcV2Json).on_failure(|_| {})
}

/// A router as it is generated for a model that has that protocol, too: it goes first.
pub(crate) fn cbor_first() -> Router {
    let router = Router::new(&SERVICE, &RpcV2Cbor).protocol(&AwsJson1_0).protocol(&RestJson1);
    routes!(router, Echo; Ping => ping(no input), Store => store, Watch => watch)
}

impl Depot for Echo {
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
