//! Which members close a cycle of structures and unions, so that Rust needs a `Box` there.

use crate::{Shape, ShapeIndex, ShapeKind};

/// Sets [`Member::boxed`](crate::Member::boxed) on the members that close a cycle.
///
/// Lists and maps break cycles: their elements live on the heap anyway. Shapes are visited in their order, so the same
/// members are boxed whatever order the model's files come in.
pub(crate) fn mark(shapes: &mut [Shape]) {
    let mut state = vec![State::New; shapes.len()];
    for start in 0..shapes.len() {
        visit(shapes, &mut state, start);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// A depth-first search with its own stack: a model may nest deeper than ours.
fn visit(shapes: &mut [Shape], state: &mut [State], start: usize) {
    if state[start] != State::New {
        return;
    }
    state[start] = State::Open;
    let mut stack = vec![(start, 0)];
    while let Some((shape, member)) = stack.pop() {
        let Some(target) = target(&shapes[shape], member) else {
            state[shape] = State::Done;
            continue;
        };
        stack.push((shape, member + 1));
        match state[target.0] {
            State::New => {
                state[target.0] = State::Open;
                stack.push((target.0, 0));
            }
            State::Open => set_boxed(&mut shapes[shape], member),
            State::Done => {}
        }
    }
}

fn target(shape: &Shape, member: usize) -> Option<ShapeIndex> {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => members.get(member).map(|it| it.target),
        _ => None,
    }
}

fn set_boxed(shape: &mut Shape, member: usize) {
    if let ShapeKind::Structure { members, .. } | ShapeKind::Union { members } = &mut shape.kind
        && let Some(member) = members.get_mut(member)
    {
        member.boxed = true;
    }
}
