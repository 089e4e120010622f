use std::rc::Rc;

use crate::{Doubt, Expression, Kind, Shape, Type};

/// The types of a small language.
#[derive(Debug, Clone, Copy)]
enum Toy {
    /// `{ name: string, count: number, friends: [Toy], tags: {…: string} }`
    Person,
    Friends,
    Tags,
}

impl Shape for Toy {
    fn kind(&self) -> Kind {
        if matches!(self, Self::Friends) { Kind::Array } else { Kind::Object }
    }

    fn element(&self) -> Type<Self> {
        match self {
            Self::Person => Type::Kind(Kind::Any),
            Self::Friends => Type::Shape(Self::Person),
            Self::Tags => Type::Kind(Kind::String),
        }
    }

    fn field(&self, name: &str) -> Result<Type<Self>, String> {
        match (self, name) {
            (Self::Tags, _) => Ok(self.element()),
            (_, "name") => Ok(Type::Kind(Kind::String)),
            (_, "count") => Ok(Type::Kind(Kind::Number)),
            (_, "friends") => Ok(Type::Shape(Self::Friends)),
            (_, "tags") => Ok(Type::Shape(Self::Tags)),
            _ => Err(format!("no {name}")),
        }
    }
}

/// The type of an expression as text, and the first doubt.
fn infer(text: &str) -> (String, Option<Doubt>) {
    let (found, doubts) = Expression::parse(text).unwrap().infer(&Type::Shape(Toy::Person));
    let mut name = found.kind().to_string();
    if found.kind() == Kind::Array {
        name += &format!(" of {}", found.item().kind());
    }
    (name, doubts.into_iter().next())
}

#[test]
fn types_follow_from_shapes() {
    let cases = [
        ("@", "an object"),
        ("name", "a string"),
        ("tags.anything", "a string"),
        ("tags.*", "an array of a string"),
        ("friends", "an array of an object"),
        ("friends[0]", "an object"),
        ("friends[].name", "an array of a string"),
        ("friends[*].friends", "an array of an array"),
        ("friends[*].friends[]", "an array of an object"),
        ("friends[*].friends[*].name", "an array of an array"),
        ("friends[?count > `1`].count | [0]", "a number"),
        ("friends[1:].tags.x", "an array of a string"),
        ("sort_by(friends, &name)", "an array of a value"),
        ("length(friends) == `1` && !name", "a boolean"),
        ("name == count", "a boolean"),
        ("count <= `1`", "a boolean"),
        ("name || count", "a value"),
        ("{a: name}", "an object"),
        ("[name]", "an array of a value"),
        ("'x'", "a string"),
        ("`[1]`[0]", "a value"),
        ("nothing(name)", "a value"),
    ];
    for (text, expected) in cases {
        assert_eq!(infer(text), (expected.to_owned(), None), "{text}");
    }
}

#[test]
fn doubts_have_a_place() {
    let cases = [
        ("nam", 0, "no nam"),
        ("friends[?nam]", 9, "no nam"),
        ("friends . name", 8, "this needs an object, but gets an array"),
        ("name[0]", 4, "this needs an array, but gets a string"),
        ("name.*", 4, "this needs an object, but gets a string"),
        ("count[]", 5, "this needs an array, but gets a number"),
        ("'a' | length(count)", 13, "this needs an object, but gets a string"),
        ("abs(name)", 0, "`abs` takes a number as argument 1, not a string"),
        ("merge(tags, tags, name)", 0, "`merge` takes an object as argument 3, not a string"),
        ("count > `1` && name >= 'a'", 20, "only numbers can be compared like this, not a string"),
        ("`1` < tags", 4, "only numbers can be compared like this, not an object"),
        ("to_string(&name)", 0, "`to_string` takes a value as argument 1, not an expression with `&`"),
    ];
    for (text, offset, message) in cases {
        let (_, doubt) = infer(text);
        let is_minor = message.contains("compared");
        assert_eq!(doubt, Some(Doubt { offset, message: message.to_owned(), is_minor }), "{text}");
    }
}

#[test]
fn nothing_is_doubtful_about_values_of_any_type() {
    let any: Type<Toy> = Type::Kind(Kind::Any);
    let (found, doubts) = Expression::parse("a.b[0] | length(@) > `1`").unwrap().infer(&any);
    assert_eq!((found.kind(), doubts), (Kind::Boolean, Vec::new()));
    let list = Type::<Toy>::Array(Rc::new(any));
    assert_eq!(list.item().kind(), Kind::Any);
}

#[test]
fn what_has_no_order_compares_to_null() {
    let (found, _) = Expression::parse("name < 'b'").unwrap().infer(&Type::Shape(Toy::Person));
    assert_eq!(found.kind(), Kind::Null);
}
