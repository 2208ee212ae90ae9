//! How well a weight separates two groups: rates with intervals, the ROC curve, precision at a prior, calibration.

/// A share of a number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Cases in which it holds.
    pub hits: u32,
    /// All cases.
    pub of: u32,
}

/// The 97.5 % point of the normal distribution, for intervals of 95 %.
const Z_95: f64 = 1.959_963_984_540_054;

impl Share {
    /// How many of the cases hold.
    pub fn count<T>(cases: impl IntoIterator<Item = T>, holds: impl Fn(&T) -> bool) -> Self {
        cases.into_iter().fold(Self::default(), |share, case| Self { hits: share.hits + u32::from(holds(&case)), of: share.of + 1 })
    }

    /// 0 to 1; 0 where there are no cases.
    #[must_use]
    pub fn rate(self) -> f64 {
        if self.of == 0 { 0.0 } else { f64::from(self.hits) / f64::from(self.of) }
    }

    /// Interval of 95 % (E. B. Wilson, JASA 22, 1927), which stays within 0 to 1 and holds for few cases.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p, z2) = (f64::from(self.of), self.rate(), Z_95 * Z_95);
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z_95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        ((middle - half).max(0.0), (middle + half).min(1.0))
    }

    /// The share with its interval and its cases, as a table shows it.
    #[must_use]
    pub fn told(self) -> String {
        let (low, high) = self.interval();
        format!("{:.3} ({low:.3} to {high:.3}), {} of {}", self.rate(), self.hits, self.of)
    }
}

/// One case with its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Graded {
    /// The weight given, in centibans.
    pub weight_centibans: i32,
    /// The case is one of those to be found.
    pub listed: bool,
}

/// What a threshold finds and what it alarms on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Cases with this weight or more count as found.
    pub from_centibans: i32,
    /// Found of those to be found.
    pub found: Share,
    /// Found of the others.
    pub alarms: Share,
}

impl Point {
    /// Share of the alarms that are right where `prior` of all pages are of the kind to be found.
    #[must_use]
    pub fn precision(self, prior: f64) -> f64 {
        precision(self.found.rate(), self.alarms.rate(), prior)
    }
}

/// Precision from two rates and a prior; 1 where nothing is found.
#[must_use]
pub fn precision(found: f64, alarms: f64, prior: f64) -> f64 {
    let (right, wrong) = (found * prior, alarms * (1.0 - prior));
    if right + wrong == 0.0 { 1.0 } else { right / (right + wrong) }
}

/// The ROC curve: a point for every weight that occurs, from the highest down; equal weights stand or fall together.
#[must_use]
pub fn roc(cases: &[Graded]) -> Vec<Point> {
    let mut sorted = cases.to_vec();
    sorted.sort_unstable_by_key(|case| std::cmp::Reverse(case.weight_centibans));
    let all = Share::count(cases, |case| case.listed);
    let (mut found, mut alarms) = (0, 0);
    let mut points: Vec<Point> = Vec::new();
    for case in sorted {
        found += u32::from(case.listed);
        alarms += u32::from(!case.listed);
        let point = Point {
            from_centibans: case.weight_centibans,
            found: Share { hits: found, of: all.hits },
            alarms: Share { hits: alarms, of: all.of - all.hits },
        };
        match points.last_mut() {
            Some(last) if last.from_centibans == point.from_centibans => *last = point,
            _ => points.push(point),
        }
    }
    points
}

/// The threshold that finds most while it alarms on no more than a share of the others; `None` where every threshold alarms on more.
#[must_use]
pub fn at_alarm_rate(points: &[Point], most: f64) -> Option<Point> {
    points.iter().rev().find(|point| point.alarms.rate() <= most).copied()
}

/// Area under the curve: the chance that one to be found weighs more than one of the others, ties counted half.
#[must_use]
pub fn area(points: &[Point]) -> f64 {
    let mut area = 0.0;
    let mut last = (0.0, 0.0);
    for point in points {
        let here = (point.alarms.rate(), point.found.rate());
        area += (here.0 - last.0) * (here.1 + last.1) / 2.0;
        last = here;
    }
    area
}

/// A band of weights: how many of both groups fall into it, and what they weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Least weight, in centibans.
    pub from_centibans: i32,
    /// Those to be found.
    pub found: Share,
    /// The others.
    pub others: Share,
    /// Mean of the weights given, in centibans.
    pub mean_centibans: f64,
}

impl Band {
    /// The weight that the band should have had.
    #[must_use]
    pub fn seen(&self) -> Ratio {
        Ratio::of(self.found, self.others)
    }
}

/// Cases by bands of their weights; `bounds` are the least weights of the bands, rising. What lies below the first is left out.
#[must_use]
pub fn bands(cases: &[Graded], bounds: &[i32]) -> Vec<Band> {
    let all = Share::count(cases, |case| case.listed);
    let band = |(at, from): (usize, &i32)| {
        let is_in = |weight: i32| weight >= *from && bounds.get(at + 1).is_none_or(|next| weight < *next);
        let inside: Vec<&Graded> = cases.iter().filter(|case| is_in(case.weight_centibans)).collect();
        let found = Share::count(&inside, |case| case.listed).hits;
        let others = u32::try_from(inside.len()).unwrap_or(u32::MAX) - found;
        let sum: f64 = inside.iter().map(|case| f64::from(case.weight_centibans)).sum();
        Band {
            from_centibans: *from,
            found: Share { hits: found, of: all.hits },
            others: Share { hits: others, of: all.of - all.hits },
            mean_centibans: if inside.is_empty() { 0.0 } else { sum / inside.len() as f64 },
        }
    };
    bounds.iter().enumerate().map(band).collect()
}

/// A likelihood ratio as a weight of evidence, with its interval of 95 %, in centibans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// 100·log10 of the ratio.
    pub centibans: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Ratio {
    /// From how often something is seen in two groups. Half a case is added to each count, so that one that never occurred gives a
    /// number; the interval is that of the logarithm (D. Katz and others, Biometrics 34, 1978).
    #[must_use]
    pub fn of(found: Share, others: Share) -> Self {
        let parts = |share: Share| (f64::from(share.hits) + 0.5, f64::from(share.of) + 1.0);
        let ((a, m), (b, n)) = (parts(found), parts(others));
        let scale = 100.0 / std::f64::consts::LN_10;
        let centibans = ((a / m) / (b / n)).ln() * scale;
        let half = Z_95 * (1.0 / a - 1.0 / m + 1.0 / b - 1.0 / n).max(0.0).sqrt() * scale;
        Self { centibans, low: centibans - half, high: centibans + half }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(listed: &[i32], others: &[i32]) -> Vec<Graded> {
        let graded =
            |weights: &[i32], listed| weights.iter().map(|weight| Graded { weight_centibans: *weight, listed }).collect::<Vec<_>>();
        [graded(listed, true), graded(others, false)].concat()
    }

    #[test]
    fn a_share_has_the_interval_that_wilson_gives() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 0 of 20.
        let (low, high) = Share { hits: 81, of: 263 }.interval();
        assert!((low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4, "{low} {high}");
        let (low, high) = Share { hits: 0, of: 20 }.interval();
        assert!(low == 0.0 && (high - 0.1611).abs() < 1e-4, "{high}");
        assert_eq!(Share::default().interval(), (0.0, 1.0));
    }

    #[test]
    fn equal_weights_stand_or_fall_together() {
        let points = roc(&cases(&[90, 50, 50, 0], &[50, 0, 0, 0]));
        let seen: Vec<(i32, u32, u32)> = points.iter().map(|p| (p.from_centibans, p.found.hits, p.alarms.hits)).collect();
        assert_eq!(seen, [(90, 1, 0), (50, 3, 1), (0, 4, 4)]);
        assert_eq!(at_alarm_rate(&points, 0.2).unwrap().from_centibans, 90);
        assert_eq!(at_alarm_rate(&points, 0.25).unwrap().from_centibans, 50);
        assert_eq!(at_alarm_rate(&roc(&cases(&[0], &[0])), 0.5), None);
    }

    #[test]
    fn the_area_is_one_half_where_weights_say_nothing_and_one_where_they_separate() {
        assert!((area(&roc(&cases(&[5, 5], &[5, 5, 5]))) - 0.5).abs() < 1e-12);
        assert!((area(&roc(&cases(&[9, 8], &[5, 5, 5]))) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn precision_follows_the_prior() {
        // The arithmetic of a test with 99 % and 1 %: half of the alarms are right at a prior of 1 %.
        assert!((precision(0.99, 0.01, 0.01) - 0.5).abs() < 1e-12);
        assert_eq!(precision(0.0, 0.0, 0.02), 1.0);
    }

    #[test]
    fn bands_hold_every_case_from_their_first_bound_on() {
        let bands = bands(&cases(&[0, 60, 120], &[0, 0, 60]), &[0, 50, 100]);
        let seen: Vec<(u32, u32)> = bands.iter().map(|band| (band.found.hits, band.others.hits)).collect();
        assert_eq!(seen, [(1, 2), (1, 1), (1, 0)]);
        assert!(bands[2].seen().centibans > 0.0 && bands[0].seen().centibans < 0.0);
    }

    #[test]
    fn a_ratio_of_equal_rates_is_no_evidence() {
        let ratio = Ratio::of(Share { hits: 5, of: 99 }, Share { hits: 5, of: 99 });
        assert!(ratio.centibans.abs() < 1e-9 && ratio.low < 0.0 && ratio.high > 0.0);
        assert!(Ratio::of(Share { hits: 1, of: 10 }, Share { hits: 0, of: 10 }).high.is_finite());
    }
}
