//! Whether a text says anything beyond filler and names, and whose duties it states.

use std::cell::LazyCell;
use std::sync::LazyLock;

use crate::prose::{
    begins_number, clauses, entries, is_filler, is_han, is_letter, slice, text_key, unmarked,
    without_brackets,
};
use crate::value::citation::{without_articles, without_citations, without_titles};
use crate::words::{self, CharSet, Hits, PairSet, Set};

/// Why a text is hollow, that is, says nothing beyond filler and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hollow {
    /// Whether most of it repeats the given names.
    pub(crate) is_name: bool,
}

/// Minimum length of a run of a name's characters that counts as a repetition of it.
const MIN_NAME_CHARS: usize = 2;

/// Why a text is hollow: it has only citations, words of these names and words that fit any
/// application. `None` if it says more.
///
/// A statement that anyone may apply, or that an application is enough, is an answer and not hollow.
pub(crate) fn hollow(text: &str, names: &[impl AsRef<str>]) -> Option<Hollow> {
    if says_more(text, names) || is_filler(text) {
        return None;
    }
    // “Those who meet the conditions may apply” is not an answer; “on application” is.
    let asked = words::MAY_APPLY.removed_from(text);
    if words::ANSWER_FOR_ANYONE.occurs_in(&asked) {
        return None;
    }
    let plain = without_citations(text);
    let plain = without_articles(&plain);
    let mut key = String::with_capacity(plain.len());
    for entry in entries(&plain) {
        key.push_str(&text_key(unmarked(entry)));
    }
    let says = |text: &str| words::FILLER_CONDITION.leaves(text, is_letter);
    if !says(&key) {
        return Some(Hollow { is_name: false });
    }
    let (rest, named) = without_names(&key, names);
    (!says(&rest)).then(|| Hollow {
        is_name: named * 2 > key.chars().count(),
    })
}

/// Fast path: whether some character cannot be part of filler, a name, a citation or a mark. Most
/// texts have such a character.
fn says_more(text: &str, names: &[impl AsRef<str>]) -> bool {
    static FILLER: LazyLock<CharSet> =
        LazyLock::new(|| CharSet::of(words::FILLER_CONDITION.iter().flat_map(str::chars)));
    let in_mark = |c: char| begins_number(c) || "第条款项章节目步骤环".contains(c);
    let before_titles = text.split('《').next().unwrap_or_default();
    before_titles.chars().any(|c| {
        is_han(c)
            && !FILLER.holds(c)
            && !in_mark(c)
            && names.iter().all(|name| !name.as_ref().contains(c))
    })
}

/// The text without runs that also occur in one of the names, and the number of characters removed.
fn without_names(text: &str, names: &[impl AsRef<str>]) -> (String, usize) {
    let names: Vec<String> = names.iter().map(|name| text_key(name.as_ref())).collect();
    let pairs = PairSet::within(names.iter().map(String::as_str));
    let mut out = String::with_capacity(text.len());
    let mut removed = 0;
    let mut chars = text.chars();
    while let Some(first) = chars.next() {
        let second = chars.clone().next();
        if !second.is_some_and(|second| pairs.may_hold(first, second)) {
            out.push(first);
            continue;
        }
        let rest = slice(
            text,
            text.len() - chars.as_str().len() - first.len_utf8()..text.len(),
        );
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let shared = ends
            .take_while(|end| names.iter().any(|name| name.contains(slice(rest, 0..*end))))
            .last();
        let shared = shared.map_or("", |end| slice(rest, 0..end));
        let count = shared.chars().count();
        if count >= MIN_NAME_CHARS {
            removed += count;
            chars = slice(rest, shared.len()..rest.len()).chars();
        } else {
            out.push(first);
        }
    }
    (out, removed)
}

/// The number of characters of a text that repeat one of the names, and of all its characters.
pub(crate) fn named_chars(text: &str, names: &[impl AsRef<str>]) -> (usize, usize) {
    let key = text_key(text);
    let (_, named) = without_names(&key, names);
    (named, key.chars().count())
}

/// The duty that a sentence states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Duty {
    /// The office: 登记机构应当予以受理.
    Office,
    /// The applicant, who has to turn to the office: 应当向备案机关备案.
    Turn,
    /// Nobody; the papers have to be in order.
    Papers,
    /// No duty: what someone or something is, has or does.
    Subject,
}

/// The duty stated by each sentence, evaluated lazily. `hits` are those of the text or of one that
/// contains it.
pub(crate) fn duties(text: &str, hits: Hits) -> impl Iterator<Item = Duty> {
    entries(text)
        .flat_map(|entry| unmarked(entry).split(['：', ':']))
        .filter_map(move |sentence| {
            let plain = without_titles(sentence);
            let plain = without_articles(&plain);
            let plain = without_brackets(&plain);
            let says = plain.chars().filter(|c| is_letter(*c)).nth(2).is_some();
            says.then(|| duty(&plain, hits))
        })
}

fn duty(sentence: &str, hits: Hits) -> Duty {
    let must = LazyCell::new(|| words::MUST_OR_MAY.occurs_in(sentence));
    let offices = hits.any(Set::HANDLER_ENDING);
    let kind = |clause: &str| {
        if offices && is_act_of_office(clause) {
            Some(Duty::Office)
        } else if is_about_papers(clause) {
            Some(Duty::Papers)
        } else if *must && turns_to_office(clause) && !words::RELIEF_FROM_DUTY.occurs_in(clause) {
            Some(Duty::Turn)
        } else {
            None
        }
    };
    let mut found = Vec::new();
    let mut case = false;
    for clause in clauses(sentence) {
        match kind(clause) {
            Some(duty) => found.push(duty),
            None if says_state(clause) => return Duty::Subject,
            None => case |= clause.ends_with('的') && !words::CONDITION_LIST.occurs_in(clause),
        }
    }
    let first = [Duty::Office, Duty::Turn, Duty::Papers]
        .into_iter()
        .find(|duty| found.contains(duty));
    match first {
        // The case in which the office acts tells the applicant when to turn to it.
        Some(Duty::Office) if case => Duty::Turn,
        first => first.unwrap_or(Duty::Subject),
    }
}

/// Whether the clause states a duty of an office, or an act by one.
fn is_act_of_office(clause: &str) -> bool {
    let offices = || words::HANDLER_ENDING.find_all(clause);
    let behind = |end: usize| slice(clause, end..clause.len());
    let acts = offices().any(|office| {
        let before = slice(clause, 0..office.start);
        let after = behind(office.start + office.word.len());
        // 医疗机构应当具有 is about an applicant; 向登记机关 about those who turn to the office.
        // In 检疫机构对良种场实施检疫, 对 is enough: the office states its task without 应当 or 可以.
        let does = || {
            after
                .strip_prefix('对')
                .filter(|task| words::DONE_BY_OFFICE.occurs_in(task) && !says_state(before))
        };
        words::OFFICE_TASK
            .strip_start(after)
            .or_else(does)
            .is_some_and(|task| {
                !before.contains('向')
                    && !task.contains('向')
                    && !says_state(task)
                    && (words::DONE_BY_OFFICE.occurs_in(task)
                        || !matches!(office.word, "机构" | "中心" | "委员会"))
            })
    });
    let by = clause.split_once('由').is_some_and(|(_, after)| {
        let office = words::HANDLER_ENDING.find(after);
        office.is_some_and(|office| {
            let done = slice(after, office.start + office.word.len()..after.len());
            (words::DONE_BY_OFFICE.occurs_in(done) || is_short_act(done))
                && !slice(after, 0..office.start).contains('向')
        })
    });
    acts || by
}

/// Whether the words after an office are just a short act that gives nothing to anybody: 由市县人民政府定价.
fn is_short_act(done: &str) -> bool {
    (2..=4).contains(&done.chars().filter(|c| is_letter(*c)).count())
        && !done.contains(['的', '或', '和'])
        && !words::OFFICE_GIVES.occurs_in(done)
}

/// Whether the clause requires someone to turn to an office, or to write something.
fn turns_to_office(clause: &str) -> bool {
    let to = |(_, after): (&str, &str)| words::TURNED_TO_OFFICE_FOR.occurs_in(after);
    clause
        .split_once('向')
        .or_else(|| clause.split_once('报'))
        .is_some_and(to)
        || clause.contains("报送")
        || words::APPROVED_BY.find(clause).is_some_and(|by| {
            words::HANDLER_ENDING.occurs_in(slice(clause, by.start..clause.len()))
        })
        || words::HANDED_IN_BY.starts(words::MUST_OR_MAY.find(clause).map_or(clause, |must| {
            slice(clause, must.start + must.word.len()..clause.len())
        }))
}

/// Whether the clause only requires papers to be in order.
fn is_about_papers(clause: &str) -> bool {
    words::ASKED_OF_EVERY_APPLICATION.occurs_in(clause)
        || is_about_filing(clause)
        || words::WORD_FOR_PAPERS.occurs_in(clause)
            && words::IN_ORDER.occurs_in(clause)
            && !clause.contains("不一致")
            && !says_state(&words::IN_ORDER.removed_from(clause))
}

/// Whether the clause only says how an application is filed: 上传申请材料的清晰扫描件.
fn is_about_filing(clause: &str) -> bool {
    [
        "申请材料",
        "申报材料",
        "纸质材料",
        "证明材料",
        "申请表",
        "申报表",
    ]
    .iter()
    .any(|what| clause.contains(what))
        && words::FILED.occurs_in(clause)
        && !clause.contains('、')
        && !clause.ends_with('的')
        && !says_state(clause)
}

/// Whether the clause states what someone is or has.
fn says_state(clause: &str) -> bool {
    if !words::CONDITION_LIST.occurs_in(clause) {
        return words::STATE_OF_APPLICANT.occurs_in(clause);
    }
    let mut rest = clause.to_owned();
    for list in &words::CONDITION_LIST {
        rest = rest.replace(&format!("符合{list}"), "").replace(list, "");
    }
    words::STATE_OF_APPLICANT.occurs_in(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_without_content_are_hollow() {
        let name = ["取水许可".to_owned()];
        for text in [
            "材料齐全，真实有效",
            "符合《中华人民共和国水法》第十一条规定的条件",
            "1.按办事指南，备齐所有材料。",
            "按需申请",
            "按目录清单提交材料",
            "申请事项属本机构管辖范围；申请人符合申请条件、申请材料齐全",
            "按材料清单提供材料",
            "（一）准予批准的条件：符合取水许可条件；（二）不予批准的情形：不符合取水许可条件",
        ] {
            assert!(hollow(text, &name).is_some(), "{text}");
        }
        assert_eq!(
            hollow("办理取水许可的", &name),
            Some(Hollow { is_name: true })
        );
        for text in ["已装取水计量设施", "无条件限制", "年满18周岁", ""] {
            assert_eq!(hollow(text, &name), None, "{text}");
        }
    }

    #[test]
    fn the_duty_of_a_sentence_is_found() {
        use Duty::{Office, Papers, Subject, Turn};
        for (text, expected) in [
            ("渔政部门应当为船东办理检验", vec![Office]),
            ("由县级水利部门核发取水证", vec![Office]),
            ("各级检疫机构对本辖区的良种场实施产地检疫", vec![Office]),
            ("取得水利部门对方案的批准文件", vec![Subject]),
            ("由征收机构责令其限期缴纳", vec![Office]),
            ("扩建水库的，由县级水利部门核发取水证", vec![Turn]),
            ("经营者变更住所的，应当向县级商务主管部门备案", vec![Turn]),
            ("医疗机构应当具有固定场所", vec![Subject]),
            ("有固定场所的，由水利部门核发取水证", vec![Subject]),
            (
                "符合下列条件的，登记机构应当予以受理：1.申请材料形式符合要求；2.年满18周岁",
                vec![Office, Papers, Subject],
            ),
        ] {
            let found: Vec<Duty> = duties(text, Hits::UNKNOWN).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
