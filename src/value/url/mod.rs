//! Web addresses in a text, and the faults of links that the address itself shows.
//!
//! Nothing is fetched: a link without a fault may still be dead.

mod link_fault;
mod page;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::iter;
use std::net::{IpAddr, Ipv4Addr};

pub(crate) use link_fault::LinkFault;
pub(crate) use page::{is_article, is_of_notices, is_picture, names_nothing, only_shows};

use super::{Guess, Parsed};
use crate::prose::{
    ascii_lower, first_chars, half, is_digit, is_filler, is_han, is_longer, remains, slice,
};
use crate::words::{self, Letters, WordSet};

/// Reads the address in a text; words and other addresses around it are unread.
///
/// File names and broken links count as addresses; phone numbers and sentences do not.
pub(crate) fn read(text: &str) -> Parsed<String> {
    let text = text.trim();
    if is_filler(text) {
        return Parsed::none();
    }
    let Some(start) = address_start(text) else {
        // https%3A%2F%2F… is a doubly encoded address.
        let encoded = text.starts_with("http") && text.is_ascii();
        let whole =
            !text.contains(char::is_whitespace) && (encoded || is_link(text) || is_file(text));
        return if whole {
            Parsed::of(text.to_owned())
        } else {
            Parsed::unread(text)
        };
    };
    let address = link(slice(text, start..text.len()));
    let before = without_label(slice(text, 0..start));
    let after = slice(text, start + address.len()..text.len());
    let several = address_start(after).is_some();
    let rest = [before, after].into_iter().filter_map(remains);
    Parsed::of(address.to_owned())
        .leaving(rest.map(str::to_owned).collect())
        .guessing(several.then_some(Guess::Several))
}

/// The start of the first address among other words.
fn address_start(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let starts = ["http://", "https://", "http：//", "https：//", "www."];
    let found = starts.iter().filter_map(|word| lower.find(word)).min();
    // A host without a scheme begins the text or follows a non-ASCII character: 网址：zwfw.example.gov.cn/a.
    found.or_else(|| {
        let begins = |at: usize| {
            let before = slice(text, 0..at).chars().next_back();
            before.is_none_or(|c| !c.is_ascii())
        };
        let hosts = text
            .char_indices()
            .filter(|(at, c)| c.is_ascii_alphanumeric() && begins(*at));
        hosts
            .map(|(at, _)| at)
            .find(|at| begins_with_host(first_chars(slice(&lower, *at..lower.len()), 300)))
    })
}

/// The address that a text starts with.
///
/// The address ends before the first Chinese character or mark, unless the path continues after it.
fn link(text: &str) -> &str {
    let token = text.split(char::is_whitespace).next().unwrap_or(text);
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`');
    let plain = token
        .find(|c| !is_part(c) && c != '：')
        .unwrap_or(token.len());
    let rest = slice(token, plain..token.len());
    let path = rest.starts_with(is_han)
        && rest.chars().all(|c| is_part(c) || is_han(c))
        && (rest.contains(['/', '=', '.', '%']) || slice(token, 0..plain).ends_with('='));
    let whole = if path { token } else { slice(token, 0..plain) };
    let bare = whole.trim_end_matches(['.', ',', ';', ':', '\'', '：', '!']);
    match bare.strip_suffix(')') {
        Some(inside) if !inside.contains('(') => inside,
        _ => bare,
    }
}

/// Strips a label that only announces an address: 办理网址：.
fn without_label(before: &str) -> &str {
    let label = before.trim_end().trim_end_matches(['：', ':', '（', '(']);
    let words = ["网址", "地址", "链接", "官网", "网站", "登录", "访问"];
    if !is_longer(label, 10) && words.iter().any(|word| label.ends_with(word)) {
        ""
    } else {
        before
    }
}

/// Whether a text without spaces is a path or the name of a file.
fn is_file(text: &str) -> bool {
    if text.contains(['。', '，', '；', '：', '@']) {
        return false;
    }
    let ending = text.rsplit_once('.').map(|(_, ending)| ending);
    let named = ending.is_some_and(|ending| {
        (2..=5).contains(&ending.len())
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
            && !ending.chars().all(is_digit)
    });
    named || text.starts_with(['/', '.', '#']) && text.is_ascii()
}

/// Minimum length of a token in bytes; a shorter one is a placeholder such as `null` or `1`.
const MIN_TOKEN_BYTES: usize = 8;

/// Whether the text is meant as a link rather than a file name.
///
/// `表格/申请表.docx` is a file name; `www.example.gov.cn/a.docx`, `file:///C:/a.docx` and `C:\a.docx`
/// are links that cannot be followed from outside.
pub(crate) fn is_link(text: &str) -> bool {
    let text = text.trim();
    // Fast path: nearly every link has a scheme.
    if text.starts_with("https://") || text.starts_with("http://") {
        return true;
    }
    let lower = ascii_lower(text);
    let drive =
        matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let colon = first_of(&lower, b":").and_then(|at| lower.split_at_checked(at));
    let scheme = colon.is_some_and(|(scheme, rest)| {
        rest.starts_with("://")
            || matches!(
                scheme,
                "http" | "https" | "ftp" | "javascript" | "data" | "file" | "about" | "mailto"
            )
    });
    scheme
        || drive
        || text.starts_with("\\\\")
        || lower.starts_with("www.")
        || lower.starts_with("http：")
        || lower.starts_with("https：")
        || begins_with_host(&lower)
}

/// Endings of host names, which tell a host from a folder.
const HOST_ENDINGS: &[&str] = &["cn", "com", "net", "org"];

/// Whether a text starts with a host name and a slash, without a scheme.
fn begins_with_host(lower: &str) -> bool {
    let Some((host, _)) = lower.split_once('/') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    host.chars().all(plain)
        && without_port(host)
            .rsplit_once('.')
            .is_some_and(|(name, end)| !name.is_empty() && HOST_ENDINGS.contains(&end))
}

/// The most severe fault of a link; an empty text has no fault, because a missing link is another finding.
pub(crate) fn fault(url: &str) -> Option<LinkFault> {
    let url = url.trim();
    if url.is_empty() {
        return None;
    }
    let lower = ascii_lower(url);
    let Some(rest) = lower
        .strip_prefix("https:")
        .or_else(|| lower.strip_prefix("http:"))
    else {
        let is_host =
            lower.starts_with("www.") && host_is_whole(&lower) || begins_with_host(&lower);
        return Some(if is_host {
            LinkFault::NoScheme
        } else {
            LinkFault::NotHttp
        });
    };
    let Some(rest) = rest.strip_prefix("//") else {
        return Some(LinkFault::Broken);
    };
    let end = rest.bytes().position(|byte| kinds(byte) & ENDS_HOST != 0);
    let (authority, tail) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    // Fast path: the kinds of characters rule out most faults for nearly every address.
    let (host_kinds, tail_kinds) = (all_kinds(authority), all_kinds(tail));
    if host_kinds & AT != 0 {
        return Some(LinkFault::SessionToken);
    }
    let is_plain = host_kinds & NOT_IN_HOST_NAME == 0;
    let host = if is_plain {
        authority
    } else {
        without_port(authority)
    };
    let number = ip_address(host);
    if !(number.is_some() || host_is_whole(host))
        || tail_kinds & NOT_GRAPHIC != 0 && has_space(tail)
    {
        return Some(LinkFault::Broken);
    }
    if tail_kinds & EQUALS != 0 && has_token(tail) {
        return Some(LinkFault::SessionToken);
    }
    if is_internal(host, number) {
        return Some(LinkFault::InternalHost);
    }
    let query_start = (tail_kinds & ENDS_PATH != 0).then(|| first_of(tail, b"?#"));
    let behind = query_start.flatten().unwrap_or(tail.len());
    let (path, rest) = tail.split_at_checked(behind).unwrap_or((tail, ""));
    if is_program(path) {
        return Some(LinkFault::Executable);
    }
    if number.is_some() || wraps_ip_address(host) {
        return Some(LinkFault::BareIp);
    }
    general_page(path, rest)
}

/// The byte ends a host.
const ENDS_HOST: u8 = 1;
/// The byte ends a path.
const ENDS_PATH: u8 = 1 << 1;
/// The byte is `@`.
const AT: u8 = 1 << 2;
/// The byte is `=`.
const EQUALS: u8 = 1 << 3;
/// The byte does not occur in most host names.
const NOT_IN_HOST_NAME: u8 = 1 << 4;
/// The byte is not a visible ASCII character.
const NOT_GRAPHIC: u8 = 1 << 5;

/// The kinds of each byte, as a bit set.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        let mut own = match byte {
            b'?' | b'#' => ENDS_HOST | ENDS_PATH,
            b'/' | b'\\' => ENDS_HOST,
            b'@' => AT,
            b'=' => EQUALS,
            _ => 0,
        };
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')) {
            own |= NOT_IN_HOST_NAME;
        }
        if !byte.is_ascii_graphic() {
            own |= NOT_GRAPHIC;
        }
        #[allow(
            clippy::indexing_slicing,
            reason = "a byte is an index of it; checked when compiled"
        )]
        {
            kinds[byte as usize] = own;
        }
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

fn kinds(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The union of the kinds of all bytes of a text.
fn all_kinds(text: &str) -> u8 {
    text.bytes().fold(0, |all, byte| all | kinds(byte))
}

/// The offset of the first of the ASCII characters `any`, found by a byte loop because addresses are short.
fn first_of(text: &str, any: &[u8]) -> Option<usize> {
    text.bytes().position(|byte| any.contains(&byte))
}

/// The last part of a path.
fn last_part(path: &str) -> &str {
    let before = path.bytes().rposition(|byte| byte == b'/');
    path.get(before.map_or(0, |at| at + 1)..).unwrap_or(path)
}

/// The address in half width and without spaces, if this removes its fault.
pub(crate) fn respelled(url: &str) -> Option<String> {
    let plain: String = url
        .chars()
        .map(half)
        .filter(|c| !c.is_whitespace())
        .collect();
    (plain != url && fault(&plain).is_none()).then_some(plain)
}

fn has_space(tail: &str) -> bool {
    tail.chars().any(char::is_whitespace)
}

/// Whether a proxy wrote an IP address into its own host: `203--0--113--9-1a2b.proxy.example.gov.cn`.
fn wraps_ip_address(host: &str) -> bool {
    let label = slice(host, 0..first_of(host, b".").unwrap_or(host.len()));
    if first_of(label, b"-").is_none() {
        return false;
    }
    let inner = label
        .split_once("--")
        .map_or(label, |(first, rest)| match first {
            "http" | "https" => rest,
            _ => label,
        });
    let mut parts = inner.split("--");
    let mut number = || {
        let part = parts.next()?;
        let digits = part.split('-').next()?;
        digits.parse::<u8>().ok()?;
        Some(part.len() == digits.len())
    };
    // Only the last number may be followed by the port and the proxy's suffix.
    (0..3).all(|_| number() == Some(true)) && number().is_some()
}

/// The host of a web address, in lower case.
pub(crate) fn host(url: &str) -> Option<Cow<'_, str>> {
    match ascii_lower(url.trim()) {
        Cow::Borrowed(lower) => host_of(lower).map(Cow::Borrowed),
        Cow::Owned(lower) => host_of(&lower).map(|host| Cow::Owned(host.to_owned())),
    }
}

/// Whether a host is one of `hosts` or a subdomain of one, also if a portal's proxy wrote the host as its first
/// label, with `--` for the dots: `https--mr--mct--gov--cn-b85434859f.proxy.example.cn`.
pub(crate) fn is_below(host: &str, hosts: &WordSet) -> bool {
    let below = |host: &str| {
        let dots = host.match_indices('.').map(|(at, _)| at + 1);
        iter::once(0)
            .chain(dots)
            .any(|at| hosts.is(slice(host, at..host.len())))
    };
    below(host)
        || host
            .split('.')
            .next()
            .filter(|label| label.contains("--"))
            .is_some_and(|label| {
                let inner = label.rsplit_once('-').map_or(label, |(inner, _)| inner);
                below(&inner.replace("--", "."))
            })
}

fn host_of(lower: &str) -> Option<&str> {
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    let end = rest.bytes().position(|byte| kinds(byte) & ENDS_HOST != 0);
    let host = without_port(slice(rest, 0..end.unwrap_or(rest.len())));
    host_is_whole(host).then_some(host)
}

fn without_port(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority
            .split_once(']')
            .map_or(authority, |(host, _)| host);
    }
    let end = first_of(authority, b":").unwrap_or(authority.len());
    slice(authority, 0..end)
}

fn ip_address(host: &str) -> Option<IpAddr> {
    // Fast path: an IP address begins with a digit or contains a colon.
    if !host.starts_with(|c: char| c.is_ascii_digit()) && first_of(host, b":").is_none() {
        return None;
    }
    host.trim_start_matches('[').parse().ok()
}

/// Whether a text can be the name of a host; Chinese characters are allowed, marks are not.
fn host_is_whole(host: &str) -> bool {
    let empty_label = |host: &str| {
        let pairs = host.bytes().zip(host.bytes().skip(1));
        pairs.into_iter().any(|pair| pair == (b'.', b'.'))
    };
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    !host.is_empty()
        && !host.starts_with('.')
        && (all_kinds(host) & NOT_IN_HOST_NAME == 0 || host.chars().all(of_name))
        && !empty_label(host)
}

fn is_internal(host: &str, number: Option<IpAddr>) -> bool {
    match number {
        Some(IpAddr::V4(address)) => {
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address == Ipv4Addr::UNSPECIFIED
        }
        Some(IpAddr::V6(address)) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        None => match host.trim_end_matches('.').rsplit_once('.') {
            Some((_, last)) => words::INTERNAL_DOMAIN.is(last),
            None => true,
        },
    }
}

fn has_token(tail: &str) -> bool {
    tail.split(['?', '&', ';', '#']).any(|part| {
        part.split_once('=').is_some_and(|(name, value)| {
            let value = value.split('/').next().unwrap_or_default();
            (words::LOGIN_PARAMETER.is(name) || name.starts_with("aspsessionid"))
                && value.len() >= MIN_TOKEN_BYTES
                && !matches!(value, "undefined")
        })
    })
}

fn is_program(path: &str) -> bool {
    let last = last_part(path);
    let dot = last.bytes().rposition(|byte| byte == b'.');
    dot.and_then(|at| last.get(at + 1..))
        .is_some_and(|ending| words::PROGRAM_ENDING.is(ending))
}

/// Whether the text after the path has only parameters without values.
fn is_empty_query(route: &str) -> bool {
    route.ends_with('=') && route.split('&').all(|part| part.ends_with('='))
}

/// Whether the parameters may lead on from a log-in page: one has no `=`, an address as its value, or a name that
/// announces a target.
fn has_onward_target(route: &str) -> bool {
    const TARGET_PARAMETERS: &[&str] = &[
        "goto", "target", "redirect", "return", "back", "forward", "next",
    ];
    route.split('&').any(|part| {
        part.split_once('=').is_none_or(|(name, value)| {
            value.contains('/')
                || value.contains("%2f")
                || TARGET_PARAMETERS.iter().any(|word| name.contains(word))
        })
    })
}

/// The name of the folder that contains the last part of a path.
fn last_folder(page: &str) -> Option<&str> {
    page.rsplit_once('/').map(|(before, _)| last_part(before))
}

/// The fault of a page that is the same for every matter; `None` if the address may lead to a particular matter.
fn general_page(path: &str, rest: &str) -> Option<LinkFault> {
    let page = path.trim_matches('/');
    let route = rest.trim_matches(['?', '#', '/', '!']);
    // Parameters without values do not count.
    let route = if is_empty_query(route) { "" } else { route };
    let last = last_part(page);
    // Fast path: few addresses have the letters of such a word.
    let letters = Letters::of(page);
    let may_name = |pages: &WordSet| pages.iter().any(|word| letters.may_contain(word));
    if may_name(&words::BOOKING_PAGE) && words::BOOKING_PAGE.occurs_in(page) {
        return Some(LinkFault::Booking);
    }
    if !route.is_empty() && words::LOG_IN_PAGE.occurs_in(route) && !route.contains(['=', '/']) {
        return Some(LinkFault::LogIn);
    }
    let log_in = || {
        may_name(&words::LOG_IN_PAGE)
            && (words::LOG_IN_PAGE.occurs_in(last)
                || last_folder(page).is_some_and(|folder| words::LOG_IN_PAGE.is(folder))
                    && words::FRONT_PAGE.is(last)
                || page.ends_with("sign/in")
                || page.ends_with("log/in"))
    };
    let is_front = rest.starts_with('#') && words::FRONT_PAGE.is(route);
    if !(route.is_empty() || is_front) {
        return (!has_onward_target(route) && log_in()).then_some(LinkFault::LogIn);
    }
    if log_in() {
        return Some(LinkFault::LogIn);
    }
    if page.is_empty() || words::FRONT_PAGE.is(page) {
        return Some(LinkFault::HomePage);
    }
    // Deeper pages and numbered folders belong to a particular matter.
    let is_folder = |page: &str| !page.contains(|c: char| c == '/' || c.is_ascii_digit());
    let before = page
        .strip_suffix(last)
        .and_then(|page| page.strip_suffix('/'));
    let front = words::FRONT_PAGE.is(last) && before.is_some_and(is_folder);
    front.then_some(LinkFault::SystemFront)
}
