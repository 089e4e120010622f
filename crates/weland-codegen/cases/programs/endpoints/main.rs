//! A client that finds endpoints by the rules of its model.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use endpoints_client::types::*;
use endpoints_client::weland_client::http::{Request, Response};
use endpoints_client::weland_client::tower_service::Service;
use endpoints_client::{Body, Client, Config, Credentials, EndpointSettings, OperationError, Transport};

/// Responds to everything, and remembers where it went.
#[derive(Clone, Default)]
struct World(Arc<Mutex<Vec<Request<()>>>>);

impl Service<Request<Body>> for World {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        self.0.lock().unwrap().push(request.map(|_| ()));
        ready(Ok(Response::new(Body::default())))
    }
}

impl World {
    fn config(&self) -> Config {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        Config::new().region("eu-1").credentials(credentials).transport(Transport::new(self.clone()))
    }

    fn last(&self) -> Request<()> {
        self.0.lock().unwrap().pop().unwrap()
    }

    /// The last URI, and what it was signed for.
    fn seen(&self) -> (String, String) {
        let request = self.last();
        let authorization = request.headers()["authorization"].to_str().unwrap();
        let scope: Vec<&str> = authorization.split('/').skip(2).take(2).collect();
        (request.uri().to_string(), scope.join(" "))
    }
}

fn seen(uri: &str, scope: &str) -> (String, String) {
    (uri.to_owned(), scope.to_owned())
}

#[tokio::test(flavor = "current_thread")]
async fn settings_lead_to_endpoints() {
    let world = World::default();
    Client::new(world.config()).list().await.unwrap();
    assert_eq!(world.seen(), seen("https://harbor.eu-1.example/list", "eu-1 harbor"));
    Client::new(world.config().endpoint("http://localhost:1/a")).list().await.unwrap();
    assert_eq!(world.seen(), seen("http://localhost:1/a/list", "eu-1 harbor"));
    Client::new(world.config().use_docks(true).style("old")).list().await.unwrap();
    assert_eq!(world.seen(), seen("https://old.docks.example/list", "eu-1 harbor"));
    // It has another name than the method of the configuration.
    Client::new(world.config().region_("mars-1")).list().await.unwrap();
    assert_eq!(world.seen(), seen("https://harbor.mars-1.example/list", "eu-1 harbor"));
}

#[tokio::test(flavor = "current_thread")]
async fn inputs_lead_to_endpoints() {
    let world = World::default();
    let client = Client::new(world.config());
    let fleet = |fleet: &str| GetFleetInput::new(GetFleetRequired { path: "a//b".to_owned() }).fleet(fleet);
    client.get_fleet(fleet("north")).await.unwrap();
    let request = world.last();
    assert_eq!(request.headers()["x-fleet"], "north");
    assert_eq!(request.uri(), "https://north.harbor.example/in/fleets/a//b");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains("/moon-1/fleet/") && authorization.contains("x-fleet"), "{authorization}");
    let error = client.get_fleet(fleet("no host")).await.unwrap_err();
    assert_eq!(error.other().unwrap().message(), "no endpoint: `no host` is no name of a fleet");

    let ship = |name: &str| Ship::new().name(name);
    let ships = vec![ship("a"), ship("b").other(ship("c"))];
    client.get_ships(GetShipsInput::new().ships(ships)).await.unwrap();
    assert_eq!(world.last().uri(), "https://c.ships.example/ships");
}

#[tokio::test(flavor = "current_thread")]
async fn signatures_that_cannot_be_made_are_an_error() {
    let world = World::default();
    let error = Client::new(world.config()).get_free().await.unwrap_err();
    assert!(error.other().unwrap().message().contains("sigv4a"), "{error}");
    Client::new(world.config().unsigned()).get_free().await.unwrap();
    assert_eq!(world.last().uri(), "https://free.example/free");
}
