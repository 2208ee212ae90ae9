//! Element names as small numbers.

use std::borrow::Cow;
use std::collections::HashMap;

/// An element's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::page) struct Tag(u16);

macro_rules! tags {
    ($($constant:ident $name:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the names")]
        #[repr(u16)]
        enum Number { $($constant),* }
        /// The names known beforehand, in the order of their numbers.
        const KNOWN: &[&str] = &[$($name),*];
        #[allow(missing_docs, dead_code, reason = "the names speak for themselves")]
        impl Tag { $(pub(in crate::page) const $constant: Self = Self(Number::$constant as u16);)* }
    };
}

tags! {
    HTML "html", HEAD "head", BODY "body",
    // Void elements (HTML Standard 13.1.2).
    AREA "area", BASE "base", BR "br", COL "col", EMBED "embed", HR "hr", IMG "img", INPUT "input", LINK "link", META "meta",
    PARAM "param", SOURCE "source", TRACK "track", WBR "wbr",
    // Block level.
    ADDRESS "address", ARTICLE "article", ASIDE "aside", BLOCKQUOTE "blockquote", CAPTION "caption", CENTER "center", DD "dd",
    DETAILS "details", DIALOG "dialog", DIV "div", DL "dl", DT "dt", FIELDSET "fieldset", FIGCAPTION "figcaption", FIGURE "figure",
    FOOTER "footer", FORM "form", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", HEADER "header", LEGEND "legend", LI "li",
    MAIN "main", MENU "menu", NAV "nav", OL "ol", P "p", PRE "pre", SECTION "section", SUMMARY "summary", TABLE "table", TBODY "tbody",
    TD "td", TFOOT "tfoot", TH "th", THEAD "thead", TR "tr", UL "ul", OPTGROUP "optgroup", OPTION "option", SELECT "select",
    BUTTON "button", TEXTAREA "textarea",
    // Others that the readers ask for.
    A "a", B "b", CANVAS "canvas", DEL "del", EM "em", FONT "font", I "i", IFRAME "iframe", LABEL "label", NOSCRIPT "noscript",
    OBJECT "object", PICTURE "picture", S "s", SCRIPT "script", SMALL "small", SPAN "span", STRIKE "strike", STRONG "strong",
    STYLE "style", SUP "sup", SVG "svg", TEMPLATE "template", TIME "time", TITLE "title", U "u",
}

impl Tag {
    const fn between(self, first: Self, last: Self) -> bool {
        first.0 <= self.0 && self.0 <= last.0
    }

    /// Its number, for grouping.
    pub(in crate::page) const fn number(self) -> u16 {
        self.0
    }

    /// Never has content.
    pub(in crate::page) const fn is_void(self) -> bool {
        self.between(Self::AREA, Self::WBR)
    }

    /// Starts a new line by default.
    pub(in crate::page) const fn is_block(self) -> bool {
        self.between(Self::ADDRESS, Self::TEXTAREA) || self.0 == Self::BODY.0
    }

    /// `h1` to `h6`.
    pub(in crate::page) const fn is_heading(self) -> bool {
        self.between(Self::H1, Self::H6)
    }

    /// Stands in the head when it comes before the body.
    pub(super) const fn is_head_only(self) -> bool {
        matches!(self, Self::BASE | Self::LINK | Self::META | Self::SCRIPT | Self::STYLE | Self::TITLE | Self::NOSCRIPT | Self::TEMPLATE)
    }

    /// An end tag from inside does not close what stands outside.
    pub(super) const fn is_barrier(self) -> bool {
        matches!(
            self,
            Self::HTML | Self::BODY | Self::TABLE | Self::TD | Self::TH | Self::CAPTION | Self::BUTTON | Self::OBJECT | Self::TEMPLATE
        )
    }
}

/// All names of a page.
#[derive(Debug)]
pub(super) struct Names<'h> {
    names: Vec<Cow<'h, str>>,
    numbers: HashMap<Cow<'h, str>, u16>,
}

impl<'h> Names<'h> {
    pub(super) fn new() -> Self {
        let names: Vec<Cow<'h, str>> = KNOWN.iter().map(|name| Cow::Borrowed(*name)).collect();
        let numbers = names.iter().cloned().zip(0..).collect();
        Self { names, numbers }
    }

    /// The number of a name as written. Beyond 65,535 different names all further ones count as `span`.
    pub(super) fn tag(&mut self, written: &'h str) -> Tag {
        let upper = written.bytes().any(|byte| byte.is_ascii_uppercase());
        let name: Cow<'h, str> = if upper { Cow::Owned(written.to_ascii_lowercase()) } else { Cow::Borrowed(written) };
        if let Some(number) = self.numbers.get(&name) {
            return Tag(*number);
        }
        let Ok(number) = u16::try_from(self.names.len()) else { return Tag::SPAN };
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        Tag(number)
    }

    /// The name of a number.
    pub(super) fn name(&self, tag: Tag) -> &str {
        self.names.get(usize::from(tag.0)).map_or("span", |name| name)
    }
}
