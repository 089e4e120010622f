//! Whether a selector picks one shape, without looking at all the others.
//!
//! [`Evaluation`](super::eval::Evaluation) goes forward from all shapes. Here, the question goes
//! backward from the shape in question: `structure > member` picks what is a member, and whose
//! container is a structure. The content of `:test` and `:not` is looked for forward from the
//! shape. What `~>` reaches is worked out once for all shapes, in a set.
//!
//! Selectors with variables, `:root`, `:in`, `:topdown` or `:recursive` are not asked here; see
//! [`is_askable`].

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::locked::Locked;

use super::ast::{Function, FunctionKind, Relation, Step, follows};
use super::attribute::{Scope, Value};
use super::graph::Graph;
use super::node::NodeId;

/// Without memory, each step to neighbours multiplies the work; so many are bearable.
const MAX_FORGETFUL_HOPS: usize = 2;

/// Longer selectors are not asked: each step takes room on the stack.
const MAX_STEPS: usize = 100;

/// Whether a selector is made of what [`Picks`] understands.
pub(super) fn is_askable(steps: &[Step]) -> bool {
    count(steps) <= MAX_STEPS && are_askable(steps)
}

/// The number of steps, with those of arguments. Selectors are not nested deep.
fn count(steps: &[Step]) -> usize {
    let of_step = |step: &Step| match step {
        Step::Function(function) => function.arguments.iter().map(|steps| count(steps)).sum(),
        _ => 0,
    };
    steps.len() + steps.iter().map(of_step).sum::<usize>()
}

fn are_askable(steps: &[Step]) -> bool {
    let branches_hop = steps.iter().any(|step| match step {
        Step::Function(Function { kind: FunctionKind::Is, arguments, .. }) => {
            arguments.iter().any(|steps| hops(steps) > 0)
        }
        _ => false,
    });
    let is_cheap = !branches_hop || hops(steps) <= MAX_FORGETFUL_HOPS;
    is_cheap && steps.iter().all(|step| is_askable_step(step, branches_hop))
}

fn is_askable_step(step: &Step, branches_hop: bool) -> bool {
    match step {
        Step::Type(_) | Step::Attribute(..) | Step::Scoped(..) => true,
        Step::Forward(relations) | Step::Reverse(relations) => {
            let relations = relations.as_deref().unwrap_or_default();
            !relations.contains(&Relation::Bound)
        }
        Step::Recursive => !branches_hop,
        Step::SetVariable(..) | Step::GetVariable(_) => false,
        Step::Function(function) => {
            let arguments = || function.arguments.iter();
            match function.kind {
                // Within a branch, what `~>` reaches depends on what surrounds the branch.
                FunctionKind::Is => arguments().all(|steps| {
                    let has_closure = steps.iter().any(|step| matches!(step, Step::Recursive));
                    !has_closure && are_askable(steps)
                }),
                FunctionKind::Test | FunctionKind::Not => arguments().all(|steps| are_askable(steps)),
                FunctionKind::Unknown => true,
                FunctionKind::In | FunctionKind::Root | FunctionKind::TopDown | FunctionKind::Recursive => false,
            }
        }
    }
}

/// How many steps to neighbours there are on the longest way.
fn hops(steps: &[Step]) -> usize {
    let of_step = |step: &Step| match step {
        Step::Forward(_) | Step::Reverse(_) | Step::Recursive => 1,
        Step::Function(Function { kind: FunctionKind::Is, arguments, .. }) => {
            arguments.iter().map(|steps| hops(steps)).max().unwrap_or(0)
        }
        _ => 0,
    };
    steps.iter().map(of_step).sum()
}

/// Steps of a selector, by address and number, and whether they are followed backward.
type StepsKey = (usize, usize, bool);

fn steps_key(steps: &[Step], backward: bool) -> StepsKey {
    (steps.as_ptr().addr(), steps.len(), backward)
}

/// What is known already. Belongs to one selector, whose steps stay where they are.
#[derive(Debug, Default)]
pub(super) struct Memory {
    results: Locked<HashMap<(StepsKey, NodeId), bool>>,
    reached: Locked<HashMap<StepsKey, Arc<Vec<bool>>>>,
}

/// The steps around a branch of `:is`: before it, or after it.
#[derive(Clone, Copy)]
struct Around<'a> {
    steps: &'a [Step],
    outer: Option<&'a Around<'a>>,
}

pub(super) struct Picks<'s, 'm> {
    pub(super) graph: &'s Graph<'m>,
    pub(super) memory: &'s Memory,
}

impl Picks<'_, '_> {
    /// Whether the steps yield a shape, when they start from all shapes.
    pub(super) fn yields(&self, steps: &[Step], node: NodeId) -> bool {
        self.before(steps, None, node)
    }

    /// Whether the steps before yield a shape.
    fn before(&self, steps: &[Step], around: Option<&Around<'_>>, node: NodeId) -> bool {
        let Some((step, rest)) = steps.split_last() else {
            return around.is_none_or(|around| self.before(around.steps, around.outer, node));
        };
        match step {
            Step::Forward(relations) => {
                let wanted = relations.as_deref();
                let from = |from| self.remembered(rest, around, from, true);
                if self.is_member(node) && !self.may_yield_members(rest, around) {
                    let container = self.graph.container(node);
                    return follows(wanted, Relation::Member) && container.is_some_and(from);
                }
                self.any_backward(node, wanted, from)
            }
            Step::Reverse(relations) => {
                let wanted = relations.as_deref();
                self.any_forward(node, wanted, |to| self.remembered(rest, around, to, true))
            }
            Step::Recursive => {
                let reached = self.reached_from(rest);
                reached.get(node as usize).copied().unwrap_or(false)
            }
            Step::Function(function) if function.kind == FunctionKind::Is => {
                let outer = Around { steps: rest, outer: around };
                function.arguments.iter().any(|branch| self.before(branch, Some(&outer), node))
            }
            _ => self.passes(step, node) && self.before(rest, around, node),
        }
    }

    /// Whether the steps yield anything, when they start from a shape.
    fn after(&self, steps: &[Step], around: Option<&Around<'_>>, node: NodeId) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return around.is_none_or(|around| self.after(around.steps, around.outer, node));
        };
        match step {
            Step::Forward(relations) => {
                let wanted = relations.as_deref();
                self.any_forward(node, wanted, |to| self.remembered(rest, around, to, false))
            }
            Step::Reverse(relations) => {
                let wanted = relations.as_deref();
                self.any_backward(node, wanted, |from| self.remembered(rest, around, from, false))
            }
            Step::Recursive => {
                let reaching = self.reaching(rest);
                reaching.get(node as usize).copied().unwrap_or(false)
            }
            Step::Function(function) if function.kind == FunctionKind::Is => {
                let outer = Around { steps: rest, outer: around };
                function.arguments.iter().any(|branch| self.after(branch, Some(&outer), node))
            }
            _ => self.passes(step, node) && self.after(rest, around, node),
        }
    }

    /// Asks on at a neighbour. The result is kept if it takes more than a look at the shape.
    fn remembered(&self, steps: &[Step], around: Option<&Around<'_>>, node: NodeId, backward: bool) -> bool {
        let ask = || match backward {
            true => self.before(steps, around, node),
            false => self.after(steps, around, node),
        };
        if around.is_some() || hops(steps) == 0 {
            return ask();
        }
        let key = (steps_key(steps, backward), node);
        if let Some(known) = self.memory.results.lock().get(&key) {
            return *known;
        }
        let result = ask();
        self.memory.results.lock().insert(key, result);
        result
    }

    /// Whether a step that looks at a shape alone keeps it.
    fn passes(&self, step: &Step, node: NodeId) -> bool {
        let scope = Scope { graph: self.graph, variables: &[], names: &[] };
        match step {
            Step::Type(test) => test.passes(self.graph.shape_type(node)),
            Step::Attribute(path, comparison) => {
                let value = scope.follow(Value::Shape(node), path);
                match comparison {
                    Some(comparison) => scope.compares(&value, comparison),
                    None => scope.exists(&value),
                }
            }
            Step::Scoped(path, assertions) => scope.holds(&scope.follow(Value::Shape(node), path), assertions),
            Step::Function(function) => {
                let mut arguments = function.arguments.iter();
                match function.kind {
                    FunctionKind::Test => arguments.any(|steps| self.after(steps, None, node)),
                    FunctionKind::Not => !arguments.any(|steps| self.after(steps, None, node)),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn any_forward(&self, node: NodeId, wanted: Option<&[Relation]>, holds: impl Fn(NodeId) -> bool) -> bool {
        let mut found = false;
        self.graph.forward(node, &mut |relation, to| {
            found = found || (follows(wanted, relation) && holds(to));
        });
        found
    }

    fn any_backward(&self, node: NodeId, wanted: Option<&[Relation]>, holds: impl Fn(NodeId) -> bool) -> bool {
        self.graph.users(node, wanted).any(|(_, user)| holds(user))
    }

    fn is_member(&self, node: NodeId) -> bool {
        self.graph.shape_type(node).is_none()
    }

    /// Whether steps could yield a member. If not, a member was reached from its container.
    fn may_yield_members(&self, steps: &[Step], around: Option<&Around<'_>>) -> bool {
        let Some((step, rest)) = steps.split_last() else {
            return around.is_none_or(|around| self.may_yield_members(around.steps, around.outer));
        };
        match step {
            Step::Type(test) => test.passes(None) && self.may_yield_members(rest, around),
            Step::Attribute(..) | Step::Scoped(..) => self.may_yield_members(rest, around),
            Step::Function(function) => match function.kind {
                FunctionKind::Is => {
                    let outer = Around { steps: rest, outer: around };
                    function.arguments.iter().any(|branch| self.may_yield_members(branch, Some(&outer)))
                }
                FunctionKind::Test | FunctionKind::Not => self.may_yield_members(rest, around),
                _ => true,
            },
            _ => true,
        }
    }

    // --- what `~>` reaches

    /// The shapes that can be reached from others that the steps yield.
    fn reached_from(&self, steps: &[Step]) -> Arc<Vec<bool>> {
        self.set(
            steps_key(steps, true),
            |node| self.before(steps, None, node),
            |node, found| {
                self.graph.forward(node, &mut |relation, to| {
                    if relation.is_ordinary() {
                        found(to);
                    }
                });
            },
        )
    }

    /// The shapes from which others can be reached that lead on through the steps.
    fn reaching(&self, steps: &[Step]) -> Arc<Vec<bool>> {
        self.set(
            steps_key(steps, false),
            |node| self.after(steps, None, node),
            |node, found| {
                for (relation, user) in self.graph.backward(node) {
                    if relation.is_ordinary() {
                        found(user);
                    }
                }
            },
        )
    }

    /// All that is connected with others that qualify. A shape does not count as its own
    /// neighbour; for that it is enough to know two shapes that it is connected with.
    fn set(
        &self,
        key: StepsKey,
        qualifies: impl Fn(NodeId) -> bool,
        neighbours: impl Fn(NodeId, &mut dyn FnMut(NodeId)),
    ) -> Arc<Vec<bool>> {
        if let Some(known) = self.memory.reached.lock().get(&key) {
            return Arc::clone(known);
        }
        let count = self.graph.all().len();
        let mut origins: Vec<[Option<NodeId>; 2]> = vec![[None; 2]; count];
        let mut found = vec![false; count];
        let starts = self.graph.all().filter(|node| qualifies(*node));
        let mut waiting: VecDeque<(NodeId, NodeId)> = starts.map(|start| (start, start)).collect();
        while let Some((node, origin)) = waiting.pop_front() {
            neighbours(node, &mut |to| {
                let Some(known) = origins.get_mut(to as usize) else { return };
                if known.contains(&Some(origin)) {
                    return;
                }
                let Some(free) = known.iter_mut().find(|slot| slot.is_none()) else { return };
                *free = Some(origin);
                waiting.push_back((to, origin));
                if let Some(found) = found.get_mut(to as usize).filter(|_| to != origin) {
                    *found = true;
                }
            });
        }
        let found = Arc::new(found);
        self.memory.reached.lock().insert(key, Arc::clone(&found));
        found
    }
}
