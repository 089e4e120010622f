//! From text to steps.

use weland_model::closest;

use super::SelectorError;
use super::ast::{
    COMPARATORS, Comparator, Comparison, Function, FunctionKind, Operand, Path, Relation, Segment, Step, Steps,
    TypeTest,
};

/// Selectors are nested in functions this deep at most.
const MAX_DEPTH: usize = 50;

/// Words that stand for more than one type, for suggestions.
const TYPE_WORDS: [&str; 8] =
    ["member", "number", "simpleType", "aggregateType", "serviceType", "dataType", "collection", "set"];

/// The steps, and the names of the variables.
pub(super) struct Parsed {
    pub(super) steps: Steps,
    pub(super) variables: Vec<String>,
}

pub(super) fn parse(text: &str) -> Result<Parsed, SelectorError> {
    let mut parser = Parser { text, at: 0, depth: 0, functions: 0, variables: Vec::new() };
    let steps = parser.steps()?;
    match parser.peek() {
        None => Ok(Parsed { steps, variables: parser.variables.iter().map(|name| (*name).to_owned()).collect() }),
        Some(found) => Err(parser.error(format!("unexpected `{found}`"), "remove it, or what is not closed before it")),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    functions: usize,
    variables: Vec<&'t str>,
}

type Parsing<T> = Result<T, SelectorError>;

impl<'t> Parser<'t> {
    // --- characters

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character after white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn skip(&mut self, count: usize) {
        self.at += self.rest().chars().take(count).map(char::len_utf8).sum::<usize>();
    }

    /// Takes a token, if it comes next.
    fn eat(&mut self, token: &str) -> bool {
        self.peek();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Parsing<()> {
        if self.eat(token) {
            return Ok(());
        }
        let found = self.found();
        Err(self.error(format!("expected `{token}`, but found {found}"), "see the grammar of Smithy selectors"))
    }

    fn found(&mut self) -> String {
        match self.peek() {
            Some(found) => format!("`{found}`"),
            None => "the end of the selector".to_owned(),
        }
    }

    fn error(&mut self, message: String, help: &str) -> SelectorError {
        self.peek();
        SelectorError { offset: self.at, message, help: help.to_owned() }
    }

    fn identifier(&mut self) -> Parsing<&'t str> {
        self.peek();
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            let found = self.found();
            return Err(self.error(format!("expected a name, but found {found}"), "write a name of letters and digits"));
        }
        self.at += end;
        Ok(word)
    }

    // --- steps

    fn steps(&mut self) -> Parsing<Steps> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("selectors are nested too deep".to_owned(), "flatten the selector"));
        }
        self.depth += 1;
        let mut steps = vec![self.step()?];
        while self.peek().is_some_and(|next| !matches!(next, ',' | ')' | ']')) {
            steps.push(self.step()?);
        }
        self.depth -= 1;
        Ok(steps)
    }

    fn step(&mut self) -> Parsing<Step> {
        let Some(next) = self.peek() else {
            return Err(self.error("the selector ends too early".to_owned(), "write a selector, such as `*`"));
        };
        match next {
            ':' => self.function(),
            '[' => self.attribute(),
            '*' => {
                self.skip(1);
                Ok(Step::Type(TypeTest::Any))
            }
            '>' => {
                self.skip(1);
                Ok(Step::Forward(None))
            }
            '~' => {
                self.expect("~>")?;
                Ok(Step::Recursive)
            }
            '-' => {
                self.expect("-[")?;
                let relations = self.relations()?;
                self.expect("->")?;
                Ok(Step::Forward(Some(relations)))
            }
            '<' => self.reverse(),
            '$' => self.variable(),
            _ => self.shape_type(),
        }
    }

    fn reverse(&mut self) -> Parsing<Step> {
        self.skip(1);
        if !self.rest().starts_with('-') {
            return Ok(Step::Reverse(None));
        }
        self.expect("-[")?;
        let relations = self.relations()?;
        self.expect("-")?;
        Ok(Step::Reverse(Some(relations)))
    }

    /// Names up to `]`. Those that are not known are no mistake.
    fn relations(&mut self) -> Parsing<Vec<Relation>> {
        let mut relations = Vec::new();
        loop {
            relations.push(Relation::from_name(self.identifier()?));
            if !self.eat(",") {
                self.expect("]")?;
                return Ok(relations);
            }
        }
    }

    fn shape_type(&mut self) -> Parsing<Step> {
        let start = self.at;
        let word = match self.rest().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            true => self.identifier()?,
            false => {
                let found = self.found();
                return Err(self.error(format!("unexpected {found}"), "see the grammar of Smithy selectors"));
            }
        };
        if let Some(test) = TypeTest::from_keyword(word) {
            return Ok(Step::Type(test));
        }
        let types = weland_model::ShapeType::ALL.iter().map(|shape_type| shape_type.as_str());
        let help = match closest(word, types.chain(TYPE_WORDS)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "write a type of shape, such as `structure`, or `*`".to_owned(),
        };
        Err(SelectorError { offset: start, message: format!("`{word}` is not a type of shape"), help })
    }

    fn variable(&mut self) -> Parsing<Step> {
        self.skip(1);
        if self.eat("{") {
            let name = self.identifier()?;
            self.expect("}")?;
            return Ok(Step::GetVariable(self.slot(name)));
        }
        let name = self.identifier()?;
        self.expect("(")?;
        let steps = self.steps()?;
        self.expect(")")?;
        Ok(Step::SetVariable(self.slot(name), steps))
    }

    /// The number of a variable.
    fn slot(&mut self, name: &'t str) -> usize {
        let known = self.variables.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            self.variables.push(name);
            self.variables.len() - 1
        })
    }

    fn function(&mut self) -> Parsing<Step> {
        let start = self.at;
        self.skip(1);
        let name = self.identifier()?;
        let kind = match name {
            "is" | "each" => FunctionKind::Is,
            "test" => FunctionKind::Test,
            "not" => FunctionKind::Not,
            "in" => FunctionKind::In,
            "root" => FunctionKind::Root,
            "topdown" => FunctionKind::TopDown,
            "recursive" => FunctionKind::Recursive,
            // Newer functions are no mistake.
            _ => FunctionKind::Unknown,
        };
        self.expect("(")?;
        let mut arguments = vec![self.steps()?];
        while self.eat(",") {
            arguments.push(self.steps()?);
        }
        self.expect(")")?;
        let most = match kind {
            FunctionKind::Not | FunctionKind::In | FunctionKind::Root | FunctionKind::Recursive => 1,
            FunctionKind::TopDown => 2,
            _ => usize::MAX,
        };
        if arguments.len() > most {
            let message = format!("`:{name}` takes {most} selectors at most, not {}", arguments.len());
            let help = "put the alternatives into `:is(...)`".to_owned();
            return Err(SelectorError { offset: start, message, help });
        }
        let id = self.functions;
        self.functions += 1;
        Ok(Step::Function(Function { id, kind, arguments }))
    }

    // --- attributes

    fn attribute(&mut self) -> Parsing<Step> {
        self.skip(1);
        if self.eat("@") {
            return self.scoped();
        }
        let path = self.key()?;
        if self.eat("]") {
            return Ok(Step::Attribute(path, None));
        }
        let comparator = self.comparator()?;
        let mut values = vec![self.value()?];
        while self.eat(",") {
            values.push(self.value()?);
        }
        let any_case = self.eat("i");
        self.expect("]")?;
        Ok(Step::Attribute(path, Some(Comparison { comparator, values, any_case })))
    }

    fn scoped(&mut self) -> Parsing<Step> {
        let path = match self.peek() {
            Some(':') => Path::new(),
            _ => self.key()?,
        };
        self.expect(":")?;
        let mut assertions = Vec::new();
        loop {
            let left = self.operand()?;
            let comparator = self.comparator()?;
            let mut values = vec![self.operand()?];
            while self.eat(",") {
                values.push(self.operand()?);
            }
            let any_case = self.eat("i");
            assertions.push((left, Comparison { comparator, values, any_case }));
            if !self.eat("&&") {
                self.expect("]")?;
                return Ok(Step::Scoped(path, assertions));
            }
        }
    }

    fn operand(&mut self) -> Parsing<Operand> {
        if !self.eat("@") {
            return Ok(Operand::Text(self.value()?));
        }
        self.expect("{")?;
        let path = self.path()?;
        self.expect("}")?;
        Ok(Operand::Context(path))
    }

    /// A path that starts with an attribute of shapes.
    fn key(&mut self) -> Parsing<Path> {
        self.peek();
        let start = self.at;
        let path = self.path()?;
        let first = path.first();
        let known = ["id", "trait", "service", "var"];
        let is_known = matches!(first, Some(Segment::Name(name)) if known.contains(&&**name));
        if is_known {
            return Ok(path);
        }
        let name = self.text.get(start..self.at).unwrap_or_default();
        let name = name.split('|').next().unwrap_or_default().trim().to_owned();
        let message = format!("shapes have no attribute `{name}`");
        let help = "write `id`, `service`, `trait|name` or `var|name`".to_owned();
        Err(SelectorError { offset: start, message, help })
    }

    fn path(&mut self) -> Parsing<Path> {
        let mut path = vec![self.segment()?];
        while self.eat("|") {
            path.push(self.segment()?);
        }
        Ok(path)
    }

    fn segment(&mut self) -> Parsing<Segment> {
        if !self.eat("(") {
            return Ok(Segment::Name(self.value()?));
        }
        let segment = match self.identifier()? {
            "keys" => Segment::Keys,
            "values" => Segment::Values,
            "length" => Segment::Length,
            "first" => Segment::First,
            _ => Segment::Unknown,
        };
        self.expect(")")?;
        Ok(segment)
    }

    /// A text in quotes, a number, or an id without member.
    fn value(&mut self) -> Parsing<String> {
        let next = self.peek();
        if let Some(quote @ ('"' | '\'')) = next {
            return self.quoted(quote);
        }
        let rest = self.rest();
        let is_number = next.is_some_and(|c| c.is_ascii_digit() || c == '-');
        let belongs = |c: char| match is_number {
            true => c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'),
            false => c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#'),
        };
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let fits = match is_number {
            true => word.parse::<f64>().is_ok(),
            false => is_name_or_id(word),
        };
        if !fits {
            let found = self.found();
            let message = format!("expected a value, but found {found}");
            return Err(self.error(message, "write a name or a number, or put the text in quotes"));
        }
        self.at += end;
        Ok(word.to_owned())
    }

    fn quoted(&mut self, quote: char) -> Parsing<String> {
        let inner = self.rest().get(1..).unwrap_or_default();
        let Some(end) = inner.find(quote) else {
            return Err(self.error("the quote is not closed".to_owned(), "add the closing quote"));
        };
        self.at += end + 2;
        Ok(inner.get(..end).unwrap_or_default().to_owned())
    }

    fn comparator(&mut self) -> Parsing<Comparator> {
        if let Some((_, comparator)) = COMPARATORS.iter().find(|(token, _)| self.eat(token)) {
            return Ok(*comparator);
        }
        let found = self.found();
        Err(self
            .error(format!("expected a comparator, but found {found}"), "write one, such as `=`, or close with `]`"))
    }
}

/// `name`, `name.space` or `name.space#Name`.
fn is_name_or_id(word: &str) -> bool {
    match word.split_once('#') {
        Some((namespace, name)) => weland_model::is_namespace(namespace) && weland_model::is_identifier(name),
        None => weland_model::is_namespace(word),
    }
}
