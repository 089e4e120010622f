//! The rows of one run, kept in a file so that an interrupted run can go on.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::row::Row;
use super::{BENCHES, tools};
use crate::repo::Repo;

/// What was measured so far in one run.
#[derive(Debug)]
pub(super) struct Taken {
    /// Where a whole run is kept.
    file: Option<PathBuf>,
    /// The day on which the run began.
    pub(super) day: String,
    /// The revision of the repository.
    pub(super) revision: String,
    benches: Vec<(&'static str, Vec<Row>)>,
}

impl Taken {
    /// A run whose rows aren't kept.
    pub(super) fn unsaved() -> Self {
        Self { file: None, day: String::new(), revision: String::new(), benches: Vec::new() }
    }

    /// A run of everything: a new one, or the rest of an interrupted one.
    ///
    /// # Errors
    ///
    /// An interrupted run can't go on with another revision or on another day.
    pub(super) fn begin(repo: &Repo, resume: bool) -> Result<Self, String> {
        let day = tools::output(Command::new("date").args(["-u", "+%F"]))?.trim().to_owned();
        let describe = ["describe", "--always", "--dirty", "--exclude", "*"];
        let revision = tools::output(&mut repo.command("git", &describe))?.trim().to_owned();
        let file = tools::folder(repo).join("run.json");
        let mut taken = Self { file: Some(file.clone()), day, revision, benches: Vec::new() };
        if resume {
            let text = tools::read(&file)?;
            taken.benches =
                kept(&text, &taken.day, &taken.revision).map_err(|it| format!("{}: {it}", file.display()))?;
        }
        Ok(taken)
    }

    pub(super) fn has(&self, bench: &str) -> bool {
        self.benches.iter().any(|(name, _)| *name == bench)
    }

    /// Adds what a benchmark measured.
    pub(super) fn add(&mut self, bench: &'static str, rows: Vec<Row>) -> Result<(), String> {
        self.benches.push((bench, rows));
        let Some(file) = &self.file else { return Ok(()) };
        tools::write(file, &self.to_json().to_string())
    }

    /// The rows of each benchmark, in the order of benchmarks.
    pub(super) fn by_bench(&self) -> impl Iterator<Item = (&'static str, &[Row])> {
        let rows = |name| self.benches.iter().find(|(bench, _)| *bench == name).map(|(_, rows)| rows.as_slice());
        BENCHES.iter().filter_map(move |bench| Some((bench.name, rows(bench.name)?)))
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        self.by_bench().flat_map(|(_, rows)| rows.to_vec()).collect()
    }

    fn to_json(&self) -> Value {
        let bench = |(name, rows): &(&'static str, Vec<Row>)| json!({ "name": name, "rows": rows.iter().map(Row::to_json).collect::<Vec<_>>() });
        let benches: Vec<Value> = self.benches.iter().map(bench).collect();
        json!({ "day": self.day, "revision": self.revision, "benches": benches })
    }
}

/// The rows of an interrupted run.
fn kept(text: &str, day: &str, revision: &str) -> Result<Vec<(&'static str, Vec<Row>)>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    for (key, now) in [("day", day), ("revision", revision)] {
        if value[key] != now {
            return Err(format!("the {key} of the interrupted run is {}, now it is \"{now}\": begin anew", value[key]));
        }
    }
    let bench = |value: &Value| {
        let bench = BENCHES.iter().find(|bench| value["name"] == bench.name)?;
        let rows = value["rows"].as_array()?.iter().map(|row| Row::from_json(bench.name, row));
        Some((bench.name, rows.collect::<Option<Vec<Row>>>()?))
    };
    let benches = value["benches"].as_array().and_then(|benches| benches.iter().map(bench).collect());
    benches.ok_or_else(|| "it holds no rows of this program: begin anew".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::row::{Bar, Unit};
    use super::*;

    fn taken() -> Taken {
        let mut taken = Taken::unsaved();
        taken.add("xml", vec![Row::new("xml", "encode", Unit::Count, 3.0).bar(Bar::AtMost(4.0))]).unwrap();
        let row = Row::new("codec", "decode", Unit::Seconds, 0.5).beside("serde", 1.0).bar(Bar::Ratio(1.5));
        taken.add("codec", vec![row]).unwrap();
        Taken { day: "2024-02-29".into(), revision: "0a1b2c3".into(), ..taken }
    }

    #[test]
    fn an_interrupted_run_keeps_its_rows() {
        let text = taken().to_json().to_string();
        let mut again = Taken::unsaved();
        again.benches = kept(&text, "2024-02-29", "0a1b2c3").unwrap();
        assert_eq!(again.rows(), taken().rows());
        assert!(again.has("codec") && !again.has("form"));
    }

    #[test]
    fn rows_are_in_the_order_of_benchmarks() {
        let taken = taken();
        assert_eq!(taken.by_bench().map(|(name, _)| name).collect::<Vec<_>>(), ["codec", "xml"]);
    }

    #[test]
    fn a_run_goes_on_only_with_the_same_revision_on_the_same_day() {
        let text = taken().to_json().to_string();
        let error = kept(&text, "2024-03-01", "0a1b2c3").unwrap_err();
        assert_eq!(error, r#"the day of the interrupted run is "2024-02-29", now it is "2024-03-01": begin anew"#);
        assert!(kept(&text, "2024-02-29", "0a1b2c3-dirty").unwrap_err().contains("revision"));
        assert!(kept("{}", "2024-02-29", "0a1b2c3").is_err());
    }
}
