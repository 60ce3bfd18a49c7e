//! When two pieces of prose, or the names of two steps, say the same thing.
//!
//! The small scanners that the readers of this folder share stand at the end.

use crate::words;

/// Names longer than this, in characters, are compared by their pairs of characters: the distance
/// of two long texts takes time by the product of their lengths.
const LONG: usize = 64;

/// How alike two names without a known action must be to count as one.
const ALIGNED: f64 = 0.8;

/// Words for what is done in a step, by group. Words of one group mean the same action.
const ACTIONS: &[(&str, &[&str])] = &[
    (
        "申请",
        &["提出申请", "提交申请", "申请", "申报", "提交", "填报"],
    ),
    ("收件", &["收件", "接件", "接收", "收取"]),
    ("受理", &["受理"]),
    ("审查", &["审查", "审核", "核查", "核验", "查验"]),
    ("初审", &["初步审查", "初审", "初核", "预审"]),
    ("复审", &["复审", "复核"]),
    (
        "现场",
        &[
            "现场勘验",
            "现场勘查",
            "现场踏勘",
            "现场核查",
            "现场核验",
            "现场检查",
            "现场审查",
            "实地核查",
        ],
    ),
    (
        "评审",
        &[
            "专家评审",
            "技术评审",
            "专家论证",
            "专家审查",
            "评审",
            "论证",
        ],
    ),
    ("听证", &["听证"]),
    ("检测", &["检验检测", "检验", "检测", "检疫", "鉴定"]),
    ("公示", &["公示", "公告"]),
    ("考试", &["考试", "考核"]),
    (
        "决定",
        &[
            "审批", "审定", "决定", "批准", "核准", "核定", "签批", "签发",
        ],
    ),
    ("制证", &["制证", "制作", "打证", "制文", "打印"]),
    (
        "送达",
        &[
            "颁证", "发证", "领证", "取证", "送达", "颁发", "发放", "领取", "取件", "发件", "寄送",
            "邮寄",
        ],
    ),
    ("办结", &["办结", "办毕", "归档", "结案"]),
    ("缴费", &["缴费", "收费", "交费", "缴纳费用"]),
    ("补正", &["补正", "补齐", "补充材料"]),
    ("退回", &["退回", "退件"]),
    ("告知", &["一次性告知", "告知", "通知申请人"]),
];

/// The comparison key of prose: the same for texts that differ in widths, spaces and punctuation.
///
/// Between two digits one mark is kept, so that `1.5` and `15` stay apart.
///
/// ```
/// use shixiang::value::same::text_key;
///
/// assert_eq!(text_key("材料齐全， 内容真实。"), text_key("材料齐全,内容真实"));
/// assert_eq!(text_key("Ａ４ 纸"), "a4纸");
/// assert_ne!(text_key("1.5厘米"), text_key("15厘米"));
/// ```
pub fn text_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut after_digit = false;
    let mut gap = None;
    for c in text.chars() {
        if super::fold::is_han(c) {
            key.push(c);
            (after_digit, gap) = (false, None);
            continue;
        }
        let c = fold(c);
        if c.is_alphanumeric() || matches!(c, '%' | '‰' | '≥' | '≤' | '±' | '℃') {
            if let Some(mark) = gap.take().filter(|_| after_digit && c.is_ascii_digit()) {
                key.push(mark);
            }
            key.extend(c.to_lowercase());
            after_digit = c.is_ascii_digit();
        } else if after_digit && gap.is_none() {
            gap = Some(match c {
                '.' => '.',
                '-' | '–' | '—' | '~' | '～' => '-',
                _ => ',',
            });
        }
    }
    key
}

/// How alike two names or texts are, from 0 to 1; texts with one [`text_key`] are 1.
///
/// ```
/// use shixiang::value::same::similarity;
///
/// assert!((similarity("收件与受理", "收件与受理 ") - 1.0).abs() < f64::EPSILON);
/// assert!(similarity("窗口受理", "受理") > similarity("窗口受理", "送达"));
/// ```
pub fn similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (a, b) = (text_key(a), text_key(b));
    if a == b {
        return 1.0;
    }
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let long = |text: &str| text.chars().nth(LONG).is_some();
    if long(&a) || long(&b) {
        return strsim::sorensen_dice(&a, &b);
    }
    let likeness = strsim::normalized_damerau_levenshtein(&a, &b);
    let several = |text: &str| text.chars().nth(1).is_some();
    if several(&a) && b.contains(&a) || several(&b) && a.contains(&b) {
        0.4f64.mul_add(likeness, 0.6)
    } else {
        likeness
    }
}

/// Whether two names of steps or chart boxes mean the same step, such as 受理 and 窗口受理.
///
/// Names with known actions (受理, 审查, 送达 …) agree when they name the same actions, deny the
/// same things and are not about different papers or different bodies.
///
/// ```
/// use shixiang::value::same::aligned_name;
///
/// assert!(aligned_name("受理", "受理申请"));
/// assert!(aligned_name("颁证与送达", "发证"));
/// assert!(!aligned_name("受理", "不予受理"));
/// assert!(!aligned_name("初审", "复审"));
/// ```
pub fn aligned_name(a: &str, b: &str) -> bool {
    let (a, b) = (text_key(a), text_key(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let (first, second) = (Name::of(&a), Name::of(&b));
    if first.denied != second.denied || first.papers != second.papers {
        return false;
    }
    if first.actions.is_empty() && second.actions.is_empty() {
        return similarity(&a, &b) >= ALIGNED;
    }
    first.actions == second.actions
        && (first.rest.is_empty()
            || second.rest.is_empty()
            || similarity(&first.rest, &second.rest) >= ALIGNED)
}

/// What a step's name says, taken apart.
#[derive(Debug, Default)]
struct Name {
    actions: Vec<&'static str>,
    denied: bool,
    papers: Vec<&'static str>,
    rest: String,
}

impl Name {
    fn of(key: &str) -> Self {
        let mut name = Self::default();
        let mut rest = key;
        while let Some(c) = rest.chars().next() {
            let length = name.take(rest).unwrap_or_else(|| {
                name.rest.push(c);
                c.len_utf8()
            });
            rest = rest.get(length..).unwrap_or_default();
        }
        // 受理申请 is acceptance and 收件与受理 ends in it: the weaker action gives way.
        for (weaker, stronger) in [
            ("申请", None),
            ("收件", Some("受理")),
            ("制证", Some("送达")),
        ] {
            let gives_way = match stronger {
                None => name.actions.len() > 1,
                Some(action) => name.actions.contains(&action),
            };
            if gives_way {
                name.actions.retain(|action| *action != weaker);
            }
        }
        name
    }

    /// Takes the known word that the text starts with and gives its length.
    fn take(&mut self, text: &str) -> Option<usize> {
        if let Some(paper) = words::STEP_PAPER.start_of(text) {
            self.papers.push(paper);
            return Some(paper.len());
        }
        if text.starts_with("申请人") {
            return Some("申请人".len());
        }
        let action = (ACTIONS.iter())
            .flat_map(|(group, words)| words.iter().map(move |word| (*group, *word)))
            .filter(|(_, word)| text.starts_with(word))
            .max_by_key(|(_, word)| word.len());
        if let Some((group, word)) = action {
            if !self.actions.contains(&group) {
                self.actions.push(group);
            }
            return Some(word.len());
        }
        if let Some(denial) = words::STEP_DENIAL.start_of(text) {
            self.denied = true;
            // 不予 and 未予 are one word.
            let denial = if text
                .get(denial.len()..)
                .is_some_and(|rest| rest.starts_with('予'))
            {
                denial.len() + '予'.len_utf8()
            } else {
                denial.len()
            };
            return Some(denial);
        }
        words::FILLER_STEP.start_of(text).map(str::len)
    }
}

/// The half-width form of a character, with the ratio sign as a colon and any space as a space.
pub(super) fn fold(c: char) -> char {
    match super::fold::half(c) {
        '\u{2236}' => ':',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Whether a text says nothing: white space, punctuation or a word such as 无.
pub(super) fn blank(text: &str) -> bool {
    let text = trimmed(text);
    !text.chars().any(char::is_alphanumeric) || super::fold::empty_word(text)
}

/// The text without the spaces and the separating punctuation around it.
pub(super) fn trimmed(text: &str) -> &str {
    let separates = |c: char| {
        c.is_whitespace() || matches!(c, '。' | '；' | ';' | '，' | ',' | '、' | '．' | '\u{feff}')
    };
    let text = text.trim_matches(separates);
    // A full stop of the other alphabet ends a sentence only at the end.
    text.trim_end_matches(|c: char| c == '.' || separates(c))
}

/// The part of a text, or nothing where the bounds do not fit it.
pub(super) fn part(text: &str, range: std::ops::Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The number that a run of Chinese numerals up to 99 says.
pub(super) fn han_number(text: &str) -> Option<u32> {
    let mut tens = None;
    let mut ones = None;
    for c in text.chars() {
        let digit = match c {
            '十' if tens.is_none() => {
                tens = Some(ones.take().unwrap_or(1));
                continue;
            }
            '〇' | '零' => 0,
            '一' | '壹' => 1,
            '二' | '两' | '贰' => 2,
            '三' | '叁' => 3,
            '四' | '肆' => 4,
            '五' | '伍' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        };
        if ones.replace(digit).is_some() {
            return None;
        }
    }
    (tens.is_some() || ones.is_some()).then(|| tens.unwrap_or(0) * 10 + ones.unwrap_or(0))
}

/// The number of up to four digits or two Chinese numerals that a text starts with, and its length.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    let run = |most: usize, is: fn(char) -> bool| {
        let length: usize = text
            .chars()
            .take_while(|c| is(*c))
            .take(most + 1)
            .map(char::len_utf8)
            .sum();
        text.get(..length)
            .filter(|run| !run.is_empty() && run.chars().count() <= most)
    };
    if let Some(digits) = run(4, |c| fold(c).is_ascii_digit()) {
        let folded: String = digits.chars().map(fold).collect();
        return Some((folded.parse().ok()?, digits.len()));
    }
    let numerals = run(3, |c| "〇零一壹二两贰三叁四肆五伍六七八九十".contains(c))?;
    Some((han_number(numerals)?, numerals.len()))
}

/// A list mark such as `1.`, `（二）` or `③` at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// How it is written; the marks of one list are written alike.
    kind: u8,
    number: u32,
    /// Its length in bytes, the spaces after it included.
    pub length: usize,
}

/// The list mark that a text starts with.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let (kind, number, length) = match first {
        '①'..='⑳' => (0, u32::from(first) - u32::from('①') + 1, first.len_utf8()),
        '(' | '（' => {
            let open = first.len_utf8();
            let inside = text.get(open..)?;
            let (number, length) = number(inside)?;
            // `（0662）3681111` begins with an area code, `（2023）…号` with a year.
            if number >= 200 || inside.starts_with(['0', '０']) {
                return None;
            }
            let close = text
                .get(open + length..)?
                .chars()
                .next()
                .filter(|c| matches!(c, ')' | '）'))?;
            (1, number, open + length + close.len_utf8())
        }
        '第' | '步' | '环' => stage_mark(text)?,
        _ => {
            let (number, length) = number(text)?;
            let mut rest = text.get(length..)?.chars();
            let close = rest.next()?;
            let digits = rest
                .take_while(|c| fold(*c).is_ascii_digit())
                .take(3)
                .count();
            let kind = match close {
                // `1.5` is a number, `2.2026年` and `1.0770-` are the points of a list.
                '.' | '．' if (1..3).contains(&digits) => return None,
                '.' | '．' | '、' if fold(first).is_ascii_digit() => 2,
                '、' | '.' | '．' => 3,
                ')' | '）' => 4,
                _ => return None,
            };
            (kind, number, length + close.len_utf8())
        }
    };
    let rest = text.get(length..)?;
    let spaces = rest.len()
        - rest
            .trim_start_matches([' ', '\u{3000}', '\u{a0}', '\t'])
            .len();
    Some(Mark {
        kind,
        number,
        length: length + spaces,
    })
}

/// A mark such as 第一步 or 步骤1, with the punctuation after it.
fn stage_mark(text: &str) -> Option<(u8, u32, usize)> {
    let (prefix, suffix) = [("第", "步"), ("步骤", ""), ("环节", "")]
        .into_iter()
        .find(|(prefix, _)| text.starts_with(prefix))?;
    let (number, length) = number(text.get(prefix.len()..)?)?;
    let end = prefix.len() + length;
    let rest = text.get(end..)?.strip_prefix(suffix)?;
    let close = rest
        .chars()
        .next()
        .filter(|c| "：:、.，, ".contains(*c))
        .map_or(0, char::len_utf8);
    Some((5, number, end + suffix.len() + close))
}

/// A text without the list mark it starts with.
pub(super) fn unmarked(text: &str) -> &str {
    let text = text.trim();
    mark(text)
        .and_then(|mark| text.get(mark.length..))
        .unwrap_or(text)
}

/// The points of a numbered list, and what stands before the first.
///
/// The list starts with 1 and counts on in one way of writing; a point is taken only where
/// `accepts` holds for what follows its mark. `None` where the text is no such list.
pub(super) fn numbered<'t>(
    text: &'t str,
    accepts: &dyn Fn(&str) -> bool,
) -> Option<(&'t str, Vec<&'t str>)> {
    let mut found: Vec<(usize, Mark)> = Vec::new();
    let mut boundary = true;
    for (at, c) in text.char_indices() {
        if boundary && let Some(mark) = text.get(at..).and_then(mark) {
            let expected = found
                .last()
                .map_or(1, |(_, last)| last.number.saturating_add(1));
            let alike = found
                .first()
                .is_none_or(|(_, first)| first.kind == mark.kind);
            if mark.number == expected && alike && text.get(at + mark.length..).is_some_and(accepts)
            {
                found.push((at, mark));
            }
        }
        boundary = c.is_whitespace()
            || matches!(c, '。' | '；' | ';' | '，' | ',' | '：' | ':' | '\u{feff}');
    }
    let lead = part(text, 0..found.first()?.0);
    let ends = found.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let points = found
        .iter()
        .zip(ends)
        .map(|((at, mark), end)| part(text, at + mark.length..end));
    Some((lead, points.collect()))
}

/// Splits a text where `separates` holds for a character that stands in no bracket and no quotes.
pub(super) fn outside(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '【' | '〔' | '[' | '「' => depth += 1,
            '）' | ')' | '》' | '”' | '】' | '〕' | ']' | '」' => {
                depth = depth.saturating_sub(1);
            }
            // A line ends what was never closed.
            '\n' => depth = 0,
            _ => {}
        }
        if depth == 0 && separates(c) {
            parts.push(part(text, start..at));
            start = at + c.len_utf8();
        }
    }
    parts.push(part(text, start..text.len()));
    parts
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_keep_what_means_something() {
        assert_eq!(text_key("1、2、3号窗口"), text_key("1,2,3号窗口"));
        assert_ne!(text_key("1、2号"), text_key("1-2号"));
        assert_ne!(text_key("5%"), text_key("5"));
    }

    #[test]
    fn steps_are_aligned_by_what_is_done() {
        for (a, b) in [
            ("受理", "窗口受理"),
            ("审查", "材料审核"),
            ("决定", "审批"),
            ("制证与送达", "送达"),
        ] {
            assert!(aligned_name(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("受理", "受理通知书"),
            ("审批", "不予批准"),
            ("市级审查", "省级审查"),
            ("受理", "审查"),
        ] {
            assert!(!aligned_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn lists_are_taken_apart() {
        let all = |_: &str| true;
        let (lead, points) = numbered("共两项：1.甲；2、乙", &all).unwrap();
        assert_eq!((lead, points), ("共两项：", vec!["甲；", "乙"]));
        assert!(numbered("1.5倍", &all).is_none());
        assert!(numbered("1.2026年计划", &all).is_some());
        assert_eq!(
            numbered("（一）甲\n1.子\n（二）乙", &all).unwrap().1,
            ["甲\n1.子\n", "乙"]
        );
        assert_eq!(han_number("二十一"), Some(21));
    }

    proptest! {
        #[test]
        fn any_text_is_compared(a in any::<String>(), b in any::<String>()) {
            let _ = (aligned_name(&a, &b), numbered(&a, &|_| true), blank(&a), outside(&a, |c| c == '；'));
            prop_assert!((0.0..=1.0).contains(&similarity(&a, &b)));
            prop_assert_eq!(text_key(&text_key(&a)), text_key(&a));
        }
    }
}
