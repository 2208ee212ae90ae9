//! What was measured on shops, as a section of ACCURACY.md.

use std::fmt::Write;

use super::LabelledShop;
use super::measure::{Measures, WeighedShop};
use crate::eval::curve::{Point, Ratio, area, at_alarm_rate, bands, precision};
use crate::eval::document::Section;
use crate::eval::fit::times;
use crate::eval::svg::{Axis, Chart};
use crate::finding::{Basis, Family, State};

/// False-alarm rates at which thresholds are compared.
const ALARM_RATES: [f64; 3] = [0.01, 0.05, 0.10];
/// Shares of bad pages for which precision is told.
const PRIORS: [f64; 3] = [0.01, 0.02, 0.05];
/// Bands of weights for calibration, in centibans.
const BANDS: [i32; 7] = [1, 40, 80, 100, 120, 150, 180];
/// Errors told on each side.
const WORST: usize = 10;
/// Pictures beside the document.
const ROC_FILE: &str = "shops-roc.svg";
const CALIBRATION_FILE: &str = "shops-calibration.svg";

const HEAD: &str = "## Shops: front pages and host names

Command: `touchstone eval ../shared/data`. Front pages: 2,370 rows with links of `shop-signals` (numbers read from saved front pages in \
April 2025; listed ones from the Austrian consumer service Watchlist Internet, legitimate ones from Trustpilot's categories). Host names: \
`shop-domains`. Of a front page the engine sees links, prices, reductions and the host name, nothing else: no words, no photos, no seller. \
*Cross-validated* means that every shop was weighed by weights fitted without its tenth of the collection, split by registrable domain.
";

const TRAPS: &str = "### What these figures do not say

- **Listed is not proven, legitimate not checked.** A consumer service looked at each listed shop; nobody looked at the others. Several of the \
worst false alarms below share the make of listed shops and may be bad shops that Trustpilot carries.
- **Makes of shops repeat.** One operator opens many shops of one make under many names. Splitting by domain does not part them, so the \
figures hold for makes like those of early 2025 and will be lower for new ones.
- **The two sides come from different countries.** Listed shops aim at Austria and Germany, legitimate ones mostly at the United States. Country \
endings, country names inside a host name (\"deutschland\"), currencies, languages and links to Trustpilot therefore separate the two sides \
without being signs: no weight rests on them. Pairs and triples of letters of the host name were tried for the same task; they find about one \
more listed shop in a hundred at a false-alarm rate of 0.05 and learn the language of the collection while doing so, so they were left out.
- **Dead, blocked and parked pages** (rows without links: 19 % of the listed, 17 % of the legitimate) are left out.
- **Pages read under another address.** On 55 listed shops nearly all links lead to one other domain: the page was saved after a redirect. \
In a browser the address is the page's own and such links are inner ones; here they hide the strongest fact.
- **Front pages only.** Product pages of honest shops link out less; there the fact weighs a judged third.
- **Judged weights** (below) are not measured on these pages, or lowered by judgement, since honest outlets and small dealers are rare in the \
collection. The share of bad pages among those that people visit is not known; 2 % is assumed.
- **Counterfeit or other fraud?** Consumer services list shops that deliver copies, something else or nothing. The figures hold for all.
";

/// The section.
#[must_use]
pub fn section(pages: &Measures<'_>, hosts: &Measures<'_>) -> Section {
    let mut text = HEAD.to_owned();
    separation(&mut text, pages);
    calibration(&mut text, pages);
    alarms(&mut text, pages, hosts);
    cases(&mut text, pages);
    worst(&mut text, pages);
    text.push_str(TRAPS);
    Section { name: "shops", text, pictures: vec![(ROC_FILE, roc_picture(pages)), (CALIBRATION_FILE, calibration_picture(pages))] }
}

fn separation(text: &mut String, pages: &Measures<'_>) {
    let (validated, shipped) = (pages.roc_validated(), pages.roc_shipped());
    let _ = write!(
        text,
        "\n### Found at a given false-alarm rate\n\n![ROC](docs/{ROC_FILE})\n\nArea under the curve: {:.3} cross-validated, {:.3} with the \
         shipped weights.\n\n| false alarms at most | found, cross-validated | false alarms there | from weight | found, shipped weights |\n\
         |---|---|---|---|---|\n",
        area(&validated),
        area(&shipped),
    );
    for most in ALARM_RATES {
        let (validated, shipped) = (at_alarm_rate(&validated, most), at_alarm_rate(&shipped, most));
        let found = |point: Option<Point>| point.map_or_else(|| "–".to_owned(), |point| point.found.told());
        let _ = writeln!(
            text,
            "| {most:.2} | {} | {} | {} cb | {} |",
            found(validated),
            validated.map_or_else(|| "–".to_owned(), |point| point.alarms.told()),
            validated.map_or(0, |point| point.from_centibans),
            found(shipped),
        );
    }
    text.push_str(
        "\nWith the thresholds of the pack, shop and host name alone. Precision is the share of such answers that are right where 1, 2 or 5 % of \
         the pages are bad; in brackets with the upper end of the false alarms' interval.\n\n\
         | state | listed | legitimate | precision at 1 % | 2 % | 5 % |\n|---|---|---|---|---|---|\n",
    );
    for (name, state) in [("`caution` or `high`", State::Caution), ("`high`", State::High)] {
        let (found, alarms) = (pages.with_state(true, state), pages.with_state(false, state));
        let of = |prior| {
            let likely = precision(found.rate(), alarms.rate(), prior);
            format!("{likely:.2} ({:.2})", precision(found.rate(), alarms.interval().1, prior))
        };
        let precisions: Vec<String> = PRIORS.into_iter().map(|prior| if found.hits == 0 { "–".to_owned() } else { of(prior) }).collect();
        let _ = writeln!(text, "| {name} | {} | {} | {} |", found.told(), alarms.told(), precisions.join(" | "));
    }
}

fn calibration(text: &mut String, pages: &Measures<'_>) {
    let _ = write!(
        text,
        "\n### Calibration\n\n![Calibration](docs/{CALIBRATION_FILE})\n\nWeights given to shops (cross-validated) against the weights that their \
         frequencies show, in centibans: 100 is ten times as frequent on listed shops. Where both agree, the posterior is right for whatever share of \
         bad pages one assumes. Shops without any sign are left at the prior on purpose: a page that looks like a shop at work has copied or earned \
         that look.\n\n| weight | listed | legitimate | mean weight given | weight seen | posterior at 2 %: given | seen |\n|---|---|---|---|---|---|---|\n"
    );
    for (at, band) in bands(&pages.validated, &BANDS).iter().enumerate() {
        let Ratio { centibans, low, high } = band.seen();
        let name = BANDS
            .get(at + 1)
            .map_or_else(|| format!("{} and more", band.from_centibans), |next| format!("{} to {}", band.from_centibans, next - 1));
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {:.0} | {centibans:.0} ({low:.0} to {high:.0}) | {:.2} | {:.2} |",
            band.found.hits,
            band.others.hits,
            band.mean_centibans,
            posterior(band.mean_centibans),
            posterior(centibans),
        );
    }
}

fn alarms(text: &mut String, pages: &Measures<'_>, hosts: &Measures<'_>) {
    text.push_str("\n### False alarms by source and language\n\n`caution` or `high` on legitimate front pages. The collection does not say in which \
                   language a page is; its currency and the ending of its name stand in for it here (they weigh nothing).\n\n| group | false alarms |\n|---|---|\n");
    let groups = [
        ("source", pages.alarms_by(|shop| shop.sources.clone())),
        ("currency", pages.alarms_by(|shop| vec![shop.currencies.clone()])),
        ("ending", pages.alarms_by(|shop| vec![ending(shop)])),
    ];
    for (kind, shares) in groups {
        for (name, share) in shares.into_iter().filter(|(_, share)| share.of >= 10) {
            let _ = writeln!(text, "| {kind} {name} | {} |", share.told());
        }
    }
    text.push_str("\nHost names alone: any sign against them in the family `domain`, by who labelled them.\n\n| source | side | with a sign |\n|---|---|---|\n");
    for ((listed, source), share) in hosts.signs_by_source(Family::Domain) {
        let _ = writeln!(text, "| {source} | {} | {} |", if listed { "listed" } else { "legitimate" }, share.told());
    }
}

fn cases(text: &mut String, pages: &Measures<'_>) {
    text.push_str("\n### Weights\n\nEvery case of a rule that holds on some front page. A measured weight is never more than the case's own likelihood \
                   ratio says and mostly less: signs that go together share it.\n\n| rule: case | listed | legitimate | likelihood ratio alone | weight | basis |\n|---|---|---|---|---|---|\n");
    for case in &pages.cases {
        let basis = if case.basis == Basis::Measured { "measured" } else { "judged" };
        let (centibans, low, high) = (times(case.alone.centibans), times(case.alone.low), times(case.alone.high));
        let _ = writeln!(
            text,
            "| {}: {} | {} of {} | {} of {} | {centibans:.1} ({low:.1} to {high:.1}) | {} | {basis} |",
            case.rule, case.bin, case.listed.hits, case.listed.of, case.legitimate.hits, case.legitimate.of, case.weight_centibans,
        );
    }
}

fn worst(text: &mut String, pages: &Measures<'_>) {
    let (alarms, missed) = pages.worst(WORST);
    text.push_str("\n### Worst errors\n\nLegitimate shops that weigh most:\n\n");
    alarms.iter().for_each(|shop| told(text, shop));
    text.push_str("\nListed shops that weigh least (of many without any sign, the first by name):\n\n");
    missed.iter().for_each(|shop| told(text, shop));
    text.push('\n');
}

fn told(text: &mut String, WeighedShop { shop, shipped }: &WeighedShop<'_>) {
    let number = |value: Option<u64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let facts = &shop.shop;
    let signs: Vec<String> = shop.signs.iter().map(|(rule, sign)| format!("{rule}: {}", sign.bin)).collect();
    let _ = writeln!(
        text,
        "- `{}` {} cb, posterior {:.1} % at 2 %: {} links, {} to outside, {} to profiles; {} prices, {} reduced (median {}), {} struck through. {}",
        shop.host,
        shipped.weight_centibans,
        f64::from(shipped.posterior_permille) / 10.0,
        number(facts.links_total),
        number(facts.links_external),
        number(facts.links_social),
        number(facts.prices_shown),
        number(facts.prices_discounted),
        facts.discount_median_percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %")),
        number(facts.prices_struck_through),
        if signs.is_empty() { "No sign.".to_owned() } else { format!("Signs: {}.", signs.join(", ")) },
    );
}

fn roc_picture(pages: &Measures<'_>) -> String {
    let x = Axis { title: "false alarms: share of legitimate shops", marks: &[0.0, 0.05, 0.1, 0.15, 0.2] };
    let y = Axis { title: "found: share of listed shops", marks: &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0] };
    // Weights that say nothing more end the curve; beyond it would be guessed.
    let curve = |points: &[Point]| -> Vec<(f64, f64)> {
        let told = points.iter().filter(|point| point.from_centibans > 0).map(|point| (point.alarms.rate(), point.found.rate()));
        std::iter::once((0.0, 0.0)).chain(told).collect()
    };
    let validated = pages.roc_validated();
    let chart = Chart::new("ROC of shops, with 95 % intervals", x, y)
        .curve(curve(&pages.roc_shipped()), "second")
        .curve(curve(&validated), "first")
        .legend(1, "first", "cross-validated")
        .legend(0, "second", "shipped weights");
    let points = ALARM_RATES.into_iter().filter_map(|most| at_alarm_rate(&validated, most));
    points.fold(chart, |chart, point| chart.point(point.alarms.rate(), point.found.rate(), point.found.interval())).finish()
}

fn calibration_picture(pages: &Measures<'_>) -> String {
    let x = Axis { title: "weight given, in centibans", marks: &[0.0, 50.0, 100.0, 150.0, 200.0, 250.0] };
    let y = Axis { title: "weight seen, in centibans", marks: &[-50.0, 0.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0] };
    let chart = Chart::new("Calibration of shops' weights, with 95 % intervals", x, y)
        .curve([(0.0, 0.0), (250.0, 250.0)], "second")
        .legend(0, "second", "given and seen agree");
    let told = bands(&pages.validated, &BANDS).into_iter().filter(|band| band.found.hits + band.others.hits > 0);
    told.fold(chart, |chart, band| {
        let seen = band.seen();
        chart.point(band.mean_centibans, seen.centibans, (seen.low, seen.high))
    })
    .finish()
}

/// Posterior for a weight at a prior of 2 %.
fn posterior(centibans: f64) -> f64 {
    let odds = 0.02 / 0.98 * times(centibans);
    odds / (1.0 + odds)
}

fn ending(shop: &LabelledShop) -> String {
    format!(".{}", shop.host.rsplit('.').next().unwrap_or_default())
}
