//! Inputs and outputs as the values that JMESPath looks into.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use weland_core::{Document, Encoder, Member, Structure, Timestamp};
use weland_jmespath::{Entries, Value};

/// The members that are set, by their names in the model.
pub(crate) fn of(value: &dyn Structure) -> Value {
    some_of(value, usize::MAX, |_| true)
}

/// The members that are set and wanted. What is nested deeper than `depth` is null, for paths that don't reach there.
pub(crate) fn some_of(value: &dyn Structure, depth: usize, wanted: impl Fn(&str) -> bool) -> Value {
    let mut writer = Writer { open: vec![Open::Map(Entries::new())], keys: Vec::new(), depth, skipped: 0 };
    writer.members(value, wanted);
    writer.open.pop().map_or(Value::Null, Open::close)
}

/// What `inputOutput` matchers look into.
pub(crate) fn exchange(input: Value, output: Value) -> Value {
    Value::map(Entries::from([("input".into(), input), ("output".into(), output)]))
}

fn of_document(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Boolean(value) => Value::Boolean(*value),
        // Numbers of JMESPath are doubles.
        Document::Integer(_) | Document::Double(_) | Document::Decimal(_) => {
            document.as_f64().map_or(Value::Null, Value::Number)
        }
        Document::String(text) => Value::string(text),
        Document::List(list) => Value::list(list.iter().map(of_document).collect()),
        Document::Map(map) => {
            Value::map(map.iter().map(|(key, value)| (key.as_str().into(), of_document(value))).collect())
        }
    }
}

/// An aggregate that is not complete yet.
enum Open {
    List(Vec<Value>),
    Map(Entries),
}

impl Open {
    fn close(self) -> Value {
        match self {
            Self::List(list) => Value::list(list),
            Self::Map(map) => Value::map(map),
        }
    }
}

struct Writer {
    open: Vec<Open>,
    /// The keys of the map entries whose values are still to come, innermost last.
    keys: Vec<Arc<str>>,
    /// How many aggregates are written within each other, the outermost not counted.
    depth: usize,
    /// How many lists and maps are open that are nested deeper.
    skipped: usize,
}

impl Writer {
    fn members(&mut self, value: &dyn Structure, wanted: impl Fn(&str) -> bool) {
        let members = value.schema().members.iter().enumerate();
        for (index, member) in members.filter(|(_, member)| wanted(member.name)) {
            self.keys.push(member.name.into());
            let open = self.keys.len();
            value.encode_member(index, member, self);
            // A member that is not set has written nothing and left its key.
            if self.keys.len() == open {
                self.keys.pop();
            }
        }
    }

    fn put(&mut self, value: Value) {
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map)) => {
                if let Some(key) = self.keys.pop() {
                    map.insert(key, value);
                }
            }
            None => {}
        }
    }

    /// Opens a list or a map.
    fn open(&mut self, open: Open) {
        match self.is_deep() {
            true => self.skipped += 1,
            false => self.open.push(open),
        }
    }

    /// Whether an aggregate would be nested too deep.
    fn is_deep(&self) -> bool {
        self.skipped > 0 || self.open.len() > self.depth
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return self.put(Value::Null);
        }
        if let Some(closed) = self.open.pop() {
            self.put(closed.close());
        }
    }
}

impl Encoder for Writer {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        if self.is_deep() {
            return self.put(Value::Null);
        }
        self.open.push(Open::Map(Entries::new()));
        self.members(value, |_| true);
        self.close();
    }

    fn begin_list(&mut self, _: &'static Member, len: usize) {
        self.open(Open::List(Vec::with_capacity(len)));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.open(Open::Map(Entries::new()));
    }

    fn key(&mut self, key: &str) {
        if self.skipped == 0 {
            self.keys.push(key.into());
        }
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.put(Value::Boolean(value));
    }

    fn integer(&mut self, _: &'static Member, value: i64) {
        self.put(Value::Number(value as f64));
    }

    fn float(&mut self, _: &'static Member, value: f32) {
        self.put(Value::Number(value.into()));
    }

    fn double(&mut self, _: &'static Member, value: f64) {
        self.put(Value::Number(value));
    }

    fn big_number(&mut self, _: &'static Member, value: &str) {
        self.put(value.parse().map_or(Value::Null, Value::Number));
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.put(Value::string(value));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        self.put(Value::String(BASE64.encode(value).into()));
    }

    /// Seconds since 1970, so that times can be compared.
    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        self.put(Value::Number(value.seconds() as f64 + f64::from(value.nanos()) / 1e9));
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.put(of_document(value));
    }

    fn null(&mut self, _: &'static Member) {
        self.put(Value::Null);
    }
}
