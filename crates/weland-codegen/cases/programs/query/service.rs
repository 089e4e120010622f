//! The service.

use query_server::types::*;
use query_server::weland_server::protocol::Ec2Query;
use query_server::weland_server::routes;
use query_server::{Context, Depot, Router};

/// A depot that keeps nothing, and gives back what it gets.
#[derive(Clone)]
pub(crate) struct Echo;

/// The router of all protocols.
pub(crate) fn router() -> Router {
    query_server::router(Echo).on_failure(|_| {})
}

/// A router of the protocol that looks like another one.
pub(crate) fn ec2() -> Router {
    routes!(Router::new(&SERVICE, &Ec2Query), Echo; Ping => ping(no input), Store => store).on_failure(|_| {})
}

impl Depot for Echo {
    async fn ping(&self, _: Context) -> Result<(), PingError> {
        Ok(())
    }

    async fn store(&self, input: StoreInput, _: Context) -> Result<StoreOutput, StoreError> {
        match &*input.id {
            "full" => return Err(Full::new(FullRequired { left: 3 }).message("no <room>").into()),
            "closed" => return Err(Closed::new().message("come back").into()),
            "odd" => return Err(OtherError::service(418, "Teapot", "no tea here").into()),
            _ => {}
        }
        let mut output = StoreOutput::new().id(input.id).weight(*input.weight);
        (output.labels, output.sizes, output.parts) = (input.labels, input.sizes, input.parts);
        (output.attributes, output.at, output.content) = (input.attributes, input.at, input.content);
        Ok(output)
    }
}
