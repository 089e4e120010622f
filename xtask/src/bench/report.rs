//! `BENCHMARKS.md`, the figures in the README and the plots, all made from one run.

use std::fmt::Write as _;
use std::fs;

use super::plot::{self, Ratio};
use super::row::{self, Row};
use super::taken::Taken;
use super::{BENCHES, openapi, reasons, tools};
use crate::repo::Repo;

const PAGE: &str = "BENCHMARKS.md";
const README: &str = "README.md";
const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->\n";

/// The libraries that ours are compared with, as far as they are in `benches/Cargo.lock`.
const RIVALS: &[&str] = &[
    "serde",
    "serde_json",
    "quick-xml",
    "ciborium",
    "serde_urlencoded",
    "jsonschema",
    "garde",
    "regex",
    "axum",
    "matchit",
    "hyper",
    "aws-sdk-lambda",
    "aws-sdk-dynamodb",
    "aws-sdk-s3",
];

/// A row that the plots and the README show.
struct Shown {
    bench: &'static str,
    row: &'static str,
    rival: &'static str,
    label: &'static str,
    in_readme: bool,
}

const fn shown(bench: &'static str, row: &'static str, rival: &'static str, label: &'static str) -> Shown {
    Shown { bench, row, rival, label, in_readme: false }
}

const fn essence(bench: &'static str, row: &'static str, rival: &'static str, label: &'static str) -> Shown {
    Shown { bench, row, rival, label, in_readme: true }
}

/// A plot: its file, its title and its bars.
struct Plot {
    file: &'static str,
    title: &'static str,
    rows: &'static [Shown],
}

const PLOTS: &[Plot] = &[
    Plot {
        file: "docs/plots/run-time.svg",
        title: "At run time: how many times as fast as the rival",
        rows: &[
            essence("codec", "encode", "serde", "write JSON, beside serde"),
            essence("codec", "decode", "serde", "read JSON, beside serde"),
            shown("codec", "decode, order of the service", "serde", "read JSON in another order"),
            shown("xml", "encode", "quick-xml", "write XML, beside quick-xml"),
            shown("xml", "decode", "quick-xml", "read XML, beside quick-xml"),
            shown("cbor", "encode", "ciborium", "write CBOR, beside ciborium"),
            shown("cbor", "decode", "ciborium", "read CBOR, beside ciborium"),
            essence("validate", "valid, typed", "jsonschema errors", "validate a value, beside jsonschema"),
            essence("validate", "valid, JSON text", "jsonschema errors", "validate JSON text, beside jsonschema"),
            shown("serve", "GetFunction, processor time per request", "axum", "server, beside axum by hand"),
            essence("call", "GetFunction, 16 at once, processor time", "aws-sdk-lambda", "call, beside the AWS SDK"),
            shown("call", "GetFunction, 16 at once, processor time", "hyper", "call, beside bare hyper"),
        ],
    },
    Plot {
        file: "docs/plots/build.svg",
        title: "Generating and building: how many times as fast, or as small, as the rival",
        rows: &[
            essence("openapi", "Stripe, time", "oas3-gen", "generate from Stripe's API, beside oas3-gen"),
            shown("openapi", "Stripe, memory", "oas3-gen", "memory for that"),
            essence("openapi", "Stripe, tokens", "oas3-gen", "tokens generated for Stripe's API"),
            shown("openapi", "GitHub, time", "oas3-gen", "generate from GitHub's API"),
            shown("openapi", "GitHub, tokens", "oas3-gen", "tokens generated for GitHub's API"),
            shown("build", "debug", "client-aws", "debug build of a client, beside the AWS SDK"),
            essence("build", "release", "client-aws", "release build of a client, beside the AWS SDK"),
            shown("build", "stripped program", "client-aws", "size of that program"),
            shown("build", "crates", "client-aws", "crates in that program"),
            essence("build", "lines of generated code", "aws-sdk-lambda", "lines for Lambda, beside the AWS SDK"),
        ],
    },
];

/// Writes what a run measured to the page, the README and the plots; nothing, unless all of it can be made.
pub(super) fn write(repo: &Repo, taken: &Taken) -> Result<(), String> {
    let rows = taken.rows();
    let mut texts = vec![
        (PAGE, between(&tools::read(&repo.root().join(PAGE))?, PAGE, &page(repo, taken)?)?),
        (README, between(&tools::read(&repo.root().join(README))?, README, &summary(taken)?)?),
    ];
    for plot in PLOTS {
        let shown = plot.rows.iter().filter(|shown| taken.has(shown.bench));
        let ratios = shown.map(|shown| ratio(shown, &rows)).collect::<Result<Vec<Ratio>, _>>()?;
        texts.push((plot.file, plot::svg(plot.title, &ratios)));
    }
    for (path, text) in texts {
        tools::write(&repo.root().join(path), &text)?;
        eprintln!("wrote {path}");
    }
    Ok(())
}

/// A file with other text between its marks.
fn between(text: &str, name: &str, inner: &str) -> Result<String, String> {
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{name} has no `{}` and `{}`", BEGIN.trim(), END.trim()))?;
    Ok(format!("{before}{BEGIN}{inner}{END}{after}"))
}

fn page(repo: &Repo, taken: &Taken) -> Result<String, String> {
    let lock = fs::read_to_string(repo.root().join("benches/Cargo.lock")).map_err(|error| error.to_string())?;
    let machine = tools::machine(repo);
    let text = |key: &str| machine[key].as_str().unwrap_or("unknown").to_owned();
    let mut page = format!(
        "\nMeasured on {} at revision `{}`, on {} cores; processor: {}; {}.\nRivals: {}.\n\n",
        taken.day,
        taken.revision,
        machine["cores"],
        text("cpu"),
        text("rustc"),
        rivals(&lock).join(", "),
    );
    for plot in PLOTS {
        let _ = writeln!(page, "![{}]({})\n", plot.title, plot.file);
    }
    for (bench, rows) in taken.by_bench().filter(|(_, rows)| !rows.is_empty()) {
        let _ = writeln!(page, "### {bench}\n\n{}", row::page_table(rows));
    }
    let absent: Vec<&str> = BENCHES.iter().map(|bench| bench.name).filter(|name| !taken.has(name)).collect();
    if !absent.is_empty() {
        let _ = writeln!(page, "Not part of this run: {}.\n", absent.join(", "));
    }
    page.push_str("## What misses its bar\n\n");
    page.push_str(&missed(&taken.rows()));
    Ok(page)
}

/// What ours are compared with, with versions.
fn rivals(lock: &str) -> Vec<String> {
    let locked = |name: &str| {
        let rest = lock.rsplit_once(&format!("name = \"{name}\"\nversion = \""))?.1;
        Some(format!("{name} {}", rest.split_once('"')?.0))
    };
    let generators = openapi::rivals().map(|(name, version)| format!("{name} {version}"));
    RIVALS.iter().filter_map(|name| locked(name)).chain(generators).collect()
}

/// A list of the rows that miss their bar, those with the same reason together.
fn missed(rows: &[Row]) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for row in rows.iter().filter(|row| row.is_met() == Some(false)) {
        let reason = reasons::of(row.bench, &row.name).unwrap_or("Not yet known why.");
        let name = format!("**{}**, {}", row.bench, row.title());
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    if reasons.is_empty() {
        return "Nothing does.\n".to_owned();
    }
    reasons.iter().map(|(reason, names)| format!("- {}: {reason}\n", names.join("; "))).collect()
}

/// The table of the README.
fn summary(taken: &Taken) -> Result<String, String> {
    let rows = taken.rows();
    let shown = PLOTS.iter().flat_map(|plot| plot.rows).filter(|shown| shown.in_readme && taken.has(shown.bench));
    let mut text = "\n| | times as fast, or as small |\n|---|---:|\n".to_owned();
    for shown in shown {
        let Ratio { label, ratio } = ratio(shown, &rows)?;
        let _ = writeln!(text, "| {label} | {ratio:.1} |");
    }
    let plot = &PLOTS[0];
    let _ = writeln!(text, "\n![{}]({})\n", plot.title, plot.file);
    Ok(text)
}

fn ratio(shown: &Shown, rows: &[Row]) -> Result<Ratio, String> {
    let row = rows.iter().find(|row| {
        let rival = row.rival.as_ref().is_some_and(|(name, _)| name == shown.rival);
        row.bench == shown.bench && row.name == shown.row && rival
    });
    let ratio = row.and_then(Row::ratio);
    let ratio =
        ratio.ok_or_else(|| format!("no row `{}: {}` beside {} was measured", shown.bench, shown.row, shown.rival))?;
    Ok(Ratio { label: shown.label.to_owned(), ratio })
}

#[cfg(test)]
mod tests {
    use super::super::row::{Bar, Unit};
    use super::*;

    #[test]
    fn only_the_text_between_the_marks_is_replaced() {
        let page = format!("a\n{BEGIN}old\n{END}z\n");
        assert_eq!(between(&page, "A.md", "new\n"), Ok(format!("a\n{BEGIN}new\n{END}z\n")));
        assert_eq!(
            between("a\n", "A.md", "").unwrap_err(),
            "A.md has no `<!-- figures -->` and `<!-- end of figures -->`"
        );
    }

    #[test]
    fn both_files_have_marks() {
        let repo = Repo::find().unwrap();
        for name in [PAGE, README] {
            let text = tools::read(&repo.root().join(name)).unwrap();
            assert!(between(&text, name, "").is_ok(), "{name}");
        }
    }

    #[test]
    fn versions_are_those_of_the_lock_file() {
        let lock = "[[package]]\nname = \"serde_json\"\nversion = \"1.0.9\"\n\n[[package]]\nname = \"regex\"\nversion = \"2.0.0\"\n";
        assert_eq!(rivals(lock)[..2], ["serde_json 1.0.9", "regex 2.0.0"]);
    }

    #[test]
    fn rows_that_miss_their_bar_are_listed_with_their_reasons() {
        let row = |ours: f64| Row::new("codec", "b", Unit::Seconds, ours).beside("r", 2.0).bar(Bar::Ratio(2.0));
        assert_eq!(missed(&[row(1.0)]), "Nothing does.\n");
        assert_eq!(missed(&[row(1.0), row(4.0)]), "- **codec**, b (beside r): Not yet known why.\n");
    }

    #[test]
    fn every_row_that_is_shown_has_to_be_measured() {
        let row = Row::new("codec", "encode", Unit::Seconds, 1.0).beside("serde", 1.5);
        assert_eq!(ratio(&PLOTS[0].rows[0], std::slice::from_ref(&row)).map(|it| it.ratio), Ok(1.5));
        assert!(ratio(&PLOTS[0].rows[1], &[row]).unwrap_err().contains("`codec: decode` beside serde"));
    }
}
