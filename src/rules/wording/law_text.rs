//! Signs that a text is copied from a law and not written by the office.

use crate::i18n::Argument;
use crate::prose::{
    Occurrence, clauses, entries, first_chars, is_han, is_han_numeral, is_longer, is_numeral,
    occurrences, slice, unmarked,
};
use crate::value::citation::without_citations;
use crate::words;

/// The number of the article with which a text begins, without the name of its law: 第十七条.
pub(super) fn bare_article(text: &str) -> Option<&str> {
    let text = behind_order(text.trim_start()).trim_start();
    let (number, behind) = text.strip_prefix('第')?.split_once('条')?;
    let is_article = !number.is_empty()
        && number.chars().all(is_han_numeral)
        && (behind.starts_with(|c: char| c.is_whitespace() || "：:“".contains(c))
            || is_body(behind));
    is_article.then(|| slice(text, 0..text.len() - behind.len()))
}

/// The text after the number and dates of an order whose title was lost: 某省人民政府令第5号，自…起施行）第十七条.
fn behind_order(text: &str) -> &str {
    let end = text.find(['）', ')']).filter(|end| {
        let order = slice(text, 0..*end);
        order.contains("令第")
            && order.contains('号')
            && !order.contains(['。', '；', '《', '（', '('])
    });
    end.map_or(text, |end| {
        slice(text, end..text.len()).trim_start_matches(['）', ')'])
    })
}

/// Whether the text `behind` the number of an article is its wording, perhaps after the number of a paragraph:
/// 第十一条第二款 “….
pub(super) fn opens_text(behind: &str) -> bool {
    let part = (behind.strip_prefix('第'))
        .and_then(|rest| rest.split_once(['款', '项']))
        .filter(|(number, _)| !number.is_empty() && number.chars().all(is_numeral));
    let text = part.map_or(behind, |(_, text)| text);
    // 第十五条规定：… announces the wording, too.
    let text = text.strip_prefix("规定").unwrap_or(text);
    text.starts_with(|c: char| c.is_whitespace() || "：:“\"".contains(c))
}

/// Whether the text after the number of an article is its wording and not the rest of a reference, as in
/// 第十一条规定的 and 第三条、第四条.
fn is_body(behind: &str) -> bool {
    is_longer(behind, MIN_BODY_CHARS)
        && behind.starts_with(is_han)
        && ![
            "规定", "的", "第", "和", "及", "至", "或", "所", "中", "之", "要求", "款", "条件",
        ]
        .iter()
        .any(|more| behind.starts_with(more))
}

/// Length that the wording of an article exceeds, in characters.
const MIN_BODY_CHARS: usize = 15;

/// A text without the chapter and section that come before the number of an article.
pub(super) fn without_chapter(text: &str) -> &str {
    let part = |text: &'_ str| -> Option<usize> {
        let (number, behind) = text
            .trim_start()
            .strip_prefix('第')?
            .split_once(['章', '节'])?;
        let counts = !number.is_empty() && number.chars().all(is_numeral);
        counts.then_some(text.len() - behind.len())
    };
    let mut rest = text;
    while let Some(end) = part(rest) {
        rest = slice(rest, end..rest.len());
    }
    rest
}

/// Number of articles quoted with their headings.
pub(super) fn articles(text: &str) -> usize {
    occurrences(text, "第")
        .filter(|found| {
            (found.after.split_once('条')).is_some_and(|(number, behind)| {
                (1..=6).contains(&number.chars().count())
                    && number.chars().all(is_han_numeral)
                    && behind.starts_with(char::is_whitespace)
            })
        })
        .count()
}

/// Whether a text names an article of a document: 《实施办法》第六条.
pub(super) fn names_article(text: &str) -> bool {
    occurrences(text, "》").any(|found| {
        let number = (found.after.trim_start().strip_prefix('第'))
            .and_then(|rest| rest.split_once('条'))
            .map(|(number, _)| number);
        number.is_some_and(|number| {
            (1..=6).contains(&number.chars().count()) && number.chars().all(is_numeral)
        })
    })
}

/// Whether the text gives the office a task or defines the scope of its law.
pub(super) fn speaks_to_office(text: &str) -> bool {
    let task =
        |office: &str| occurrences(text, office).any(|found| words::LAW_TASK.starts(found.after));
    words::LAW_ABOUT_ITSELF.occurs_in(text) || words::OFFICE_WITH_TASK.iter().any(task)
}

/// Whether the text refers to its own law, as in 本办法 and 前款.
pub(super) fn speaks_of_itself(text: &str) -> bool {
    [
        "本办法",
        "本条例",
        "本法",
        "本规定",
        "本细则",
        "前款",
        "前条",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// Whether a text refers to other parts of its law, which readers of a guide do not see: 依照前款第二项规定.
pub(super) fn refers_within(text: &str) -> bool {
    words::PART_OF_SAME_LAW.occurs_in(text)
}

/// Whether a text, apart from the titles of laws, states no condition and no case.
pub(super) fn asks_nothing(text: &str) -> bool {
    let plain = without_citations(text);
    !["条件", "符合", "情形", "之一"]
        .iter()
        .any(|word| plain.contains(word))
}

/// Whether more than half of the text is a list of conditions, which is valid content even if copied from a law.
pub(super) fn is_list(text: &str) -> bool {
    words::CONDITION_LIST.find(text).is_some_and(|found| {
        let list = slice(text, found.start..text.len());
        list.chars().count() * 2 > text.chars().count()
    })
}

/// Whether the text lists what an applicant must fulfil, or announces conditions.
pub(super) fn lists_conditions(text: &str) -> bool {
    words::CONDITION_LIST.occurs_in(text)
        || words::CONDITIONS_ANNOUNCED.occurs_in(text)
        || entries(text)
            .filter(|entry| unmarked(entry).len() < entry.len())
            .any(|entry| words::STATE_BEGINNING.starts(unmarked(entry)))
}

/// Whether a text names offices or sets deadlines in the words of a law.
pub(super) fn is_in_law_words(text: &str) -> bool {
    words::OFFICE_OF_EACH_PLACE.occurs_in(text)
        || text.contains("国务院")
        || text.contains("之日起") && text.contains("日内")
}

/// The first office or deadline in the words of a law: 由县级以上人民政府主管部门批准, 各级检疫机构应当,
/// 应当自签约之日起30日内. A guide would name the local office.
pub(super) fn general_office(text: &str) -> Option<&str> {
    if !text.contains(['级', '区', '县', '自', '后']) {
        return None;
    }
    clauses(text).find_map(|clause| {
        // Only deadlines in days count: a period of years is a condition.
        if clause.contains("日内") {
            // 应当自签约之日起30日内, 应当在验收后五个工作日内
            let from = |lead: &str, mark: &str| clause.find(lead).filter(|_| clause.contains(mark));
            let start = from("应当自", "之日起").or_else(|| from("应当在", "后"));
            if let Some(at) = start {
                return Some(slice(clause, at..clause.len()));
            }
        }
        let at = words::OFFICE_OF_EACH_PLACE.find(clause)?.start;
        let (before, rest) = (slice(clause, 0..at), slice(clause, at..clause.len()));
        let near = first_chars(rest, MAX_OFFICE_CHARS);
        let end = (words::OFFICE_WITH_TASK.iter())
            .filter_map(|office| Some(near.rfind(office)? + office.len()))
            .max()
            .filter(|end| !slice(rest, 0..*end).contains(['或', '窗']))?;
        let after = slice(rest, end..rest.len());
        let acts = before.ends_with(['向', '由', '经', '报', '为'])
            || unmarked(before).trim().is_empty() && words::OFFICE_ACTS.starts(after);
        (acts && !after.starts_with("组织的")).then(|| slice(rest, 0..end))
    })
}

/// The part of a message that says that `words` come from a law.
pub(super) fn told(words: &str) -> Argument {
    Argument::Both {
        zh: format!("法条：“{words}”是法条的说法，没有写是本地的哪个机关、要申请人满足什么"),
        en: format!("the law: “{words}” is how a law puts it, not what applicants here must meet"),
    }
}

/// Maximum length of the name of an office in a law, in characters.
const MAX_OFFICE_CHARS: usize = 26;

/// The number of a chapter, as in 第7章, in a text that names no document before it.
pub(super) fn chapter(text: &str) -> Option<&str> {
    // Fast path: few texts have the character, and fewer behind a number, unlike 印章.
    let mut chapters = text.match_indices('章');
    if !chapters.any(|(at, _)| slice(text, 0..at).ends_with(is_numeral)) {
        return None;
    }
    occurrences(text, "第").find_map(
        |Occurrence {
             start,
             before,
             after,
         }| {
            let rest = after.trim_start_matches(is_numeral);
            let end = text.len() - rest.len() + "章".len();
            let numbered = rest.len() < after.len() && rest.starts_with('章');
            // A law may be named without title marks: 执业医师法第二章.
            let named = || {
                before.contains(['》', '〉'])
                    || before.trim_end().ends_with('法')
                    || words::LAW_BY_KIND.occurs_in(before)
            };
            (numbered && !named()).then(|| slice(text, start..end))
        },
    )
}
