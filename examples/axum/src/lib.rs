#![forbid(unsafe_code)]
//! An application of axum that has an API among other things: routes of its own, state that both use, and layers of
//! `tower-http` around all of it.

mod api;
mod layers;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use library_server::types::Item;
use library_server::{OPENAPI, router, schemes};

pub use api::KEY;

/// What the handlers of the API and those of the application share.
#[derive(Debug, Clone, Default)]
pub struct App {
    /// The items, by id.
    items: Arc<Mutex<BTreeMap<String, Item>>>,
    /// How many calls of the API there were.
    calls: Arc<AtomicU64>,
}

impl App {
    fn items<T>(&self, look: impl FnOnce(&mut BTreeMap<String, Item>) -> T) -> T {
        look(&mut self.items.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The API alone. Callers have to send the [`KEY`]; everyone may read its document.
pub fn api(app: App) -> library_server::Router {
    router(api::Api(app)).openapi("/openapi.json", OPENAPI).verify(schemes::KEY, api::find_reader)
}

/// The application. The API is below `/v1`, which is taken off the paths of its requests.
pub fn application(app: App) -> Router {
    let routes =
        Router::new().route("/", get(front_page)).route("/metrics", get(metrics)).nest_service("/v1", api(app.clone()));
    layers::around(routes, app.clone()).with_state(app)
}

async fn front_page(State(app): State<App>) -> Html<String> {
    let count = app.items(|items| items.len());
    Html(format!("<!doctype html><title>Library</title><p>The library has {count} items."))
}

async fn metrics(State(app): State<App>) -> String {
    format!("library_calls_total {}\n", app.calls.load(Ordering::Relaxed))
}
