//! The schemas of a service at run time: what validator crates judge by, without the crates.
//!
//! They are made of the same Crate stage that is spelled out as source code, so that verdicts are the same. Schemas refer to
//! each other for as long as the program runs. Statics may do so in circles; what is made at run time can't, so that shapes
//! which contain themselves are made once for each level of a document, as deep as documents are.

mod build;
mod graph;

use std::collections::HashMap;

use weland_core::Member;
use weland_model::{Diagnostics, Model, ShapeId};

use crate::krate::{MemberCall, MemberKind, MemberSchema, SchemaCall, SchemaRef};
use crate::lower::{self, Definition, Names};
use crate::options::{CrateKind, Options};
use crate::rules::Resolved;
use graph::{Edge, Graph};

/// How deep a document may be at first; and how deep any is at most, since readers of JSON stop there.
const DEPTHS: [usize; 4] = [8, 32, 64, 130];

/// What validator crates of a service judge by.
pub struct Schemas {
    definitions: build::Definitions,
    graph: Graph,
    roots: HashMap<String, usize>,
    operations: HashMap<String, Messages>,
    /// Whether values are judged as JSON Schema understands them.
    json_schema: bool,
}

/// The shapes of an operation's messages, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    /// The input, if there is one.
    pub input: Option<String>,
    /// The output, if there is one.
    pub output: Option<String>,
}

/// The schemas of a shape and of all that it contains, for documents up to a depth.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    /// The shape.
    pub member: &'static Member,
    /// How many lists and objects may be within each other; `None` is any number.
    pub depth: Option<usize>,
}

/// Shapes are shown by their names.
impl std::fmt::Debug for Schemas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Schemas").field("shapes", &self.shapes()).finish_non_exhaustive()
    }
}

impl Schemas {
    /// The schemas of a service. What is wrong with it is in `diagnostics`; if that has errors, there are none.
    pub fn new(
        model: &Model,
        service: &ShapeId,
        protocol: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let options = Options::of_types(service.clone(), protocol);
        let kinds = [CrateKind::Types, CrateKind::Validator];
        let (service, protocols) = crate::resolve(model, &options, &kinds, diagnostics)?;
        if diagnostics.has_errors() {
            return None;
        }
        let rules = Resolved::new(&service, &options.rules, &mut Diagnostics::new());
        let names = Names::new(&service, &rules);
        let definitions = lower::definitions(&service, &protocols, &names, &rules, &options);
        let roots = definitions.iter().enumerate();
        let roots = roots.filter_map(|(index, it)| Some((it.root.clone()?, index))).collect();
        let name = |index: Option<_>| index.map(|index| service.shape(index).name.clone());
        let operations = service.operations.iter();
        let operations = operations
            .map(|it| (it.name.clone(), Messages { input: name(it.input), output: name(it.output) }))
            .collect();
        let definitions = build::Definitions::new(definitions);
        let graph = graph(&definitions);
        Some(Self { definitions, graph, roots, operations, json_schema: protocols.chosen.json_schema })
    }

    /// Whether values are judged as JSON Schema understands them, which is so for services that OpenAPI describes.
    #[must_use]
    pub fn json_schema(&self) -> bool {
        self.json_schema
    }

    /// The names of all shapes that can be validated, in order.
    #[must_use]
    pub fn shapes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.roots.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The names of all operations, in order.
    #[must_use]
    pub fn operations(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.operations.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The messages of an operation.
    #[must_use]
    pub fn messages(&self, operation: &str) -> Option<&Messages> {
        self.operations.get(operation)
    }

    /// The names that members have in JSON, by their names in the model, where these differ.
    #[must_use]
    pub fn json_names(&self) -> HashMap<&str, Vec<&str>> {
        let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
        for member in self.definitions.iter().flat_map(build::members) {
            let MemberKind::Named(name) = &member.kind else { continue };
            for call in &member.calls {
                let MemberCall::WireNames(wire) = call else { continue };
                let json = wire.iter().filter(|(format, _)| *format == Member::JSON_NAME);
                names.entry(name).or_default().extend(json.map(|(_, name)| &**name));
            }
        }
        names
    }

    /// The schemas of a shape, for documents in which `depth` lists and objects are within each other.
    ///
    /// They are never freed. Programs ask again only for documents that are deeper than what they got, and get more than they
    /// ask for, so that this adds up to a constant.
    #[must_use]
    pub fn root(&self, shape: &str, depth: usize) -> Option<Root> {
        let start = *self.roots.get(shape)?;
        let levels = DEPTHS.into_iter().find(|levels| *levels > depth).unwrap_or(DEPTHS[DEPTHS.len() - 1]);
        let plan = self.graph.plan(start);
        let is_recursive = plan.iter().any(|group| group.is_circle);
        let schema = self.definitions.build(&plan, levels, start);
        let member = Box::leak(Box::new(Member::root(schema)));
        // No reader of JSON goes further than the last of them.
        let is_all = !is_recursive || levels == DEPTHS[DEPTHS.len() - 1];
        Some(Root { member, depth: (!is_all).then_some(levels - 1) })
    }
}

/// Which schemas refer to which.
fn graph(definitions: &build::Definitions) -> Graph {
    let edges = definitions.iter().map(|definition| {
        let edge =
            |(target, is_nested): (&SchemaRef, bool)| Some(Edge { target: definitions.place(target)?, is_nested });
        references(definition).into_iter().filter_map(edge).collect()
    });
    Graph::new(edges.collect())
}

/// The schemas that one refers to, and whether what they are for lies within the value.
fn references(definition: &Definition) -> Vec<(&SchemaRef, bool)> {
    let is_same_value = build::is_same_value(definition);
    let members = build::members(definition);
    let is_nested = |member: &MemberSchema| !is_same_value && !build::is_rest(member);
    let mut found: Vec<_> = members.iter().map(|member| (&member.target, is_nested(member))).collect();
    for call in &definition.schema.calls {
        if let SchemaCall::Rules(rules) = call {
            found.extend(rules.pattern_properties.iter().map(|(_, target)| (target, true)));
            found.extend(rules.prefix_items.iter().map(|target| (target, true)));
            found.extend(rules.all_of.iter().map(|target| (target, false)));
        }
    }
    found
}
