//! The keys of a document, without a tree of it: enough to see what it is.

use saphyr_parser::{Event as YamlEvent, Parser, ScalarStyle};
use weland_model::Sources;

use super::event::Event;
use super::json::Json;
use super::scalar;

/// What is known of a document without having read all of it.
#[derive(Debug, Default)]
pub(crate) struct TopLevel {
    /// The keys of the outermost object, with the text of values that are plain.
    pub(crate) entries: Vec<(String, Option<String>)>,
    /// Whether the outermost value is a list.
    pub(crate) is_list: bool,
    /// Whether the text could be read to its end, or as far as it was needed.
    pub(crate) is_readable: bool,
}

impl TopLevel {
    /// The text of the value of a key: `Some(None)` if there is such a key and its value is no text.
    pub(crate) fn get(&self, key: &str) -> Option<Option<&str>> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, text)| text.as_deref())
    }
}

/// A walk over the outermost object.
#[derive(Default)]
struct Walk {
    found: TopLevel,
    depth: usize,
    key: Option<String>,
}

impl Walk {
    fn start(&mut self, is_list: bool) {
        if self.depth == 0 {
            self.found.is_list = is_list;
        }
        self.value(None);
        self.depth += 1;
    }

    /// A value, or the start of one.
    fn value(&mut self, text: Option<&str>) {
        if self.depth == 1
            && let Some(key) = self.key.take()
        {
            self.found.entries.push((key, text.map(str::to_owned)));
        }
    }

    fn decided(&self, is_decisive: &dyn Fn(&str) -> bool) -> bool {
        self.found.entries.last().is_some_and(|(key, _)| is_decisive(key))
    }
}

/// The keys of the outermost object, up to the first that is decisive.
pub(crate) fn top_level(path: &str, text: &str, is_decisive: &dyn Fn(&str) -> bool) -> TopLevel {
    if super::looks_like_json(text) {
        let found = of_json(text, is_decisive);
        if found.is_readable || super::is_json(path, text) {
            return found;
        }
    }
    of_yaml(text, is_decisive)
}

fn of_json(text: &str, is_decisive: &dyn Fn(&str) -> bool) -> TopLevel {
    // Places are not asked for.
    let mut json = Json::new(Sources::default().add("", ""), text);
    let mut walk = Walk::default();
    while let Ok(next) = json.next() {
        match next {
            None => {
                walk.found.is_readable = true;
                break;
            }
            Some((Event::StartList, _)) => walk.start(true),
            Some((Event::StartMap, _)) => walk.start(false),
            Some((Event::End, _)) => walk.depth -= 1,
            Some((Event::Key(key), _)) if walk.depth == 1 => walk.key = Some(key.into_owned()),
            Some((Event::Key(_), _)) => {}
            Some((Event::String(text) | Event::Number(text), _)) => walk.value(Some(&text)),
            Some((Event::Null | Event::Bool(_), _)) => walk.value(None),
        }
        if walk.decided(is_decisive) {
            walk.found.is_readable = true;
            break;
        }
    }
    walk.found
}

fn of_yaml(text: &str, is_decisive: &dyn Fn(&str) -> bool) -> TopLevel {
    let mut parser = Parser::new_from_str(text.trim_start_matches('\u{feff}'));
    let mut walk = Walk::default();
    while let Some(event) = parser.next_event() {
        let Ok((event, _)) = event else { return walk.found };
        match event {
            YamlEvent::SequenceStart(..) => walk.start(true),
            YamlEvent::MappingStart(..) => walk.start(false),
            YamlEvent::SequenceEnd | YamlEvent::MappingEnd => walk.depth -= 1,
            YamlEvent::Scalar(text, style, ..) if walk.depth == 1 => match walk.key {
                None => walk.key = Some(text.into_owned()),
                Some(_) => {
                    let plain = (style == ScalarStyle::Plain).then(|| scalar::plain(&text));
                    let has_text = !matches!(plain, Some(Event::Null | Event::Bool(_)));
                    walk.value(has_text.then_some(&*text));
                }
            },
            YamlEvent::Alias(_) => walk.value(None),
            _ => {}
        }
        if walk.decided(is_decisive) {
            break;
        }
    }
    walk.found.is_readable = true;
    walk.found
}
