//! Parts of a citation: its article, its document number and the rank that follows from them.

use std::ops::Range;

use crate::prose::{
    first_chars, half, is_digit, is_han, is_han_numeral, is_longer, slice, small_number,
};
use crate::vocabulary::LegalRank;
use crate::words;

/// Parts of a citation are searched for in this many characters only, so that reading stays linear.
pub(super) const NEAR_CHARS: usize = 24;

/// The length of the article that a text starts with: 第十二条第一款, 第三条、第五条, 第六条至第八条.
pub(super) fn article(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut at = 0;
    let mut has_article = false;
    while let Some(part) = article_part(slice(text, at..text.len())) {
        // 第一款 alone is not an article.
        if end == 0 && !part.is_whole_article {
            return None;
        }
        has_article |= part.is_whole_article;
        at += part.length;
        end = at;
        let rest = slice(text, at..text.len());
        let join = ["、", "和", "及", "至", "到", "—", "-", "，", ",", " ", "　"]
            .iter()
            .find(|join| rest.starts_with(**join));
        at += join.map_or(0, |join| join.len());
    }
    has_article.then_some(end)
}

/// A part of an article that a text starts with.
struct ArticlePart {
    length: usize,
    /// Whether the part is an article or a division of articles, not a paragraph or item of one.
    is_whole_article: bool,
}

/// One part of an article: 第十二条, 第（三）项, 之一.
fn article_part(text: &str) -> Option<ArticlePart> {
    let rest = text.strip_prefix('第')?;
    let is_number = |c: char| is_digit(c) || is_han_numeral(c);
    let near = first_chars(rest, 16);
    let behind = near.trim_start_matches(|c| is_number(c) || " （）()、".contains(c));
    let number = near.strip_suffix(behind)?;
    if !number.contains(is_number) {
        return None;
    }
    let unit = slice(rest, number.len()..rest.len()).chars().next()?;
    if !matches!(unit, '条' | '款' | '项' | '目' | '章' | '节' | '编') {
        return None;
    }
    let mut end = '第'.len_utf8() + number.len() + unit.len_utf8();
    // 第四十二条之一 has a number after 之.
    if let Some(more) = slice(text, end..text.len()).strip_prefix('之')
        && let Some(number) = small_number(more)
    {
        end += '之'.len_utf8() + number.end;
    }
    Some(ArticlePart {
        length: end,
        is_whole_article: matches!(unit, '条' | '章' | '节' | '编'),
    })
}

/// The byte range of the first document number in a text: 国务院令第412号, 国发〔2017〕46号.
pub(super) fn document_number(text: &str) -> Option<Range<usize>> {
    let mut digits = false;
    for (at, c) in text.char_indices() {
        if c == '号' && digits {
            let end = at + c.len_utf8();
            // 某某部第36号令 ends in 令.
            let order = slice(text, end..text.len()).starts_with('令');
            if let Some(start) = number_start(slice(text, 0..at), order) {
                return Some(start..if order { end + '令'.len_utf8() } else { end });
            }
        }
        digits = is_digit(c) || is_han_numeral(c) || digits && c == ' ';
    }
    None
}

/// The start of the document number at the end of a text that was cut before 号; `order`: whether 令 follows.
fn number_start(text: &str, order: bool) -> Option<usize> {
    let number = |c: char| is_digit(c) || is_han_numeral(c) || c == ' ';
    let before = text.trim_end_matches(number);
    let before = before.strip_suffix('第').unwrap_or(before).trim_end();
    let word = |c: char| is_han(c) && !"，,；;。、：:".contains(c);
    // The number is preceded by 〔2017〕 and the department's sign, or by …令 with or without a year.
    let closes = ['〕', ']', '］', '】', '）', ')', '」'];
    let opens = ['〔', '[', '［', '【', '（', '(', '「'];
    let dated = before.ends_with(closes);
    let stem = if let Some(inside) = before.strip_suffix(closes) {
        let year = inside.trim_end_matches(|c: char| is_digit(c) || c == '年');
        let digits = inside.len() - year.len();
        year.strip_suffix(opens).filter(|_| digits >= 4)?
    } else {
        // 交通部令2005年第6号
        let year = before
            .strip_suffix('年')
            .map(|year| year.trim_end_matches(|c: char| is_digit(c)));
        year.unwrap_or(before).trim_end()
    };
    let mut start = stem.len();
    for (at, c) in stem.char_indices().rev().take(30) {
        if !word(c) {
            break;
        }
        start = at;
    }
    let sign = slice(stem, start..stem.len());
    // 2005年司法部令第95号 begins after the year, 1998年1月16日某省人民政府令 after the day.
    let sign = sign.rsplit_once('日').map_or(sign, |(_, sign)| sign);
    let sign = sign.strip_prefix('年').unwrap_or(sign);
    let sign = sign.trim_start_matches("以").trim_start_matches("根据");
    if sign.is_empty()
        || !(dated || order || ["令", "公告", "告"].iter().any(|end| sign.ends_with(end)))
    {
        return None;
    }
    Some(stem.len() - sign.len())
}

/// Returns a document number in canonical form: 〔〕 around the year, half-width digits, no spaces.
pub(super) fn canonical(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '[' | '［' | '【' | '（' | '(' | '「' => '〔',
            ']' | '］' | '】' | '）' | ')' | '」' => '〕',
            c => half(c),
        })
        .collect()
}

/// The rank that follows from the name and number of a legal text; `None` if it is ambiguous.
pub(crate) fn rank(name: &str, number: Option<&str>) -> Option<LegalRank> {
    let name = name.trim();
    let stem = ["（", "("]
        .iter()
        .filter_map(|open| name.rfind(open))
        .max()
        .filter(|at| *at > 0);
    let stem = stem.map_or(name, |at| slice(name, 0..at)).trim();
    let number = number.unwrap_or_default();
    let local = is_local(stem);
    let ends = |words: &[&str]| words.iter().any(|word| stem.ends_with(word));
    let law = stem.starts_with("中华人民共和国") && stem.ends_with('法') && !stem.ends_with("办法");
    if law || stem.ends_with("宪法") || number.contains("主席令") {
        return Some(LegalRank::Law);
    }
    let order = number.contains('令');
    if order && number.contains("国务院") {
        let decision = stem.contains("决定") && stem.starts_with("国务院");
        return Some(if decision {
            LegalRank::StateCouncilDecision
        } else {
            LegalRank::AdministrativeRegulation
        });
    }
    if stem.starts_with("国务院") && !stem.starts_with("国务院办公厅") && stem.ends_with("决定")
    {
        return Some(LegalRank::StateCouncilDecision);
    }
    if number.contains("政府令") {
        return Some(LegalRank::LocalGovernmentRule);
    }
    if number.contains("人大常委会") || number.contains("人民代表大会") {
        return Some(LegalRank::LocalRegulation).filter(|_| local || !number.contains("全国"));
    }
    if order {
        let issued = |body: &str| {
            number.contains(&format!("{body}令"))
                || number.contains(&format!("{body}第"))
                || number.contains(&format!("{body}、"))
        };
        let department = words::DEPARTMENT_IN_NUMBER.iter().any(issued) && !is_local(number);
        return department.then_some(LegalRank::DepartmentRule);
    }
    if number.contains('〔') {
        let paper = ends(&[
            "通知", "意见", "函", "公告", "通告", "方案", "办法", "规定", "细则", "标准", "指南",
            "规程",
        ]);
        return (paper && !stem.starts_with("国务院")).then_some(LegalRank::NormativeDocument);
    }
    if ends(&["条例"]) {
        if stem.starts_with("中华人民共和国") {
            return Some(LegalRank::AdministrativeRegulation);
        }
        return local.then_some(LegalRank::LocalRegulation);
    }
    // 社会保险法 is a law; 办法, 计算方法 and 用法 are not.
    (stem.ends_with('法') && is_longer(stem, 2) && !local && !words::FA_NOT_LAW.ends(stem))
        .then_some(LegalRank::Law)
}

/// Whether a text begins with the name of a province, a city, a prefecture or a county.
fn is_local(text: &str) -> bool {
    if text.starts_with("中华人民共和国") || text.starts_with("国家") {
        return false;
    }
    // 市场 and 城市 are not names of cities, 省级 is not a province.
    words::REGION_BEGINNING.starts(text)
        || text.char_indices().skip(1).take(8).any(|(at, c)| {
            let next = slice(text, at + c.len_utf8()..text.len()).chars().next();
            let before = slice(text, 0..at);
            matches!(c, '省' | '市' | '县' | '州')
                && !matches!(next, Some('场' | '政' | '级' | '容' | '区' | '域'))
                && !before.ends_with('城')
                && !before.contains(['和', '、', '关', '的'])
        })
        || first_chars(text, NEAR_CHARS).contains("自治区")
        || first_chars(text, NEAR_CHARS).contains("经济特区")
}

/// The whole text if it is the number of a standard, such as GB/T 39554.2-2020.
pub(super) fn standard_number(text: &str) -> Option<Range<usize>> {
    let of_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '—' | '.' | ' ');
    let standard = text.starts_with(|c: char| c.is_ascii_uppercase())
        && !is_longer(text, 30)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(of_number);
    standard.then_some(0..text.len())
}

/// The wording of an article, without the colon before it and the quotes around it.
pub(super) fn wording(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_start_matches(['：', ':', '，', ',', ' ', '\u{3000}'])
        .trim();
    let bare = text.strip_prefix('“').and_then(|text| {
        let inside = text.trim_end_matches(['。', '；', ';']).strip_suffix('”')?;
        // With quotes inside, the first and the last quote may not be a pair.
        (!inside.contains(['“', '”'])).then_some(inside)
    });
    let text = bare.unwrap_or(text);
    text.chars()
        .any(char::is_alphanumeric)
        .then(|| text.to_owned())
}
