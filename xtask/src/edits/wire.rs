//! Old clients call new servers and new clients old servers: what happens to each value at the boundaries of its sender's model.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use weland_diff::Effect;
use weland_model::query::names::ServiceNames;
use weland_model::query::operations;
use weland_model::{Model, Shape, ShapeId, ShapeType};

use super::build::Workspace;
use super::compare::{Comparison, Finding, Kind};
use super::plan::{self, Batch, Edit};
use super::values::{self, Values};

/// Whose clients call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clients {
    Old,
    New,
}

/// What happened between the peers of an edit, in one direction.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub(super) calls: usize,
    /// The worst effect, and the first message that shows it.
    pub(super) effect: Effect,
    pub(super) example: String,
}

/// What a call is to show.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Input,
    Output,
    Error(String),
}

struct Job<'e> {
    edit: &'e Edit,
    clients: Clients,
    /// The operation of the client, and that of the server, as models of one copy call them.
    operation: String,
    other: Option<String>,
    part: Part,
    label: String,
    line: Value,
}

impl Job<'_> {
    /// What jobs have in common that try values of the same member.
    fn group(&self) -> (&str, String, Vec<&str>) {
        (&self.operation, part(&self.part), self.path())
    }

    /// The members whose value is tried, from the message to the innermost.
    fn path(&self) -> Vec<&str> {
        values::members_in(&self.label)
    }
}

/// One of both models of an edit.
struct Side<'m> {
    model: &'m Model,
    service: &'m Shape,
}

impl<'m> Side<'m> {
    fn new((model, service): &'m (Model, ShapeId)) -> Option<Self> {
        Some(Self { model, service: model.get(service)? })
    }

    fn operations(&self) -> Vec<&'m Shape> {
        operations::operations(self.model, self.service)
    }

    fn operation(&self, name: &str) -> Option<&'m Shape> {
        self.operations().into_iter().find(|operation| operation.id.name() == name)
    }

    /// The errors of an operation, by the names that they have in messages.
    fn errors(&self, operation: &Shape) -> Vec<(String, &'m Shape)> {
        let names = ServiceNames::new(self.service);
        let errors = operations::errors(self.service, operation);
        errors.filter_map(|error| Some((names.name(&error.id).to_owned(), self.model.get(&error.id)?))).collect()
    }

    fn shape(&self, operation: &Shape, part: &Part) -> Option<&'m Shape> {
        let data = operation.as_operation()?;
        match part {
            Part::Input => self.model.get(&data.input.id),
            Part::Output => self.model.get(&data.output.id),
            Part::Error(name) => Some(self.errors(operation).into_iter().find(|(known, _)| known == name)?.1),
        }
    }
}

/// Runs the program on all batches, and says what happened to each edit, by its number.
pub(super) fn run(
    workspace: &Workspace,
    program: &Path,
    batches: &[Batch],
) -> Result<BTreeMap<(usize, Clients), Outcome>, String> {
    let jobs: Vec<Job<'_>> = batches.iter().flat_map(jobs_of_batch).collect();
    let answers = ask(workspace, program, &jobs)?;
    let mut lines = answers.lines();
    let (mut judged, mut problems) = (Vec::new(), Vec::new());
    for job in &jobs {
        let answer: Value =
            lines.next().and_then(|line| serde_json::from_str(line).ok()).ok_or("answers are missing")?;
        if let Some(problem) = harness(&answer) {
            problems.push(format!("edit {}: {} of {}: {problem}", job.edit.number, job.label, job.operation));
        }
        judged.push((job, judge(job, &answer)));
    }
    if problems.is_empty() { Ok(outcomes(&judged)) } else { Err(problems.join("\n")) }
}

/// Has the program do the jobs, on two processors.
fn ask(workspace: &Workspace, program: &Path, jobs: &[Job<'_>]) -> Result<String, String> {
    let mut running = Vec::new();
    for (index, jobs) in jobs.chunks(jobs.len().div_ceil(2).max(1)).enumerate() {
        let file = |what: &str| workspace.target.join(format!("{what}-{index}.jsonl"));
        let (questions, answers) = (file("jobs"), file("answers"));
        let lines: String = jobs.iter().map(|job| format!("{}\n", job.line)).collect();
        fs::write(&questions, lines).map_err(|error| format!("{}: {error}", questions.display()))?;
        // Servers log each failure that they respond with.
        let child = Command::new(program).args([&questions, &answers]).stderr(Stdio::null()).spawn();
        running.push((child.map_err(|error| format!("{}: {error}", program.display()))?, answers));
    }
    let mut text = String::new();
    for (mut child, answers) in running {
        if !child.wait().is_ok_and(|status| status.success()) {
            return Err("the program of clients and servers failed".to_owned());
        }
        text += &fs::read_to_string(&answers).map_err(|error| format!("{}: {error}", answers.display()))?;
    }
    Ok(text)
}

/// The worst of what calls have shown, for each edit and direction.
fn outcomes(judged: &[(&Job<'_>, Vec<(Effect, Finding)>)]) -> BTreeMap<(usize, Clients), Outcome> {
    // The members of which some value gets through, and the messages of which any does, or the one with what is required.
    let (mut fine, mut any, mut least) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (job, _) in judged.iter().filter(|(_, found)| found.iter().all(|(_, found)| found.kind == Kind::Ignored)) {
        let message = (job.edit.number, job.clients, job.operation.as_str(), part(&job.part));
        fine.insert((job.edit.number, job.clients, job.group()));
        if job.label == values::LEAST {
            least.insert(message.clone());
        }
        any.insert(message);
    }
    let mut outcomes: BTreeMap<(usize, Clients), Outcome> = BTreeMap::new();
    for (job, found) in judged {
        let outcome = outcomes.entry((job.edit.number, job.clients)).or_default();
        outcome.calls += 1;
        let message = (job.edit.number, job.clients, job.operation.as_str(), part(&job.part));
        let is_member_lost = least.contains(&message)
            && !job.path().is_empty()
            && !fine.contains(&(job.edit.number, job.clients, job.group()))
            && is_known(job) == Some(true);
        let is_lost = is_member_lost || job.other.is_some() && !any.contains(&message);
        for (effect, finding) in found {
            // If the old model has the member, and no value of it gets through, it is not the values that are new.
            let is_kept = match finding.kind {
                Kind::Ignored | Kind::Invalid | Kind::UnknownError => true,
                // Clients get by with members of unions that they don't know as with values of enums: both are kept as unknown.
                Kind::UnknownMember => job.part != Part::Input,
                _ => false,
            };
            let is_rewritten = is_lost && !is_kept;
            let effect = if is_rewritten && *effect == Effect::Conditional { Effect::Breaking } else { *effect };
            if effect > outcome.effect {
                outcome.effect = effect;
                let (of, what) = (part(&job.part), (finding.kind, &finding.detail));
                outcome.example = format!("{of} of `{}`, {}: {:?} {}", job.operation, job.label, what.0, what.1);
            }
        }
    }
    outcomes
}

/// Whether the old model has the member whose value is tried.
fn is_known(job: &Job<'_>) -> Option<bool> {
    let old = Side::new(&job.edit.old)?;
    let name = if job.clients == Clients::Old { Some(job.operation.as_str()) } else { job.other.as_deref() };
    let mut shape = old.shape(old.operation(name?)?, &job.part)?;
    for name in job.path() {
        while let (ShapeType::List | ShapeType::Map, Some(element)) = (shape.shape_type, shape.members.last()) {
            shape = old.model.get(&element.target)?;
        }
        let old_name = renamed(job.edit, false).find(|(new, _)| *new == name).map_or(name, |(_, old)| old);
        let Some(member) = shape.member(name).or_else(|| shape.member(old_name)) else { return Some(false) };
        shape = old.model.get(&member.target)?;
    }
    Some(true)
}

fn part(part: &Part) -> String {
    match part {
        Part::Input => "input".to_owned(),
        Part::Output => "output".to_owned(),
        Part::Error(name) => format!("error `{name}`"),
    }
}

/// A fault of the program itself.
fn harness(answer: &Value) -> Option<String> {
    let own = answer["harness"].as_str().map(str::to_owned);
    own.or_else(|| {
        let text = answer["got"]["failure"].as_str().filter(|text| text.contains("harness:"))?;
        Some(text.to_owned())
    })
}

fn jobs_of_batch(batch: &Batch) -> Vec<Job<'_>> {
    let of = |(copy, edit)| {
        [Clients::Old, Clients::New].into_iter().flat_map(move |clients| jobs(batch, copy, edit, clients))
    };
    batch.edits.iter().enumerate().filter(|(_, edit)| edit.is_tried).flat_map(of).collect()
}

/// The models of client and server, and what the server calls an operation of the client.
fn sides(edit: &Edit, clients: Clients) -> Option<(Side<'_>, Side<'_>)> {
    let (old, new) = (Side::new(&edit.old)?, Side::new(&edit.new)?);
    Some(if clients == Clients::Old { (old, new) } else { (new, old) })
}

fn counterpart(edit: &Edit, clients: Clients, name: &str) -> String {
    let renamed = edit.new_ast.operations.iter().find_map(|(old, new)| match clients {
        Clients::Old => (old == name).then_some(new),
        Clients::New => (new == name).then_some(old),
    });
    renamed.map_or_else(|| name.to_owned(), Clone::clone)
}

fn jobs<'e>(batch: &Batch, copy: usize, edit: &'e Edit, clients: Clients) -> Vec<Job<'e>> {
    let Some((client, server)) = sides(edit, clients) else { return Vec::new() };
    let prefix = plan::prefix(copy);
    let named = |name: &str| name.replace("E00", &prefix);
    let (inputs, answers) = (Values::new(client.model, server.model), Values::new(server.model, client.model));
    let mut jobs = Vec::new();
    for operation in client.operations() {
        let name = operation.id.name().to_owned();
        let other = server.operation(&counterpart(edit, clients, &name));
        let Some(input) = client.shape(operation, &Part::Input) else { continue };
        let mut add = |part: Part, label: &str, input: Value, answer: Value| {
            let line = json!({
                "batch": batch.name,
                "client": if clients == Clients::Old { "old" } else { "new" },
                "operation": named(&name),
                "other": other.map(|it| named(it.id.name())),
                "input": input,
                "answer": answer,
            });
            let other = other.map(|it| it.id.name().to_owned());
            jobs.push(Job { edit, clients, operation: name.clone(), other, part, label: label.to_owned(), line });
        };
        let smallest = inputs.smallest(input);
        let Some(other) = other else {
            add(Part::Input, values::LEAST, smallest, json!({ "output": {} }));
            continue;
        };
        let answer = server.shape(other, &Part::Output).map_or_else(|| json!({}), |shape| answers.smallest(shape));
        for sample in inputs.of_message(input) {
            add(Part::Input, &sample.label, sample.value, json!({ "output": answer }));
        }
        for sample in server.shape(other, &Part::Output).into_iter().flat_map(|shape| answers.of_message(shape)) {
            add(Part::Output, &sample.label, smallest.clone(), json!({ "output": sample.value }));
        }
        for (error, shape) in server.errors(other) {
            for sample in answers.of_message(shape) {
                let answer = json!({ "error": named(&error), "values": sample.value });
                add(Part::Error(error.clone()), &sample.label, smallest.clone(), answer);
            }
        }
    }
    jobs
}

/// What an answer shows, with the effect that this has.
fn judge(job: &Job<'_>, answer: &Value) -> Vec<(Effect, Finding)> {
    let findings = findings(job, answer).unwrap_or_default();
    let is_old_sender = (job.clients == Clients::Old) == (job.part == Part::Input);
    // Whatever old peers send has worked; what new ones send has if it means something in the old model.
    let worked = is_old_sender || is_understood(job, answer);
    let effect = |finding: &Finding| match finding.kind {
        // Clients have no use for what they don't know; what a server ignores was asked for.
        Kind::Ignored if job.part != Part::Input => Effect::Compatible,
        // What the receiver counts on and doesn't get is misread, whoever has sent it.
        Kind::Appeared => Effect::Breaking,
        Kind::Ignored | Kind::UnknownMember | Kind::Invalid | Kind::UnknownError => Effect::Conditional,
        _ if worked => Effect::Breaking,
        _ => Effect::Conditional,
    };
    findings.into_iter().map(|finding| (effect(&finding), finding)).collect()
}

fn renamed(edit: &Edit, from_old: bool) -> impl Iterator<Item = (&str, &str)> {
    let pairs = edit.new_ast.members.iter();
    pairs.map(move |(old, new)| if from_old { (old.as_str(), new.as_str()) } else { (new.as_str(), old.as_str()) })
}

/// Whether the old model has a meaning for all of what was sent.
fn is_understood(job: &Job<'_>, answer: &Value) -> bool {
    let understood = &answer["understood"];
    let Some(old) = Side::new(&job.edit.old) else { return false };
    let name = if job.clients == Clients::Old { Some(job.operation.as_str()) } else { job.other.as_deref() };
    let shape = name.and_then(|name| old.operation(name)).and_then(|operation| old.shape(operation, &job.part));
    let (Some(shape), true) = (shape, understood["failure"].is_null() && understood["violations"].is_null()) else {
        return false;
    };
    let sent = match job.part {
        Part::Input => &job.line["input"],
        Part::Output => &job.line["answer"]["output"],
        Part::Error(_) => &job.line["answer"]["values"],
    };
    let mut comparison = Comparison::new(old.model, renamed(job.edit, false));
    comparison.structure(shape, sent, &understood["values"], "");
    comparison.findings.is_empty()
}

fn findings(job: &Job<'_>, answer: &Value) -> Option<Vec<Finding>> {
    let (client, server) = sides(job.edit, job.clients)?;
    let (received, got) = (&answer["received"], &answer["got"]);
    let failed = |kind, what: &Value| Some(vec![Finding { kind, detail: what.to_string() }]);
    let from_old = job.clients == Clients::Old;
    if job.part == Part::Input {
        if received.is_null() {
            return failed(Kind::Failed, got);
        }
        if received["operation"] != job.line["other"] {
            return failed(Kind::Changed, &received["operation"]);
        }
        if !received["values"]["failure"].is_null() {
            return failed(Kind::UnknownMember, &received["values"]["failure"]);
        }
        let shape = server.shape(server.operation(job.other.as_deref()?)?, &Part::Input)?;
        let mut comparison = Comparison::new(server.model, renamed(job.edit, from_old));
        comparison.structure(shape, &answer["sent"], &received["values"], "");
        return Some(comparison.findings);
    }
    if received.is_null() {
        // That the call doesn't arrive is told of its input.
        return None;
    }
    let operation = client.operation(&job.operation)?;
    let shape = client.shape(operation, &job.part);
    let Some(shape) = shape else { return failed(Kind::UnknownError, got) };
    if !got["unknown"].is_null() {
        return failed(Kind::UnknownMember, &got["unknown"]);
    }
    let values = match &job.part {
        Part::Error(_) => got.get("values").filter(|_| got["error"] == job.line["answer"]["error"]),
        _ => got.get("output"),
    };
    let Some(values) = values else { return failed(Kind::Failed, got) };
    let mut comparison = Comparison::new(client.model, renamed(job.edit, !from_old));
    comparison.structure(shape, &answer["answered"], values, "");
    if let Some(violations) = got["violations"].as_str() {
        comparison.findings.push(Finding { kind: Kind::Invalid, detail: violations.to_owned() });
    }
    Some(comparison.findings)
}
