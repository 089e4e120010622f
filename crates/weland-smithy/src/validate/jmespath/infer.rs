//! The types that expressions yield for values of a model's shapes.

use std::fmt;
use std::rc::Rc;

use weland_model::{Model, Shape, ShapeType, closest};

use super::Problem;
use super::functions;
use super::parse::{Base, Call, Chain, Expression, Link, Literal};

/// What is known of a value.
#[derive(Debug, Clone)]
pub(in crate::validate) enum Type<'m> {
    Kind(Kind),
    /// An array of these.
    Array(Rc<Type<'m>>),
    /// A list, map, structure or union.
    Shape(&'m Shape),
    /// An object with the members `input` and `output`.
    Exchange(&'m Shape, &'m Shape),
}

/// The types of JMESPath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::validate) enum Kind {
    Any,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    /// An expression that is given to a function.
    Reference,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "a value",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Reference => "an expression with `&`",
        })
    }
}

impl<'m> Type<'m> {
    /// The type of a shape's values.
    pub(in crate::validate) fn of(shape: &'m Shape) -> Self {
        use ShapeType as T;
        Self::Kind(match shape.shape_type {
            T::Boolean => Kind::Boolean,
            T::String | T::Enum | T::Blob => Kind::String,
            T::List | T::Map | T::Structure | T::Union => return Self::Shape(shape),
            T::Document | T::Service | T::Resource | T::Operation => Kind::Any,
            _ => Kind::Number,
        })
    }

    pub(in crate::validate) fn kind(&self) -> Kind {
        match self {
            Self::Kind(kind) => *kind,
            Self::Array(_) => Kind::Array,
            Self::Shape(shape) if shape.shape_type == ShapeType::List => Kind::Array,
            Self::Shape(_) | Self::Exchange(..) => Kind::Object,
        }
    }

    /// The type of an array's items, if it is known.
    pub(in crate::validate) fn item(&self, model: &'m Model) -> Self {
        match self {
            Self::Array(item) => Self::clone(item),
            Self::Shape(shape) => of_member(model, shape, "member"),
            _ => ANY,
        }
    }
}

const ANY: Type<'static> = Type::Kind(Kind::Any);

fn of_member<'m>(model: &'m Model, shape: &'m Shape, name: &str) -> Type<'m> {
    shape.member(name).and_then(|member| model.target(member)).map_or(ANY, Type::of)
}

fn array(item: Type<'_>) -> Type<'_> {
    Type::Array(Rc::new(item))
}

pub(super) struct Inference<'m> {
    pub(super) model: &'m Model,
    pub(super) problems: Vec<Problem>,
}

impl<'m> Inference<'m> {
    pub(super) fn expression(&mut self, expression: &Expression, current: &Type<'m>) -> Type<'m> {
        match expression {
            Expression::Pipe(stages) => {
                let mut value = current.clone();
                for stage in stages {
                    value = self.expression(stage, &value);
                }
                value
            }
            // Which of them it will be depends on the values.
            Expression::Or(operands) | Expression::And(operands) => {
                let types: Vec<Type<'m>> = operands.iter().map(|operand| self.expression(operand, current)).collect();
                let kind = types.first().map_or(Kind::Any, Type::kind);
                match types.iter().all(|other| other.kind() == kind) {
                    true => Type::Kind(kind),
                    false => ANY,
                }
            }
            Expression::Comparison(operands) => {
                for operand in operands {
                    self.expression(operand, current);
                }
                Type::Kind(Kind::Boolean)
            }
            Expression::Reference(inner) => {
                // What it is applied to is up to the function.
                self.expression(inner, &ANY);
                Type::Kind(Kind::Reference)
            }
            Expression::Chain(chain) => self.chain(chain, current),
        }
    }

    fn all(&mut self, expressions: &[Expression], current: &Type<'m>) {
        for expression in expressions {
            self.expression(expression, current);
        }
    }

    fn chain(&mut self, chain: &Chain, current: &Type<'m>) -> Type<'m> {
        let base = match &chain.base {
            Base::Current => current.clone(),
            Base::Group(inner) => self.expression(inner, current),
            Base::Literal(literal) => of_literal(*literal),
            Base::Call(call) => self.call(call, current),
            Base::List(items) => {
                self.all(items, current);
                Type::Kind(Kind::Array)
            }
            Base::Hash(values) => {
                self.all(values, current);
                Type::Kind(Kind::Object)
            }
        };
        let value = self.links(&chain.links, base);
        match chain.is_negated {
            true => Type::Kind(Kind::Boolean),
            false => value,
        }
    }

    /// Follows links. Those behind a projection hold for each item, up to the next `[]`, which
    /// flattens what the projection yields. The number of projections around the value is all
    /// that has to be remembered of them.
    fn links(&mut self, links: &[(usize, Link)], base: Type<'m>) -> Type<'m> {
        let mut value = base;
        let mut projections = 0_usize;
        for (at, link) in links {
            match link {
                Link::Flatten => {
                    for _ in 0..projections {
                        value = array(value);
                    }
                    value = self.flat(*at, &value);
                    projections = 1;
                }
                Link::Items | Link::Filter(_) | Link::Slice => {
                    self.wants(*at, &value, Kind::Array);
                    value = value.item(self.model);
                    if let Link::Filter(test) = link {
                        self.expression(test, &value);
                    }
                    projections += 1;
                }
                Link::Values => {
                    self.wants(*at, &value, Kind::Object);
                    value = match value {
                        Type::Shape(map) if map.shape_type == ShapeType::Map => of_member(self.model, map, "value"),
                        _ => ANY,
                    };
                    projections += 1;
                }
                _ => value = self.link(*at, link, &value),
            }
        }
        // What is around does not matter beyond this.
        match projections {
            0 => value,
            1 => array(value),
            _ => array(Type::Kind(Kind::Array)),
        }
    }

    /// An array of the items of a value; those that are arrays themselves give theirs.
    fn flat(&mut self, at: usize, value: &Type<'m>) -> Type<'m> {
        self.wants(at, value, Kind::Array);
        let item = value.item(self.model);
        match item.kind() {
            Kind::Array => item.item(self.model),
            _ => item,
        }
    }

    fn link(&mut self, at: usize, link: &Link, value: &Type<'m>) -> Type<'m> {
        match link {
            Link::Field(name) => self.field(at, name, value),
            Link::Call(call) => self.call(call, value),
            Link::Index => {
                self.wants(at, value, Kind::Array);
                value.item(self.model)
            }
            Link::List(items) => {
                self.all(items, value);
                Type::Kind(Kind::Array)
            }
            Link::Hash(values) => {
                self.all(values, value);
                Type::Kind(Kind::Object)
            }
            Link::Values | Link::Items | Link::Flatten | Link::Filter(_) | Link::Slice => ANY,
        }
    }

    fn field(&mut self, at: usize, name: &str, value: &Type<'m>) -> Type<'m> {
        self.wants(at, value, Kind::Object);
        match value {
            Type::Shape(map) if map.shape_type == ShapeType::Map => of_member(self.model, map, "value"),
            Type::Shape(shape) if shape.shape_type != ShapeType::List => {
                if shape.member(name).is_none() {
                    let names = shape.members.iter().map(|member| &*member.name);
                    let hint = closest(name, names).map(|close| format!("; did you mean `{close}`?"));
                    let message = format!("`{}` has no member `{name}`{}", shape.id, hint.unwrap_or_default());
                    self.doubt(at, message);
                }
                of_member(self.model, shape, name)
            }
            Type::Exchange(input, output) => match name {
                "input" => Type::Shape(input),
                "output" => Type::Shape(output),
                _ => {
                    self.doubt(at, format!("there are `input` and `output` here, but no `{name}`"));
                    ANY
                }
            },
            _ => ANY,
        }
    }

    fn call(&mut self, call: &Call, current: &Type<'m>) -> Type<'m> {
        let found: Vec<Type<'m>> = call.arguments.iter().map(|argument| self.expression(argument, current)).collect();
        let name = &call.name;
        let Some(signature) = functions::find(name) else {
            let hint = closest(name, functions::names()).map(|close| format!("; did you mean `{close}`?"));
            let message = format!("there is no function `{name}`{}", hint.unwrap_or_default());
            self.problems.push(Problem { at: call.at, message, is_error: true });
            return ANY;
        };
        let wanted = signature.arguments.len();
        let fits = match signature.is_variadic {
            true => found.len() >= wanted,
            false => found.len() == wanted,
        };
        if !fits {
            let message = format!("`{name}` takes {wanted} arguments, not {}", found.len());
            self.problems.push(Problem { at: call.at, message, is_error: true });
        }
        for (index, argument) in found.iter().enumerate() {
            let kinds = signature.arguments.get(index).or(signature.arguments.last());
            let kind = argument.kind();
            let fits = |wanted: &Kind| *wanted == kind || (*wanted == Kind::Any && kind != Kind::Reference);
            let is_wrong = kinds.is_some_and(|kinds| kind != Kind::Any && !kinds.iter().any(fits));
            if let Some(kinds) = kinds.filter(|_| is_wrong) {
                let wanted: Vec<String> = kinds.iter().map(ToString::to_string).collect();
                let message = format!("`{name}` takes {} as argument {}, not {kind}", wanted.join(" or "), index + 1);
                self.doubt(call.at, message);
            }
        }
        Type::Kind(signature.result)
    }

    fn wants(&mut self, at: usize, value: &Type<'m>, wanted: Kind) {
        let kind = value.kind();
        if kind != Kind::Any && kind != wanted {
            self.doubt(at, format!("this needs {wanted}, but gets {kind}"));
        }
    }

    fn doubt(&mut self, at: usize, message: String) {
        self.problems.push(Problem { at, message, is_error: false });
    }
}

fn of_literal<'m>(literal: Literal) -> Type<'m> {
    Type::Kind(match literal {
        Literal::Null => Kind::Null,
        Literal::Boolean => Kind::Boolean,
        Literal::Number => Kind::Number,
        Literal::String => Kind::String,
        Literal::Array => Kind::Array,
        Literal::Object => Kind::Object,
    })
}
