//! Which members are in a `Box`: those that close a cycle of structures and unions, which Rust demands, and those whose values
//! are large.
//!
//! A structure holds its members, and theirs. Where documents nest objects deeply, one of them would have a megabyte, most of it
//! unset, which is moved with each call and soon more than a stack has.

use std::collections::BTreeSet;

use weland_model::ShapeType;
use weland_service::{Member, Service, Shape, ShapeIndex, ShapeKind, UnionEncoding};

/// The size of a value, in bytes, from which on it is boxed where it is a member of another one.
///
/// It isn't smaller because boxes have a price: to prove that a future is `Send`, the compiler follows types into each other,
/// two steps further for each box, and gives up after 128 steps.
const LARGE: usize = 8192;

/// The size of a pointer, of a text, of a list, of a map; and of a value that may be any of them.
const POINTER: usize = 8;
const TEXT: usize = 24;
const ANY: usize = 32;

/// The members that are boxed: each by its shape and its position there.
///
/// Lists and maps break cycles: their elements live on the heap anyway. Shapes are visited in their order, so the same
/// members are boxed whatever order the files of the model come in.
pub(super) fn boxed_members(service: &Service) -> BTreeSet<(ShapeIndex, usize)> {
    let mut search = Search {
        shapes: &service.shapes,
        messages: messages(service),
        state: vec![State::New; service.shapes.len()],
        sizes: vec![0; service.shapes.len()],
        boxed: BTreeSet::new(),
    };
    for start in 0..service.shapes.len() {
        search.visit(start);
    }
    search.boxed
}

/// The members that are boxed, each by the name of its shape in the service and its own.
pub(crate) fn boxed_member_names(service: &Service) -> impl Iterator<Item = (&str, &str)> {
    boxed_members(service).into_iter().filter_map(|(shape, position)| {
        let shape = service.shapes.get(shape.0)?;
        let (ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. }) = &shape.kind else {
            return None;
        };
        Some((shape.name.as_str(), members.get(position)?.name.as_str()))
    })
}

/// Inputs, outputs and what the bodies of outputs are. Nothing else is made of them as a rule, so their members need no box.
fn messages(service: &Service) -> BTreeSet<usize> {
    let operations = service.operations.iter().flat_map(|operation| [operation.input, operation.output]);
    let is_choice = |shape: &Shape| match &shape.kind {
        ShapeKind::Union { encoding, .. } => matches!(encoding, UnionEncoding::ByStatus | UnionEncoding::ByMediaType),
        _ => false,
    };
    let choices = service.shapes.iter().enumerate().filter(|(_, shape)| is_choice(shape));
    operations.flatten().map(|index| index.0).chain(choices.map(|(index, _)| index)).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Search<'s> {
    shapes: &'s [Shape],
    messages: BTreeSet<usize>,
    state: Vec<State>,
    /// About how many bytes values have, of shapes that are done.
    sizes: Vec<usize>,
    boxed: BTreeSet<(ShapeIndex, usize)>,
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
                self.finish(shape);
                continue;
            };
            stack.push((shape, member + 1));
            match self.state[target.0] {
                State::New => {
                    self.state[target.0] = State::Open;
                    stack.push((target.0, 0));
                }
                State::Open => {
                    self.boxed.insert((ShapeIndex(shape), member));
                }
                State::Done => {}
            }
        }
    }

    /// Finds the size of a shape whose members are done, and which of them are large.
    fn finish(&mut self, index: usize) {
        let shape = &self.shapes[index];
        self.state[index] = State::Done;
        self.sizes[index] = match &shape.kind {
            _ if shape.streaming => TEXT,
            ShapeKind::Simple(simple) => size_of_simple(*simple),
            ShapeKind::Structure { members, .. } => self.members(index, members).into_iter().sum(),
            ShapeKind::Union { members, .. } => {
                POINTER + self.members(index, members).into_iter().max().unwrap_or(TEXT)
            }
            ShapeKind::IntEnum(_) => POINTER,
            ShapeKind::Enum(_) | ShapeKind::List { .. } | ShapeKind::Map { .. } => TEXT,
        };
    }

    fn members(&mut self, shape: usize, members: &[Member]) -> Vec<usize> {
        let may_hold = self.messages.contains(&shape);
        let size = |(position, member): (usize, &Member)| {
            let size = self.sizes[member.target.0];
            if size >= LARGE && !may_hold {
                self.boxed.insert((ShapeIndex(shape), position));
            }
            if self.boxed.contains(&(ShapeIndex(shape), position)) { POINTER } else { size }
        };
        members.iter().enumerate().map(size).collect()
    }
}

/// The size of a value that may be unset.
fn size_of_simple(simple: ShapeType) -> usize {
    match simple {
        ShapeType::Boolean | ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Float => POINTER,
        ShapeType::Long | ShapeType::Double | ShapeType::Timestamp => 2 * POINTER,
        ShapeType::String | ShapeType::BigInteger | ShapeType::BigDecimal => TEXT,
        _ => ANY,
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
