use library_client::types::{
    Book, BookKind, BookRequired, GetItemError, GetItemRequired, Item, LendItemError, LendItemInput, LendItemOutput,
    LendItemOutputRequired, LendItemRequired, LendItemResponseBody, Loan, LoanRequired, NoSuchItem, Timestamp,
};
use library_client::{Client, Config};
use library_server::types::{GetItemInput, GetItemOutput, GetItemOutputRequired};
use library_server::{Context, Library, router, serve};
use library_validator::{JsonError, validate_json};
use tokio::net::TcpListener;

/// A library with the book `bk-1`, which `ada` has borrowed.
struct Shelf;

impl Library for Shelf {
    async fn get_item(&self, input: GetItemInput, _: Context) -> Result<GetItemOutput, GetItemError> {
        if input.id != "bk-1" {
            return Err(NoSuchItem::new().into());
        }
        let required =
            BookRequired { authors: vec!["Ada".into()], id: input.id, kind: BookKind::Book, title: "Notes".into() };
        let body = Item::Book(Book::new(required).published_null());
        Ok(GetItemOutput::new(GetItemOutputRequired { body }))
    }

    async fn lend_item(&self, input: LendItemInput, _: Context) -> Result<LendItemOutput, LendItemError> {
        let body = match &*input.body.reader {
            "ada" => LendItemResponseBody::Ok(input.body),
            _ => LendItemResponseBody::Created(input.body),
        };
        Ok(LendItemOutput::new(LendItemOutputRequired { body }))
    }
}

/// A client of a server on a port of its own.
async fn client() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router(Shelf)));
    Client::new(Config::new().endpoint(format!("http://{address}")).api_key("secret"))
}

fn lend(reader: &str) -> LendItemRequired {
    let loan = LoanRequired { reader: reader.into(), until: Timestamp::new(1_767_225_600, 0) };
    LendItemRequired { body: Loan::new(loan), id: "bk-1".into() }
}

#[tokio::test]
async fn the_member_of_a_union_is_told_by_its_discriminator_and_null_arrives() {
    let output = client().await.get_item(GetItemRequired { id: "bk-1".into() }).await.unwrap();
    let Item::Book(book) = output.body else { panic!("{:?}", output.body) };
    assert_eq!((&*book.title, book.published), ("Notes", Some(None)));
}

#[tokio::test]
async fn each_status_of_success_has_its_body() {
    let client = client().await;
    let renewed = client.lend_item(lend("ada")).await.unwrap().body;
    assert!(matches!(renewed, LendItemResponseBody::Ok(_)), "{renewed:?}");
    let lent = client.lend_item(lend("grace")).await.unwrap().body;
    assert!(matches!(lent, LendItemResponseBody::Created(_)), "{lent:?}");
}

#[tokio::test]
async fn errors_are_those_of_the_document_and_violations_are_so_too() {
    let client = client().await;
    let missing = client.get_item(GetItemRequired { id: "bk-2".into() }).await.unwrap_err();
    assert!(matches!(missing, GetItemError::NoSuchItem(_)), "{missing:?}");
    let wrong = client.get_item(GetItemRequired { id: "2".into() }).await.unwrap_err();
    let GetItemError::InvalidRequest(wrong) = wrong else { panic!("{wrong:?}") };
    let detail = wrong.body.as_ref().and_then(|body| body.detail.as_deref()).unwrap_or_default();
    assert!(detail.contains("'/id'"), "{wrong:?}");
}

#[test]
fn exactly_one_member_of_a_union_has_to_fit() {
    let book = br#"{"kind": "book", "id": "bk-1", "title": "Notes", "authors": ["Ada"], "published": null}"#;
    validate_json("Item", book).unwrap();
    let wrong = br#"{"kind": "magazine", "id": "1", "title": "Notes", "issue": 0}"#;
    let Err(JsonError::Invalid(violations)) = validate_json("Item", wrong) else { panic!("the item is wrong") };
    let shown = violations.to_string();
    assert!(shown.contains("/id") && shown.contains("/issue"), "{shown}");
}
