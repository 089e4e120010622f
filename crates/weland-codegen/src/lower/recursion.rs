//! Which members close a cycle of structures and unions, so that Rust needs a `Box` there.

use std::collections::BTreeSet;

use weland_service::{Service, Shape, ShapeIndex, ShapeKind};

/// The members that close a cycle: each by its shape and its position there.
///
/// Lists and maps break cycles: their elements live on the heap anyway. Shapes are visited in their order, so the same
/// members are boxed whatever order the files of the model come in.
pub(super) fn closing_members(service: &Service) -> BTreeSet<(ShapeIndex, usize)> {
    let mut search =
        Search { shapes: &service.shapes, state: vec![State::New; service.shapes.len()], closing: BTreeSet::new() };
    for start in 0..service.shapes.len() {
        search.visit(start);
    }
    search.closing
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Search<'s> {
    shapes: &'s [Shape],
    state: Vec<State>,
    closing: BTreeSet<(ShapeIndex, usize)>,
}

impl Search<'_> {
    /// A depth-first search with its own stack: a model may nest deeper than ours.
    fn visit(&mut self, start: usize) {
        if self.state[start] != State::New {
            return;
        }
        self.state[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((shape, member)) = stack.pop() {
            let Some(target) = target(&self.shapes[shape], member) else {
                self.state[shape] = State::Done;
                continue;
            };
            stack.push((shape, member + 1));
            match self.state[target.0] {
                State::New => {
                    self.state[target.0] = State::Open;
                    stack.push((target.0, 0));
                }
                State::Open => {
                    self.closing.insert((ShapeIndex(shape), member));
                }
                State::Done => {}
            }
        }
    }
}

fn target(shape: &Shape, member: usize) -> Option<ShapeIndex> {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. } => {
            members.get(member).map(|member| member.target)
        }
        _ => None,
    }
}
