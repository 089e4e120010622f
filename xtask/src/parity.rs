//! `cargo xtask parity [--rounds COUNT] [SERVICE…]`: compares clients and servers of AWS services with botocore, message by
//! message.
//!
//! For each operation, random inputs and outputs are made. Botocore and our client make requests of the inputs, which have to be
//! alike; our server gets botocore's request, and its response goes to both clients. Values are made and compared in Python,
//! beside botocore; programs of ours, one per service, do what lines of text ask them for.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use self::program::Program;

use crate::corpora::openapi::run_in;
use crate::repo::Repo;

const USAGE: &str = "Usage: cargo xtask parity [--rounds COUNT] [retries] [SERVICE…]

Compares clients and servers of these services of AWS, or of all that are known here, with botocore: COUNT random inputs and
outputs per operation, by default 30. The models are in ../shared/aws-models. With retries, the attempts of botocore are compared with the table that
tests of the client go by.";

/// What is installed in the environment of Python: releases that are as old as the models.
const REQUIREMENTS: &str = include_str!("parity/requirements.txt");

/// A service that is compared.
struct Service {
    name: &'static str,
    /// How the name of its model begins; of one beside this program, the whole name.
    model: &'static str,
    /// What botocore calls it.
    botocore: &'static str,
    /// The trait of the protocol, and what botocore calls it, where it is not the only one of the model.
    protocol: Option<(&'static str, &'static str)>,
    /// Further traits of the service, which its model has today.
    traits: &'static str,
}

impl Service {
    const fn new(name: &'static str, model: &'static str, botocore: &'static str) -> Self {
        Self { name, model, botocore, protocol: None, traits: "" }
    }
}

const SERVICES: &[Service] = &[
    Service::new("api-gateway", "api-gateway-", "apigateway"),
    Service::new("cloudwatch", "cloudwatch-2", "cloudwatch"),
    Service {
        protocol: Some(("smithy.protocols#rpcv2Cbor", "smithy-rpc-v2-cbor")),
        traits: "@smithy.protocols#rpcv2Cbor @aws.protocols#awsQueryCompatible",
        ..Service::new("cloudwatch-cbor", "cloudwatch-2", "cloudwatch")
    },
    Service::new("dynamodb", "dynamodb-2", "dynamodb"),
    Service::new("ec2", "ec2.smithy", "ec2"),
    Service::new("iam", "iam-", "iam"),
    Service::new("s3", "s3-2", "s3"),
    Service::new("sns", "sns-", "sns"),
    Service::new("sqs", "sqs-", "sqs"),
    Service::new("sts", "sts-", "sts"),
];

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let arguments = match parse(arguments) {
        Ok(parsed) => parsed,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            return false;
        }
    };
    compare(repo, &arguments).unwrap_or_else(|problem| {
        eprintln!("error: {problem}");
        false
    })
}

/// What is asked for.
struct Arguments {
    rounds: u32,
    services: Vec<&'static Service>,
    /// Whether retries are compared, too.
    retries: bool,
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut rounds = 30;
    let (mut services, mut retries) = (Vec::new(), false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--rounds" {
            let count = rest.next().ok_or("--rounds needs a number")?;
            rounds = count.parse().map_err(|_| format!("`{count}` is no number of rounds"))?;
            continue;
        }
        if argument == "retries" {
            retries = true;
            continue;
        }
        let known = SERVICES.iter().find(|service| service.name == argument);
        services.push(known.ok_or_else(|| {
            let names: Vec<&str> = SERVICES.iter().map(|service| service.name).collect();
            format!("unexpected argument `{argument}`; the services are {}, and there are `retries`", names.join(", "))
        })?);
    }
    if services.is_empty() && !retries {
        (services, retries) = (SERVICES.iter().collect(), true);
    }
    Ok(Arguments { rounds, services, retries })
}

/// Whether everything is alike.
fn compare(repo: &Repo, Arguments { rounds, services, retries }: &Arguments) -> Result<bool, String> {
    let python = interpreter(repo)?;
    let mut all = !retries || compare_retries(repo, &python)?;
    if services.is_empty() {
        return Ok(all);
    }
    let programs = program::build(repo, services)?;
    let script = repo.root().join("xtask/src/parity");
    for (service, program) in services.iter().zip(programs) {
        let mut command = repo.command(&python.to_string_lossy(), &["-B"]);
        command.arg(&script).arg(rounds.to_string()).arg(about(repo, service, &program)?);
        let status = command.status().map_err(|error| format!("can't run {}: {error}", python.display()))?;
        all &= status.success();
    }
    Ok(all)
}

/// Whether botocore retries as a test of the client has it.
fn compare_retries(repo: &Repo, python: &Path) -> Result<bool, String> {
    let tables = ["retries", "adaptive"].map(|name| format!("crates/weland-client/tests/client/{name}.txt"));
    let mut command = repo.command(&python.to_string_lossy(), &["-B"]);
    command.arg(repo.root().join("xtask/src/parity/retries.py")).args(tables.map(|table| repo.root().join(table)));
    let status = command.status().map_err(|error| format!("can't run {}: {error}", python.display()))?;
    Ok(status.success())
}

/// A file that tells the script of a service.
fn about(repo: &Repo, service: &Service, program: &Program) -> Result<PathBuf, String> {
    let about = json!({
        "name": service.name, "service": service.botocore, "protocol": service.protocol.map(|it| it.1),
        "target": program.service, "program": program.path, "structures": program.structures, "unions": program.unions,
    });
    let path = repo.root().join("target/parity").join(format!("{}.json", service.name));
    fs::write(&path, about.to_string()).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

/// An interpreter that has the requirements, which are installed if they are not there.
fn interpreter(repo: &Repo) -> Result<PathBuf, String> {
    let folder = repo.root().join("target/parity-python");
    let program = folder.join("bin/python");
    let list = folder.join("installed.txt");
    if fs::read_to_string(&list).is_ok_and(|installed| installed == REQUIREMENTS) {
        return Ok(program);
    }
    run_in(repo.root(), "python3", &["-m", "venv", &folder.to_string_lossy()])?;
    let requirements = repo.root().join("xtask/src/parity/requirements.txt");
    let arguments = ["-m", "pip", "install", "--quiet", "--no-deps", "-r", &requirements.to_string_lossy()];
    run_in(repo.root(), &program.to_string_lossy(), &arguments)?;
    fs::write(&list, REQUIREMENTS).map_err(|error| format!("{}: {error}", list.display()))?;
    Ok(program)
}

/// The model of a service.
fn model(repo: &Repo, service: &Service) -> Result<PathBuf, String> {
    if service.model.ends_with(".smithy") {
        return Ok(repo.root().join("xtask/src/parity").join(service.model));
    }
    let folder = repo.aws_models();
    let is_it = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(service.model));
    let files = crate::repo::files(&folder, ".json")?;
    let found = files.into_iter().find(|path| is_it(path));
    found.ok_or_else(|| format!("{} has no model that begins with {}", folder.display(), service.model))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_understood_or_refused() {
        let parse = |text: &str| parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let parsed = parse("--rounds 3 sqs s3").unwrap();
        assert_eq!((parsed.rounds, parsed.retries), (3, false));
        assert_eq!(parsed.services.iter().map(|it| it.name).collect::<Vec<_>>(), ["sqs", "s3"]);
        let all = parse("").unwrap();
        assert_eq!((all.services.len(), all.retries), (SERVICES.len(), true));
        let retries = parse("retries").unwrap();
        assert_eq!((retries.services.len(), retries.retries), (0, true));
        for wrong in ["--rounds", "--rounds x", "s4", "--json"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
