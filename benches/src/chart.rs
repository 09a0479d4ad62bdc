//! The chart of the figures: three panels of lines with logarithmic axes.
use std::fmt::Write;

use serde_json::Value;

use crate::report::{list, name, number};

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 52.0;
const TOP: f64 = 44.0;
const STYLE: &str = "text{font:11px system-ui,sans-serif;fill:#59616c}.t{font-weight:600;font-size:13px;fill:#1c2026}.g{stroke:#d5d9df}\
    path{fill:none;stroke-width:2}circle{stroke:none}.zh{stroke:#1f5fa8;fill:#1f5fa8}.en{stroke:#b4551d;fill:#b4551d}path{fill:none!important}.r{stroke-dasharray:5 4}\
    @media(prefers-color-scheme:dark){text{fill:#a4abb6}.t{fill:#e7e9ed}.g{stroke:#3c424b}.zh{stroke:#8cb8f2;fill:#8cb8f2}.en{stroke:#f0a877;fill:#f0a877}}";

/// A line: its CSS class and its points.
struct Line {
    class: &'static str,
    points: Vec<(f64, f64)>,
}

struct Panel {
    title: &'static str,
    unit: fn(f64) -> String,
    lines: Vec<Line>,
}

/// Draws the chart as SVG.
pub(crate) fn chart(growth: &Value, page: &Value) -> String {
    let grown = |class: &'static str, path: &str| {
        let rows = list(growth)
            .filter(|row| row["lang"] == class && row["corpus"].as_str().is_some_and(|name| !name.ends_with("short")));
        Line { class, points: rows.filter_map(|row| number(row, "text").zip(number(row, path))).collect() }
    };
    let visited = |class: &'static str, lang: &str| {
        let rows = list(&page["first"]).filter(|row| row["corpus"].as_str().is_some_and(|name| name.starts_with(lang)));
        let bytes = |row: &Value| {
            let others = list(&row["searches"]).filter(|search| name(&search["search"]).starts_with("pagefind"));
            number(row, "text").zip(others.filter_map(|search| number(search, "bytes")).min_by(f64::total_cmp))
        };
        let mut points: Vec<(f64, f64)> = rows.filter_map(bytes).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Line { class, points }
    };
    let ms = |value: f64| format!("{value} ms");
    let kb = |value: f64| if value >= 1e6 { format!("{} MB", value / 1e6) } else { format!("{} KB", value / 1e3) };
    let cold =
        vec![grown("zh", "bytes/cold"), grown("en", "bytes/cold"), visited("zh r", "zh-"), visited("en r", "en-")];
    let panels = [
        Panel { title: "bytes to the first result", unit: kb, lines: cold },
        Panel {
            title: "opening, in Node",
            unit: ms,
            lines: vec![grown("zh", "node/open/ms"), grown("en", "node/open/ms")],
        },
        Panel {
            title: "keystroke p95, in Node",
            unit: ms,
            lines: vec![grown("zh", "node/keys/p95"), grown("en", "node/keys/p95")],
        },
    ];
    let (width, height) = (panels.len() as f64 * (WIDTH + LEFT + 24.0), HEIGHT + TOP + 56.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Bytes, opening and keystrokes by size of the corpus\"><style>{STYLE}</style>\n"
    );
    for (i, panel) in panels.iter().enumerate() {
        let _ = writeln!(out, "<g transform=\"translate({} {TOP})\">", LEFT + i as f64 * (WIDTH + LEFT + 24.0));
        draw(&mut out, panel);
        out.push_str("</g>\n");
    }
    let legend = [("zh", "Chinese"), ("en", "English"), ("zh r", "Pagefind, Chinese"), ("en r", "Pagefind, English")];
    for (i, (class, label)) in legend.iter().enumerate() {
        let x = LEFT + i as f64 * 170.0;
        let y = height - 12.0;
        let _ = writeln!(
            out,
            "<path class=\"{class}\" d=\"M{x} {}h26\"/><text x=\"{}\" y=\"{y}\">{label}</text>",
            y - 4.0,
            x + 34.0
        );
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, panel: &Panel) {
    let points = || panel.lines.iter().flat_map(|line| &line.points);
    let (Some(x), Some(y)) = (decades(points().map(|p| p.0)), decades(points().map(|p| p.1))) else { return };
    let at = |value: f64, (low, high): (i32, i32), length: f64| {
        (value.log10() - f64::from(low)) / f64::from(high - low) * length
    };
    let _ = writeln!(out, "<text class=\"t\" x=\"0\" y=\"-16\">{}</text>", panel.title);
    for power in x.0..=x.1 {
        let (value, left) = (10_f64.powi(power), at(10_f64.powi(power), x, WIDTH));
        let _ = writeln!(out, "<path class=\"g\" d=\"M{left:.0} 0V{HEIGHT}\"/>");
        let _ = writeln!(
            out,
            "<text x=\"{left:.0}\" y=\"{}\" text-anchor=\"middle\">{} MB</text>",
            HEIGHT + 16.0,
            value / 1e6
        );
    }
    for power in y.0..=y.1 {
        let (value, top) = (10_f64.powi(power), HEIGHT - at(10_f64.powi(power), y, HEIGHT));
        let _ = writeln!(out, "<path class=\"g\" d=\"M0 {top:.0}H{WIDTH}\"/>");
        let _ =
            writeln!(out, "<text x=\"-6\" y=\"{:.0}\" text-anchor=\"end\">{}</text>", top + 4.0, (panel.unit)(value));
    }
    for line in panel.lines.iter().filter(|line| !line.points.is_empty()) {
        let place = |&(px, py): &(f64, f64)| (at(px, x, WIDTH), HEIGHT - at(py, y, HEIGHT));
        let path: Vec<String> =
            line.points.iter().map(place).map(|(left, top)| format!("{left:.1} {top:.1}")).collect();
        let _ = writeln!(out, "<path class=\"{}\" d=\"M{}\"/>", line.class, path.join("L"));
        for (left, top) in line.points.iter().map(place) {
            let _ = writeln!(out, "<circle class=\"{}\" cx=\"{left:.1}\" cy=\"{top:.1}\" r=\"3\"/>", line.class);
        }
    }
}

/// The powers of ten that enclose some values.
fn decades(values: impl Iterator<Item = f64>) -> Option<(i32, i32)> {
    let logs: Vec<f64> = values.filter(|value| *value > 0.0).map(f64::log10).collect();
    let (low, high) = (logs.iter().copied().reduce(f64::min)?.floor(), logs.iter().copied().reduce(f64::max)?.ceil());
    Some((low as i32, (high as i32).max(low as i32 + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lie_between_powers_of_ten() {
        assert_eq!(decades([0.1, 3.0, 250.0].into_iter()), Some((-1, 3)));
        assert_eq!(decades([100.0].into_iter()), Some((2, 3)));
        assert_eq!(decades(std::iter::empty()), None);
    }
}
