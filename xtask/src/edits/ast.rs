//! A model as JSON AST, and what edits do to it.

use serde_json::{Map, Value, json};

/// The service of every model.
pub(super) const SERVICE: &str = "Store";

/// A model, and what of it only got another name.
#[derive(Debug, Clone)]
pub(super) struct Ast {
    root: Value,
    /// Members that have another name, but the same one in messages.
    pub(super) members: Vec<(String, String)>,
    /// Operations that have another name, but the same one in messages.
    pub(super) operations: Vec<(String, String)>,
    /// What has another name in code alone, as by a rule of `rename` in `weland.yaml`, with that name.
    pub(super) code_names: Vec<(At, String)>,
}

/// A shape, or a member of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) shape: String,
    pub(super) member: Option<String>,
}

impl At {
    pub(super) fn shape(name: &str) -> Self {
        Self { shape: name.to_owned(), member: None }
    }

    pub(super) fn member(shape: &str, member: &str) -> Self {
        Self { shape: shape.to_owned(), member: Some(member.to_owned()) }
    }
}

/// The id of a shape.
pub(super) fn id(name: &str) -> String {
    match name.contains('#') {
        true => name.to_owned(),
        false => format!("edits#{name}"),
    }
}

/// A reference to a shape.
pub(super) fn target(name: &str) -> Value {
    json!({ "target": id(name) })
}

/// The id of a trait; those of Smithy's prelude have no namespace here.
fn trait_id(name: &str) -> String {
    if name.contains('#') { name.to_owned() } else { format!("smithy.api#{name}") }
}

impl Ast {
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let root = serde_json::from_str(text).map_err(|error| format!("the model is no JSON: {error}"))?;
        Ok(Self { root, members: Vec::new(), operations: Vec::new(), code_names: Vec::new() })
    }

    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.root == other.root && self.code_names == other.code_names
    }

    pub(super) fn root_mut(&mut self) -> &mut Value {
        &mut self.root
    }

    /// The model as text, in which `E00` stands for its copy.
    pub(super) fn text(&self) -> String {
        self.root.to_string()
    }

    fn shapes(&self) -> impl Iterator<Item = (&str, &Value)> {
        let shapes = self.root["shapes"].as_object();
        shapes.into_iter().flatten().filter_map(|(id, shape)| Some((id.strip_prefix("edits#")?, shape)))
    }

    pub(super) fn shapes_mut(&mut self) -> Option<&mut Map<String, Value>> {
        self.root.get_mut("shapes")?.as_object_mut()
    }

    pub(super) fn get(&self, name: &str) -> &Value {
        &self.root["shapes"][id(name)]
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Map<String, Value>> {
        self.shapes_mut()?.get_mut(&id(name))?.as_object_mut()
    }

    /// The names of shapes of a type, definitions of traits left out.
    pub(super) fn names(&self, types: &[&str]) -> Vec<String> {
        let is_one = |shape: &Value| {
            types.contains(&shape["type"].as_str().unwrap_or_default()) && shape["traits"]["smithy.api#trait"].is_null()
        };
        self.shapes().filter(|(_, shape)| is_one(shape)).map(|(name, _)| name.to_owned()).collect()
    }

    /// The names of shapes that can be targets of members.
    pub(super) fn targets(&self) -> Vec<String> {
        let all = [
            "structure",
            "union",
            "enum",
            "intEnum",
            "list",
            "map",
            "string",
            "integer",
            "double",
            "blob",
            "timestamp",
        ];
        let is_one = |name: &String| {
            let traits = &self.get(name)["traits"];
            let is_message = ["input", "output", "error", "mixin", "streaming"];
            !is_message.iter().any(|id| !traits[trait_id(id)].is_null())
        };
        let own = self.names(&all).into_iter().filter(is_one);
        own.chain(["smithy.api#String", "smithy.api#Integer", "smithy.api#Long"].map(str::to_owned)).collect()
    }

    pub(super) fn members(&self, shape: &str) -> Vec<String> {
        self.get(shape)["members"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }

    /// The members of all structures, those of mixins and messages included.
    pub(super) fn all_members(&self) -> Vec<At> {
        let of = |name: String| {
            let members = self.members(&name);
            members.into_iter().map(move |member| At::member(&name, &member))
        };
        self.names(&["structure"]).into_iter().flat_map(of).collect()
    }

    /// The member or shape itself.
    pub(super) fn at(&self, at: &At) -> &Value {
        match &at.member {
            Some(member) => &self.get(&at.shape)["members"][member],
            None => self.get(&at.shape),
        }
    }

    pub(super) fn at_mut(&mut self, at: &At) -> Option<&mut Map<String, Value>> {
        let shape = self.get_mut(&at.shape)?;
        match &at.member {
            Some(member) => shape.get_mut("members")?.get_mut(member)?.as_object_mut(),
            None => Some(shape),
        }
    }

    /// The type of what a member targets, as the keyword of the model.
    pub(super) fn target_type(&self, at: &At) -> String {
        let target = self.at(at)["target"].as_str().unwrap_or_default();
        match target.strip_prefix("smithy.api#") {
            Some(simple) => simple.trim_start_matches("Primitive").to_lowercase(),
            None => self.root["shapes"][target]["type"].as_str().unwrap_or_default().to_owned(),
        }
    }

    pub(super) fn get_trait(&self, at: &At, name: &str) -> Option<&Value> {
        self.at(at).get("traits")?.get(trait_id(name))
    }

    pub(super) fn has(&self, at: &At, name: &str) -> bool {
        self.get_trait(at, name).is_some()
    }

    pub(super) fn set(&mut self, at: &At, name: &str, value: Value) -> Option<()> {
        let traits = self.at_mut(at)?.entry("traits").or_insert_with(|| json!({}));
        traits.as_object_mut()?.insert(trait_id(name), value);
        Some(())
    }

    /// Takes a trait away, if it is there.
    pub(super) fn unset(&mut self, at: &At, name: &str) -> Option<Value> {
        self.at_mut(at)?.get_mut("traits")?.as_object_mut()?.shift_remove(&trait_id(name))
    }

    pub(super) fn add_shape(&mut self, name: &str, shape: Value) -> Option<()> {
        self.shapes_mut()?.insert(id(name), shape);
        Some(())
    }

    /// Adds a member at an index, or at the end.
    pub(super) fn add_member(&mut self, shape: &str, name: &str, member: Value, index: Option<usize>) -> Option<()> {
        let members = self.get_mut(shape)?.entry("members").or_insert_with(|| json!({})).as_object_mut()?;
        match index.filter(|index| *index < members.len()) {
            Some(index) => members.shift_insert(index, name.to_owned(), member),
            None => members.insert(name.to_owned(), member),
        };
        Some(())
    }

    pub(super) fn remove_member(&mut self, shape: &str, name: &str) -> Option<Value> {
        self.get_mut(shape)?.get_mut("members")?.as_object_mut()?.shift_remove(name)
    }

    /// Gives a member another name, at the same place.
    pub(super) fn rename_member(&mut self, at: &At, new: &str) -> Option<()> {
        let old = at.member.as_deref()?;
        let members = self.get_mut(&at.shape)?.get_mut("members")?.as_object_mut()?;
        let renamed = std::mem::take(members).into_iter();
        *members = renamed.map(|(name, member)| (if name == old { new.to_owned() } else { name }, member)).collect();
        Some(())
    }

    /// Gives a shape another name, wherever it is referred to.
    pub(super) fn rename_shape(&mut self, old: &str, new: &str) -> Option<()> {
        // Names are followed by the end of the text, in ids of shapes and in names of errors in waiters.
        let text = self.root.to_string().replace(&format!("#{old}\""), &format!("#{new}\""));
        self.root = serde_json::from_str(&text.replace(&format!("\"{old}\""), &format!("\"{new}\""))).ok()?;
        Some(())
    }

    /// A list of references of a shape, such as the errors of an operation.
    pub(super) fn references(&mut self, shape: &str, key: &str) -> Option<&mut Vec<Value>> {
        self.get_mut(shape)?.entry(key).or_insert_with(|| json!([])).as_array_mut()
    }

    /// Removes a shape that nothing refers to any more, and what only it has referred to is left.
    pub(super) fn remove_shape(&mut self, name: &str) -> Option<Value> {
        self.shapes_mut()?.shift_remove(&id(name))
    }
}
