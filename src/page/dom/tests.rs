use super::*;

fn outline(html: &str) -> String {
    let dom = Dom::new(html);
    let body = dom.first(Tag::BODY).unwrap();
    fn write(dom: &Dom<'_>, id: NodeId, out: &mut String) {
        for child in dom.children(id) {
            match dom.tag(child) {
                Some(tag) => {
                    out.push_str(dom.names.name(tag));
                    out.push('(');
                    write(dom, child, out);
                    out.push(')');
                }
                None => out.push_str(dom.own_text(child).unwrap_or_default().trim()),
            }
        }
    }
    let mut out = String::new();
    write(&dom, body, &mut out);
    out
}

#[test]
fn end_tags_left_out_are_implied() {
    assert_eq!(outline("<p>a<p>b<ul><li>c<li>d</ul><dl><dt>e<dd>f</dl>"), "p(a)p(b)ul(li(c)li(d))dl(dt(e)dd(f))");
    assert_eq!(outline("<table><tr><td>a<td>b<tr><td>c</table>d"), "table(tbody(tr(td(a)td(b))tr(td(c))))d");
    assert_eq!(outline("<select><option>a<option>b</select>"), "select(option(a)option(b))");
    assert_eq!(outline("<br>a<img src=x>b"), "br()aimg()b");
}

#[test]
fn stray_end_tags_close_nothing() {
    assert_eq!(outline("<div>a</span></b></div></div>b</body></html>c"), "div(a)bc");
    assert_eq!(outline("<div><b>a</div>b"), "div(b(a))b");
    assert_eq!(outline("<table><tr><td></div></p>x</td></tr></table>"), "table(tbody(tr(td(x))))");
}

#[test]
fn head_and_body_are_found_without_their_tags() {
    let dom = Dom::new("<title>A &amp; B</title><meta name=a content=b><p>text");
    let title = dom.first(Tag::TITLE).unwrap();
    assert_eq!(dom.raw(title), Some("A &amp; B"));
    assert!(dom.parent(title).is_some_and(|head| dom.is(head, Tag::HEAD)));
    assert_eq!(dom.text(dom.first(Tag::BODY).unwrap(), 100), "text");
    let dom = Dom::new("<html lang=de><body class=x>");
    assert_eq!(dom.attribute(NodeId::ROOT, "lang").as_deref(), Some("de"));
    assert_eq!(dom.attribute(dom.first(Tag::BODY).unwrap(), "class").as_deref(), Some("x"));
}

#[test]
fn paths_start_at_the_nearest_unique_id() {
    let dom = Dom::new("<div id=a><p>1</p><p id=two><b>2</b></p></div><div><p id=two>3</p><p>4</p></div>");
    let paths: Vec<_> = dom.all().filter(|id| dom.is(*id, Tag::P)).map(|id| dom.path(id)).collect();
    let expected = [
        "#a > p:nth-of-type(1)",
        "#a > p:nth-of-type(2)",
        "html > body > div:nth-of-type(2) > p:nth-of-type(1)",
        "html > body > div:nth-of-type(2) > p:nth-of-type(2)",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn deep_nesting_is_flattened_and_stays_in_order() {
    let html = format!("{}deep{}after", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let dom = Dom::new(&html);
    assert!(dom.all().all(|id| dom.node(id).is_some_and(|node| node.depth <= DEPTH)));
    assert_eq!(dom.text(NodeId::ROOT, 100), "deep after");
    let last = NodeId(u32::try_from(dom.len() - 1).unwrap());
    assert!(dom.parent(last).is_some_and(|body| dom.is(body, Tag::BODY)));
}

#[test]
fn hostile_pages_are_read_in_bounds() {
    for html in [
        "<a b".repeat(500_000),
        format!("<div {}>", "a ".repeat(1_000_000)),
        "<p>".repeat(1_000_000),
        "</b>".repeat(500_000),
        format!("<b><table>{}{}", "<i>".repeat(100_000), "</b>".repeat(100_000)),
        "<x".repeat(1_000_000),
        "<table>".repeat(100_000),
        (0..200_000).map(|n| format!("<t{n}>")).collect(),
    ] {
        let dom = Dom::new(&html);
        assert!(dom.len() <= NODES + 4);
    }
}
