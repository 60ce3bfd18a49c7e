//! Slips that show in the shape of the words, whatever they are about.

use std::ops::Range;

use crate::prose::{is_digit, is_han, slice};

/// A slip: where it stands, and what was meant.
pub(super) type ShapedSlip = (Range<usize>, String);

/// The slips of shape in a text; in a `title`, a doubled word is one too.
pub(super) fn shaped_slips(text: &str, title: bool) -> impl Iterator<Item = ShapedSlip> {
    let doubled = title.then(|| doubled_word(text)).flatten();
    [since(text), age(text), doubled, doubled_lines(text)]
        .into_iter()
        .flatten()
}

/// Maximum distance of 自 or 至 before 之日起, in bytes.
const MAX_SINCE_BYTES: usize = 60;

/// 至受理之日起: a term begins 自, from a day.
fn since(text: &str) -> Option<ShapedSlip> {
    let mut from = 0;
    while let Some(at) = slice(text, from..text.len()).find("之日起") {
        let end = from + at;
        let mut start = end.saturating_sub(MAX_SINCE_BYTES);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let before = slice(text, start..end);
        let clause = before
            .rfind(|c: char| !is_han(c) && !is_digit(c) && !matches!(c, '（' | '）' | '《' | '》'))
            .map_or(0, |mark| {
                mark + before
                    .get(mark..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8)
            });
        let clause_start = start + clause;
        let clause = slice(text, clause_start..end);
        let right = clause.contains(['自', '从', '以', '于', '在']);
        // 至今, 至少, 至迟 and 截至 have another 至.
        let upto = clause.rfind('至').filter(|to| {
            let after = slice(clause, *to..clause.len());
            let before = slice(clause, 0..*to);
            !["至今", "至少", "至迟", "至多"]
                .iter()
                .any(|word| after.starts_with(word))
                && !before.ends_with(['截', '直', '甚', '期'])
        });
        let stop = end + "之日起".len();
        if let Some(to) = upto.filter(|_| !right) {
            let wrong = clause_start + to..stop;
            let rest = slice(text, wrong.start + '至'.len_utf8()..wrong.end);
            let right = format!("自{rest}");
            return Some((wrong, right));
        }
        from = stop;
    }
    None
}

/// 未满18周岁的成年人: whoever is not yet 18 is a minor, and whoever is 18 is not.
fn age(text: &str) -> Option<ShapedSlip> {
    const MINOR: &str = "未成年人";
    const ADULT: &str = "成年人";
    let mut from = 0;
    while let Some(at) = slice(text, from..text.len()).find(ADULT) {
        let found = from + at;
        from = found + ADULT.len();
        let before = slice(text, 0..found);
        let minor = before.ends_with('未');
        let before = before.trim_end_matches('未').trim_end_matches('的');
        let Some(before) = before
            .trim_end_matches("以上")
            .strip_suffix('岁')
            .map(|before| before.trim_end_matches('周'))
        else {
            continue;
        };
        let before = before.trim_end();
        let Some(before) = ["18", "１８", "十八"]
            .iter()
            .find_map(|number| before.strip_suffix(number))
            .map(str::trim_end)
        else {
            continue;
        };
        let under = ["未满", "不满", "未年满", "未达到", "未到"]
            .iter()
            .find(|word| before.ends_with(**word));
        let over = ["已满", "年满"]
            .iter()
            .find(|word| before.ends_with(**word));
        let (lead, right) = match (under, over, minor) {
            (Some(lead), _, false) => (lead, MINOR),
            (None, Some(lead), true) => (lead, ADULT),
            _ => continue,
        };
        let start = before.len() - lead.len();
        let middle = slice(text, start..found).trim_end_matches('未');
        return Some((start..from, format!("{middle}{right}")));
    }
    None
}

/// 登记管理管理条例: a word of two characters that stands twice inside a title.
fn doubled_word(text: &str) -> Option<ShapedSlip> {
    let mut chars = text.char_indices();
    while let Some((start, first)) = chars.next() {
        let mut next = chars.clone();
        let [Some((_, second)), Some((_, third)), Some((_, fourth))] =
            [next.next(), next.next(), next.next()]
        else {
            return None;
        };
        let twice = first == third && second == fourth && first != second;
        // 公司公司律师 names the lawyers of companies.
        if twice && is_han(first) && is_han(second) && !(first == '公' && second == '司') {
            let end = start + 2 * (first.len_utf8() + second.len_utf8());
            return Some((start..end, format!("{first}{second}")));
        }
    }
    None
}

/// Several lines that stand twice one after the other.
fn doubled_lines(text: &str) -> Option<ShapedSlip> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let half = lines.len() / 2;
    let (first, second) = lines.split_at(half);
    let is_doubled = half > 1 && first == second;
    is_doubled.then(|| (0..text.len(), first.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, title: bool) -> Vec<(&str, String)> {
        shaped_slips(text, title)
            .map(|(range, right)| (slice(text, range), right))
            .collect()
    }

    #[test]
    fn slips_of_shape_are_found() {
        for (text, title, wrong, right) in [
            (
                "开办企业至受理之日起2个工作日。",
                false,
                "至受理之日起",
                "自受理之日起",
            ),
            (
                "未满18周岁的成年人",
                false,
                "未满18周岁的成年人",
                "未满18周岁的未成年人",
            ),
            (
                "年满十八周岁的未成年人",
                false,
                "年满十八周岁的未成年人",
                "年满十八周岁的成年人",
            ),
            ("某登记管理管理条例", true, "管理管理", "管理"),
            (
                "1.交\n2.领\n1.交\n2.领",
                false,
                "1.交\n2.领\n1.交\n2.领",
                "1.交\n2.领",
            ),
        ] {
            assert_eq!(found(text, title), [(wrong, right.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for text in [
            "自受理之日起至办结之日止",
            "自2020年1月1日至受理之日起",
            "应当至少在期满之日起前30日",
            "截至受理之日起",
            "未满18周岁的未成年人",
            "未满18周岁的，由成年人代办",
            "研究研究",
            "1.交\n2.领\n1.交\n3.领",
            "一\n一",
        ] {
            assert!(found(text, false).is_empty(), "{text}");
        }
        assert!(found("公司公司律师管理办法", true).is_empty());
    }
}
