//! Evaluation over types.

use std::rc::Rc;

use crate::ast::{Base, Call, Chain, Comparator, Node, Step};
use crate::kind::Kind;
use crate::value::Value;

/// An array or object type of the language that describes the values.
pub trait Shape: Clone {
    /// [`Kind::Array`] or [`Kind::Object`].
    fn kind(&self) -> Kind;

    /// The type of the items of an array, or of the values of an object with arbitrary keys.
    fn element(&self) -> Type<Self>;

    /// The type of a field of an object.
    ///
    /// # Errors
    /// A message for the author of the expression if objects of this type have no such field.
    fn field(&self, name: &str) -> Result<Type<Self>, String>;
}

/// What is known of a value.
#[derive(Debug, Clone)]
pub enum Type<S> {
    /// A value of a type of JMESPath.
    Kind(Kind),
    /// An array of items of a type.
    Array(Rc<Type<S>>),
    /// A value of a shape.
    Shape(S),
}

impl<S: Shape> Type<S> {
    /// The type as one of JMESPath.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Kind(kind) => *kind,
            Self::Array(_) => Kind::Array,
            Self::Shape(shape) => shape.kind(),
        }
    }

    /// The type of an array's items, [`Kind::Any`] if it is not known.
    pub fn item(&self) -> Self {
        match self {
            Self::Array(item) => Self::clone(item),
            Self::Shape(shape) if shape.kind() == Kind::Array => shape.element(),
            _ => Self::Kind(Kind::Any),
        }
    }
}

/// Something in an expression that does not go with the type of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Where it is in the text, in bytes.
    pub offset: usize,
    /// What it is.
    pub message: String,
    /// Whether it deserves no more than a warning: what is found is there, but what is done with it has no result.
    pub is_minor: bool,
}

/// The type that an expression yields for values of a type, and what is doubtful.
pub(crate) fn infer<S: Shape>(node: &Node, current: &Type<S>) -> (Type<S>, Vec<Doubt>) {
    let mut inference = Inference { doubts: Vec::new() };
    let found = inference.node(node, current);
    (found, inference.doubts)
}

fn any<S>() -> Type<S> {
    Type::Kind(Kind::Any)
}

fn array<S>(item: Type<S>) -> Type<S> {
    Type::Array(Rc::new(item))
}

struct Inference {
    doubts: Vec<Doubt>,
}

impl Inference {
    fn node<S: Shape>(&mut self, node: &Node, current: &Type<S>) -> Type<S> {
        match node {
            Node::Pipe(stages) => {
                let mut value = current.clone();
                for stage in stages {
                    value = self.node(stage, &value);
                }
                value
            }
            // Which of them it will be depends on the values.
            Node::Or(operands) | Node::And(operands) => {
                let types: Vec<Type<S>> = operands.iter().map(|operand| self.node(operand, current)).collect();
                let kind = types.first().map_or(Kind::Any, Type::kind);
                let is_same = types.iter().all(|other| other.kind() == kind);
                if is_same { Type::Kind(kind) } else { any() }
            }
            Node::Comparison(first, more) => {
                let mut left = self.node(first, current).kind();
                for (offset, comparator, operand) in more {
                    let right = self.node(operand, current).kind();
                    left = self.comparison(*offset, *comparator, [left, right]);
                }
                Type::Kind(left)
            }
            Node::Reference(inner) => {
                // What it is applied to is up to the function.
                self.node(inner, &any::<S>());
                Type::Kind(Kind::Reference)
            }
            Node::Not(_, chain) => {
                self.chain(chain, current);
                Type::Kind(Kind::Boolean)
            }
            Node::Chain(chain) => self.chain(chain, current),
        }
    }

    /// Numbers alone have an order; all else yields null.
    fn comparison(&mut self, offset: usize, comparator: Comparator, operands: [Kind; 2]) -> Kind {
        let is_equality = matches!(comparator, Comparator::Equal | Comparator::NotEqual);
        let is_unordered = |kind: &Kind| !matches!(kind, Kind::Number | Kind::Any);
        match operands.into_iter().find(is_unordered).filter(|_| !is_equality) {
            Some(kind) => {
                let message = format!("only numbers can be compared like this, not {kind}");
                self.doubts.push(Doubt { offset, message, is_minor: true });
                Kind::Null
            }
            None => Kind::Boolean,
        }
    }

    fn chain<S: Shape>(&mut self, chain: &Chain, current: &Type<S>) -> Type<S> {
        let base = match &chain.base {
            Base::Current => current.clone(),
            Base::Group(inner) => self.node(inner, current),
            Base::Literal(literal) => Type::Kind(kind(literal)),
        };
        self.steps(&chain.steps, base)
    }

    /// Takes steps. Those behind a projection hold for each item, up to the next `[]`, which flattens what the
    /// projection yields. The number of projections around the value is all that has to be remembered of them.
    fn steps<S: Shape>(&mut self, steps: &[(usize, Step)], base: Type<S>) -> Type<S> {
        let mut value = base;
        let mut projections = 0_usize;
        for (offset, step) in steps {
            match step {
                Step::Flatten => {
                    for _ in 0..projections {
                        value = array(value);
                    }
                    value = self.flat(*offset, &value);
                    projections = 1;
                }
                Step::ListWildcard | Step::Filter(_) | Step::Slice(_) => {
                    self.expect(*offset, &value, Kind::Array);
                    value = value.item();
                    if let Step::Filter(test) = step {
                        self.node(test, &value);
                    }
                    projections += 1;
                }
                Step::ObjectWildcard => {
                    self.expect(*offset, &value, Kind::Object);
                    value = match value {
                        Type::Shape(shape) if shape.kind() == Kind::Object => shape.element(),
                        _ => any(),
                    };
                    projections += 1;
                }
                _ => value = self.step(*offset, step, &value),
            }
        }
        // Further levels do not matter.
        match projections {
            0 => value,
            1 => array(value),
            _ => array(Type::Kind(Kind::Array)),
        }
    }

    /// An array of the items of a value; those that are arrays themselves give theirs.
    fn flat<S: Shape>(&mut self, offset: usize, value: &Type<S>) -> Type<S> {
        self.expect(offset, value, Kind::Array);
        let item = value.item();
        if item.kind() == Kind::Array { item.item() } else { item }
    }

    fn step<S: Shape>(&mut self, offset: usize, step: &Step, value: &Type<S>) -> Type<S> {
        match step {
            Step::Field(name) => self.field(offset, name, value),
            Step::Call(call) => self.call(call, value),
            Step::Index(_) => {
                self.expect(offset, value, Kind::Array);
                value.item()
            }
            Step::MultiSelectList(items) => {
                for item in items {
                    self.node(item, value);
                }
                Type::Kind(Kind::Array)
            }
            Step::MultiSelectHash(entries) => {
                for (_, item) in entries {
                    self.node(item, value);
                }
                Type::Kind(Kind::Object)
            }
            Step::ObjectWildcard | Step::ListWildcard | Step::Flatten | Step::Filter(_) | Step::Slice(_) => any(),
        }
    }

    fn field<S: Shape>(&mut self, offset: usize, name: &str, value: &Type<S>) -> Type<S> {
        self.expect(offset, value, Kind::Object);
        match value {
            Type::Shape(shape) if shape.kind() == Kind::Object => shape.field(name).unwrap_or_else(|message| {
                self.doubts.push(Doubt { offset, message, is_minor: false });
                any()
            }),
            _ => any(),
        }
    }

    fn call<S: Shape>(&mut self, call: &Call, current: &Type<S>) -> Type<S> {
        let arguments: Vec<Kind> = call.arguments.iter().map(|argument| self.node(argument, current).kind()).collect();
        let Some(function) = call.function else { return any() };
        let signature = function.signature();
        for (index, kind) in arguments.into_iter().enumerate() {
            let parameter = signature.parameters.get(index).or(signature.parameters.last());
            let fits = |wanted: &Kind| *wanted == kind || (*wanted == Kind::Any && kind != Kind::Reference);
            let is_wrong = parameter.is_some_and(|kinds| kind != Kind::Any && !kinds.iter().any(fits));
            if let Some(kinds) = parameter.filter(|_| is_wrong) {
                let wanted: Vec<String> = kinds.iter().map(ToString::to_string).collect();
                let (name, wanted) = (function.name(), wanted.join(" or "));
                let message = format!("`{name}` takes {wanted} as argument {}, not {kind}", index + 1);
                self.doubts.push(Doubt { offset: call.offset, message, is_minor: false });
            }
        }
        Type::Kind(signature.result)
    }

    fn expect<S: Shape>(&mut self, offset: usize, value: &Type<S>, wanted: Kind) {
        let kind = value.kind();
        if kind != Kind::Any && kind != wanted {
            self.doubts.push(Doubt {
                offset,
                message: format!("this needs {wanted}, but gets {kind}"),
                is_minor: false,
            });
        }
    }
}

fn kind(literal: &Value) -> Kind {
    match literal {
        Value::Null => Kind::Null,
        Value::Boolean(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::List(_) => Kind::Array,
        Value::Map(_) => Kind::Object,
    }
}

#[cfg(test)]
mod tests;
