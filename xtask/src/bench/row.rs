//! Results of benchmarks, and their table.

use serde_json::{Value, json};

/// One comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) bench: &'static str,
    pub(super) name: String,
    pub(super) unit: Unit,
    /// Our figure. Less is better in all units.
    pub(super) ours: f64,
    pub(super) rival: Option<(String, f64)>,
    pub(super) bar: Bar,
}

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    /// Seconds of processor time, of all processes together.
    ProcessorSeconds,
    Bytes,
    Count,
}

/// The requirement for a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bar {
    /// No requirement.
    None,
    /// The minimum ratio of the rival's figure to ours.
    Ratio(f64),
    /// The maximum of our figure.
    AtMost(f64),
}

impl Row {
    pub(super) fn new(bench: &'static str, name: impl Into<String>, unit: Unit, ours: f64) -> Self {
        Self { bench, name: name.into(), unit, ours, rival: None, bar: Bar::None }
    }

    pub(super) fn beside(mut self, rival: impl Into<String>, figure: f64) -> Self {
        self.rival = Some((rival.into(), figure));
        self
    }

    pub(super) fn bar(mut self, bar: Bar) -> Self {
        self.bar = bar;
        self
    }

    /// The ratio of the rival's figure to ours.
    pub(super) fn ratio(&self) -> Option<f64> {
        let (_, rival) = self.rival.as_ref()?;
        (self.ours > 0.0).then(|| rival / self.ours)
    }

    /// Whether the requirement is met; `None` if there is none.
    pub(super) fn is_met(&self) -> Option<bool> {
        match self.bar {
            Bar::None => None,
            Bar::Ratio(least) => Some(self.ratio().is_some_and(|ratio| ratio >= least)),
            Bar::AtMost(most) => Some(self.ours <= most),
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let bar = match self.bar {
            Bar::None => Value::Null,
            Bar::Ratio(least) => json!({ "ratio": least }),
            Bar::AtMost(most) => json!({ "at_most": most }),
        };
        json!({
            "bench": self.bench,
            "name": self.name,
            "unit": self.unit.name(),
            "ours": self.ours,
            "rival": self.rival.as_ref().map(|(name, figure)| json!({ "name": name, "figure": figure })),
            "ratio": self.ratio(),
            "bar": bar,
            "met": self.is_met(),
        })
    }

    /// A row of a benchmark from what [`Self::to_json`] makes.
    pub(super) fn from_json(bench: &'static str, value: &Value) -> Option<Self> {
        let units = [Unit::Seconds, Unit::ProcessorSeconds, Unit::Bytes, Unit::Count];
        let unit = units.into_iter().find(|unit| value["unit"] == unit.name())?;
        let mut row = Self::new(bench, value["name"].as_str()?, unit, value["ours"].as_f64()?);
        let rival = &value["rival"];
        if !rival.is_null() {
            row = row.beside(rival["name"].as_str()?, rival["figure"].as_f64()?);
        }
        let bar = &value["bar"];
        let ratio = bar["ratio"].as_f64().map(Bar::Ratio);
        Some(row.bar(ratio.or_else(|| bar["at_most"].as_f64().map(Bar::AtMost)).unwrap_or(Bar::None)))
    }

    /// What was measured, beside whom.
    pub(super) fn title(&self) -> String {
        let rival = self.rival.as_ref().map(|(name, _)| format!(" (beside {name})"));
        format!("{}{}", self.name, rival.unwrap_or_default())
    }

    fn cells(&self) -> [String; 6] {
        let figure = self.rival.as_ref().map(|(_, figure)| self.unit.show(*figure)).unwrap_or_default();
        let bar = match self.bar {
            Bar::None => String::new(),
            Bar::Ratio(least) => format!("≥ {least}×"),
            Bar::AtMost(most) => format!("≤ {}", self.unit.show(most)),
        };
        let met = match self.is_met() {
            None => "",
            Some(true) => "yes",
            Some(false) => "NO",
        };
        [
            self.title(),
            self.unit.show(self.ours),
            figure,
            self.ratio().map(|ratio| format!("{ratio:.2}×")).unwrap_or_default(),
            bar,
            met.to_owned(),
        ]
    }
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::ProcessorSeconds => "processor seconds",
            Self::Bytes => "bytes",
            Self::Count => "count",
        }
    }

    fn show(self, figure: f64) -> String {
        match self {
            Self::Seconds | Self::ProcessorSeconds if figure < 1e-3 => format!("{:.2} µs", figure * 1e6),
            Self::Seconds | Self::ProcessorSeconds if figure < 1.0 => format!("{:.1} ms", figure * 1e3),
            Self::Seconds => format!("{figure:.1} s"),
            Self::ProcessorSeconds => format!("{figure:.1} s CPU"),
            Self::Bytes => format!("{:.2} MB", figure / 1e6),
            Self::Count => grouped(figure.round() as u64),
        }
    }
}

/// A number with a comma before each group of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// The rows of several benchmarks as a Markdown table with aligned columns.
pub(super) fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        let mut cells = row.cells();
        cells[0] = format!("{}: {}", row.bench, cells[0]);
        cells
    };
    aligned(rows.iter().map(cells))
}

/// The rows of one benchmark as a Markdown table with aligned columns.
pub(super) fn page_table(rows: &[Row]) -> String {
    aligned(rows.iter().map(Row::cells))
}

fn aligned(rows: impl Iterator<Item = [String; 6]>) -> String {
    let head = ["row", "ours", "rival", "rival / ours", "bar", "met"].map(str::to_owned);
    let lines: Vec<[String; 6]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!(" {cell:<width$} |"));
        text.extend(std::iter::once("|".to_owned()).chain(cells).chain(["\n".to_owned()]));
        if number == 0 {
            let rule = widths.map(|width| format!("{}|", "-".repeat(width + 2)));
            text.extend(std::iter::once("|".to_owned()).chain(rule).chain(["\n".to_owned()]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_met_when_the_rival_takes_so_many_times_as_long() {
        let row = |rival: f64| Row::new("b", "n", Unit::Seconds, 2.0).beside("r", rival).bar(Bar::Ratio(4.0));
        assert_eq!([7.9, 8.0].map(|rival| row(rival).is_met()), [Some(false), Some(true)]);
    }

    #[test]
    fn a_limit_is_met_up_to_the_limit() {
        let row = |ours: f64| Row::new("b", "n", Unit::Seconds, ours).bar(Bar::AtMost(0.2));
        assert_eq!([0.2, 0.21].map(|ours| row(ours).is_met()), [Some(true), Some(false)]);
    }

    #[test]
    fn figures_are_shown_in_fitting_units() {
        let cases = [
            (Unit::Seconds, 0.000_041_2, "41.20 µs"),
            (Unit::Seconds, 0.25, "250.0 ms"),
            (Unit::ProcessorSeconds, 183.0, "183.0 s CPU"),
            (Unit::Bytes, 13_300_000.0, "13.30 MB"),
            (Unit::Count, 174_624.0, "174,624"),
            (Unit::Count, 69.0, "69"),
        ];
        for (unit, figure, expected) in cases {
            assert_eq!(unit.show(figure), expected);
        }
    }

    #[test]
    fn rows_come_back_from_json() {
        let row = Row::new("codec", "encode", Unit::Bytes, 3.0);
        for row in [row.clone(), row.clone().beside("r", 2.5).bar(Bar::Ratio(1.5)), row.bar(Bar::AtMost(4.0))] {
            assert_eq!(Row::from_json("codec", &row.to_json()), Some(row));
        }
        assert_eq!(Row::from_json("codec", &json!({ "name": "encode", "unit": "hours", "ours": 1.0 })), None);
    }

    #[test]
    fn columns_of_the_table_are_aligned() {
        let rows = [Row::new("codec", "encode", Unit::Seconds, 1e-5).beside("serde", 2e-5).bar(Bar::Ratio(1.0))];
        let text = table(&rows);
        let widths: Vec<usize> = text.lines().map(|line| line.chars().count()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
        assert!(
            text.contains("| codec: encode (beside serde) | 10.00 µs | 20.00 µs | 2.00×        | ≥ 1× | yes |"),
            "{text}"
        );
    }
}
