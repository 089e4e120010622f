//! Edits of services as a whole. Each has a service of its own.

use serde_json::{Value, json};

use super::{Kind, of_service};
use crate::edits::ast::{Ast, At, SERVICE};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    of_service("change the version", "services", version),
    of_service("rename the service", "services", rename),
    of_service("add a service", "services", add),
    of_service("add a protocol", "protocols", add_protocol),
    of_service("remove a protocol", "protocols", remove_protocol),
    of_service("change a protocol", "protocols", change_protocol),
    of_service("sign otherwise", "signing", sign),
    of_service("sign for endpoints otherwise", "endpoint_signing", sign_endpoint),
    of_service("change a security scheme", "security", security),
    of_service("change the errors of the service", "errors", errors),
    of_service("change a scheme of authentication", "auth", auth),
];

fn service() -> At {
    At::shape(SERVICE)
}

fn version(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let new = random.choose(&["2", "1.1"])?;
    ast.get_mut(SERVICE)?.insert("version".to_owned(), json!(new));
    Some(new.to_owned())
}

fn rename(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let new = random.choose(&["Shop", "Market"])?;
    ast.rename_shape(SERVICE, new)?;
    Some(new.to_owned())
}

fn add(ast: &mut Ast, _: &mut Random) -> Option<String> {
    ast.add_shape("Second", json!({ "type": "service", "version": "1" }))?;
    Some("Second".to_owned())
}

fn add_protocol(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let new = random.choose(&["smithy.protocols#rpcv2Cbor", "aws.protocols#awsJson1_1"])?;
    ast.set(&service(), new, json!({}))?;
    Some(new.to_owned())
}

fn remove_protocol(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let old = random.choose(&["aws.protocols#awsJson1_0", "aws.protocols#restJson1"])?;
    ast.unset(&service(), old)?;
    Some(old.to_owned())
}

fn change_protocol(ast: &mut Ast, _: &mut Random) -> Option<String> {
    ast.set(&service(), "aws.protocols#restJson1", json!({ "http": ["http/1.1", "h2"] }))?;
    Some("restJson1".to_owned())
}

fn sign(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let schemes = ["aws.auth#sigv4", "aws.auth#sigv4a"];
    let new = random.choose(&[vec![schemes[1]], vec![schemes[1], schemes[0]]])?;
    ast.set(&service(), "auth", json!(new))?;
    Some(format!("{new:?}"))
}

/// Endpoint rules whose only endpoint is signed by this.
pub(super) fn rules(scheme: &str) -> Value {
    let region =
        if scheme == "sigv4a" { json!({ "signingRegionSet": ["*"] }) } else { json!({ "signingRegion": "us-east-1" }) };
    let mut scheme = json!({ "name": scheme, "signingName": "store" });
    if let (Some(scheme), Some(region)) = (scheme.as_object_mut(), region.as_object()) {
        scheme.extend(region.clone());
    }
    json!({
        "version": "1.0",
        "parameters": {},
        "rules": [{
            "conditions": [],
            "type": "endpoint",
            "endpoint": { "url": "https://store.example", "properties": { "authSchemes": [scheme] } },
        }],
    })
}

fn sign_endpoint(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let mut new = rules("sigv4a");
    if random.below(2) == 0 {
        let both = &mut new["rules"][0]["endpoint"]["properties"]["authSchemes"];
        both.as_array_mut()?.push(json!({ "name": "sigv4", "signingName": "store", "signingRegion": "us-east-1" }));
    }
    ast.set(&service(), "smithy.rules#endpointRuleSet", new)?;
    Some("sigv4a".to_owned())
}

fn security(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = (service(), "weland.openapi#securitySchemes");
    let mut schemes = ast.get_trait(&at, name)?.clone();
    match random.below(3) {
        0 => schemes["key"]["name"] = json!("X-Other-Key"),
        1 => schemes["second"] = json!({ "type": "http", "scheme": "basic" }),
        _ => schemes["key"]["description"] = json!("Other words."),
    }
    ast.set(&at, name, schemes.clone())?;
    Some(schemes.to_string())
}

fn errors(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let error = random.choose(&["E00Busy", "E00NoSuchJob"])?;
    let errors = ast.references(SERVICE, "errors")?;
    let one = crate::edits::ast::target(error);
    match errors.contains(&one) {
        true => errors.retain(|it| *it != one),
        false => errors.push(one),
    }
    Some(error.to_owned())
}

fn auth(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = service();
    if random.below(2) == 0 {
        ast.set(&at, "aws.auth#sigv4", json!({ "name": "other" }))?;
        return Some("sigv4 of another name".to_owned());
    }
    ast.set(&at, "smithy.api#httpApiKeyAuth", json!({ "name": "x-key", "in": "header" }))?;
    Some("httpApiKeyAuth".to_owned())
}
