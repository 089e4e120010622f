//! Forms in several parts, and files in them.

use std::collections::BTreeMap;

use rest_client::types::*;
use rest_client::weland_client::http::Request;

use crate::wire::Wire;

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn forms_have_parts() {
    let wire = Wire::new();
    let required = UploadFormRequired { title: "T\r\n--x".to_owned(), file: FilePart::from(&b"\x00\xff\r\n--"[..]) };
    let form = UploadForm::new(required)
        .pages(2)
        .images(vec![FilePart::from("one"), FilePart::from("two").file_name("ü \"2\".jpg").content_type("image/jpeg")])
        .point(Point::new().y(1))
        .points(vec![Point::new(), Point::new().x(7)])
        .tags(list(&["t"]))
        .files(BTreeMap::from([("logo".to_owned(), FilePart::from("png").file_name("logo.png"))]));
    let output = wire.client().upload(UploadRequired { body: form.clone() }).await.unwrap();
    let mut expected = form;
    // Without a name or a type of its own, a file is sent in those that the model has for it.
    expected.file = expected.file.file_name("file").content_type("application/octet-stream");
    let images = expected.images.as_mut().unwrap();
    images[0] = images[0].clone().file_name("images").content_type("image/png");
    let logo = expected.files.as_mut().unwrap().get_mut("logo").unwrap();
    *logo = logo.clone().content_type("application/octet-stream");
    assert_eq!(output.body, expected);
    let (request, response) = wire.last();
    let text = String::from_utf8_lossy(&request.body).into_owned();
    for message in [&request, &response] {
        assert!(message.header("content-type").starts_with("multipart/form-data; boundary="), "{text}");
    }
    for part in [
        "Content-Disposition: form-data; name=\"title\"\r\n\r\nT\r\n--x\r\n",
        "Content-Disposition: form-data; name=\"pages\"\r\n\r\n2\r\n",
        "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n",
        "name=\"images\"; filename=\"images\"\r\nContent-Type: image/png\r\n\r\none\r\n",
        "name=\"images\"; filename=\"ü \\\"2\\\".jpg\"\r\nContent-Type: image/jpeg\r\n\r\ntwo\r\n",
        "name=\"point\"\r\nContent-Type: application/json\r\n\r\n{\"y\":1}\r\n",
        "name=\"logo\"; filename=\"logo.png\"\r\nContent-Type: application/octet-stream\r\n\r\npng\r\n",
        "name=\"points\"\r\nContent-Type: application/json\r\n\r\n{}\r\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let request = || Request::post("/upload").header("content-type", "multipart/form-data; boundary=\"b b\"");
    let file = "--b b\r\ncontent-disposition: form-data; filename=\"f;g.txt\"; name=file\r\n\r\nx\r\n";
    let title = "--b b  \r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n";
    let cases = [
        (format!("preamble\r\n{file}{title}--b b--\r\nepilogue"), "200", ""),
        (format!("{file}--b b--"), "400", r#""path":"/body/title""#),
        (format!("{file}{title}"), "400", "its last boundary is missing"),
        (format!("{file}{title}--b b\r\nX: y\r\n--b b--"), "400", "the headers of a part do not end"),
        (format!("{file}{title}--b b\r\nX: y\r\n\r\n\r\n--b b--"), "400", "a part has no `Content-Disposition`"),
        ("nothing".to_owned(), "400", "it has no boundary"),
        ("--b b".to_owned(), "400", "it ends within a boundary"),
        // Headers and parts without end.
        (format!("{file}{title}--b b\r\nX: {}\r\n\r\n\r\n--b b--", "y".repeat(20_000)), "400", "more than 16384 bytes"),
        (format!("{}--b b--", title.repeat(10_001)), "400", "more than 10000 parts"),
        // A form within a part is what the part holds, whatever its boundaries are.
        (format!("{file}--b b\r\nContent-Disposition: form-data; name=title\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b b--"), "200", "--c--"),
        (format!("{file}{title}--b b--{title}"), "200", ""),
    ];
    for (body, status, text) in cases {
        let body: &'static str = Box::leak(body.into_boxed_str());
        let response = wire.send(request().body(body).unwrap()).await;
        assert_eq!(response.line, status, "{body}: {response:?}");
        assert!(String::from_utf8_lossy(&response.body).contains(text), "{body}: {response:?}");
    }
    for (boundary, text) in [(String::new(), "no `boundary`"), ("a".repeat(71), "more than 70 characters")] {
        let request = Request::post("/upload").header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let response = wire.send(request.body("--aaa").unwrap()).await;
        assert_eq!(response.line, "400");
        assert!(response.text().contains(text), "{}", response.text());
    }
}

/// A request with these parts, each its headers and its content.
fn parts(path: &str, parts: &[(&str, &str)]) -> Request<Vec<u8>> {
    let part = |(head, content): &(&str, &str)| format!("--b\r\n{head}\r\n\r\n{content}\r\n");
    let body: String = parts.iter().map(part).chain(["--b--\r\n".to_owned()]).collect();
    Request::post(path).header("content-type", "multipart/form-data; boundary=b").body(body.into_bytes()).unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn files_have_names_types_and_headers() {
    let wire = Wire::new();
    let picture =
        FilePart::new(vec![0, 255]).file_name("C:\\a \u{1f980}.png").content_type("image/png").header("X-Author", "Zoë");
    let form = Attachment::new()
        .picture(picture.clone())
        .table("a,b")
        .encoded(vec![0, 1, 255])
        .point(Point::new().x(1))
        .note("*n*")
        .filter(Filter::new(FilterRequired { name: "a+b %".to_owned() }).more(BTreeMap::from([("x".to_owned(), 7)])))
        .words(list(&["x", "y z"]))
        .count(3);
    let output = wire.client().attach(AttachRequired { body: form.clone() }).await.unwrap().body;
    assert_eq!(output.picture.as_ref(), Some(&picture));
    let table = output.table.as_ref().unwrap();
    assert_eq!(table.content_type.as_deref(), Some("text/csv"));
    assert_eq!(output.encoded.as_ref().unwrap().content, Blob::from(vec![0, 1, 255]));
    assert_eq!(output.encoded.as_ref().unwrap().headers, []);
    assert_eq!((&output.filter, &output.words, &output.note), (&form.filter, &form.words, &form.note));
    assert_eq!((&output.point, output.count), (&form.point, Some(3)));
    let (request, _) = wire.last();
    let text = String::from_utf8_lossy(&request.body).into_owned();
    assert!(!request.header("content-type").contains("example"), "{}", request.header("content-type"));
    for part in [
        "name=\"picture\"; filename=\"C:\\\\a \u{1f980}.png\"\r\nContent-Type: image/png\r\nX-Author: Zoë\r\n\r\n",
        "name=\"table\"; filename=\"table\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\nAAH/\r\n",
        "name=\"point\"\r\nContent-Type: application/vnd.x+json\r\n\r\n{\"x\":1}\r\n",
        "name=\"note\"\r\nContent-Type: text/markdown\r\n\r\n*n*\r\n",
        "name=\"filter[name]\"\r\n\r\na+b %\r\n",
        "name=\"words\"\r\n\r\nx|y z\r\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn elements_of_lists_are_documents_each() {
    let wire = Wire::new();
    let form = Attachment::new()
        .quoted(list(&["a", "b,\"c"]))
        .rows(vec![list(&["x", "y"]), Vec::new()])
        .anything(vec![Document::String("s".to_owned()), Document::List(vec![Document::Integer(1)])])
        .numbers(vec![NumberOrPoint::Number(1), NumberOrPoint::Point(Point::new().y(2))])
        .points(vec![Point::new().x(1), Point::new()]);
    let output = wire.client().attach(AttachRequired { body: form.clone() }).await.unwrap().body;
    assert_eq!(output, form);
    let (request, _) = wire.last();
    let json = |name: &str, json: &str| format!("name=\"{name}\"\r\nContent-Type: application/json\r\n\r\n{json}\r\n");
    for (name, text) in [
        ("quoted", "\"a\""),
        ("quoted", "\"b,\\\"c\""),
        ("rows", "[\"x\",\"y\"]"),
        ("rows", "[]"),
        ("anything", "\"s\""),
        ("anything", "[1]"),
        ("numbers", "1"),
        ("numbers", "{\"y\":2}"),
        ("points", "{\"x\":1}"),
        ("points", "{}"),
    ] {
        assert!(request.text().contains(&json(name, text)), "{name} {text}\n{}", request.text());
    }
    let empty = Attachment::new().rows(Vec::new()).quoted(Vec::new());
    assert_eq!(wire.client().attach(AttachRequired { body: empty }).await.unwrap().body, Attachment::new());

    let head = |name: &str| format!("Content-Disposition: form-data; name={name}");
    let cases: [(&str, &[&str], &str, &str); 10] = [
        // Some clients send the list as a whole.
        ("quoted", &["[\"a\",\"b\"]"], "200", "\r\n\r\n\"b\"\r\n"),
        ("points", &[" [{\"x\":1},{}]"], "200", "\r\n\r\n{}\r\n"),
        ("points", &["{\"x\":1}"], "200", "\r\n\r\n{\"x\":1}\r\n"),
        ("rows", &["[\"a\"]"], "200", "\r\n\r\n[\"a\"]\r\n"),
        ("points", &["{},{}"], "400", "no document of JSON"),
        ("points", &["{}],[{}", "{}"], "400", "no document of JSON"),
        ("points", &["", "{}"], "400", "no document of JSON"),
        ("points", &["{}]"], "400", "/body/points"),
        ("points", &["{\"x\":\"a\"}", "{}"], "400", "/body/points/0/x"),
        ("point", &["{}", "{}"], "400", "it has one value, but came several times"),
    ];
    for (name, contents, status, text) in cases {
        let head = head(name);
        let all: Vec<(&str, &str)> = contents.iter().map(|content| (&*head, *content)).collect();
        let response = wire.send(parts("/attach", &all)).await;
        let body = String::from_utf8_lossy(&response.body).into_owned();
        assert_eq!(response.line, status, "{name} {contents:?}: {body}");
        assert!(body.contains(text), "{name} {contents:?}: {body}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn alternatives_may_be_files() {
    let wire = Wire::new();
    let file = |name: &str| FilePart::new("x").file_name(name).content_type("a/b");
    for either in [Either::Number(7), Either::File(file("a")), Either::Files(vec![file("a"), file("b")])] {
        let body = Attachment::new().either(either.clone());
        let output = wire.client().attach(AttachRequired { body }).await.unwrap().body;
        assert_eq!(output.either, Some(either));
    }
    let scan = Scan::new(ScanRequired { scan: FilePart::from(vec![255]).file_name("a").content_type("b/c") });
    let link = Link::new(LinkRequired { link: "d".to_owned() });
    for body in [AnyForm::Scan(scan.at(Point::new().x(1))), AnyForm::Link(link)] {
        let output = wire.client().choose(ChooseRequired { body: body.clone() }).await.unwrap();
        assert_eq!(output.body, body);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn files_that_cannot_be_sent_are_refused_by_the_client() {
    let wire = Wire::new();
    let author = |file: FilePart| file.header("X-Author", "A");
    let cases = [
        (FilePart::new("a").content_type("image/png"), "no header `X-Author`"),
        (author(FilePart::new("a")), "can be any of image/*"),
        (author(FilePart::new("a").content_type("image/png\r\nX: y")), "`Content-Type` cannot be a header"),
        (author(FilePart::new("a").content_type("image/png").header("X Y", "z")), "`X Y` cannot be a header"),
        (author(FilePart::new("a").content_type("image/png").header("content-type", "z")), "no further header"),
    ];
    for (file, text) in cases {
        let body = Attachment::new().picture(file);
        let error = wire.client().attach(AttachRequired { body }).await.unwrap_err().to_string();
        assert!(error.contains(text) && error.contains("/body/picture"), "{error}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_server_reads_what_clients_write() {
    let wire = Wire::new();
    let disposition = "Content-Disposition: form-data; name=";
    let picture = |more: &str| format!("{disposition}picture; {more}\r\nX-Author: A\r\nContent-Type: image/png");
    let cases = [
        // Names of files, in all ways that clients write them.
        (picture("filename=plain.png"), "x", "200", "filename=\"plain.png\""),
        (picture("filename=\"a\\\"b.png\""), "x", "200", "filename=\"a\\\"b.png\""),
        (picture("filename=\"a%22b.png\""), "x", "200", "filename=\"a\\\"b.png\""),
        (picture("filename=\"C:\\dir\\b.png\""), "x", "200", "filename=\"C:\\\\dir\\\\b.png\""),
        (picture("filename=\"u.png\"; filename*=UTF-8\'\'%C3%BC%20.png"), "x", "200", "filename=\"ü .png\""),
        (picture("filename*=iso-8859-1\'de\'%FC.png"), "x", "200", "filename=\"ü.png\""),
        (picture("filename*=UTF-8\'\'%ff; filename=\"b.png\""), "x", "200", "filename=\"b.png\""),
        (picture("filename=\"ü.png\""), "x", "200", "filename=\"ü.png\""),
        (picture("filename=\"a;b=c.png\""), "x", "200", "filename=\"a;b=c.png\""),
        // Headers go over several lines, and come back.
        (picture("filename=a\r\nX-Note: one\r\n two"), "x", "200", "X-Note: one two"),
        // Types that are stated have to be those of the model.
        (picture("filename=a").replace("image/png", "IMAGE/webp; q=1"), "x", "200", "Content-Type: IMAGE/webp; q=1"),
        (
            picture("filename=a").replace("image/png", "text/plain"),
            "x",
            "415",
            "the part `picture` has to be of the type image/*, but its `Content-Type` says `text/plain`",
        ),
        (format!("{disposition}note\r\nContent-Type: text/plain"), "x", "415", "has to be of the type text/markdown"),
        (format!("{disposition}table\r\nContent-Type: text/html"), "x", "415", "text/csv or application/octet-stream"),
        (format!("{disposition}note"), "x", "200", "x"),
        // Headers that the model requires.
        (format!("{disposition}picture"), "x", "400", "has no header `X-Author`"),
        // The content is judged as before.
        (format!("{disposition}small; filename=a"), "12345", "400", "/body/small"),
        (format!("{disposition}small; filename=a"), "1234", "200", "1234"),
        // Encodings.
        (format!("{disposition}encoded"), "AAH/", "200", "AAH/"),
        (format!("{disposition}encoded\r\nContent-Transfer-Encoding: BASE64"), "AA\r\nH/", "200", "AAH/"),
        (format!("{disposition}encoded"), "?", "400", "not base64"),
        (format!("{disposition}small\r\nContent-Transfer-Encoding: base64"), "YWJj", "200", "\r\n\r\nabc\r\n"),
        (format!("{disposition}small\r\nContent-Transfer-Encoding: quoted-printable"), "=41", "400", "quoted-printable"),
        (format!("{disposition}note\r\nContent-Type: text/markdown; charset=latin1"), "x", "200", "x"),
        (format!("{disposition}note\r\nContent-Type: text/markdown; charset=koi8-r"), "x", "400", "charset `koi8-r`"),
        (format!("{disposition}count\r\nContent-Type: text/plain; charset=\"UTF-8\""), "7", "200", "7"),
        // What is malformed.
        (format!("{disposition}note\r\nno colon"), "x", "400", "a header of a part has no colon"),
        (format!("{disposition}note{}", "\r\nX: y".repeat(100)), "x", "400", "more than 100 headers"),
        (format!("{disposition}\"note"), "x", "200", ""),
    ];
    for (head, content, status, text) in cases {
        let response = wire.send(parts("/attach", &[(&head, content)])).await;
        let body = String::from_utf8_lossy(&response.body).into_owned();
        assert_eq!(response.line, status, "{head}: {body}");
        assert!(body.contains(text), "{head}: {body}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn parts_of_a_list_have_no_names() {
    let wire = Wire::new();
    let points = vec![Point::new().x(1), Point::new()];
    let output = wire.client().mix(MixInput::new().body(points.clone())).await.unwrap();
    assert_eq!(output.body, points);
    let (request, _) = wire.last();
    assert!(request.header("content-type").starts_with("multipart/mixed; boundary="));
    assert!(request.text().contains("\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n--weland"), "{}", request.text());
    assert_eq!(wire.client().mix(MixInput::new()).await.unwrap().body, []);

    let files = vec![FilePart::from("a").content_type("text/plain"), FilePart::from(vec![255]).file_name("b.bin")];
    let output = wire.client().mix_files(MixFilesRequired { body: files.clone() }).await.unwrap().body;
    let (request, _) = wire.last();
    let text = String::from_utf8_lossy(&request.body).into_owned();
    for part in [
        "\r\nContent-Type: text/plain\r\n\r\na\r\n",
        "\r\nContent-Disposition: attachment; filename=\"b.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(output["0"].content_type.as_deref(), Some("text/plain"));
    assert_eq!(output["b.bin"].content, Blob::from(vec![255]));
}
