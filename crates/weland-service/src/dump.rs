//! The Service stage as text, for tests and for people.

use std::fmt::Write;

use weland_model::query::http::StatusRange;
use weland_model::{Node, NodeKind};

use crate::Service;
use crate::constraints::{Bound, Constraints};
use crate::cors::Cors;
use crate::endpoint::EndpointRules;
use crate::operation::{AcceptorMatcher, Operation, OperationAuth, Outcome, RequiredChecksum, Waiter};
use crate::security::{Security, SecurityScheme, Server, ServerVariable, TokenUrl};
use crate::shape::{Discriminator, ErrorTraits, Member, Shape, ShapeKind, UnionEncoding};
use crate::xml::{Xml, XmlNamespace};

/// One line per operation, response, waiter, shape, value and member, in order.
pub fn dump(service: &Service) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_service(service, &mut out);
    out
}

fn write_service(service: &Service, out: &mut String) -> std::fmt::Result {
    let signing = service.signing_name.as_deref().unwrap_or("-");
    write!(out, "service {} {:?} signing={signing}", service.name, service.version)?;
    if let Some(prefix) = &service.endpoint_prefix {
        write!(out, " endpoint={prefix}")?;
    }
    writeln!(out)?;
    for protocol in &service.protocols {
        write!(out, "  protocol {protocol}")?;
        flag(out, *protocol == service.protocol, "chosen")?;
        writeln!(out)?;
    }
    for scheme in &service.auth_schemes {
        writeln!(out, "  auth {}", scheme.id)?;
    }
    for TokenUrl { scheme, flow, field, url } in &service.token_urls {
        writeln!(out, "  tokens {scheme} {} {field} {url}", flow.as_deref().unwrap_or("-"))?;
    }
    write_servers(&service.servers, out)?;
    for (set, name) in [(service.query_compatible, "query-compatible"), (service.unwrapped_errors, "unwrapped-errors")]
    {
        if set {
            writeln!(out, "  {name}")?;
        }
    }
    if let Some(Cors { origins, max_age, allowed_headers, exposed_headers }) = &service.cors {
        writeln!(
            out,
            "  cors origins={origins:?} age={max_age} allowed={allowed_headers:?} exposed={exposed_headers:?}"
        )?;
    }
    if let Some(rules) = &service.endpoint_rules {
        write_endpoint_rules(rules, out)?;
    }
    if let Some(namespace) = &service.xml_namespace {
        writeln!(out, "  xmlns={}", xml_namespace(namespace))?;
    }
    for operation in &service.operations {
        write_operation(service, operation, out)?;
    }
    for shape in &service.shapes {
        write_shape(service, shape, out)?;
    }
    Ok(())
}

fn write_endpoint_rules(rules: &EndpointRules, out: &mut String) -> std::fmt::Result {
    writeln!(out, "  endpoint-rules")?;
    for setting in &rules.settings {
        writeln!(out, "    setting {}: {}", setting.name, if setting.boolean { "boolean" } else { "string" })?;
    }
    rules.rules.to_string().lines().try_for_each(|line| writeln!(out, "    {line}"))
}

fn write_operation(service: &Service, operation: &Operation, out: &mut String) -> std::fmt::Result {
    let shape = |index| service.shape(index).name.as_str();
    let (input, output) = (operation.input.map_or("-", shape), operation.output.map_or("-", shape));
    write!(out, "operation {}", operation.name)?;
    if let Some(http) = &operation.http {
        write!(out, " {} {}", http.method, http.uri)?;
    }
    write!(out, " {input} -> {output}")?;
    write_code_name(&operation.name, &operation.code_name, out)?;
    flag(out, operation.idempotent, "idempotent")?;
    flag(out, operation.docs.deprecated.is_some(), "deprecated")?;
    if let Some(prefix) = &operation.host_prefix {
        write!(out, " host={prefix:?}")?;
    }
    flag(out, operation.unsigned_payload.is_some(), "unsigned-payload")?;
    flag(out, operation.checksums.required == Some(RequiredChecksum::Any), "checksum")?;
    flag(out, operation.checksums.required == Some(RequiredChecksum::Md5), "md5")?;
    if let Some(member) = &operation.checksums.algorithm_member {
        write!(out, " checksum={member}")?;
    }
    if let Some((member, algorithms)) = &operation.checksums.validation {
        write!(out, " validation={member}:{}", algorithms.join(","))?;
    }
    if !operation.compression.is_empty() {
        write!(out, " compression={}", operation.compression.join(","))?;
    }
    flag(out, operation.unwrapped_output, "unwrapped-output")?;
    writeln!(out)?;
    for response in &operation.responses {
        let outcome = match response.outcome {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
        };
        write!(out, "  {outcome} {} {}", response.status, response.shape.map_or("-", shape))?;
        if let Some(media_type) = &response.media_type {
            write!(out, " media={media_type:?}")?;
        }
        writeln!(out)?;
    }
    write_auth(&operation.auth, out)?;
    if let Some(security) = &operation.security {
        write_security(security, out)?;
    }
    write_servers(&operation.servers, out)?;
    if let Some(pages) = &operation.pagination {
        let optional = |path: &Option<Vec<Member>>| path.as_deref().map_or("-".to_owned(), dotted);
        let (token, next) = (dotted(&pages.input_token), dotted(&pages.output_token));
        writeln!(
            out,
            "  pages {next} -> {token} items={} size={}",
            optional(&pages.items),
            optional(&pages.page_size)
        )?;
    }
    for param in &operation.endpoint_params {
        writeln!(out, "  endpoint-param {}: {:?}", param.name, param.value)?;
    }
    operation.waiters.iter().try_for_each(|waiter| write_waiter(waiter, out))
}

fn write_security(security: &Security, out: &mut String) -> std::fmt::Result {
    let scheme = |scheme: &SecurityScheme| {
        let scopes = if scheme.scopes.is_empty() { String::new() } else { format!("({})", scheme.scopes.join(",")) };
        format!("{}:{:?}{scopes}", scheme.name, scheme.kind)
    };
    let all = security.iter().map(|all| match all.is_empty() {
        true => "anonymous".to_owned(),
        false => all.iter().map(scheme).collect::<Vec<_>>().join(" and "),
    });
    writeln!(out, "  security {}", all.collect::<Vec<_>>().join(" or "))
}

fn write_servers(servers: &[Server], out: &mut String) -> std::fmt::Result {
    for server in servers {
        write!(out, "  server {}", server.url)?;
        for ServerVariable { name, default, values } in &server.variables {
            write!(out, " {name}={default:?}")?;
            if !values.is_empty() {
                write!(out, " of {}", values.join(","))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_auth(auth: &OperationAuth, out: &mut String) -> std::fmt::Result {
    if auth.schemes.is_empty() && auth.span.is_none() {
        return Ok(());
    }
    let anonymous = auth.anonymous.then_some("anonymous");
    let alternatives: Vec<&str> = auth.schemes.iter().map(String::as_str).chain(anonymous).collect();
    writeln!(out, "  auth {}", alternatives.join(" or "))
}

fn dotted(path: &[Member]) -> String {
    path.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(".")
}

fn write_waiter(waiter: &Waiter, out: &mut String) -> std::fmt::Result {
    writeln!(out, "  waiter {} {}..{}s", waiter.name, waiter.min_delay, waiter.max_delay)?;
    for acceptor in &waiter.acceptors {
        let matched = match &acceptor.matcher {
            AcceptorMatcher::Output(it) => format!("{} {} {:?}", it.path, it.comparator.name(), it.expected),
            AcceptorMatcher::InputOutput(it) => {
                format!("input and output: {} {} {:?}", it.path, it.comparator.name(), it.expected)
            }
            AcceptorMatcher::Success(success) => format!("success={success}"),
            AcceptorMatcher::ErrorType(name) => format!("error={name}"),
        };
        writeln!(out, "    {}: {matched}", acceptor.state.name())?;
    }
    Ok(())
}

fn write_shape(service: &Service, shape: &Shape, out: &mut String) -> std::fmt::Result {
    let (what, error) = match &shape.kind {
        ShapeKind::Simple(shape_type) => (shape_type.as_str(), None),
        ShapeKind::Enum(_) => ("enum", None),
        ShapeKind::IntEnum(_) => ("intEnum", None),
        ShapeKind::List { .. } => ("list", None),
        ShapeKind::Map { .. } => ("map", None),
        ShapeKind::Structure { error, .. } => ("structure", error.as_ref()),
        ShapeKind::Union { .. } => ("union", None),
    };
    write!(out, "{what} {}", shape.name)?;
    write_code_name(&shape.name, &shape.code_name, out)?;
    write_constraints(service, &shape.constraints, out)?;
    for (set, name) in [
        (shape.prelude, "prelude"),
        (shape.open, "open"),
        (shape.nullable, "nullable"),
        (shape.sensitive, "sensitive"),
        (shape.streaming, "streaming"),
        (shape.requires_length, "requires-length"),
        (shape.docs.deprecated.is_some(), "deprecated"),
    ] {
        flag(out, set, name)?;
    }
    if let Some(media_type) = &shape.media_type {
        write!(out, " media={media_type:?}")?;
    }
    if let Some(format) = &shape.format {
        write!(out, " format={format:?}")?;
    }
    write_xml(&shape.xml, out)?;
    if let ShapeKind::Union { encoding, .. } = &shape.kind {
        match encoding {
            UnionEncoding::Tagged => write!(out, " tagged")?,
            UnionEncoding::Untagged { discriminator, exactly_one } => {
                write!(out, " untagged")?;
                flag(out, *exactly_one, "exactly-one")?;
                if let Some(Discriminator { property, mapping }) = discriminator {
                    write!(out, " by={property:?}")?;
                    mapping.iter().try_for_each(|(value, member)| write!(out, " {value:?}->{member}"))?;
                }
            }
            UnionEncoding::ByStatus => write!(out, " by-status")?,
            UnionEncoding::ByMediaType => write!(out, " by-media-type")?,
            UnionEncoding::Discriminated(name) => write!(out, " discriminated={name:?}")?,
        }
    }
    if let Some(error) = error {
        write_error(service, error, out)?;
    }
    writeln!(out)?;
    write_members(service, shape, out)
}

fn write_error(service: &Service, error: &ErrorTraits, out: &mut String) -> std::fmt::Result {
    write!(out, " error={}", error.status)?;
    if error.statuses != StatusRange::Code(error.status) {
        write!(out, " statuses={}", error.statuses)?;
    }
    flag(out, error.retryable, "retryable")?;
    flag(out, error.throttling, "throttling")?;
    if error.namespace != service.namespace {
        write!(out, " namespace={}", error.namespace)?;
    }
    if let Some(code) = &error.query_code {
        write!(out, " query-code={code:?}")?;
    }
    if let Some(status) = error.query_status {
        write!(out, " query-status={status}")?;
    }
    Ok(())
}

fn write_members(service: &Service, shape: &Shape, out: &mut String) -> std::fmt::Result {
    match &shape.kind {
        ShapeKind::Enum(values) => values.iter().try_for_each(|value| {
            write!(out, "  {} = {:?}", value.name, value.value)?;
            flag(out, value.internal, "internal")?;
            writeln!(out)
        }),
        ShapeKind::IntEnum(values) => {
            values.iter().try_for_each(|value| writeln!(out, "  {} = {}", value.name, value.value))
        }
        _ => shape.members().try_for_each(|member| write_member(service, member, out)),
    }
}

fn write_member(service: &Service, member: &Member, out: &mut String) -> std::fmt::Result {
    write!(out, "  {}: {} {:?}", member.name, service.shape(member.target).name, member.binding)?;
    write_code_name(&member.name, &member.code_name, out)?;
    for (set, name) in [
        (member.presence.required, "required"),
        (member.presence.nullable, "nullable"),
        (member.client_optional, "client-optional"),
        (member.sequence, "sequence"),
        (member.idempotency_token, "token"),
        (member.rest, "rest"),
        (member.docs.deprecated.is_some(), "deprecated"),
    ] {
        flag(out, set, name)?;
    }
    if member.json_name != member.name {
        write!(out, " json={:?}", member.json_name)?;
    }
    if let Some(name) = &member.ec2_name {
        write!(out, " ec2={name:?}")?;
    }
    write_xml(&member.xml, out)?;
    if let Some(statuses) = member.statuses {
        write!(out, " status={statuses}")?;
    }
    if let Some(style) = member.style.or(member.field.as_ref().and_then(|field| field.style)) {
        write!(out, " style={}", style.style.name())?;
        flag(out, style.explode, "explode")?;
        flag(out, style.allow_reserved, "reserved")?;
    }
    if let Some(content_type) = member.field.as_ref().and_then(|field| field.content_type.as_ref()) {
        write!(out, " part={content_type:?}")?;
    }
    for header in member.field.iter().flat_map(|field| &field.headers) {
        write!(out, " part-header={:?}", header.name)?;
        flag(out, header.required, "required")?;
    }
    flag(out, member.field.as_ref().is_some_and(|field| field.base64), "base64")?;
    if let Some(content) = &member.content {
        write!(out, " content={content:?}")?;
    }
    if let Some(format) = &member.format {
        write!(out, " format={format:?}")?;
    }
    if let Some(format) = &member.timestamp_format {
        write!(out, " format={format}")?;
    }
    if let Some(default) = &member.default {
        write!(out, " default={}", node(default))?;
    }
    if let Some(constraints) = &member.constraints {
        write_constraints(service, constraints, out)?;
    }
    writeln!(out)
}

fn write_xml(xml: &Xml, out: &mut String) -> std::fmt::Result {
    if let Some(name) = &xml.name {
        write!(out, " xml={name:?}")?;
    }
    flag(out, xml.attribute, "attribute")?;
    flag(out, xml.flattened, "flattened")?;
    if let Some(namespace) = &xml.namespace {
        write!(out, " xmlns={}", xml_namespace(namespace))?;
    }
    Ok(())
}

fn xml_namespace(XmlNamespace { uri, prefix }: &XmlNamespace) -> String {
    let prefix = prefix.as_ref().map(|prefix| format!("{prefix}:")).unwrap_or_default();
    format!("{prefix}{uri:?}")
}

fn write_code_name(name: &str, code_name: &str, out: &mut String) -> std::fmt::Result {
    if code_name == name { Ok(()) } else { write!(out, " called={code_name}") }
}

fn flag(out: &mut String, set: bool, name: &str) -> std::fmt::Result {
    if set { write!(out, " {name}") } else { Ok(()) }
}

fn write_constraints(service: &Service, constraints: &Constraints, out: &mut String) -> std::fmt::Result {
    if let Some((min, max)) = constraints.length {
        write!(out, " length={}..{}", text(min), text(max))?;
    }
    if let Some((min, max)) = &constraints.range {
        write!(out, " range={}..{}", text(min.as_ref().map(number)), text(max.as_ref().map(number)))?;
    }
    if let Some(pattern) = &constraints.pattern {
        write!(out, " pattern={:?}", pattern.source)?;
        flag(out, pattern.unusable.is_some(), "unusable")?;
    }
    for value in &constraints.values {
        write!(out, " value={:?}", value.text)?;
        flag(out, value.internal, "internal")?;
    }
    flag(out, constraints.unique_items, "unique")?;
    write_rules(service, constraints, out)
}

/// What JSON Schema can say and Smithy cannot.
fn write_rules(service: &Service, constraints: &Constraints, out: &mut String) -> std::fmt::Result {
    let bounds = [("above", &constraints.exclusive_minimum), ("below", &constraints.exclusive_maximum)];
    for (name, bound) in bounds {
        if let Some(bound) = bound {
            write!(out, " {name}={}", number(bound))?;
        }
    }
    if let Some(divisor) = &constraints.multiple_of {
        write!(out, " multiple-of={divisor}")?;
    }
    if let Some(constants) = &constraints.constants {
        let constants: Vec<String> = constants.iter().map(ToString::to_string).collect();
        write!(out, " one-of=[{}]", constants.join(","))?;
    }
    if let Some((min, max)) = constraints.property_count {
        write!(out, " keys={}..{}", text(min), text(max))?;
    }
    for (pattern, target) in &constraints.pattern_properties {
        write!(out, " {:?}->{}", pattern.source, service.shape(*target).name)?;
    }
    for (name, shapes) in [("prefix", &constraints.prefix_items), ("all-of", &constraints.all_of)] {
        if !shapes.is_empty() {
            let names: Vec<&str> = shapes.iter().map(|index| service.shape(*index).name.as_str()).collect();
            write!(out, " {name}={}", names.join(","))?;
        }
    }
    flag(out, constraints.closed, "closed")
}

fn text(bound: Option<impl ToString>) -> String {
    bound.map(|bound| bound.to_string()).unwrap_or_default()
}

fn number(bound: &Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        Bound::Decimal(value) => value.to_string(),
        Bound::Text(value) => value.clone(),
    }
}

/// A default: those of lists and maps are empty.
fn node(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Number(number) => number.as_str().to_owned(),
        NodeKind::String(text) => format!("{text:?}"),
        NodeKind::Array(_) => "[]".to_owned(),
        NodeKind::Object(_) => "{}".to_owned(),
    }
}
