//! `weland validate`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;

use weland_codegen::Schemas;
use weland_model::edit::Stated;
use weland_model::{Diagnostics, Model, Severity, Shape, Sources, Span};

use super::{Context, count, models};
use crate::cli::{Subject, ValidateArguments};
use crate::config::Located;
use crate::files::{self, Values};
use crate::report::{FileLocation, LocatedDiagnostic};
use crate::suggest;
use crate::validation::{Finding, Judge, yaml_documents};

/// How many findings are reported; further ones are counted, so that memory doesn't grow with the number of values.
const REPORTED: usize = 10_000;

/// Checks values against a shape of a model.
pub(crate) fn validate(context: &mut Context<'_>, arguments: &ValidateArguments) {
    let models = models::load_usable(context, &arguments.model, &arguments.config);
    let schemas =
        if context.report.has_errors() { None } else { schemas(context, &models, arguments.service.as_deref()) };
    let shape = schemas.as_ref().and_then(|schemas| match shape(schemas, &arguments.subject, arguments.output) {
        Ok(shape) => Some(shape),
        Err(error) => {
            context.report.push(*error);
            None
        }
    });
    let judge = schemas.as_ref().zip(shape.as_deref()).and_then(|(schemas, shape)| Judge::new(schemas, shape));
    let Some(judge) = judge else {
        context.summary = format!("nothing was checked: {}", context.report.counts());
        return;
    };
    let mut run = Run { judge, values: 0, invalid: 0, left_out: 0, reported: 0 };
    for path in &arguments.paths {
        run.file(context, path);
    }
    if run.left_out > 0 {
        let message = format!("{} further findings are not listed", run.left_out);
        let help = "mend those that are listed, then run the command again";
        context.report.push(LocatedDiagnostic::error("constraint-violated", message).help(help));
    }
    let values = count(run.values, "value", "values");
    context.summary = match (run.invalid, context.report.has_errors()) {
        (0, false) => format!("checked {values}: all are valid"),
        (0, true) => format!("checked {values}: {}", context.report.counts()),
        (invalid, _) => {
            format!("checked {values}: {invalid} invalid, with {}", count(run.findings(), "error", "errors"))
        }
    };
}

/// A service that values may be meant for.
struct Candidate<'m> {
    model: &'m Model,
    service: &'m Shape,
    /// The protocol that its target chooses.
    protocol: Option<&'m Located<String>>,
    /// Whether it is meant where none is named.
    is_main: bool,
}

/// The services of all models, those first that targets choose.
fn candidates(models: &[models::Named]) -> Vec<Candidate<'_>> {
    models.iter().flat_map(of_model).collect()
}

fn of_model(named: &models::Named) -> Vec<Candidate<'_>> {
    let models::Named { model, choices, .. } = named;
    let own = || named.services();
    // Webhooks are a service of their own, which is meant only if it is named.
    let is_api = |service: &Shape| weland_openapi::described_with(model, service).is_none();
    let mut found: Vec<Candidate<'_>> = Vec::new();
    for choice in choices {
        let chosen = own().filter(|service| match &choice.service {
            Some(id) => service.id == *id,
            None => is_api(service),
        });
        let protocol = choice.protocol.as_ref();
        found.extend(chosen.map(|service| Candidate { model, service, protocol, is_main: true }));
    }
    // A configuration says which of them are meant.
    let others = own().map(|service| (service, choices.is_empty() && is_api(service)));
    found.extend(others.map(|(service, is_main)| Candidate { model, service, protocol: None, is_main }));
    let mut seen = BTreeSet::new();
    found.retain(|candidate| seen.insert(&candidate.service.id));
    found
}

/// The schemas of the service that is meant.
fn schemas(context: &mut Context<'_>, models: &models::Models, wanted: Option<&str>) -> Option<Schemas> {
    let all = candidates(&models.all);
    let meant = |candidate: &&Candidate<'_>| match wanted {
        Some(wanted) => candidate.service.id == *wanted || candidate.service.id.name() == wanted,
        None => candidate.is_main,
    };
    let found: Vec<_> = all.iter().filter(meant).collect();
    let ids: Vec<&str> = all.iter().map(|candidate| candidate.service.id.as_str()).collect();
    let error = match (found.as_slice(), wanted) {
        ([only], _) => return only.schemas(context, &models.config),
        ([], Some(wanted)) if !ids.is_empty() => {
            LocatedDiagnostic::error("unknown-service", format!("there is no service `{wanted}` in the model"))
                .help(suggest::help(wanted, &ids))
        }
        ([], _) => LocatedDiagnostic::error("no-service", "the model has no service")
            .help("add the files that define the service"),
        (several, _) => {
            let message = format!("there are {} services, and values are checked against one", several.len());
            let help = format!("pass `--service` with one of {}", suggest::list(&ids));
            LocatedDiagnostic::error("several-services", message).help(help)
        }
    };
    context.report.push(error);
    None
}

impl Candidate<'_> {
    fn schemas(&self, context: &mut Context<'_>, config: &Sources) -> Option<Schemas> {
        let id = &self.service.id;
        let protocol = match self.protocol {
            Some(Located { value, span }) => {
                let chosen = Stated { text: value.clone(), span: *span };
                let mut diagnostics = Diagnostics::new();
                let found = weland_codegen::choose_protocol(self.model, id, &chosen, &mut diagnostics);
                context.add(diagnostics, config);
                Some(found?)
            }
            None => None,
        };
        let mut diagnostics = Diagnostics::new();
        let schemas = Schemas::new(self.model, id, protocol.as_deref(), &mut diagnostics);
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        context.add(diagnostics, &self.model.sources);
        schemas
    }
}

/// The name of the shape that values are checked against.
fn shape(schemas: &Schemas, subject: &Subject, is_output: bool) -> Result<String, Box<LocatedDiagnostic>> {
    let unknown = |code, what: &str, name: &str, names: &[&str]| {
        let closest = suggest::closest(name, names.iter().copied());
        let help = match closest {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("`weland list` shows all that there are; those of the service have {} names", names.len()),
        };
        let message = format!("the service has no {what} `{name}` that values can be checked against");
        Box::new(LocatedDiagnostic::error(code, message).help(help))
    };
    match (&subject.shape, subject.operation.as_deref().unwrap_or_default()) {
        (Some(name), _) => {
            // The namespace may be there, since `weland list` shows it.
            let plain = name.rsplit('#').next().unwrap_or(name);
            let names = schemas.shapes();
            match names.contains(&plain) {
                true => Ok(plain.to_owned()),
                false => Err(unknown("unknown-shape", "shape", plain, &names)),
            }
        }
        (None, name) => {
            let plain = name.rsplit('#').next().unwrap_or(name);
            let messages = schemas.messages(plain);
            let messages =
                messages.ok_or_else(|| unknown("unknown-operation", "operation", plain, &schemas.operations()))?;
            let (message, what) = if is_output { (&messages.output, "output") } else { (&messages.input, "input") };
            message.clone().ok_or_else(|| {
                let message = format!("the operation `{plain}` has no {what}");
                let help = "name another operation, or a shape with `--shape`";
                Box::new(LocatedDiagnostic::error("unknown-shape", message).help(help))
            })
        }
    }
}

/// The state of a run.
struct Run<'s> {
    judge: Judge<'s>,
    values: usize,
    invalid: usize,
    reported: usize,
    /// Findings beyond those that are reported.
    left_out: usize,
}

impl Run<'_> {
    fn findings(&self) -> usize {
        self.reported + self.left_out
    }

    fn file(&mut self, context: &mut Context<'_>, path: &Path) {
        let Context { disk, stdin, report, .. } = context;
        match files::open_values(disk, stdin, path) {
            Ok((name, Values::Lines(reader))) => {
                if let Err(error) = self.lines(report, &name, BufReader::new(reader)) {
                    report.push(*error);
                }
            }
            Ok((name, Values::Json(text))) => {
                let findings = self.judge.json(text.as_bytes());
                self.value(report, &name, &text, 0, findings);
            }
            Ok((name, Values::Yaml(text))) => self.yaml(report, &name, &text),
            Err(error) => report.push(*error),
        }
    }

    /// Checks each line by itself, so that only one is in memory.
    fn lines(
        &mut self,
        report: &mut crate::report::Report,
        name: &str,
        mut reader: impl BufRead,
    ) -> Result<(), Box<LocatedDiagnostic>> {
        let (mut line, mut number) = (Vec::new(), 0_u32);
        while files::next_line(&mut reader, name, &mut line)? {
            number = number.saturating_add(1);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let findings = self.judge.json(&line);
            let text = if findings.is_empty() { "".into() } else { String::from_utf8_lossy(&line) };
            self.value(report, name, &text, number - 1, findings);
        }
        Ok(())
    }

    fn yaml(&mut self, report: &mut crate::report::Report, name: &str, text: &str) {
        match yaml_documents(text) {
            Ok(documents) => {
                for document in documents {
                    let findings = self.judge.yaml(&document);
                    self.value(report, name, text, 0, findings);
                }
            }
            Err(error) => {
                let (message, range) = (error.message, error.offset..error.offset);
                self.value(report, name, text, 0, vec![Finding { code: "malformed-value", message, range }]);
            }
        }
    }

    /// Reports what was found in a value, whose text begins after so many lines of the file.
    fn value(
        &mut self,
        report: &mut crate::report::Report,
        name: &str,
        text: &str,
        lines_before: u32,
        findings: Vec<Finding>,
    ) {
        self.values += 1;
        if findings.is_empty() {
            return;
        }
        self.invalid += 1;
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        for finding in findings {
            if self.reported == REPORTED {
                self.left_out += 1;
                continue;
            }
            self.reported += 1;
            let [start, end] = [finding.range.start, finding.range.end].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
            let mut location =
                FileLocation::of(&sources, Span::new(file, start, end)).unwrap_or_else(|| FileLocation::path(name));
            if let Some(range) = &mut location.range {
                range.start.line = range.start.line.saturating_add(lines_before);
                range.end.line = range.end.line.saturating_add(lines_before);
            }
            report.push(LocatedDiagnostic::error(finding.code, finding.message).at(location));
        }
    }
}
