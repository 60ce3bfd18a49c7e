use super::helpers::entry_of;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CHN096", "entry-of-other-item", Warning, Item(check),
    summary: ("入口网址里是另一个事项的编码", "an entry address that contains another item's code"),
    message: ("{channel}的入口网址里的编码是{code}，不是本事项的编码", "the entry address of {channel} contains the code {code}, which is not this item's"),
    help: ("换成本事项的入口网址，或核对本事项的编码", "link to this item's own entry, or check the item's code"),
    requirements: [C3],
    own: ("入口办的是另一个事项", "the entry leads to another item"),
    page: "entry_of_other_item.md",
}

/// Length of an implementation code, which is also the minimum length of a code in an address.
const CODE_LENGTH: usize = 31;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let codes = item.codes().into_iter().filter_map(|(_, code)| code);
    let own: Vec<&str> = codes
        .chain(item.local_implementation_code.as_deref())
        .map(str::trim)
        .filter(|code| is_code(code))
        .collect();
    if own.is_empty() {
        return;
    }
    for (at, channel) in item.channels.iter().enumerate() {
        let Some(url) = channel.url.as_deref().filter(|url| url.len() > CODE_LENGTH) else {
            continue;
        };
        let other = url
            .split(|c: char| !c.is_ascii_alphanumeric())
            .find(|part| is_code(part) && !own.iter().any(|own| is_same_item(own, part)));
        if let Some(code) = other {
            cx.report(
                Diagnostic::at(path!["channels", at, "url"])
                    .with("channel", entry_of(channel.called(), at))
                    .with("code", code),
            );
        }
    }
}

/// Whether this is an implementation code of 31 or a handling code of 33 characters.
fn is_code(part: &str) -> bool {
    (part.len() == CODE_LENGTH || part.len() == CODE_LENGTH + 2)
        && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && part.starts_with('1')
        // The code begins with the body's credit code, whose third to eighth characters are a division.
        && part.bytes().skip(2).take(6).all(|b| b.is_ascii_digit())
}

/// Whether both codes belong to one item: a handling code begins with its implementation code.
fn is_same_item(own: &str, other: &str) -> bool {
    own.starts_with(other) || other.starts_with(own)
}
