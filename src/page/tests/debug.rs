use super::super::*;
#[test]
fn debug_page() {
    let Ok(id) = std::env::var("PAGE") else { return };
    for entry in std::fs::read_dir("/work/shared/data/product-pages/html").unwrap() {
        let path = entry.unwrap().path();
        if !id.split(',').any(|id| path.file_name().unwrap().to_string_lossy().starts_with(id)) { continue; }
        let snapshot = snapshot_from_bytes(&std::fs::read(&path).unwrap(), "https://x.example/").unwrap();
        let dom = dom::Dom::new(&snapshot.html);
        let view = view::read(&dom, &meta::Metas::new(&dom).title.map(|t| t.0).unwrap_or_default());
        let words = words::Words::new(&super::packs());
        println!("==== {path:?} heading {:?} zone {:?}", view.heading.map(|h| dom.text(h, 100)), view.heading.map(|h| dom.path(h)));
        for c in &view.controls { let f = words.find(&c.text); if f.iter().any(|f| f.label == "add-to-cart" || f.label == "cart") { println!("CONTROL {:?} {:?} {} {:?}", c.text, c.zone, dom.path(c.node), f.iter().map(|f| f.label).collect::<Vec<_>>()); } }
        let hr = view.heading.map_or(0, |h| view.runs.partition_point(|run| run.block < h));
        println!("heading run {hr} of {}", view.runs.len());
        let prices = view.prices();
        let places = cards::find(&dom, &view, &prices);
        for p in prices.iter().take(60) { println!("PRICE {} {:?} run {} {:?} struck {} class {} other {} card {:?} {}", p.price.amount, p.price.currency, p.run, p.zone, p.struck, p.price_class, p.other_bytes, cards::at(&places, p.node), dom.path(p.node)); }
        for (i, r) in view.runs.iter().enumerate().skip(hr.saturating_sub(3)).take(70) { let f = words.find(&r.text); println!("RUN {i} {:?}{} {:?} {:?}", r.zone, if r.hidden {" HIDDEN"} else {""}, limits_cut(&r.text), f.iter().map(|f| f.label).collect::<Vec<_>>()); }
        for p in places.iter().take(8) { println!("CARD {}", dom.path(p.element)); }
    }
}
fn limits_cut(t: &str) -> &str { crate::limits::cut(t, 90) }
