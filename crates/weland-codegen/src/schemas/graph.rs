//! Which schemas refer to which, and in which order they can be made.

/// A reference from one schema to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) target: usize,
    /// Whether what the other one is for lies within the value, rather than being the value itself.
    pub(super) is_nested: bool,
}

/// The references of all schemas.
pub(super) struct Graph {
    edges: Vec<Vec<Edge>>,
}

/// Schemas that refer to each other in circles, or a single one.
pub(super) struct Group {
    /// Those that others are, as the same value, come first.
    pub(super) members: Vec<usize>,
    pub(super) is_circle: bool,
}

impl Graph {
    pub(super) fn new(edges: Vec<Vec<Edge>>) -> Self {
        Self { edges }
    }

    fn edges(&self, node: usize) -> &[Edge] {
        self.edges.get(node).map_or(&[], Vec::as_slice)
    }

    /// The groups that a schema and all that it refers to fall into; what is referred to comes before what refers to it.
    pub(super) fn plan(&self, start: usize) -> Vec<Group> {
        let targets = |node: usize| self.edges(node).iter().map(|edge| edge.target).collect::<Vec<_>>();
        let finished = post_order(&[start], targets, &mut vec![true; self.edges.len()]);
        let mut reversed: Vec<Vec<usize>> = vec![Vec::new(); self.edges.len()];
        for &node in &finished {
            for target in targets(node) {
                if let Some(sources) = reversed.get_mut(target) {
                    sources.push(node);
                }
            }
        }
        // Whatever reaches a schema against the references is in a circle with it, unless it is in an earlier group.
        let mut waiting = vec![false; self.edges.len()];
        finished.iter().for_each(|&node| set(&mut waiting, node, true));
        let (mut groups, mut own) = (Vec::new(), vec![false; self.edges.len()]);
        for &node in finished.iter().rev() {
            if !waiting.get(node).is_some_and(|is| *is) {
                continue;
            }
            let sources = |node: usize| reversed.get(node).cloned().unwrap_or_default();
            let members = post_order(&[node], sources, &mut waiting);
            groups.push(self.group(&members, &mut own));
        }
        groups.reverse();
        groups
    }

    /// The group of these members. No flag of `own` is set, before and after.
    fn group(&self, members: &[usize], own: &mut [bool]) -> Group {
        let is_circle = match members {
            [node] => self.edges(*node).iter().any(|edge| edge.target == *node),
            _ => true,
        };
        members.iter().for_each(|&member| set(own, member, true));
        let same = |node: usize| {
            let edges = self.edges(node).iter().filter(|edge| !edge.is_nested);
            edges.map(|edge| edge.target).collect()
        };
        Group { members: post_order(members, same, own), is_circle }
    }
}

fn set(flags: &mut [bool], node: usize, value: bool) {
    if let Some(flag) = flags.get_mut(node) {
        *flag = value;
    }
}

/// The nodes that can be reached from the starts by way of fresh ones, which are no longer fresh then; each after those that it
/// leads to, circles apart.
fn post_order(starts: &[usize], next: impl Fn(usize) -> Vec<usize>, fresh: &mut [bool]) -> Vec<usize> {
    let mut order = Vec::new();
    for &start in starts {
        // A node, and those of its neighbours that are still to be visited.
        let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
        if fresh.get(start).is_some_and(|is| *is) {
            set(fresh, start, false);
            open.push((start, next(start)));
        }
        while let Some((node, waiting)) = open.last_mut() {
            match waiting.pop() {
                Some(target) if fresh.get(target).is_some_and(|is| *is) => {
                    set(fresh, target, false);
                    open.push((target, next(target)));
                }
                Some(_) => {}
                None => {
                    order.push(*node);
                    open.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[&[(usize, bool)]]) -> Graph {
        let edge = |&(target, is_nested): &(usize, bool)| Edge { target, is_nested };
        Graph::new(edges.iter().map(|edges| edges.iter().map(edge).collect()).collect())
    }

    #[test]
    fn what_is_referred_to_comes_first_and_circles_are_found() {
        // 0 → 1 → 2 → 1, 2 → 3, and 4 alone.
        let graph = graph(&[&[(1, true)], &[(2, true)], &[(1, true), (3, true)], &[], &[(4, true)]]);
        let shown = |start| {
            let groups = graph.plan(start).into_iter();
            let sorted = groups.map(|mut group| {
                group.members.sort_unstable();
                (group.members, group.is_circle)
            });
            sorted.collect::<Vec<_>>()
        };
        assert_eq!(shown(0), [(vec![3], false), (vec![1, 2], true), (vec![0], false)]);
        assert_eq!(shown(4), [(vec![4], true)]);
    }

    #[test]
    fn in_a_circle_what_is_the_same_value_comes_first() {
        // 0 is 1 as well, which holds 0.
        let graph = graph(&[&[(1, false)], &[(0, true)]]);
        for start in [0, 1] {
            assert_eq!(graph.plan(start)[0].members, [1, 0]);
        }
    }

    #[test]
    fn long_chains_need_no_stack() {
        let edges: Vec<Vec<Edge>> = (0..200_000).map(|node| vec![Edge { target: node + 1, is_nested: true }]).collect();
        let graph = Graph::new([edges, vec![Vec::new()]].concat());
        assert_eq!(graph.plan(0).len(), 200_001);
    }
}
