use super::*;
use std::io::Write;

fn html(bytes: &[u8]) -> String {
    snapshot_from_bytes(bytes, "").unwrap().html
}

fn reason(bytes: &[u8]) -> String {
    snapshot_from_bytes(bytes, "").unwrap_err().to_string()
}

#[test]
fn the_encoding_is_found() {
    let gbk = encoding_rs::GBK.encode("<meta charset=gb2312><title>高仿 手表</title>").0.into_owned();
    assert!(html(&gbk).contains("高仿 手表"));
    let kana = "<html><title>スニーカー 中古 正規品 送料無料</title><p>この商品は正規品です。返品はできません。</p></html>";
    assert!(html(&encoding_rs::SHIFT_JIS.encode(kana).0).contains("スニーカー 中古"));
    let declared = format!("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\">{kana}");
    assert!(html(&encoding_rs::SHIFT_JIS.encode(&declared).0).contains("正規品"));
    assert!(html("<meta charset=iso-8859-1><p>Größe €</p>".as_bytes()).contains("Größe €"));
    assert!(html(b"<meta charset=iso-8859-1><p>Gr\xf6\xdfe</p>").contains("Größe"));
    assert!(html(b"\xff\xfe<\0p\0>\0a\0").contains("<p>a"));
    assert!(html(b"\xef\xbb\xbf<p>a").starts_with("<p>"));
    assert!(html("<p>50 €".as_bytes().strip_suffix(&[0xac]).unwrap()).starts_with("<p>50 "));
}

#[test]
fn gzip_is_unpacked_and_damage_keeps_what_came_before() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all("<p>text</p>".repeat(5000).as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    assert_eq!(html(&packed).len(), 55_000);
    assert!(html(&packed[..packed.len() - 20]).starts_with("<p>text"));
    assert_eq!(reason(&packed[..12]), "snapshot: the gzip data is damaged");
}

#[test]
fn what_is_no_page_is_refused_with_its_reason() {
    assert_eq!(reason(b""), "snapshot: the file is empty");
    assert_eq!(reason(b" \n\t"), "snapshot: the file holds only white space");
    assert_eq!(reason(b"\x89PNG\r\n\x1a\n"), "snapshot: the file is a PNG picture, not HTML");
    assert_eq!(reason(b"PK\x03\x04rest"), "snapshot: the file is a ZIP archive, not HTML");
    assert_eq!(reason(&[0, 1, 2, 3, 0, 0]), "snapshot: the file is binary, not HTML");
    assert_eq!(reason(b"just words"), "snapshot: the file is not HTML: it has no tags");
}

#[test]
fn a_large_page_loses_its_scripts_before_anything_else() {
    let page = format!("<script>{}</script><!-- x --><p>text</p><style>a</style>", "x".repeat(limits::SNAPSHOT_BYTES));
    let (small, cut) = slim(&page);
    assert!(!cut && small.contains("<p>text</p>") && small.len() < 200, "{small}");
    let (small, cut) = slim(&"<p>text</p>".repeat(limits::SNAPSHOT_BYTES / 8));
    assert!(cut && small.len() <= limits::SNAPSHOT_BYTES);
}

/// A page of these bytes that says what they are, if anything.
fn page(declaration: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<html><head>{declaration}</head><body><p>").as_bytes(), bytes, b"</p></body></html>"].concat()
}

/// Label, bytes, what they say.
const ENCODED: &[(&str, &[u8], &str)] = &[
    ("gb2312", b"\xb8\xdf\xb7\xc2\xca\xd6\xb1\xed \xbc\xdb\xb8\xf1 199 \xd4\xaa", "高仿手表 价格 199 元"),
    ("gb18030", b"\xdf\\\x84\xd3\xd0\xac \xa2\xe3199 \x95\x32\x82\x36", "運動鞋 €199 𠀀"),
    ("big5", b"\xb9B\xb0\xca\xbec \xbb\xf9\xae\xe6 1,990 \xa4\xb8", "運動鞋 價格 1,990 元"),
    ("Shift_JIS", b"\x83X\x83j\x81[\x83J\x81[ \x89\xbf\x8ai 19,800\x89~", "スニーカー 価格 19,800円"),
    ("euc-jp", b"\xa5\xb9\xa5\xcb\xa1\xbc\xa5\xab\xa1\xbc \xb2\xc1\xb3\xca", "スニーカー 価格"),
    ("euc-kr", b"\xbf\xee\xb5\xbf\xc8\xad \xb0\xa1\xb0\xdd 129,000\xbf\xf8", "운동화 가격 129,000원"),
    ("windows-1250", b"P\xf3\xb3buty m\xeaskie 199 z\xb3", "Półbuty męskie 199 zł"),
    ("windows-1251", b"\xca\xf0\xee\xf1\xf1\xee\xe2\xea\xe8 5 990 \xf0\xf3\xe1.", "Кроссовки 5 990 руб."),
    ("iso-8859-1", b"Gr\xf6\xdfe 42 \x96 99,90 \x80", "Größe 42 – 99,90 €"),
    ("windows-1253", b"\xd0\xe1\xf0\xef\xfd\xf4\xf3\xe9\xe1 99 \x80", "Παπούτσια 99 €"),
    ("iso-8859-9", b"Ayakkab\xfd fiyat\xfd 999 TL", "Ayakkabı fiyatı 999 TL"),
    ("windows-1255", b"\xf0\xf2\xec\xe9\xe9\xed \xee\xe7\xe9\xf8 199", "נעליים מחיר 199"),
    ("windows-1256", b"\xcd\xd0\xc7\xc1 \xc7\xe1\xd3\xda\xd1 199 \xd1\xed\xc7\xe1", "حذاء السعر 199 ريال"),
    ("windows-1257", b"gr\xe0\xfeinimas 99 \x80", "grąžinimas 99 €"),
    ("windows-1258", b"\xd0\xf4i gi\xe0y 990 \xfe", "Đôi giày 990 ₫"),
    ("windows-874", b"\xc3\xcd\xa7\xe0\xb7\xe9\xd2 990 \xba\xd2\xb7", "รองเท้า 990 บาท"),
    ("koi8-r", b"\xeb\xd2\xcf\xd3\xd3\xcf\xd7\xcb\xc9", "Кроссовки"),
    ("utf-8", b"Gr\xc3\xb6\xc3\x9fe 99 \xe2\x82\xac", "Größe 99 €"),
];

/// Bytes without a label, and words that they hold.
const UNNAMED: &[(&[u8], &str)] = &[
    (b"\xb0\xfc\xd3\xca\xa3\xac\xd6\xa7\xb3\xd6\xc6\xdf\xcc\xec\xce\xde\xc0\xed\xd3\xc9\xcd\xcb\xbb\xf5\xa3\xac\xbf\xe2\xb4\xe6\xb3\xe4\xd7\xe3\xa1\xa3", "支持七天无理由退货"),
    (b"\xb0\xd3\xab~\xa5\xfe\xb7s\xa5\xbc\xa8\xcf\xa5\xce\xa1A\xa4T\xa4\xd1\xa4\xba\xa5X\xb3f\xa1A\xc5w\xaa\xef\xa4U\xbc\xd0\xc1\xca\xb6R\xa1C", "三天內出貨"),
    (b"\x82\xb1\x82\xcc\x8f\xa4\x95i\x82\xcd\x90\xb3\x8bK\x95i\x82\xc5\x82\xb7\x81B\x91\x97\x97\xbf\x96\xb3\x97\xbf\x81B", "正規品です"),
    (b"\xa4\xb3\xa4\xce\xbe\xa6\xc9\xca\xa4\xcf\xc0\xb5\xb5\xac\xc9\xca\xa4\xc7\xa4\xb9\xa1\xa3", "正規品です"),
    (b"\xc1\xa4\xc7\xb0\xc0\xd4\xb4\xcf\xb4\xd9. \xb9\xab\xb7\xe1\xb9\xe8\xbc\xdb. \xbf\xc0\xb4\xc3 \xc1\xd6\xb9\xae\xc7\xcf\xbd\xc3\xb8\xe9 \xb3\xbb\xc0\xcf \xb5\xb5\xc2\xf8\xc7\xd5\xb4\xcf\xb4\xd9.", "무료배송"),
    (b"\xc1\xe5\xf1\xef\xeb\xe0\xf2\xed\xe0\xff \xe4\xee\xf1\xf2\xe0\xe2\xea\xe0 \xef\xee \xe2\xf1\xe5\xe9 \xd0\xee\xf1\xf1\xe8\xe8.", "доставка по всей"),
    (b"Lieferung in zwei Werktagen, f\xfcr M\xe4nner und M\xe4dchen, sch\xf6ne Schuhe.", "für Männer"),
    (b"\x8cwietna jako\x9c\xe6, wysy\xb3ka w ci\xb9gu dw\xf3ch dni, ju\xbf od 99 z\xb3", "wysyłka w ciągu"),
    (b"\xc4\xf9\xf1\xe5\xdc\xed \xe1\xf0\xef\xf3\xf4\xef\xeb\xde \xf3\xe5 \xfc\xeb\xe7 \xf4\xe7\xed \xc5\xeb\xeb\xdc\xe4\xe1", "αποστολή σε όλη"),
    (b"\xee\xf9\xec\xe5\xe7 \xe7\xe9\xf0\xed \xec\xeb\xec \xe4\xe0\xf8\xf5, \xee\xe5\xf6\xf8 \xee\xf7\xe5\xf8\xe9 \xf2\xed \xe0\xe7\xf8\xe9\xe5\xfa.", "משלוח חינם"),
    (b"\xd4\xcd\xe4 \xe3\xcc\xc7\xe4\xed \xcf\xc7\xce\xe1 \xc7\xe1\xe3\xe3\xe1\xdf\xc9\xa1 \xe3\xe4\xca\xcc \xc3\xd5\xe1\xed \xe3\xda \xd6\xe3\xc7\xe4.", "شحن مجاني"),
];

/// Bytes as shops' servers send them, written out by hand from the code tables, so that no encoder of ours stands on both sides.
#[test]
fn every_encoding_is_read_by_header_and_by_meta() {
    for (label, bytes, text) in ENCODED {
        let by_meta = page(&format!("<meta charset={label}>"), bytes);
        assert!(html(&by_meta).contains(*text), "{label} by meta");
        let by_http = page(&format!("<meta http-equiv='Content-Type' content='text/html; charset={label}'>"), bytes);
        assert!(html(&by_http).contains(*text), "{label} by http-equiv");
        // A header counts before what the page says of itself.
        let header = format!("text/html; charset=\"{label}\"");
        let told = snapshot_from_response(&page("<meta charset=iso-8859-1>", bytes), "", Some(&header)).unwrap().html;
        assert!(told.contains(*text), "{label} by header");
    }
}

#[test]
fn an_encoding_that_nobody_names_is_found_out() {
    for (bytes, words) in UNNAMED {
        assert!(html(&page("", bytes)).contains(*words), "{words}: {}", html(&page("", bytes)));
    }
}

#[test]
fn a_byte_order_mark_counts_before_header_and_meta() {
    let told = |bytes: &[u8]| snapshot_from_response(bytes, "", Some("text/html; charset=big5")).unwrap().html;
    assert_eq!(told("\u{feff}<meta charset=gbk><p>Größe".as_bytes()), "<meta charset=gbk><p>Größe");
    assert_eq!(told(b"\xfe\xff\0<\0p\0>\x7f\x8e"), "<p>美");
    assert_eq!(told(b"\xff\xfe<\0p\0>\0\x8e\x7f"), "<p>美");
    let unknown = snapshot_from_response("<p>Größe".as_bytes(), "", Some("text/html; charset=nonsense")).unwrap().html;
    assert_eq!(unknown, "<p>Größe");
    assert_eq!(snapshot_from_response("<p>Größe".as_bytes(), "", Some("text/html")).unwrap().html, "<p>Größe");
}
