//! Small pictures of curves and points on two axes, as SVG. White ground and dark ink, so that they read on any page.

use std::fmt::Write;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 400.0;
/// Room for the axes' words: left, top, right, bottom.
const MARGINS: [f64; 4] = [64.0, 36.0, 20.0, 52.0];

/// An axis: its words, and the values at which it is marked; the first and last are its ends.
#[derive(Debug, Clone, Copy)]
pub struct Axis<'a> {
    /// What is measured.
    pub title: &'a str,
    /// Rising.
    pub marks: &'a [f64],
}

/// A picture that grows.
#[derive(Debug)]
pub struct Chart<'a> {
    x: Axis<'a>,
    y: Axis<'a>,
    body: String,
}

impl<'a> Chart<'a> {
    /// An empty picture with axes; `title` also says to screen readers what is shown.
    #[must_use]
    pub fn new(title: &str, x: Axis<'a>, y: Axis<'a>) -> Self {
        let mut chart = Self { x, y, body: String::new() };
        let (left, right) = (MARGINS[0], WIDTH - MARGINS[2]);
        let (top, bottom) = (MARGINS[1], HEIGHT - MARGINS[3]);
        for mark in x.marks {
            let at = chart.x_px(*mark);
            chart.line((at, top), (at, bottom), "grid");
            chart.text((at, bottom + 18.0), "middle", &number(*mark));
        }
        for mark in y.marks {
            let at = chart.y_px(*mark);
            chart.line((left, at), (right, at), "grid");
            chart.text((left - 8.0, at + 4.0), "end", &number(*mark));
        }
        chart.text((f64::midpoint(left, right), HEIGHT - 10.0), "middle", x.title);
        let middle = f64::midpoint(top, bottom);
        let _ = write!(
            chart.body,
            r#"<text transform="translate(16 {middle:.1}) rotate(-90)" text-anchor="middle">{}</text>"#,
            escaped(y.title)
        );
        let _ = write!(chart.body, r#"<text x="{left:.1}" y="20" class="title">{}</text>"#, escaped(title));
        chart
    }

    /// A line through points. `class` is `first` or `second`.
    #[must_use]
    pub fn curve(mut self, points: impl IntoIterator<Item = (f64, f64)>, class: &str) -> Self {
        let places: Vec<String> = points.into_iter().map(|(x, y)| format!("{:.1},{:.1}", self.x_px(x), self.y_px(y))).collect();
        let _ = write!(self.body, r#"<polyline class="{class}" points="{}"/>"#, places.join(" "));
        self
    }

    /// A point with an interval from `low` to `high`.
    #[must_use]
    pub fn point(mut self, x: f64, y: f64, (low, high): (f64, f64)) -> Self {
        let (at, low, high) = (self.x_px(x), self.y_px(low), self.y_px(high));
        self.line((at, low), (at, high), "interval");
        let _ = write!(self.body, r#"<circle cx="{at:.1}" cy="{:.1}" r="4"/>"#, self.y_px(y));
        self
    }

    /// Words that say what a curve is; `row` counts from the bottom right corner up.
    #[must_use]
    pub fn legend(mut self, row: u8, class: &str, words: &str) -> Self {
        let y = HEIGHT - MARGINS[3] - 14.0 - 18.0 * f64::from(row);
        let right = WIDTH - MARGINS[2] - 12.0;
        self.line((right - 24.0, y - 4.0), (right, y - 4.0), class);
        self.text((right - 32.0, y), "end", words);
        self
    }

    /// The picture as a file.
    #[must_use]
    pub fn finish(self) -> String {
        let style = "text{font:12px sans-serif;fill:#222}.title{font-weight:bold;font-size:13px}.grid{stroke:#ddd}\
                     .first,.second{fill:none;stroke:#0b5cad;stroke-width:2}.second{stroke:#777;stroke-dasharray:5 4}\
                     .interval{stroke:#a33;stroke-width:1.5}circle{fill:#a33}";
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\"><style>{style}</style>\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>{}</svg>\n",
            self.body
        )
    }

    fn x_px(&self, value: f64) -> f64 {
        MARGINS[0] + share(self.x.marks, value) * (WIDTH - MARGINS[0] - MARGINS[2])
    }

    fn y_px(&self, value: f64) -> f64 {
        HEIGHT - MARGINS[3] - share(self.y.marks, value) * (HEIGHT - MARGINS[1] - MARGINS[3])
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let _ = write!(self.body, r#"<line class="{class}" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#, from.0, from.1, to.0, to.1);
    }

    fn text(&mut self, at: (f64, f64), anchor: &str, words: &str) {
        let _ = write!(self.body, r#"<text x="{:.1}" y="{:.1}" text-anchor="{anchor}">{}</text>"#, at.0, at.1, escaped(words));
    }
}

/// Where a value lies between the ends of an axis, 0 to 1; what lies beyond is drawn at the end.
fn share(marks: &[f64], value: f64) -> f64 {
    let (first, last) = (marks.first().copied().unwrap_or(0.0), marks.last().copied().unwrap_or(1.0));
    ((value - first) / (last - first)).clamp(0.0, 1.0)
}

fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_axes_say_and_words_cannot_break_the_file() {
        let axis = |title| Axis { title, marks: &[0.0, 0.5, 1.0] };
        let svg =
            Chart::new("a < b", axis("x & y"), axis("y")).curve([(0.0, 0.0), (1.0, 2.0)], "first").point(0.5, 0.5, (0.4, 0.6)).finish();
        // The ends of the axes, a value beyond drawn at the end.
        assert!(svg.contains(r#"points="64.0,348.0 540.0,36.0""#), "{svg}");
        assert!(svg.contains(r#"cx="302.0" cy="192.0""#) && svg.contains("a &lt; b") && svg.contains("x &amp; y"));
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }
}
