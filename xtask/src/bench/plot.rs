//! Plots of ratios as SVG, which can be read on a light and on a dark background.

use std::fmt::Write as _;

/// A bar of a plot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ratio {
    pub(super) label: String,
    /// How many times ours the rival's figure is.
    pub(super) ratio: f64,
}

const WIDTH: f64 = 760.0;
/// Where the axis begins and ends; labels are on the left of it, ratios on the right of their bars.
const AXIS: [f64; 2] = [330.0, 700.0];
const TOP: f64 = 52.0;
const STEP: f64 = 24.0;
const BAR: f64 = 14.0;

const STYLE: &str = "text { font: 13px system-ui, sans-serif; fill: #24292f } .title { font-weight: 600 }
.line { stroke: #d0d7de } .one { stroke: #57606a } .more { fill: #1a7f64 } .less { fill: #bc4c00 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .line { stroke: #30363d } .one { stroke: #9198a1 }
.more { fill: #3fb68b } .less { fill: #f0883e } }";

/// A plot with a logarithmic axis, whose bars begin at 1.
pub(super) fn svg(title: &str, ratios: &[Ratio]) -> String {
    let least = ratios.iter().map(|it| it.ratio).fold(0.5, f64::min).log2().floor();
    let most = ratios.iter().map(|it| it.ratio).fold(2.0, f64::max).log2().ceil();
    let place = |ratio: f64| AXIS[0] + (AXIS[1] - AXIS[0]) * (ratio.log2() - least) / (most - least);
    let bottom = TOP + STEP * ratios.len() as f64;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{0}\" viewBox=\"0 0 {WIDTH} {0}\" role=\"img\">\n\
         <title>{1}</title>\n<style>{STYLE}</style>\n<text class=\"title\" x=\"8\" y=\"20\">{1}</text>\n",
        bottom + 12.0,
        escaped(title),
    );
    for power in least as i32..=most as i32 {
        let (ratio, class) = (2f64.powi(power), if power == 0 { "one" } else { "line" });
        let x = place(ratio);
        let _ = writeln!(
            text,
            "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{bottom}\"/>\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{ratio}×</text>",
            TOP - 8.0
        );
    }
    for (number, Ratio { label, ratio }) in ratios.iter().enumerate() {
        let y = TOP + STEP * number as f64 + (STEP - BAR) / 2.0;
        let (one, end, base) = (place(1.0), place(*ratio), y + BAR - 2.5);
        let class = if *ratio >= 1.0 { "more" } else { "less" };
        let _ = writeln!(
            text,
            "<text x=\"{:.1}\" y=\"{base}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{:.1}\" y=\"{y}\" width=\"{:.1}\" height=\"{BAR}\" rx=\"2\"/>\
             <text x=\"{:.1}\" y=\"{base}\">{ratio:.2}×</text>",
            AXIS[0] - 12.0,
            escaped(label),
            one.min(end),
            (end - one).abs().max(1.0),
            one.max(end) + 6.0,
        );
    }
    text + "</svg>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(ratios: &[f64]) -> String {
        let ratios: Vec<Ratio> =
            ratios.iter().map(|ratio| Ratio { label: format!("a < {ratio}"), ratio: *ratio }).collect();
        svg("Times & ratios", &ratios)
    }

    #[test]
    fn bars_begin_at_one_and_the_axis_holds_all() {
        let text = plot(&[3.0, 0.2]);
        assert!(text.contains(">0.125×</text>") && text.contains(">4×</text>"), "{text}");
        let edges: Vec<&str> = text.lines().filter_map(|line| line.split_once("<rect ")?.1.split('"').nth(3)).collect();
        let one = text.lines().find(|line| line.contains("class=\"one\"")).unwrap().split('"').nth(3).unwrap();
        assert!(edges[0] == one && edges[1].parse::<f64>().unwrap() < one.parse().unwrap(), "{text}");
        assert!(text.contains("class=\"more\"") && text.contains("class=\"less\""), "{text}");
    }

    #[test]
    fn texts_are_escaped() {
        let text = plot(&[2.0]);
        assert!(text.contains("Times &amp; ratios") && text.contains("a &lt; 2"), "{text}");
    }
}
