use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{Occurrence, occurrences, slice};

rule! {
    "TXT013", "markup-in-text", Warning, Item(check),
    summary: ("文字里有网页代码", "a text contains web page markup"),
    message: ("{element}里有网页代码“{code}”", "web page markup in {element}: “{code}”"),
    help: ("去掉网页代码，换行用真正的换行", "remove the markup; use real line breaks"),
    requirements: [A1, D1],
    own: ("网页代码显示出来，读不通", "markup shown as text is unreadable"),
    certain: Format,
    page: "markup_in_text.md",
}

/// HTML elements that editors leave in copied text.
const TAGS: &[&str] = &[
    "a", "b", "br", "body", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "html", "i", "img", "input", "li", "o:p", "ol", "p", "pre", "script", "section", "span",
    "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
];

/// HTML entities that editors leave in copied text.
const ENTITIES: &[&str] = &[
    "nbsp", "lt", "gt", "amp", "quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "mdash",
    "ndash", "middot", "hellip", "ensp", "emsp", "times", "deg", "bull", "copy",
];

/// Maximum length of a tag, in bytes; a longer text in angle brackets is not a tag.
const MAX_TAG_BYTES: usize = 300;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let texts = cx.texts().iter().chain(cx.asides());
    for node in texts.filter(|node| node.stats.markup) {
        if let Some(code) = tag(node.text).or_else(|| entity(node.text)) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("code", code)
                    .quoting(code),
            );
        }
    }
}

/// The first HTML tag in the text.
pub(super) fn tag(text: &str) -> Option<&str> {
    occurrences(text, "<").find_map(|Occurrence { start, after, .. }| {
        let end = after.find(['<', '>']).filter(|end| *end <= MAX_TAG_BYTES)?;
        let inner = slice(after, 0..end);
        let name = inner
            .trim_start_matches('/')
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()?
            .to_ascii_lowercase();
        let closed = slice(after, end..after.len()).starts_with('>');
        (closed && TAGS.contains(&name.as_str())).then(|| slice(text, start..start + end + 2))
    })
}

/// The first HTML entity in the text.
fn entity(text: &str) -> Option<&str> {
    occurrences(text, "&").find_map(|Occurrence { start, after, .. }| {
        let (name, _) = after.split_once(';').filter(|(name, _)| name.len() <= 8)?;
        let number = name.strip_prefix('#').is_some_and(|digits| {
            !digits.is_empty()
                && digits
                    .trim_start_matches('x')
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit())
        });
        (number || ENTITIES.contains(&name)).then(|| slice(text, start..start + name.len() + 2))
    })
}
