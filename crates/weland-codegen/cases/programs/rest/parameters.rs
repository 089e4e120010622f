//! Labels beside text, methods of all kinds, styles of parameters, cookies.

use rest_client::types::*;
use rest_client::weland_client::http::Request;

use crate::wire::Wire;

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn labels_stand_beside_text() {
    let wire = Wire::new();
    let input = ExportPetsRequired { name: "a.b".to_owned(), format: "tar gz".to_owned(), id: 7 };
    let exported = wire.client().export_pets(input).await.unwrap();
    assert_eq!(wire.last().0.line, "GET /export/a.b.tar%20gz/of(7)");
    assert_eq!(exported.body, "a.b as tar gz of 7");
    for (target, status) in [("/export/a.b/of%2812%29", "200"), ("/export/a/of(1)", "404"), ("/export/a.b/of()", "404")] {
        assert_eq!(wire.send(Request::get(target).body("").unwrap()).await.line, status, "{target}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn every_method_is_called() {
    let wire = Wire::new();
    let found = wire.client().look(LookInput::new().body(Point::new().x(1))).await.unwrap();
    let (request, _) = wire.last();
    assert_eq!((&*request.line, request.text()), ("QUERY /look", r#"{"x":1}"#));
    assert_eq!(found.body, Some(Point::new().x(1)));
    // Nothing is set, so nothing is sent.
    assert_eq!(wire.client().look(LookInput::new()).await.unwrap().body, None);
    let (request, response) = wire.last();
    assert_eq!((request.text(), request.header("content-type"), response.text()), ("", "", ""));
    wire.client().probe().await.unwrap();
    assert_eq!(wire.last().0.line, "PROBE /look");
}

fn required() -> EchoRequired {
    EchoRequired { simple: list(&["a,b", "c"]), label: list(&["d", "e/f"]), matrix: Point::new().x(1).y(-2) }
}

#[tokio::test(flavor = "current_thread")]
async fn parameters_are_written_and_read_in_their_styles() {
    let wire = Wire::new();
    let filter = Filter::new(FilterRequired { name: "é".to_owned() }).tags(list(&["t", "u"])).at(Point::new().y(3));
    let input = EchoInput::new(required())
        .comma(list(&["1,5", "2"]))
        .space(list(&["a", "b"]))
        .pipe(list(&["c", "d"]))
        .deep(filter.clone())
        .point(Point::new().x(8))
        .url("http://a/?b=c,d&e")
        .json(filter)
        .header(Point::new().x(5).y(6))
        .session("s;1")
        .ids(vec![1, 2]);
    let output = wire.client().echo(input.clone()).await.unwrap();
    let (request, response) = wire.last();
    let expected = [
        "GET /echo/a%2Cb,c/.d.e%2Ff/;x=1;y=-2?comma=1%2C5,2",
        "&space=a%20b&pipe=c%7Cd",
        "&deep%5Bname%5D=%C3%A9&deep%5Btags%5D=t&deep%5Btags%5D=u&deep%5Bat%5D%5By%5D=3",
        "&x=8&url=http://a/?b=c,d%26e",
        "&json=%7B%22name%22%3A%22%C3%A9%22%2C%22tags%22%3A%5B%22t%22%2C%22u%22%5D%2C%22at%22%3A%7B%22y%22%3A3%7D%7D",
    ];
    assert_eq!(request.line, expected.concat());
    assert_eq!((request.header("x-point"), request.header("cookie")), ("x=5,y=6", "session=s%3B1; ids=1,2"));
    assert_eq!(response.header("x-point"), "x,5,y,6");
    assert_eq!(output.header, input.header);
    let body = output.body;
    assert_eq!((body.simple.as_ref(), body.label.as_ref()), (Some(&input.simple), Some(&input.label)));
    assert_eq!((body.matrix.as_ref(), &body.comma), (Some(&input.matrix), &input.comma));
    assert_eq!((&body.space, &body.pipe), (&input.space, &input.pipe));
    assert_eq!((&body.deep, &body.point, &body.url), (&input.deep, &input.point, &input.url));
    assert_eq!((&body.json, &body.session, &body.ids), (&input.json, &input.session, &input.ids));
}

#[tokio::test(flavor = "current_thread")]
async fn parameters_are_read_as_others_write_them() {
    let wire = Wire::new();
    let get = |query: &str| Request::get(format!("/echo/a/.b/;x=1{query}"));
    let cases = [
        ("?deep[name]=n&deep[at][x]=1", r#""deep":{"name":"n","at":{"x":1}}"#),
        ("?deep%5Bname%5D=n&deep[tags][]=a&deep[tags][]=b", r#""deep":{"name":"n","tags":["a","b"]}"#),
        ("?pipe=a|b%7Cc", r#""pipe":["a","b","c"]"#),
        ("?space=a+b%20c", r#""space":["a","b","c"]"#),
        ("?comma=", r#""comma":[]"#),
        ("?y=2&x=1", r#""point":{"x":1,"y":2}"#),
    ];
    for (query, expected) in cases {
        // What no URI may have is not for the type of the standard library either.
        let query = query.replace('|', "%7C");
        let response = wire.send(get(&query).body("").unwrap()).await;
        assert!(response.text().contains(expected), "{query}: {}", response.text());
    }
    let refused = [
        ("?deep[tags]=a", "/deep/name"),
        ("?x=one", "/point/x"),
        ("?json=%7B", "/json"),
        ("?json=%7B%7D", "/json/name"),
        ("?comma=%FF", "/comma"),
        ("?comma=a&comma=b", "/comma: it has one value, but came several times"),
        ("?json=%7B%22name%22%3A%22a%22%7D&json=%7B%22name%22%3A%22a%22%7D", "/json: it has one value"),
        ("?x=1&x=2", "/point/x: it has one value"),
        ("?deep[name]=n&deep[name]=n", "/deep/name: it has one value"),
    ];
    for (query, place) in refused {
        let response = wire.send(get(query).body("").unwrap()).await;
        assert_eq!(response.line, "400", "{query}");
        assert!(response.text().contains(place), "{query}: {}", response.text());
    }
    let malformed = wire.send(Request::get("/echo/a/b/;x=1").body("").unwrap()).await;
    assert!(malformed.text().contains("/label: the parameter is malformed: it has to begin with a dot"), "{malformed:?}");
    let cookies = get("").header("cookie", "other=1; session=\"s%3B1\"").header("cookie", "ids=4,5");
    let response = wire.send(cookies.body("").unwrap()).await;
    assert!(response.text().contains(r#""session":"s;1","ids":[4,5]"#), "{}", response.text());
}

#[tokio::test(flavor = "current_thread")]
async fn parameters_can_be_one_of_several_things() {
    let wire = Wire::new();
    for (choice, query) in [
        (Choice::Number(-5), "?choice=-5"),
        (Choice::Flag(true), "?choice=true"),
        (Choice::Texts(list(&["a"])), "?choice=a"),
        (Choice::Texts(list(&["1", "2"])), "?choice=1&choice=2"),
    ] {
        let output = wire.client().echo(EchoInput::new(required()).choice(choice.clone())).await.unwrap();
        assert!(wire.last().0.line.ends_with(query), "{}", wire.last().0.line);
        assert_eq!(output.body.choice, Some(choice));
    }
}
