//! Bodies by status and by media type, and forms.

use std::collections::BTreeMap;

use rest_client::types::*;
use rest_client::weland_client::http::Request;

use crate::wire::Wire;

fn pet(name: &str) -> NewPet {
    NewPet::new(NewPetRequired { name: name.to_owned() })
}

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn the_status_says_which_body_it_is() {
    let wire = Wire::new();
    let rex = Pet::new(PetRequired { id: 1, name: "Rex".to_owned() });
    let cases = [
        (1, "200", "application/json", SaveBody::Saved(rex)),
        (2, "202", "", SaveBody::Accepted),
        (4, "206", "text/plain", SaveBody::Other("partial".to_owned())),
        (
            5,
            "302",
            "application/json",
            SaveBody::Rest(Reason::new(ReasonRequired { reason: "elsewhere".to_owned() })),
        ),
    ];
    for (id, status, media_type, body) in cases {
        let saved = wire.client().save(SaveRequired { id }).await;
        let (request, response) = wire.last();
        assert_eq!(request.header("accept"), "application/json, text/plain");
        assert_eq!((&*response.line, response.header("content-type")), (status, media_type), "{id}");
        let saved = saved.unwrap();
        assert_eq!((saved.status_code, saved.body), (Some(status.parse().unwrap()), body), "{id}");
    }
    // A body that the status does not belong to is a mistake of the service: it is that of another body, or of none.
    for id in [3, 6] {
        assert!(wire.client().save(SaveRequired { id }).await.is_err());
        assert_eq!(wire.last().1.line, "500");
    }
    let missing = wire.client().save(SaveRequired { id: 7 }).await.unwrap_err();
    assert!(matches!(missing, SaveError::NotFound(_)), "{missing:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_caller_chooses_the_media_type() {
    let wire = Wire::new();
    let cases = [
        (Representation::Json(pet("a")), "application/json", r#"{"name":"a"}"#),
        (Representation::Form(pet("a b")), "application/x-www-form-urlencoded", "name=a%20b"),
        (Representation::Text("a".to_owned()), "text/plain", "a"),
        (Representation::Any(Blob::from("a")), "application/octet-stream", "a"),
    ];
    for (body, media_type, text) in cases {
        let output = wire.client().convert(ConvertRequired { body: body.clone() }).await.unwrap();
        assert_eq!(output.body, body);
        let (request, response) = wire.last();
        for message in [request, response] {
            assert_eq!((message.header("content-type"), message.text()), (media_type, text));
        }
    }
    let request = |media_type: &str| Request::post("/convert").header("content-type", media_type.to_owned());
    for (media_type, body, echoed) in [
        ("text/html; charset=utf-8", "<p>", "text/plain"),
        ("image/png", "png", "application/octet-stream"),
        ("APPLICATION/JSON", "{\"name\":\"a\"}", "application/json"),
    ] {
        let response = wire.send(request(media_type).body(body).unwrap()).await;
        assert_eq!((&*response.line, response.header("content-type")), ("200", echoed), "{media_type}");
    }
    let response = wire.send(request("application/json").body("{}").unwrap()).await;
    assert!(response.text().contains(r#""path":"/body/json/name""#), "{}", response.text());
}

#[tokio::test(flavor = "current_thread")]
async fn forms_are_written_as_their_encoding_says() {
    let wire = Wire::new();
    let filter = Filter::new(FilterRequired { name: "n".to_owned() }).more(BTreeMap::from([("x".to_owned(), 7)]));
    let others = [
        ("free", Document::String("a b".to_owned())),
        ("two", Document::List(vec![Document::String("1".to_owned()), Document::String("2".to_owned())])),
    ];
    let form = FormData::new(FormDataRequired { name: "a&b=ü".to_owned() })
        .count(3)
        .tags(list(&["x", "y z"]))
        .words(list(&["u", "v"]))
        .filter(filter)
        .point(Point::new().x(1))
        .points(vec![Point::new().x(1), Point::new().y(2)])
        .any(Document::List(vec![Document::Integer(1), Document::Boolean(true)]))
        .choice(Choice::Texts(list(&["1", "x"])))
        .others(others.map(|(key, value)| (key.to_owned(), value)));
    let output = wire.client().submit(SubmitRequired { body: form.clone() }).await.unwrap();
    let (request, _) = wire.last();
    assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    let expected = [
        "name=a%26b%3D%C3%BC&count=3&tags=x&tags=y%20z&words=u%20v&filter%5Bname%5D=n&filter%5Bx%5D=7",
        "&point=%7B%22x%22%3A1%7D&points=%7B%22x%22%3A1%7D&points=%7B%22y%22%3A2%7D&any=%5B1%2Ctrue%5D&choice=1&choice=x&free=a%20b&two=1&two=2",
    ];
    assert_eq!(request.text(), expected.concat());
    assert_eq!(output.body, form);

    let request = || Request::post("/submit").header("content-type", "application/x-www-form-urlencoded");
    let cases = [
        ("name=a+b&tags=one", "200", r#""name":"a b","tags":["one"]"#),
        ("count=1", "400", r#""path":"/body/name""#),
        ("name=a&filter%5Btags%5D=a", "400", r#""path":"/body/filter/name""#),
        ("name=a&count=x", "400", "/body/count"),
        ("name=%FF", "400", "malformed percent-encoding"),
        ("name=a&filter%5Bname%5D=b&filter%5Bx%5D=y", "400", "/body/filter"),
        ("name=a&name=b", "400", "/body/name: it has one value, but came several times"),
        ("name=a&filter%5Bname%5D=b&filter%5Bname%5D=c", "400", "/body/filter/name: it has one value"),
        ("name=a&others=b", "200", r#"{"name":"a","others":"b"}"#),
    ];
    for (body, status, text) in cases {
        let response = wire.send(request().body(body).unwrap()).await;
        assert_eq!(response.line, status, "{body}: {}", response.text());
        assert!(response.text().contains(text), "{body}: {}", response.text());
    }
    let many: &'static str = Box::leak(format!("name=a{}", "&b=c".repeat(10_000)).into_boxed_str());
    let response = wire.send(request().body(many).unwrap()).await;
    assert_eq!(response.line, "400");
    assert!(response.text().contains("more than 10000 fields"), "{}", response.text());
}
