#![forbid(unsafe_code)]
//! A library in memory: the server of the example, with all of its operations.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use library_server::types::*;
use library_server::weland_server::{Refusal, Token};
use library_server::{Context, Library, OPENAPI, Router, router, schemes};

/// The key that callers have to send.
pub const KEY: &str = "letmein";

/// Whoever has the key; the library doesn't tell them apart.
#[derive(Clone)]
struct Caller;

/// The service, which only serves those who have the key. Everyone may read its document.
pub fn service() -> Router {
    let check = |key: Token, _| async move {
        if key.is(KEY) {
            Ok(Caller)
        } else {
            Err(Refusal::unauthenticated().message("the library doesn't know this key"))
        }
    };
    router(Shelf::default()).verify(schemes::KEY, check).openapi("/openapi.json", OPENAPI)
}

/// The items and their loans, by id.
#[derive(Debug, Default)]
struct Shelf(Mutex<BTreeMap<String, OnShelf>>);

/// An item, and the loan if a reader has it.
#[derive(Debug)]
struct OnShelf {
    item: Item,
    loan: Option<Loan>,
}

impl Shelf {
    fn copies(&self) -> MutexGuard<'_, BTreeMap<String, OnShelf>> {
        // Each change is a single insertion or removal, so that nothing is left half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn problem(status: i32, title: &str) -> Problem {
    Problem::new().status(status).title(title)
}

fn no_such_item() -> NoSuchItem {
    NoSuchItem::new().body(problem(404, "no such item"))
}

fn item_borrowed() -> ItemBorrowed {
    ItemBorrowed::new().body(problem(409, "the item is borrowed"))
}

/// The id, the kind and the title of an item.
fn facts(item: &Item) -> Option<(&str, Kind, &str)> {
    match item {
        Item::Book(book) => Some((&book.id, Kind::Book, &book.title)),
        Item::Magazine(magazine) => Some((&magazine.id, Kind::Magazine, &magazine.title)),
        _ => None,
    }
}

impl Library for Shelf {
    async fn list_items(&self, input: ListItemsInput, _: Context) -> Result<ListItemsOutput, ListItemsError> {
        let ListItemsInput { after, kind, limit, title, .. } = input;
        let copies = self.copies();
        let mut found: Vec<_> = copies.values().filter_map(|copy| Some((facts(&copy.item)?, &copy.item))).collect();
        found.retain(|((_, of_kind, titled), _)| {
            kind.as_ref().is_none_or(|kinds| kinds.contains(of_kind))
                && title.as_ref().is_none_or(|title| titled.contains(title))
        });
        // Where a page begins is an id, which stays what it is if other items come and go.
        found.retain(|((id, ..), _)| after.as_ref().is_none_or(|after| *id > after.as_str()));
        let limit = usize::try_from(*limit).unwrap_or_default();
        let next = found.get(limit).and_then(|_| found.get(limit - 1)).map(|((id, ..), _)| (*id).to_owned());
        let items = found.into_iter().take(limit).map(|(_, item)| item.clone()).collect();
        let mut page = Page::new(PageRequired { items });
        page.next = next;
        Ok(ListItemsOutput::new(ListItemsOutputRequired { body: page }))
    }

    async fn add_item(&self, input: AddItemInput, _: Context) -> Result<AddItemOutput, AddItemError> {
        let item = input.body;
        let Some((id, ..)) = facts(&item) else {
            return Err(InvalidRequest::new().body(problem(400, "no kind of item")).into());
        };
        let location = format!("/items/{id}");
        match self.copies().entry(id.to_owned()) {
            Entry::Vacant(place) => place.insert(OnShelf { item: item.clone(), loan: None }),
            Entry::Occupied(_) => return Err(ItemExists::new().body(problem(409, "the item exists")).into()),
        };
        Ok(AddItemOutput::new(AddItemOutputRequired { body: item, location }))
    }

    async fn get_item(&self, input: GetItemInput, _: Context) -> Result<GetItemOutput, GetItemError> {
        let body = self.copies().get(&input.id).ok_or_else(no_such_item)?.item.clone();
        Ok(GetItemOutput::new(GetItemOutputRequired { body }))
    }

    async fn remove_item(&self, input: RemoveItemInput, _: Context) -> Result<(), RemoveItemError> {
        match self.copies().entry(input.id) {
            Entry::Vacant(_) => return Err(no_such_item().into()),
            Entry::Occupied(copy) if copy.get().loan.is_some() => return Err(item_borrowed().into()),
            Entry::Occupied(copy) => copy.remove(),
        };
        Ok(())
    }

    async fn lend_item(&self, input: LendItemInput, _: Context) -> Result<LendItemOutput, LendItemError> {
        let mut copies = self.copies();
        let copy = copies.get_mut(&input.id).ok_or_else(no_such_item)?;
        let is_renewed = match &copy.loan {
            Some(loan) if loan.reader != input.body.reader => return Err(item_borrowed().into()),
            loan => loan.is_some(),
        };
        let loan = copy.loan.insert(input.body).clone();
        let body = if is_renewed { LendItemResponseBody::Ok(loan) } else { LendItemResponseBody::Created(loan) };
        Ok(LendItemOutput::new(LendItemOutputRequired { body }))
    }
}
