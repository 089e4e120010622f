//! The client of `examples/fastapi` calls the application whose document it was generated from: every operation, with values
//! that are accepted and with some that are refused.
#![allow(missing_docs, deprecated, clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use shop_client::types::*;
use shop_client::{Call, Client, Config};
use weland_e2e::python::{self, Server};

/// The operations that have been called.
static CALLED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// Notes that an operation is called.
fn noted<O: Operation>(call: Call<O>) -> Call<O> {
    CALLED.lock().unwrap().insert(O::SCHEMA.name);
    call
}

async fn ok<O: Operation>(call: Call<O>) -> O::Output {
    noted(call).await.unwrap_or_else(|error| panic!("{}: {error:?}", O::SCHEMA.name))
}

async fn err<O: Operation<Output: std::fmt::Debug>>(call: Call<O>) -> O::Error {
    noted(call).await.unwrap_err()
}

fn config(server: &Server) -> Config {
    Config::new().endpoint(&server.endpoint).max_attempts(1).timeout(Duration::from_secs(60))
}

#[tokio::test]
async fn every_operation_of_the_application_can_be_called() {
    let server = Server::shop(&python::interpreter(env!("CARGO_TARGET_TMPDIR")));
    let client = Client::new(config(&server));
    let anonymous = config(&server);
    // All of them, so that one run tells everything.
    let parts = [
        tokio::spawn(articles(client.clone())),
        tokio::spawn(parameters(client.clone())),
        tokio::spawn(bodies(client.clone())),
        tokio::spawn(unions(client.clone())),
        tokio::spawn(forms(client.clone())),
        tokio::spawn(responses(client.clone())),
        tokio::spawn(sequences(client)),
        tokio::spawn(callers(anonymous)),
    ];
    let mut failed = 0;
    for part in parts {
        failed += usize::from(part.await.is_err());
    }
    assert_eq!(failed, 0, "see above");
    let document: serde_json::Value =
        serde_json::from_str(include_str!("../../../examples/fastapi/openapi.json")).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let operations: usize = paths.map(|path| path.as_object().unwrap().len()).sum();
    assert_eq!(CALLED.lock().unwrap().len(), operations, "{CALLED:?}");
}

#[test]
fn the_document_is_that_of_the_application() {
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let document = python::run(&python, python::SHOP, &["document"]);
    let advice = "take `app.py document` again, and run `cargo xtask codegen`";
    assert!(document == include_str!("../../../examples/fastapi/openapi.json"), "{advice}");
}

/// A lamp with a value for everything that a new article can have.
fn lamp() -> ArticleIn {
    let required = ArticleInRequired { name: "Lamp".into(), price: ArticleInPrice::String("19.90".into()) };
    let corner = vec![3_i64, -4];
    let extra = Document::List(vec![Document::Null, Document::Map(BTreeMap::new()), Document::Double(1.5)]);
    ArticleIn::new(required)
        .code("AB123")
        .color(Color::DarkBlue)
        .corner(corner)
        .extra(extra)
        .homepage("https://example.com/lamp?x=1")
        .kind(ArticleKind::Lamp)
        .labels(vec!["new".to_owned()])
        .opens("08:30:00")
        .password("hush")
        .released("2024-02-29")
        .size(Size::new(SizeRequired { height: 12.5, width: 7 }))
        .stock(BTreeMap::from([("here".to_owned(), 3), ("there".to_owned(), 0)]))
        .warranty("P1DT2H")
        .weight(ArticleWeight::Number(2.25))
}

fn chair() -> ArticleIn {
    let required = ArticleInRequired { name: "Chair \"größe\"".into(), price: ArticleInPrice::Number(5.0) };
    ArticleIn::new(required).color_null().size_null()
}

async fn add(client: &Client, article: ArticleIn) -> Article {
    ok(client.create_article(CreateArticleRequired { body: article })).await.body
}

async fn articles(client: Client) {
    let made = add(&client, lamp()).await;
    let id = made.id.clone();
    assert_eq!((&*made.name, &*made.price, &*made.title), ("Lamp", "19.90", "LAMP"));
    assert_eq!(made.created, Timestamp::new(1_709_209_815, 250_000_000));
    assert_eq!((made.color.clone(), made.kind.clone()), (Some(Some(Color::DarkBlue)), ArticleKind::Lamp));
    assert_eq!(made.corner, Some(Some(vec![3, -4])));
    assert_eq!(made.warranty, Some(Some("P1DT2H".to_owned())));
    assert_eq!((made.stock.len(), made.stock["here"]), (2, 3));
    assert_eq!(made.extra, lamp().extra);
    let read = ok(client.get_article(GetArticleRequired { article_id: id.clone() })).await.body;
    assert_eq!(read, made);
    let plain = add(&client, chair()).await;
    assert_eq!((&*plain.name, plain.color, plain.code), ("Chair \"größe\"", Some(None), None));

    let change = ArticleChange::new().name("Lantern").color_null().price(ArticleChangePrice::Number(7.5));
    let changed = ok(client.change_article(ChangeArticleRequired { article_id: id.clone(), body: change })).await.body;
    assert_eq!((&*changed.name, &*changed.price, changed.color), ("Lantern", "7.5", Some(None)));
    let put = |id: &str| client.put_article(PutArticleRequired { article_id: id.to_owned(), body: lamp() });
    let replaced = ok(put(&id)).await.body;
    assert!(matches!(&replaced, PutArticleResponseBody::Ok(article) if article.id == id), "{replaced:?}");
    let added = ok(put("3fa85f64-5717-4562-b3fc-2c963f66afa6")).await.body;
    assert!(matches!(&added, PutArticleResponseBody::Created(_)), "{added:?}");
    let nested = ArticlePartsRequired { article_id: id.clone(), depth: 3 };
    let nested = ok(client.article_parts(nested)).await.body;
    assert_eq!(nested.parts[0].parts[0].parts[0].parts, []);

    ok(client.delete_article(DeleteArticleRequired { article_id: id.clone() })).await;
    let gone = err(client.delete_article(DeleteArticleRequired { article_id: id.clone() })).await;
    let DeleteArticleError::NotFound(gone) = gone else { panic!("{gone:?}") };
    assert_eq!(gone.body.as_ref().map(|body| (&*body.id, body.hint.clone())), Some((&*id, Some(None))));

    let error = err(client.get_article(GetArticleRequired { article_id: "no uuid".into() })).await;
    let GetArticleError::UnprocessableContent(error) = error else { panic!("{error:?}") };
    let detail = error.body.as_ref().unwrap().detail.clone().unwrap();
    assert_eq!(
        detail[0].loc,
        [ValidationErrorLocItem::String("path".into()), ValidationErrorLocItem::String("article_id".into())]
    );
    let mut wrong = lamp();
    wrong.name = String::new();
    wrong.code = Some(Some("x".into()));
    let error = err(client.create_article(CreateArticleRequired { body: wrong })).await;
    let CreateArticleError::UnprocessableContent(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body.as_ref().unwrap().detail.as_ref().unwrap().len(), 2, "{error:?}");
    lists(&client).await;
}

async fn lists(client: &Client) {
    let all = ok(client.list_articles(ListArticlesInput::new())).await.body;
    assert_eq!((all.total, all.entries.len(), all.next), (2, 2, None));
    let first = ok(client.list_articles(ListArticlesInput::new().limit(1).descending(true))).await.body;
    assert_eq!((first.entries[0].name.as_str(), first.next), ("Lamp", Some(1)));
    let some = ListArticlesInput::new()
        .kind(vec![ArticleKind::Lamp, ArticleKind::Chair])
        .since("2024-01-01")
        .at_most(ArticleChangePrice::String("20.00".into()))
        .sort(ListArticlesSort::Price);
    assert_eq!(ok(client.list_articles(some)).await.body.total, 1);
    let error = err(client.list_articles(ListArticlesInput::new().limit(0))).await;
    assert!(matches!(error, ListArticlesError::UnprocessableContent(_)), "{error:?}");
}

async fn parameters(client: Client) {
    let when = Timestamp::new(1_700_000_000, 500_000_000);
    let few = ok(client.echo(EchoRequired { q: vec![1], when })).await;
    assert_eq!(few.x_count, Some(1));
    assert_eq!(few.body["exact"], Document::String("1.50".into()));
    assert_eq!((&few.body["flag"], &few.body["plain_header"]), (&Document::Null, &Document::Integer(7)));
    let all = EchoInput::new(EchoRequired { q: vec![3, -1, 2], when })
        .exact(ArticleChangePrice::String("0.10".into()))
        .flag(true)
        .full_name("a&b=c+d e/ä%")
        .x_trace("3fa85f64-5717-4562-b3fc-2c963f66afa6")
        .x_colors(vec![Color::Red])
        .plain_header(8)
        .session("a1; b");
    let all = ok(client.echo(all)).await.body;
    assert_eq!(all["q"], Document::List([3, -1, 2].map(Document::Integer).to_vec()));
    assert_eq!(all["when"], Document::String("2023-11-14T22:13:20.500000+00:00".into()));
    assert_eq!(all["exact"], Document::String("0.10".into()));
    assert_eq!(all["flag"], Document::Boolean(true));
    assert_eq!(all["name"], Document::String("a&b=c+d e/ä%".into()));
    assert_eq!(all["x_trace"], Document::String("3fa85f64-5717-4562-b3fc-2c963f66afa6".into()));
    assert_eq!(all["x_colors"], Document::List(vec![Document::String("red".into())]));
    assert_eq!(all["plain_header"], Document::Integer(8));
    let error = err(client.echo(EchoInput::new(EchoRequired { q: vec![1], when }).full_name("a".repeat(21)))).await;
    assert!(matches!(error, EchoError::UnprocessableContent(_)), "{error:?}");

    let color = ColorByNameInput::new(ColorByNameRequired { color: Color::DarkBlue });
    let color = ok(client.color_by_name(color)).await.body;
    assert_eq!(color["color"], ColorByNameResponseBodyValue::Color(Color::DarkBlue));
    assert_eq!(color["priority"], ColorByNameResponseBodyValue::Priority(Priority::Value2));
    let error = err(client.color_by_name(ColorByNameRequired { color: Color::Unknown("green".into()) })).await;
    assert!(matches!(error, ColorByNameError::UnprocessableContent(_)), "{error:?}");
    let path = ok(client.file_by_path(FileByPathRequired { file_path: "a/b c/ü%.txt".into() })).await.body;
    assert_eq!(path, "a/b c/ü%.txt");
}

async fn bodies(client: Client) {
    let size = |width| Size::new(SizeRequired { height: 0.5, width });
    let pair = BodyPairPairsPost::new(BodyPairPairsPostRequired { left: size(5), right: size(2) });
    assert_eq!(ok(client.pair(PairRequired { body: pair.clone() })).await.body, 3.0);
    assert_eq!(ok(client.pair(PairRequired { body: pair.clone().factor(0.5) })).await.body, 1.5);
    let error = err(client.pair(PairRequired { body: pair.factor(0.0) })).await;
    assert!(matches!(error, PairError::UnprocessableContent(_)), "{error:?}");
    assert_eq!(ok(client.wrapped(WrappedInput::new())).await.body, None);
    let wrapped = WrappedInput::new().body(BodyWrappedWrappedPost::new().size(size(1)));
    assert_eq!(ok(client.wrapped(wrapped)).await.body, Some(size(1)));
    let null = WrappedInput::new().body(BodyWrappedWrappedPost::new().size_null());
    assert_eq!(ok(client.wrapped(null)).await.body, None);
    let values = [
        Document::Null,
        Document::Boolean(false),
        Document::String(String::new()),
        Document::List(vec![Document::Null]),
        Document::Map(BTreeMap::from([("a".to_owned(), Document::Integer(9_007_199_254_740_993))])),
    ];
    for body in values {
        assert_eq!(ok(client.anything(AnythingRequired { body: body.clone() })).await.body, body);
    }
    let scores = BTreeMap::from([("a".to_owned(), vec![Some(1.0), None, Some(0.5)]), ("b".to_owned(), vec![])]);
    let scores = ok(client.scores(ScoresRequired { body: scores })).await.body;
    assert_eq!(scores, BTreeMap::from([("a".to_owned(), 1.5), ("b".to_owned(), 0.0)]));
    let notify = |text: &str| {
        let body = BodyNotifyNotifyPost::new(BodyNotifyNotifyPostRequired { text: text.into() });
        client.notify(NotifyRequired { body })
    };
    assert!(ok(notify("later")).await.body["accepted"]);
    assert!(matches!(err(notify("")).await, NotifyError::UnprocessableContent(_)));
    assert_eq!(ok(client.all_notes()).await.body, ["later"]);
}

async fn unions(client: Client) {
    let card = Card::new(CardRequired { expires: vec![12, 2030], number: "4".repeat(16), r#type: CardType::Card });
    let transfer = Transfer::new(TransferRequired { iban: "NL".into(), r#type: TransferType::Wire });
    let voucher = Voucher::new(VoucherRequired { code: "3fa85f64-5717-4562-b3fc-2c963f66afa6".into() });
    let articles = vec!["3fa85f64-5717-4562-b3fc-2c963f66afa6".to_owned()];
    let required = OrderRequired { articles: articles.clone(), payment: OrderSpare::Card(card.clone()) };
    let order = Order::new(required)
        .contact("::1")
        .gift(OrderGift::String("for you".into()))
        .priority(Priority::Value2)
        .ship_to("Utrecht")
        .spare(OrderSpare::Voucher(voucher.clone()));
    let receipt = ok(client.place_order(PlaceOrderRequired { body: order.clone() })).await.body;
    assert_eq!((receipt.number, receipt.note, &receipt.order), (1, Some(None), &order));
    let required = OrderRequired { articles: Vec::new(), payment: OrderSpare::Transfer(transfer.clone()) };
    let error = err(client.place_order(PlaceOrderRequired { body: Order::new(required) })).await;
    assert!(matches!(error, PlaceOrderError::UnprocessableContent(_)), "{error:?}");

    let body = vec![
        OrderSpare::Card(card.clone()),
        OrderSpare::Transfer(transfer.clone()),
        OrderSpare::Voucher(voucher.clone()),
    ];
    let paid = ok(client.pay(PayRequired { body })).await.body;
    let transfer = transfer.at_null();
    let expected = [OrderSpare::Card(card), OrderSpare::Transfer(transfer), OrderSpare::Voucher(voucher)];
    assert_eq!(paid, expected);
    let other = Document::Map(BTreeMap::from([("type".to_owned(), Document::String("cash".into()))]));
    let error = err(client.pay(PayRequired { body: vec![OrderSpare::Unknown(other)] })).await;
    assert!(matches!(error, PayError::UnprocessableContent(_)), "{error:?}");
}

async fn forms(client: Client) {
    let name = "Ada & Söhne + 1=1";
    let full = Signup::new(SignupRequired { name: name.into() })
        .born("1815-12-10")
        .interests(vec![Color::Red, Color::DarkBlue])
        .newsletter(true);
    let signed = ok(client.signup_signup_post(SignupSignupPostRequired { body: full.clone() })).await.body;
    assert_eq!(signed, full);
    let least = Signup::new(SignupRequired { name: name.into() });
    let signed = ok(client.signup_signup_post(SignupSignupPostRequired { body: least })).await.body;
    assert_eq!((&*signed.name, signed.born, signed.interests.len()), (name, Some(None), 0));
    let short = Signup::new(SignupRequired { name: "A".into() });
    let error = err(client.signup_signup_post(SignupSignupPostRequired { body: short })).await;
    assert!(matches!(error, SignupSignupPostError::UnprocessableContent(_)), "{error:?}");

    let file: Vec<u8> = (0..=255).collect();
    let required = BodyUploadUploadPostRequired { caption: "täglich".into(), file: file.clone().into() };
    let body = BodyUploadUploadPost::new(required);
    let stored = ok(client.upload(UploadRequired { body: body.clone() })).await.body;
    assert_eq!((stored.len(), stored[0].size, stored[0].caption.clone()), (1, 256, Some(Some("täglich".to_owned()))));
    assert_eq!(stored[0].r#type, Some("application/octet-stream".to_owned()));
    let more = body.labels(vec!["a".to_owned(), "b,c".to_owned()]).thumbnail(file.clone());
    let stored = ok(client.upload(UploadRequired { body: more })).await.body;
    assert_eq!((stored[0].labels.clone(), stored[1].size), (vec!["a".to_owned(), "b,c".to_owned()], 256));
    // Names and types arrive as they were sent, whatever characters names have.
    let names = ["täglich \u{1f980}.csv", "a \"b\" c.txt", "a\\b.txt", "semi;colon=1.txt", "100%.txt"];
    let part =
        |name: &&str| FilePart::from(name.as_bytes().to_vec()).file_name(*name).content_type("text/csv; header=absent");
    let files = names.iter().map(part);
    let files = files.chain([FilePart::from(file), FilePart::from(b"--\r\n\r\n".to_vec()), FilePart::from(Vec::new())]);
    let body = BodyUploadsUploadsPost::new(BodyUploadsUploadsPostRequired { files: files.collect() });
    let stored = ok(client.uploads(UploadsRequired { body })).await.body;
    for (stored, name) in stored.iter().zip(names) {
        let expected = (Some(name), Some("text/csv; header=absent"), name.len());
        assert_eq!((stored.name.as_deref(), stored.r#type.as_deref(), usize::try_from(stored.size).unwrap()), expected);
    }
    let unnamed = stored[names.len()..].iter().map(|it| (it.name.as_deref(), it.r#type.as_deref(), it.size));
    let usual = |size| (Some("files"), Some("application/octet-stream"), size);
    assert_eq!(unnamed.collect::<Vec<_>>(), [usual(256), usual(6), usual(0)]);
    let body = BodyUploadsUploadsPost::new(BodyUploadsUploadsPostRequired { files: Vec::new() });
    let error = err(client.uploads(UploadsRequired { body })).await;
    assert!(matches!(error, UploadsError::UnprocessableContent(_)), "{error:?}");
}

async fn responses(client: Client) {
    assert_eq!(ok(client.plain()).await.body, "plain text, äöü");
    let bytes = ok(client.raw()).await.body.into_bytes();
    assert_eq!((bytes.len(), bytes[0], bytes[255_999]), (256_000, 0, 255));
    assert_eq!(ok(client.nothing()).await.body, Document::Null);
    let there = ok(client.maybe(MaybeRequired { there: true })).await.body;
    assert!(matches!(&there, Some(MaybeResponseBody::Missing(missing)) if missing.id == "1"), "{there:?}");
    assert_eq!(ok(client.maybe(MaybeRequired { there: false })).await.body, None);
    assert!(ok(client.old()).await.body);
    let error = err(client.teapot()).await;
    assert!(matches!(error, TeapotError::ImATeapot(_)), "{error:?}");
    let error = err(client.broken()).await;
    let BrokenError::Other(error) = error else { panic!("{error:?}") };
    assert_eq!(
        (error.kind(), error.status(), &**error.body()),
        (ErrorKind::Service, Some(503), &br#"{"detail":"later"}"#[..])
    );
}

/// The values of a stream that ends well.
async fn all<T>(mut stream: ItemStream<T>) -> Vec<T>
where
    ItemStream<T>: Unpin,
    T: weland_core::Encode + weland_core::Decode + Send + Unpin + 'static,
{
    let mut values = Vec::new();
    while let Some(value) = stream.next().await {
        values.push(value.unwrap());
    }
    values
}

async fn sequences(client: Client) {
    let lines = all(ok(client.lines(LinesInput::new().count(2))).await.body).await;
    assert_eq!(lines.iter().map(|line| (line.at, line.degrees)).collect::<Vec<_>>(), [(0, Some(1.5)), (1, Some(1.5))]);
    let ticks = all(ok(client.ticks(TicksInput::new())).await.body).await;
    let degrees: Vec<_> = ticks.iter().map(|tick| tick.data.degrees).collect();
    assert_eq!(degrees, [None, Some(0.5), Some(1.0)]);
    let talk = all(ok(client.talk()).await.body).await;
    assert_eq!((talk[0].event.as_deref(), talk[0].id.as_deref()), (Some("first"), Some("a")));
    assert_eq!((talk[1].data.as_deref(), talk[1].retry), (Some("two\nlines"), Some(500)));
}

async fn callers(config: Config) {
    let anonymous = Client::new(config.clone());
    let body = BodyLoginTokenPost::new(BodyLoginTokenPostRequired {
        password: "secret & more".into(),
        username: "ada".into(),
    });
    let token = ok(anonymous.login(LoginRequired { body: body.clone().scope("read write") })).await.body;
    assert_eq!(token.token_type, "bearer");
    let refused = err(anonymous.login(LoginRequired { body: body.clone().grant_type("other") })).await;
    assert!(matches!(refused, LoginError::UnprocessableContent(_)), "{refused:?}");
    let error = err(anonymous.me()).await;
    assert_eq!(error.metadata().status(), Some(401), "{error:?}");

    let client = Client::new(
        config
            .clone()
            .bearer_token(token.access_token)
            .bearer_token_for("HTTPBearer", "t0ken")
            .basic_auth("ada", "se:cret")
            .api_key("k=1; k"),
    );
    let me = ok(client.me()).await.body;
    assert_eq!((&*me.name, me.scopes), ("ada", vec!["read".to_owned(), "write".to_owned()]));
    assert_eq!(ok(client.basic()).await.body.name, "ada:se:cret");
    assert_eq!(ok(client.bearer()).await.body.name, "t0ken");
    assert_eq!(ok(client.key_in_header()).await.body.name, "k=1; k");
    assert_eq!(ok(client.key_in_query()).await.body.name, "k=1; k");
    let client = Client::new(config.clone().api_key("k1"));
    assert_eq!(ok(client.key_in_cookie()).await.body.name, "k1");
}
