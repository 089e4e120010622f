//! The Service stage as text, for tests and for people.

mod shape;

use std::fmt::Write;

use crate::Service;
use crate::cors::Cors;
use crate::endpoint::EndpointRules;
use crate::operation::{AcceptorMatcher, Operation, OperationAuth, Outcome, RequiredChecksum, Waiter};
use crate::security::{Security, SecurityScheme, Server, ServerVariable, TokenUrl};
use crate::shape::Member;
use crate::xml::XmlNamespace;
use shape::write_shape;

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
