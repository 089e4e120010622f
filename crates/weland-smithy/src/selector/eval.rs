//! The shapes that a selector yields.
//!
//! A step works on the whole set of shapes that the step before yields, not on one after the
//! other: a shape that is reached in many ways is looked at once. What `:test`, `:not` and `:in`
//! say of a shape is remembered, so that nesting them does not multiply the work.
//!
//! Variables belong to the shape that the evaluation started from, and may change on the way. A
//! shape is therefore paired with the number of the variables that hold for it. Only selectors
//! with variables pay for that: they are evaluated for one starting shape at a time.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::Match;
use super::ast::{Function, FunctionKind, Relation, Step, Steps, follows};
use super::attribute::{Scope, Value};
use super::graph::Graph;
use super::node::NodeId;

/// Values of all variables.
type Variables = Vec<Option<Vec<NodeId>>>;

/// A shape, and the number of the variables that hold for it.
type State = (u32, NodeId);

pub(super) struct Evaluation<'s, 'm> {
    graph: &'s Graph<'m>,
    names: &'s [String],
    variables: Vec<Variables>,
    numbers: HashMap<Variables, u32>,
    tested: HashMap<(usize, State), bool>,
    roots: HashMap<usize, Vec<NodeId>>,
}

impl<'s, 'm> Evaluation<'s, 'm> {
    pub(super) fn new(graph: &'s Graph<'m>, names: &'s [String]) -> Self {
        let none: Variables = vec![None; names.len()];
        Self {
            graph,
            names,
            variables: vec![none.clone()],
            numbers: HashMap::from([(none, 0)]),
            tested: HashMap::new(),
            roots: HashMap::new(),
        }
    }

    /// What the steps yield for these shapes, in order.
    pub(super) fn run(&mut self, steps: &[Step], starts: impl Iterator<Item = NodeId>) -> BTreeSet<NodeId> {
        if self.names.is_empty() {
            let states = self.steps(steps, starts.map(|node| (0, node)).collect());
            return states.into_iter().map(|(_, node)| node).collect();
        }
        let mut found = BTreeSet::new();
        for start in starts {
            found.extend(self.steps(steps, vec![(0, start)]).into_iter().map(|(_, node)| node));
            self.forget_variables();
        }
        found
    }

    /// Like [`Evaluation::run`], with the variables that each of them was found with.
    pub(super) fn matches(&mut self, steps: &[Step], starts: impl Iterator<Item = NodeId>) -> Vec<Match> {
        let mut found = Vec::new();
        for start in starts {
            for (variables, node) in self.steps(steps, vec![(0, start)]) {
                let variables = self.variables.get(variables as usize).cloned().unwrap_or_default();
                found.push(Match { node, variables });
            }
            self.forget_variables();
        }
        found
    }

    fn forget_variables(&mut self) {
        if self.variables.len() > 1 {
            self.variables.truncate(1);
            self.numbers.retain(|_, number| *number == 0);
            self.tested.retain(|(_, (variables, _)), _| *variables == 0);
        }
    }

    fn steps(&mut self, steps: &[Step], mut states: Vec<State>) -> Vec<State> {
        for step in steps {
            if states.is_empty() {
                break;
            }
            states = self.step(step, states);
        }
        states
    }

    fn step(&mut self, step: &Step, mut states: Vec<State>) -> Vec<State> {
        match step {
            Step::Type(test) => {
                states.retain(|(_, node)| test.passes(self.graph.shape_type(*node)));
                states
            }
            Step::Attribute(path, comparison) => {
                states.retain(|state| {
                    let scope = self.scope(*state);
                    let value = scope.follow(Value::Shape(state.1), path);
                    match comparison {
                        Some(comparison) => scope.compares(&value, comparison),
                        None => scope.exists(&value),
                    }
                });
                states
            }
            Step::Scoped(path, assertions) => {
                states.retain(|state| {
                    let scope = self.scope(*state);
                    scope.holds(&scope.follow(Value::Shape(state.1), path), assertions)
                });
                states
            }
            Step::Forward(relations) => self.forward(relations.as_deref(), &states),
            Step::Reverse(relations) => self.reverse(relations.as_deref(), &states),
            Step::Recursive => self.closure(&states),
            Step::Function(function) => self.function(function, states),
            Step::SetVariable(slot, steps) => self.set_variable(*slot, steps, &states),
            Step::GetVariable(slot) => {
                let nodes = |(variables, _): &State| {
                    let value = self.variables.get(*variables as usize)?.get(*slot)?.as_ref()?;
                    Some(value.iter().map(|node| (*variables, *node)).collect::<Vec<_>>())
                };
                unique(states.iter().filter_map(nodes).flatten().collect())
            }
        }
    }

    fn scope(&self, (variables, _): State) -> Scope<'_, 'm> {
        let variables = self.variables.get(variables as usize).map_or(&[][..], Vec::as_slice);
        Scope { graph: self.graph, variables, names: self.names }
    }

    // --- neighbours

    fn forward(&self, relations: Option<&[Relation]>, states: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        for (variables, node) in states {
            self.graph.forward(*node, &mut |relation, to| {
                if follows(relations, relation) {
                    found.push((*variables, to));
                }
            });
            if relations.is_some_and(|relations| relations.contains(&Relation::Bound)) {
                found.extend(self.graph.bound(*node).map(|to| (*variables, to)));
            }
        }
        unique(found)
    }

    fn reverse(&self, relations: Option<&[Relation]>, states: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        for (variables, node) in states {
            let users = self.graph.users(*node, relations);
            found.extend(users.map(|(_, user)| (*variables, user)));
        }
        unique(found)
    }

    /// All that can be reached from a shape, without the shape itself.
    ///
    /// A shape counts if it is reached from another one than itself. For that it is enough to
    /// know two of the shapes that it is reached from, so each shape is visited twice at most.
    fn closure(&self, states: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        let mut rest = states;
        while let Some((variables, _)) = rest.first() {
            let end = rest.iter().position(|(other, _)| other != variables).unwrap_or(rest.len());
            let (group, others) = rest.split_at(end);
            rest = others;
            let starts = group.iter().map(|(_, node)| *node);
            found.extend(self.reached(starts).into_iter().map(|node| (*variables, node)));
        }
        unique(found)
    }

    fn reached(&self, starts: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
        let mut origins: HashMap<NodeId, [Option<NodeId>; 2]> = HashMap::new();
        let mut waiting: VecDeque<(NodeId, NodeId)> = starts.map(|start| (start, start)).collect();
        let mut found = Vec::new();
        while let Some((node, origin)) = waiting.pop_front() {
            self.graph.forward(node, &mut |relation, to| {
                if !relation.is_ordinary() {
                    return;
                }
                let known = origins.entry(to).or_default();
                if known.contains(&Some(origin)) {
                    return;
                }
                if let Some(free) = known.iter_mut().find(|slot| slot.is_none()) {
                    *free = Some(origin);
                    waiting.push_back((to, origin));
                    if to != origin {
                        found.push(to);
                    }
                }
            });
        }
        found
    }

    // --- variables

    fn set_variable(&mut self, slot: usize, steps: &Steps, states: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        for state in states {
            let value = self.steps(steps, vec![*state]).into_iter().map(|(_, node)| node);
            let value: BTreeSet<NodeId> = value.collect();
            let mut variables = self.variables.get(state.0 as usize).cloned().unwrap_or_default();
            if let Some(variable) = variables.get_mut(slot) {
                *variable = Some(value.into_iter().collect());
            }
            found.push((self.number(variables), state.1));
        }
        unique(found)
    }

    fn number(&mut self, variables: Variables) -> u32 {
        if let Some(number) = self.numbers.get(&variables) {
            return *number;
        }
        let number = u32::try_from(self.variables.len()).unwrap_or(u32::MAX);
        self.variables.push(variables.clone());
        self.numbers.insert(variables, number);
        number
    }

    // --- functions

    fn function(&mut self, function: &Function, mut states: Vec<State>) -> Vec<State> {
        match function.kind {
            FunctionKind::Unknown => Vec::new(),
            FunctionKind::Is => {
                let results = function.arguments.iter().flat_map(|steps| self.steps(steps, states.clone()));
                unique(results.collect())
            }
            FunctionKind::Test | FunctionKind::In => {
                states.retain(|state| self.test(function, *state));
                states
            }
            FunctionKind::Not => {
                states.retain(|state| !self.test(function, *state));
                states
            }
            FunctionKind::Root => {
                let root = self.root(function);
                let mut variables: Vec<u32> = states.iter().map(|(variables, _)| *variables).collect();
                variables.dedup();
                let all = variables.iter().flat_map(|number| root.iter().map(|node| (*number, *node)));
                unique(all.collect())
            }
            FunctionKind::TopDown => {
                let found = states.iter().flat_map(|state| self.top_down(function, *state));
                unique(found.collect())
            }
            FunctionKind::Recursive => self.repeat(function, states),
        }
    }

    fn test(&mut self, function: &Function, state: State) -> bool {
        if let Some(known) = self.tested.get(&(function.id, state)) {
            return *known;
        }
        let is_in = function.kind == FunctionKind::In;
        let passes = function.arguments.iter().any(|steps| {
            let found = self.steps(steps, vec![state]);
            match is_in {
                true => found.iter().any(|(_, node)| *node == state.1),
                false => !found.is_empty(),
            }
        });
        self.tested.insert((function.id, state), passes);
        passes
    }

    /// What a selector yields for all shapes, evaluated once and without variables from outside.
    fn root(&mut self, function: &Function) -> Vec<NodeId> {
        if let Some(known) = self.roots.get(&function.id) {
            return known.clone();
        }
        let mut inner = Evaluation::new(self.graph, self.names);
        let steps = function.arguments.first().map_or(&[][..], Vec::as_slice);
        let found: Vec<NodeId> = inner.run(steps, self.graph.all()).into_iter().collect();
        self.roots.insert(function.id, found.clone());
        found
    }

    /// Services, resources and operations that qualify, or are bound to what qualifies.
    fn top_down(&mut self, function: &Function, (variables, start): State) -> Vec<State> {
        let is_service_type = self.graph.shape_type(start).is_some_and(weland_model::ShapeType::is_service_type);
        if !is_service_type {
            return Vec::new();
        }
        let mut seen = BTreeSet::from([start]);
        let mut waiting = vec![(start, false)];
        let mut found = Vec::new();
        while let Some((node, inherited)) = waiting.pop() {
            let state = (variables, node);
            let mut matches = |index: usize| {
                let steps = function.arguments.get(index);
                steps.is_some_and(|steps| !self.steps(steps, vec![state]).is_empty())
            };
            let qualified = (inherited || matches(0)) && !matches(1);
            if qualified {
                found.push(state);
            }
            self.graph.forward(node, &mut |relation, to| {
                let is_binding = matches!(relation, Relation::Operation | Relation::Resource);
                if is_binding && seen.insert(to) {
                    waiting.push((to, qualified));
                }
            });
        }
        found
    }

    /// What the selector yields, what it yields for that, and so on.
    fn repeat(&mut self, function: &Function, states: Vec<State>) -> Vec<State> {
        let steps = function.arguments.first().map_or(&[][..], Vec::as_slice);
        let mut seen: BTreeSet<State> = BTreeSet::new();
        let mut new = states;
        while !new.is_empty() {
            new = self.steps(steps, new);
            new.retain(|state| seen.insert(*state));
        }
        seen.into_iter().collect()
    }
}

fn unique(mut states: Vec<State>) -> Vec<State> {
    states.sort_unstable();
    states.dedup();
    states
}
