//! Expressions and their types.

use super::{Object, Part, Reader, Reading, Source};
use crate::ast::Expr;
use crate::function::Function;
use crate::kind::{Kind, Type};
use crate::path::Path;
use crate::template::{Piece, Template, TemplateError};

impl<S: Source> Reader<S> {
    /// An expression of a type, which has a value in any case.
    pub(super) fn expect(&mut self, source: S, wanted: Kind) -> Reading<Expr> {
        let (expr, found) = self.expr(source)?;
        self.check(source.place(), found, wanted)?;
        Some(expr)
    }

    fn check(&mut self, place: S::Place, found: Type, wanted: Kind) -> Reading<()> {
        if found.kind != wanted && found.kind != Kind::Any && wanted != Kind::Any {
            return self.problem(
                place,
                format!("this needs {wanted}, but gets {}", found.kind),
                format!("give it {wanted}"),
            );
        }
        if found.optional && wanted != Kind::Any {
            let message = format!("this needs {wanted}, but there may be none");
            return self.problem(
                place,
                message,
                "ask whether there is one by `isSet` before, or `assign` it in a condition",
            );
        }
        Some(())
    }

    /// An expression, and its type.
    pub(super) fn expr(&mut self, source: S) -> Reading<(Expr, Type)> {
        self.deeper(source.place(), |reader| match source.part() {
            Part::Object(entries) => {
                let object = Object { place: source.place(), entries };
                match object.get("ref") {
                    Some(name) => reader.reference(name),
                    None => reader.call(&object),
                }
            }
            Part::List(items) => {
                let items: Vec<Expr> = items.into_iter().map_while(|item| reader.expect(item, Kind::String)).collect();
                Some((Expr::List(items), Type::of(Kind::Strings)))
            }
            _ => reader.scalar(source),
        })
    }

    fn scalar(&mut self, source: S) -> Reading<(Expr, Type)> {
        match source.part() {
            Part::Boolean(value) => Some((Expr::Boolean(value), Type::of(Kind::Boolean))),
            Part::Number(Some(value)) => Some((Expr::Integer(value), Type::of(Kind::Integer))),
            Part::String(text) => Some((Expr::Template(self.template(source.place(), &text)?), Type::of(Kind::String))),
            _ => self.problem(source.place(), "this is no expression", "write a string, a boolean, a `ref` or an `fn`"),
        }
    }

    /// A value that may be anything, with templates in it.
    pub(super) fn literal(&mut self, source: S) -> Reading<Expr> {
        self.deeper(source.place(), |reader| match source.part() {
            Part::List(items) => {
                let items: Option<Vec<Expr>> = items.into_iter().map(|item| reader.literal(item)).collect();
                Some(Expr::List(items?))
            }
            Part::Object(entries) => {
                let entry = |(name, _, value): (String, S::Place, S)| Some((name, reader.literal(value)?));
                Some(Expr::Record(entries.into_iter().map(entry).collect::<Option<_>>()?))
            }
            _ => Some(reader.scalar(source)?.0),
        })
    }

    fn reference(&mut self, source: S) -> Reading<(Expr, Type)> {
        let name = self.string(source, "the name of a variable")?;
        let (index, found) = self.variable(source.place(), &name)?;
        Some((Expr::Variable(index), found))
    }

    fn variable(&mut self, place: S::Place, name: &str) -> Reading<(usize, Type)> {
        if let Some(found) = self.scope.find(name) {
            return Some(found);
        }
        let mut names: Vec<&str> = self.scope.names().collect();
        names.sort_unstable();
        names.dedup();
        let help = match names.is_empty() {
            true => "add it to the parameters".to_owned(),
            false => format!("there are: {}", names.join(", ")),
        };
        self.problem(place, format!("there is no variable `{name}` here"), help)
    }

    fn template(&mut self, place: S::Place, text: &str) -> Reading<Template> {
        let scope = &self.scope;
        let template = match Template::parse(text, |name| scope.find(name).map(|(index, _)| index)) {
            Ok(template) => template,
            Err(TemplateError::Unknown(name)) => {
                self.variable(place, name)?;
                return None;
            }
            Err(TemplateError::Brace) => {
                let message = format!("a brace in `{text}` has no counterpart");
                return self.problem(place, message, "write `{{` or `}}` for a brace itself");
            }
            Err(TemplateError::Path(path)) => return self.no_path(place, path),
        };
        for piece in &template.0 {
            if let Piece::Variable(index, path) = piece {
                let found = self.scope.of(*index);
                let found = match path {
                    Some(path) => self.attribute(place, path, found)?,
                    None => found,
                };
                self.check(place, found, Kind::String)?;
            }
        }
        Some(template)
    }

    fn attribute(&mut self, place: S::Place, path: &Path, of: Type) -> Reading<Type> {
        if self.is_old && path.counts_backwards() {
            return self.too_new(place, "an index below zero");
        }
        let found = path.infer(of);
        found.or_else(|message| self.problem(place, message, "take another path").ok_or(())).ok()
    }

    fn no_path<T>(&mut self, place: S::Place, path: &str) -> Reading<T> {
        self.problem(place, format!("`{path}` is no path"), "write it like `name` or `list[0]`")
    }

    fn too_new<T>(&mut self, place: S::Place, what: &str) -> Reading<T> {
        let message = format!("{what} needs rules of version 1.1, but these are of version 1.0");
        self.problem(place, message, "write `1.1` as their version")
    }

    /// A call, and the type of what it yields.
    pub(super) fn call(&mut self, object: &Object<S>) -> Reading<(Expr, Type)> {
        let name = self.required(object, "fn", "the expression")?;
        let arguments = self.required(object, "argv", "the call")?;
        let text = self.string(name, "the name of a function")?;
        let arguments = self.list(arguments, "the arguments of a function")?;
        if text == "getAttr" {
            return self.get_attr(object, &arguments);
        }
        let Some(function) = Function::find(&text) else {
            let mut names: Vec<&str> = Function::ALL.iter().map(|function| function.name()).collect();
            names.push("getAttr");
            let help = format!("there are: {}", names.join(", "));
            return self.problem(name.place(), format!("rules have no function `{text}`"), help);
        };
        let signature = function.signature();
        if self.is_old && signature.is_new {
            return self.too_new(name.place(), &format!("`{text}`"));
        }
        let wanted = signature.parameters;
        let is_variadic = function == Function::Coalesce;
        if arguments.len() < wanted.len() || (arguments.len() > wanted.len() && !is_variadic) {
            let message = format!("`{text}` takes {} arguments, not {}", wanted.len(), arguments.len());
            return self.problem(object.place, message, "give it as many");
        }
        let mut exprs = Vec::new();
        let mut types = Vec::new();
        for (index, argument) in arguments.into_iter().enumerate() {
            let (expr, found) = self.expr(argument)?;
            self.check(argument.place(), found, wanted.get(index).copied().unwrap_or(Kind::Any))?;
            exprs.push(expr);
            types.push(found);
        }
        let result = match function {
            Function::Coalesce => {
                let optional = types.iter().all(|found| found.optional);
                Type { kind: self.common(object.place, &types)?, optional }
            }
            Function::Ite => {
                let values = types.get(1..).unwrap_or_default();
                let optional = values.iter().any(|found| found.optional);
                Type { kind: self.common(object.place, values)?, optional }
            }
            _ => signature.result,
        };
        Some((Expr::Call(function, exprs), result))
    }

    /// The type of one of several values.
    fn common(&mut self, place: S::Place, types: &[Type]) -> Reading<Kind> {
        let kinds = || types.iter().map(|found| found.kind).filter(|kind| *kind != Kind::Any);
        let kind = kinds().next().unwrap_or(Kind::Any);
        if let Some(other) = kinds().find(|other| *other != kind) {
            let message = format!("one of these values is {kind}, another one {other}");
            return self.problem(place, message, "let all of them be of one type");
        }
        Some(kind)
    }

    fn get_attr(&mut self, object: &Object<S>, arguments: &[S]) -> Reading<(Expr, Type)> {
        let [of, path] = *arguments else {
            let message = format!("`getAttr` takes 2 arguments, not {}", arguments.len());
            return self.problem(object.place, message, "give it a value and a path");
        };
        let (of, found) = self.expr(of)?;
        let text = self.string(path, "a path")?;
        let Some(parsed) = Path::parse(&text) else { return self.no_path(path.place(), &text) };
        self.check(object.place, found, found.kind)?;
        let found = self.attribute(path.place(), &parsed, found)?;
        Some((Expr::Attribute(Box::new(of), parsed), found))
    }
}
