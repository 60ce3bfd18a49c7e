//! Slips that show in the shape of the words, whatever they are about.

use std::ops::Range;

use crate::analysis::TextKind;
use crate::prose::{is_digit, is_han, is_numeral, slice};
use crate::words::{self, Letters};

/// A slip: where it stands, and what was meant.
pub(super) type ShapedSlip = (Range<usize>, String);

/// The slips of shape in a text with these characters; in titles, and at the end of names, a doubled word is one too.
pub(super) fn shaped_slips<'t>(
    text: &'t str,
    letters: &Letters,
    kind: TextKind,
) -> impl Iterator<Item = ShapedSlip> + use<'t> {
    let doubled = match kind {
        TextKind::BasisName => doubled_word(text),
        TextKind::Name => doubled_word(text).filter(|(at, _)| at.end == text.trim_end().len()),
        _ => None,
    };
    let if_it_has = |word: &str, slip: fn(&str) -> Option<ShapedSlip>| {
        letters.may_contain(word).then(|| slip(text)).flatten()
    };
    [
        if_it_has(SINCE, since),
        if_it_has(ADULT, age),
        if_it_has("各", counted),
        if_it_has("规定", article),
        if_it_has("件份", uncounted),
        doubled,
        if_it_has("\n", doubled_lines),
    ]
    .into_iter()
    .flatten()
}

/// Maximum length of what stands before 之日起, in characters.
const MAX_CLAUSE_CHARS: usize = 20;

const SINCE: &str = "之日起";

/// 至受理之日起: a term begins 自, from a day.
fn since(text: &str) -> Option<ShapedSlip> {
    text.match_indices(SINCE).find_map(|(at, since)| {
        let clause = clause_at_end(slice(text, 0..at));
        if clause.contains(['自', '从', '以', '于', '在']) {
            return None;
        }
        let to = clause.rfind('至')?;
        let other_word = words::WORD_WITH_UPTO.starts(slice(clause, to..clause.len()))
            || slice(clause, 0..to).ends_with(['截', '直', '甚', '期']);
        if other_word {
            return None;
        }
        let start = at - clause.len() + to;
        let stop = at + since.len();
        let day = slice(text, start + '至'.len_utf8()..stop);
        Some((start..stop, format!("自{day}")))
    })
}

/// The words at the end of a text, up to the last mark of punctuation.
fn clause_at_end(text: &str) -> &str {
    let is_word = |c: char| is_han(c) || is_digit(c) || matches!(c, '（' | '）' | '《' | '》');
    let last = text.char_indices().rev().take(MAX_CLAUSE_CHARS);
    let start = last.take_while(|(_, c)| is_word(*c)).last();
    start.map_or("", |(at, _)| slice(text, at..text.len()))
}

const ADULT: &str = "成年人";

/// 未满18周岁的成年人: whoever is not yet 18 is a minor, and whoever is 18 is not.
fn age(text: &str) -> Option<ShapedSlip> {
    text.match_indices(ADULT).find_map(|(at, _)| {
        let whole = slice(text, 0..at);
        let before = whole.trim_end_matches('未');
        let is_minor = before.len() < whole.len();
        let lead = before_eighteen(before)?;
        let under = words::NOT_YET_OF_AGE.strip_end(lead);
        let (rest, right) = match under {
            Some(rest) if !is_minor => (rest, "未成年人"),
            None if is_minor => (words::OF_AGE.strip_end(lead)?, ADULT),
            _ => return None,
        };
        let right = format!("{}{right}", slice(before, rest.len()..before.len()));
        Some((rest.len()..at + ADULT.len(), right))
    })
}

/// The text before 18周岁 or 18周岁以上的 at its end.
fn before_eighteen(text: &str) -> Option<&str> {
    let years = text.trim_end_matches('的').trim_end_matches("以上");
    let number = years.strip_suffix('岁')?.trim_end_matches('周').trim_end();
    let forms = ["18", "１８", "十八"];
    let lead = forms.iter().find_map(|form| number.strip_suffix(form))?;
    Some(lead.trim_end())
}

/// 7各工作日: what is counted is 个.
fn counted(text: &str) -> Option<ShapedSlip> {
    text.match_indices('各').find_map(|(at, each)| {
        let after = slice(text, at + each.len()..text.len());
        let unit = ["工作日", "自然日", "月内"]
            .iter()
            .find(|unit| after.starts_with(**unit))?;
        let number = slice(text, 0..at).trim_end_matches(is_digit).len();
        let stop = at + each.len() + unit.len();
        let digits = slice(text, number..at);
        (!digits.is_empty()).then(|| (number..stop, format!("{digits}个{unit}")))
    })
}

/// 依照第三十规定: what a law is cited by is its article.
fn article(text: &str) -> Option<ShapedSlip> {
    text.match_indices("规定").find_map(|(at, provision)| {
        let before = slice(text, 0..at).trim_end_matches('的');
        let ordinal = before.trim_end_matches(is_numeral);
        let number = slice(before, ordinal.len()..before.len());
        let start = ordinal.strip_suffix('第')?.len();
        let stop = at + provision.len();
        let fixed = format!("第{number}条{}", slice(text, before.len()..stop));
        (!number.is_empty()).then_some((start..stop, fixed))
    })
}

/// 职业技能证书复印件份: the number of copies fell out.
fn uncounted(text: &str) -> Option<ShapedSlip> {
    ["复印件份", "原件份"].iter().find_map(|copies| {
        let (at, _) = text.match_indices(copies).find(|(at, _)| {
            let after = slice(text, at + copies.len()..text.len());
            after.is_empty() || after.starts_with(['，', '。', '；', '、', ',', ';', '）', '\n'])
        })?;
        let paper = copies.trim_end_matches('份');
        Some((at..at + copies.len(), format!("{paper}几份")))
    })
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

    fn found(text: &str, kind: TextKind) -> Vec<(&str, String)> {
        shaped_slips(text, &Letters::of(text), kind)
            .map(|(range, right)| (slice(text, range), right))
            .collect()
    }

    #[test]
    fn slips_of_shape_are_found() {
        for (text, kind, wrong, right) in [
            (
                "开办企业至受理之日起2个工作日。",
                TextKind::Narrative,
                "至受理之日起",
                "自受理之日起",
            ),
            (
                "未满18周岁的成年人",
                TextKind::Narrative,
                "未满18周岁的成年人",
                "未满18周岁的未成年人",
            ),
            (
                "年满十八周岁的未成年人",
                TextKind::Narrative,
                "年满十八周岁的未成年人",
                "年满十八周岁的成年人",
            ),
            (
                "公示7各工作日",
                TextKind::Narrative,
                "7各工作日",
                "7个工作日",
            ),
            (
                "依照《测绘条例》第三十规定办理",
                TextKind::Narrative,
                "第三十规定",
                "第三十条规定",
            ),
            (
                "职业技能证书复印件份",
                TextKind::MaterialName,
                "复印件份",
                "复印件几份",
            ),
            ("婚育证明办理办理", TextKind::Name, "办理办理", "办理"),
            (
                "某登记管理管理条例",
                TextKind::BasisName,
                "管理管理",
                "管理",
            ),
            (
                "1.交\n2.领\n1.交\n2.领",
                TextKind::Narrative,
                "1.交\n2.领\n1.交\n2.领",
                "1.交\n2.领",
            ),
        ] {
            assert_eq!(found(text, kind), [(wrong, right.to_owned())], "{text}");
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
            "在各工作日办理",
            "依照第三十条的规定，按照下列规定，填写复印件份数",
            "1.交\n2.领\n1.交\n3.领",
            "一\n一",
        ] {
            assert!(found(text, TextKind::Condition).is_empty(), "{text}");
        }
        assert!(found("公司公司律师管理办法", TextKind::BasisName).is_empty());
        assert!(found("企业企业年报公示", TextKind::Name).is_empty());
    }
}
