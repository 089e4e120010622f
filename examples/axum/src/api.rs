//! The operations of the API.

use std::collections::btree_map::Entry;

use axum::extract::OriginalUri;
use library_server::types::*;
use library_server::weland_server::{AuthRequest, Refusal, Token};
use library_server::{Context, Library};

use crate::App;

/// The key that callers have to send.
pub const KEY: &str = "letmein";

/// The API, with the state of the application.
pub(crate) struct Api(pub(crate) App);

/// Who calls, which handlers find by `Context::identity`.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    name: String,
}

/// The reader that a key belongs to.
pub(crate) async fn find_reader(key: Token, _: AuthRequest) -> Result<Reader, Refusal> {
    match key.is(KEY) {
        true => Ok(Reader { name: "Ada".to_owned() }),
        false => Err(Refusal::unauthenticated().message("the library doesn't know this key")),
    }
}

impl Library for Api {
    async fn add_item(&self, input: AddItemInput, context: Context) -> Result<AddItemOutput, AddItemError> {
        let item = input.body;
        let id = match &item {
            Item::Book(book) => book.id.clone(),
            Item::Magazine(magazine) => magazine.id.clone(),
            _ => return Err(InvalidRequest::new().body(problem(400, "no kind of item")).into()),
        };
        let location = location(&context, &id);
        if let Some(Reader { name }) = context.identity() {
            tracing::info!(reader = name, item = id, "an item is added");
        }
        self.0.items(|items| match items.entry(id) {
            Entry::Vacant(place) => {
                place.insert(item.clone());
                Ok(AddItemOutput::new(AddItemOutputRequired { body: item, location }))
            }
            Entry::Occupied(_) => Err(ItemExists::new().body(problem(409, "the item exists")).into()),
        })
    }

    async fn get_item(&self, input: GetItemInput, _: Context) -> Result<GetItemOutput, GetItemError> {
        let item = self.0.items(|items| items.get(&input.id).cloned());
        match item {
            Some(body) => Ok(GetItemOutput::new(GetItemOutputRequired { body })),
            None => Err(NoSuchItem::new().body(problem(404, "no such item")).into()),
        }
    }
}

/// The path of an item, as callers see it. The router is called without what stands in front of its paths, and axum keeps the
/// whole.
fn location(context: &Context, id: &str) -> String {
    let whole = context.extensions.get::<OriginalUri>().map_or(context.uri.path(), |OriginalUri(uri)| uri.path());
    let prefix = whole.strip_suffix(context.uri.path()).unwrap_or_default();
    format!("{prefix}/items/{id}")
}

fn problem(status: i32, title: &str) -> Problem {
    Problem::new().status(status).title(title)
}
