//! Uses of a public API, one line of Rust for each thing that users can do with it, made of what rustdoc knows.

use std::collections::BTreeSet;

use serde_json::Value;

/// What the lines need to be in scope.
pub(super) const PRELUDE: &str = "#![allow(warnings)]
use types as t; use client as cl; use server as sv;
use std::{borrow::*, boxed::Box, collections::*, convert::*, error::Error, fmt::*, future::*, hash::Hash, marker::*, option::*};
use std::{panic::*, pin::*, result::Result, str::*, string::String, sync::*, time::*, vec::Vec};
";

/// The crates that a service has, with the names that uses have for them.
pub(super) const CRATES: [(&str, &str); 3] = [("types", "t"), ("client", "cl"), ("server", "sv")];

/// The documentation of a crate as JSON.
pub(super) struct Docs {
    root: Value,
    /// How uses call the crate.
    name: &'static str,
}

impl Docs {
    pub(super) fn new(text: &str, name: &'static str) -> Result<Self, String> {
        let root = serde_json::from_str(text).map_err(|error| format!("rustdoc wrote no JSON: {error}"))?;
        Ok(Self { root, name })
    }

    fn item(&self, id: &Value) -> &Value {
        &self.root["index"][id.to_string()]
    }

    /// All uses of public items: functions without their names.
    pub(super) fn uses(&self) -> BTreeSet<String> {
        let mut uses = BTreeSet::new();
        for item in self.root["index"].as_object().into_iter().flatten().map(|(_, item)| item) {
            let is_public = item["visibility"] == "public" && item["crate_id"] == 0;
            let path = self.path(&item["id"]);
            let (true, Some(path)) = (is_public, path) else { continue };
            let inner = &item["inner"];
            if let Some(of) = inner.get("struct") {
                self.fields(&path, item, &of["kind"]["plain"]["fields"], &mut uses);
                self.impls(&path, &of["impls"], &mut uses);
            } else if let Some(of) = inner.get("enum") {
                self.variants(&path, &of["variants"], &mut uses);
                self.impls(&path, &of["impls"], &mut uses);
            } else if let Some(of) = inner.get("trait") {
                self.methods_of_trait(&path, &of["items"], &mut uses);
            } else if let Some(of) = inner.get("function") {
                uses.extend(self.function(&path, of, ""));
            } else if let Some(of) = inner.get("static").or_else(|| inner.get("constant")) {
                uses.extend(self.written(&of["type"], "").map(|it| format!("() {{ let _: &{it} = &{path}; }}")));
            }
        }
        uses
    }

    /// How uses call an item.
    fn path(&self, id: &Value) -> Option<String> {
        let known = &self.root["paths"][id.to_string()];
        let path: Vec<&str> = known["path"].as_array()?.iter().filter_map(Value::as_str).collect();
        let (first, last) = (*path.first()?, *path.last()?);
        Some(match first {
            "std" | "core" | "alloc" => last.to_owned(),
            "weland_core" => format!("t::weland_core::{last}"),
            "weland_client" => format!("cl::weland_client::{last}"),
            "weland_server" => format!("sv::weland_server::{last}"),
            _ if first.ends_with("_types") => format!("t::{last}"),
            _ if known["crate_id"] == 0 => format!("{}::{}", self.name, path[1..].join("::")),
            _ => path.join("::"),
        })
    }

    fn fields(&self, path: &str, item: &Value, fields: &Value, uses: &mut BTreeSet<String>) {
        let mut all = Vec::new();
        for id in fields.as_array().into_iter().flatten() {
            let field = self.item(id);
            let Some(written) = self.written(&field["inner"]["struct_field"], path) else { continue };
            let name = raw(field["name"].as_str().unwrap_or_default());
            uses.insert(format!("(x: {path}) {{ let _: {written} = x.{name}; }}"));
            all.push(format!("{name}: x.{name}"));
        }
        let is_open = item["attrs"].to_string().contains("non_exhaustive");
        if fields.is_array() && !is_open {
            uses.insert(format!("(x: {path}) {{ let _ = {path} {{ {} }}; }}", all.join(", ")));
        }
    }

    fn variants(&self, path: &str, variants: &Value, uses: &mut BTreeSet<String>) {
        for id in variants.as_array().into_iter().flatten() {
            let variant = self.item(id);
            let name = variant["name"].as_str().unwrap_or_default();
            match variant["inner"]["variant"]["kind"]["tuple"].as_array() {
                Some(fields) => {
                    let of = |id: &Value| self.written(&self.item(id)["inner"]["struct_field"], path);
                    if let Some(written) = fields.first().and_then(of) {
                        uses.insert(format!(
                            "(x: {path}) {{ if let {path}::{name}(v) = x {{ let _: {written} = v; }} }}"
                        ));
                    }
                }
                None => drop(uses.insert(format!("(x: {path}) {{ if let {path}::{name} {{ .. }} = x {{}} }}"))),
            }
        }
    }

    fn impls(&self, path: &str, impls: &Value, uses: &mut BTreeSet<String>) {
        for id in impls.as_array().into_iter().flatten() {
            let of = &self.item(id)["inner"]["impl"];
            if !of["blanket_impl"].is_null() || of["is_negative"] == true {
                continue;
            }
            if of["trait"].is_null() {
                for id in of["items"].as_array().into_iter().flatten() {
                    uses.extend(self.associated(path, self.item(id)));
                }
            } else if of["generics"]["params"].as_array().is_some_and(Vec::is_empty)
                && let Some(name) = self.resolved(&of["trait"], path).filter(|name| !name.contains("Structural"))
            {
                uses.insert(format!("() {{ fn is<T: ?Sized + {name}>() {{}} is::<{path}>(); }}"));
            }
        }
    }

    fn associated(&self, path: &str, item: &Value) -> Option<String> {
        let name = raw(item["name"].as_str()?);
        if let Some(function) = item["inner"].get("function") {
            return (item["visibility"] == "public")
                .then(|| self.function(&format!("{path}::{name}"), function, path))?;
        }
        let written = self.written(&item["inner"]["assoc_const"]["type"], path)?;
        Some(format!("() {{ let _: {written} = {path}::{name}; }}"))
    }

    /// A call; none where the function is generic in another way than by what converts into a type.
    fn function(&self, path: &str, function: &Value, of: &str) -> Option<String> {
        let params = function["generics"]["params"].as_array()?;
        let is_generic =
            |param: &Value| param["kind"]["type"].is_object() && param["kind"]["type"]["is_synthetic"] != true;
        if params.iter().any(is_generic) {
            return None;
        }
        let inputs = function["sig"]["inputs"].as_array()?;
        let types: Vec<String> = inputs.iter().map(|input| self.argument(&input[1], of)).collect::<Option<_>>()?;
        let arguments: Vec<String> =
            types.iter().enumerate().map(|(at, written)| format!("a{at}: {written}")).collect();
        let names: Vec<String> = (0..types.len()).map(|at| format!("a{at}")).collect();
        let output = match &function["sig"]["output"] {
            Value::Null => ": ()".to_owned(),
            output if output.get("impl_trait").is_some() => String::new(),
            output => format!(": {}", self.written(output, of)?),
        };
        Some(format!("({}) {{ let _{output} = {path}({}); }}", arguments.join(", "), names.join(", ")))
    }

    /// The type of an argument; for `impl Into<T>`, this is `T`.
    fn argument(&self, of: &Value, own: &str) -> Option<String> {
        let Some(bounds) = of.get("impl_trait") else { return self.written(of, own) };
        let bound = &bounds[0]["trait_bound"]["trait"];
        let name = bound["path"].as_str()?;
        let target = &bound["args"]["angle_bracketed"]["args"][0]["type"];
        if name.ends_with("Into") { self.written(target, own) } else { None }
    }

    /// An implementation of each method of a trait.
    fn methods_of_trait(&self, path: &str, items: &Value, uses: &mut BTreeSet<String>) {
        for id in items.as_array().into_iter().flatten() {
            let item = self.item(id);
            let sig = &item["inner"]["function"]["sig"];
            let output =
                &sig["output"]["impl_trait"][0]["trait_bound"]["trait"]["args"]["angle_bracketed"]["constraints"][0];
            let Some(output) = self.written(&output["binding"]["equality"]["type"], path) else { continue };
            let inputs = sig["inputs"].as_array().into_iter().flatten().skip(1);
            let Some(inputs) = inputs.map(|input| self.written(&input[1], path)).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let inputs: String = inputs.iter().enumerate().map(|(at, of)| format!(", a{at}: {of}")).collect();
            let name = item["name"].as_str().unwrap_or_default();
            uses.insert(format!(
                "() {{ struct X; impl {path} for X {{ fn {name}(&self{inputs}) -> impl Future<Output = {output}> + Send \
                 {{ async {{ panic!() }} }} }} }}"
            ));
        }
    }

    fn resolved(&self, of: &Value, own: &str) -> Option<String> {
        let path = self.path(&of["id"])?;
        let arguments = &of["args"]["angle_bracketed"];
        let args = arguments["args"].as_array().into_iter().flatten().filter(|it| it.get("lifetime").is_none());
        let args: Vec<String> = args.map(|it| self.written(&it["type"], own)).collect::<Option<_>>()?;
        Some(if args.is_empty() { path } else { format!("{path}<{}>", args.join(", ")) })
    }

    /// A type in Rust.
    fn written(&self, of: &Value, own: &str) -> Option<String> {
        let (kind, inner) = of.as_object()?.iter().next()?;
        let list = |of: &Value| of.as_array()?.iter().map(|it| self.written(it, own)).collect::<Option<Vec<_>>>();
        Some(match kind.as_str() {
            "resolved_path" => self.resolved(inner, own)?,
            "primitive" => inner.as_str()?.to_owned(),
            "generic" if inner == "Self" => own.to_owned(),
            "tuple" => match list(inner)?.as_slice() {
                [] => "()".to_owned(),
                types => format!("({},)", types.join(", ")),
            },
            "slice" => format!("[{}]", self.written(inner, own)?),
            "array" => format!("[{}; {}]", self.written(&inner["type"], own)?, inner["len"].as_str()?),
            "borrowed_ref" => {
                let lifetime = if inner["lifetime"] == "'static" { "'static " } else { "" };
                let change = if inner["is_mutable"] == true { "mut " } else { "" };
                format!("&{lifetime}{change}{}", self.written(&inner["type"], own)?)
            }
            "dyn_trait" => {
                let names = inner["traits"].as_array()?.iter().map(|it| self.resolved(&it["trait"], own));
                format!("dyn {}", names.collect::<Option<Vec<_>>>()?.join(" + "))
            }
            _ => return None,
        })
    }
}

/// A name that may be a keyword.
fn raw(name: &str) -> String {
    let keywords =
        ["type", "match", "ref", "move", "use", "where", "in", "as", "for", "loop", "final", "box", "static"];
    if keywords.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
