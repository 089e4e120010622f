//! STS, IAM Identity Center, the agent of a container and the metadata of an instance, on one port.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};

const EXPIRES: &str = "2099-01-01T00:00:00Z";

/// A running server. Its threads end with the process.
pub(crate) struct Services(String);

struct Request {
    method: String,
    path: String,
    query: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    body: String,
}

/// Status, code of the error and body.
type Response = (u16, &'static str, String);

impl Services {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                std::thread::spawn(move || serve(stream));
            }
        });
        Self(url)
    }

    pub(crate) fn url(&self) -> &str {
        &self.0
    }
}

/// Responds to the one request that a connection is for.
fn serve(stream: TcpStream) {
    let Some(request) = read(&stream) else { return };
    let (status, code, body) = respond(&request);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nx-amzn-errortype: {code}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    // The client is free to be gone.
    let _ = (&stream).write_all(format!("{head}{body}").as_bytes());
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut words = lines.first()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: BTreeMap<String, String> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { method, path: path.to_owned(), query: form(query), headers, body: String::from_utf8(body).ok()? })
}

/// The fields of a form, in which only what stands in ARNs is encoded.
fn form(text: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| text.replace("%3A", ":").replace("%2F", "/");
    text.split('&')
        .filter_map(|field| field.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn respond(request: &Request) -> Response {
    let ok = |body: String| (200, "", body);
    let header = |name: &str| request.headers.get(name).map(String::as_str);
    match (request.method.as_str(), request.path.as_str()) {
        (_, path) if path.starts_with("/html") => ok("<html>".to_owned()),
        ("PUT", _) => ok("token".to_owned()),
        ("GET", "/federation/credentials") => portal(&request.query, header("x-amz-sso_bearer_token").unwrap()),
        ("GET", "/container") => {
            ok(pair(&header("authorization").map_or("CONTAINER".to_owned(), |token| format!("CONTAINER-{token}"))))
        }
        ("GET", path) if path.ends_with("/security-credentials/") => ok("role".to_owned()),
        ("GET", path) if path.starts_with("/broken") => {
            ok(r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"no"}"#.to_owned())
        }
        ("GET", path) if path.ends_with("/security-credentials/role") => ok(pair("INSTANCE")),
        ("POST", "/token") => tokens(&serde_json::from_str(&request.body).unwrap()),
        ("POST", _) => {
            let signed = header("authorization").and_then(|value| value.split_once("Credential="));
            let signer = signed.and_then(|(_, rest)| rest.split_once('/')).map_or("nobody", |(signer, _)| signer);
            sts(&form(&request.body), signer)
        }
        _ => (404, "", "missing".to_owned()),
    }
}

/// Credentials as containers and instances respond with them.
fn pair(key: &str) -> String {
    json!({"AccessKeyId": key, "SecretAccessKey": "s", "Token": "t", "Expiration": EXPIRES}).to_string()
}

fn portal(query: &BTreeMap<String, String>, token: &str) -> Response {
    if token == "revoked" {
        return (401, "UnauthorizedException", r#"{"message":"no"}"#.to_owned());
    }
    let key = format!("SSO-{}-{}-{token}", query["role_name"], query["account_id"]);
    let found =
        json!({"accessKeyId": key, "secretAccessKey": "s", "sessionToken": "t", "expiration": 4_070_908_800_000_i64});
    (200, "", json!({ "roleCredentials": found }).to_string())
}

fn tokens(input: &Value) -> Response {
    let refresh = input["refreshToken"].as_str().unwrap();
    if refresh == "stale" {
        return (400, "InvalidGrantException", r#"{"error":"invalid_grant"}"#.to_owned());
    }
    let next = format!("{refresh}2");
    let found = json!({"accessToken": format!("renewed-{refresh}"), "expiresIn": 3600, "refreshToken": next});
    (200, "", found.to_string())
}

fn sts(form: &BTreeMap<String, String>, signer: &str) -> Response {
    let action = &form["Action"];
    let token = form.get("WebIdentityToken");
    let wrong = match form["RoleArn"].ends_with("/denied") {
        true => Some("AccessDenied"),
        false => token.filter(|token| *token == "expired").map(|_| "ExpiredTokenException"),
    };
    if let Some(code) = wrong {
        let error = format!("<Error><Code>{code}</Code><Message>not allowed to assume</Message></Error>");
        return (403, "", format!("<ErrorResponse>{error}</ErrorResponse>"));
    }
    let role = form["RoleArn"].rsplit('/').next().unwrap();
    let mut key = match token {
        Some(token) => format!("WEB-{role}-{token}"),
        None => format!("ROLE-{role}-BY-{signer}"),
    };
    for (name, mark) in [("ExternalId", "X"), ("DurationSeconds", "D")] {
        key += &form.get(name).map_or(String::new(), |value| format!("-{mark}{value}"));
    }
    let session = &form["RoleSessionName"];
    if !session.contains("-session-") {
        key += &format!("-N{session}");
    }
    let credentials = format!(
        "<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
         <Expiration>{EXPIRES}</Expiration></Credentials>"
    );
    (200, "", format!("<{action}Response><{action}Result>{credentials}</{action}Result></{action}Response>"))
}
