//! What an inline style says of the text inside: hidden from sight, struck through.

/// Fewest nines of an offset that moves a box off every screen: authors write -999px to -99999px, while slides move by what a
/// program computed.
const NINES: usize = 3;
/// Most declarations looked at.
const DECLARATIONS: usize = 40;

/// Whether an inline style hides the element, and whether it strikes it through.
pub(super) fn read(value: &str) -> (bool, bool) {
    let (mut hidden, mut struck, mut clips, mut flat, mut cut_out) = (false, false, false, false, false);
    let (mut ink, mut ground) = (None, None);
    for declaration in value.split(';').take(DECLARATIONS) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        let value = value.split('!').next().unwrap_or_default().trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => hidden |= value == "none",
            "visibility" | "content-visibility" => hidden |= matches!(value, "hidden" | "collapse"),
            "font-size" | "opacity" => hidden |= number(value) == Some(0.0),
            // `transform: scale(0)`: nothing is left to see.
            "transform" => hidden |= ["scale(0)", "scale(0,0)", "scale(0, 0)"].contains(&value),
            "left" | "right" | "top" | "margin-left" | "text-indent" => hidden |= is_far_off(value),
            "clip" => hidden |= clips_all(value, "rect("),
            "clip-path" => hidden |= is_closed_inset(value),
            "height" | "max-height" | "width" | "max-width" => flat |= number(value) == Some(0.0),
            "overflow" | "overflow-x" | "overflow-y" => clips |= matches!(value, "hidden" | "clip"),
            "color" => ink = Some(colour(value)),
            "background" | "background-color" => ground = Some(colour(value)),
            // Letters cut out of a coloured ground have ink without colour and are seen.
            "background-clip" | "-webkit-background-clip" => cut_out |= value == "text",
            "text-decoration" | "text-decoration-line" => struck |= value.contains("line-through"),
            _ => {}
        }
    }
    // Ink of the ground's colour, and ink without colour.
    let unseen = ink.is_some_and(|ink| ink == "transparent" || !ink.is_empty() && ground.is_some_and(|ground| ground == ink));
    (hidden || unseen && !cut_out || flat && clips, struck)
}

/// The number in front of a unit; `None` for words and sums.
fn number(value: &str) -> Option<f32> {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').trim().parse().ok()
}

fn is_far_off(value: &str) -> bool {
    let digits = value.strip_prefix('-').map(|value| value.trim_end_matches(|c: char| c.is_ascii_alphabetic()));
    digits.is_some_and(|digits| digits.len() >= NINES && digits.bytes().all(|digit| digit == b'9'))
}

/// `rect(0 0 0 0)` and `rect(1px, 1px, 1px, 1px)`: four equal sides leave no area.
fn clips_all(value: &str, function: &str) -> bool {
    let Some(inside) = value.strip_prefix(function).and_then(|rest| rest.strip_suffix(')')) else { return false };
    let sides: Vec<Option<f32>> = inside.split([',', ' ']).filter(|side| !side.is_empty()).take(5).map(number).collect();
    sides.len() == 4 && sides.iter().all(|side| side.is_some() && Some(side) == sides.first())
}

/// `inset(50%)` and more leaves nothing.
fn is_closed_inset(value: &str) -> bool {
    let inside = value.strip_prefix("inset(").and_then(|rest| rest.strip_suffix(')'));
    inside.and_then(|inside| inside.trim().strip_suffix('%')).and_then(number).is_some_and(|percent| percent >= 50.0)
}

/// A colour in one spelling, as far as authors write white and black in many.
fn colour(value: &str) -> String {
    let bare: String = value.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    match bare.as_str() {
        "#fff" | "#ffffff" | "rgb(255,255,255)" | "rgba(255,255,255,1)" => "white".to_owned(),
        "#000" | "#000000" | "rgb(0,0,0)" | "rgba(0,0,0,1)" => "black".to_owned(),
        "rgba(0,0,0,0)" | "rgba(255,255,255,0)" => "transparent".to_owned(),
        // Both colours taken over from outside say nothing.
        "inherit" | "initial" | "unset" | "currentcolor" => String::new(),
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_see_is_hidden() {
        for style in [
            "display:none",
            "DISPLAY : none !important",
            "visibility:hidden",
            "font-size:0",
            "opacity: 0.0",
            "position:absolute;left:-9999px",
            "text-indent:-999em",
            "clip: rect(0 0 0 0)",
            "clip:rect(1px, 1px, 1px, 1px)",
            "clip-path: inset(50%)",
            "height:0;overflow:hidden",
            "color:#fff;background-color:white",
            "color:transparent",
        ] {
            assert!(read(style).0, "{style}");
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        for style in [
            "",
            "left:-1200px",
            "background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent",
            "color:inherit;background:inherit",
            "display:block",
            "opacity:0.5",
            "font-size:0.9em",
            "left:-20px",
            "height:0",
            "overflow:hidden",
            "clip:rect(0 10px 10px 0)",
            "clip-path:inset(10%)",
            "color:#fff;background:#000",
            "color:white",
            "color:inherit;background:#fff",
            "margin-left:-100%",
        ] {
            assert!(!read(style).0, "{style}");
        }
        assert_eq!(read("text-decoration: line-through"), (false, true));
    }
}
