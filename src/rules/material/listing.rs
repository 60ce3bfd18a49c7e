//! Whether a document that a text names is among the materials.

use crate::prose::{
    clauses, is_balanced, is_longer, is_numeral, phrases, sentences, slice, unmarked,
};
use crate::value::material::name_key;
use crate::words;

/// Whether a material has that name, in fewer or more words, or is the item's only paper of its kind and shares
/// nouns with the name.
pub(super) fn listed(core: &str, cores: &[&str]) -> bool {
    let within = |known: &&str| known.contains(core) || core.contains(*known);
    if cores.iter().any(within) {
        return true;
    }
    let Some((kind, subject)) = words::LISTED_DOCUMENT
        .end_of(core)
        .and_then(|kind| Some((kind, core.strip_suffix(kind)?)))
    else {
        return false;
    };
    let same: Vec<&str> = cores
        .iter()
        .filter_map(|known| known.strip_suffix(kind))
        .collect();
    let alike = |known: &&str| is_subsequence(known, subject) || is_subsequence(subject, known);
    let only = match same.as_slice() {
        [known] => shares_nouns(known, subject),
        _ => false,
    };
    only || same.iter().any(alike)
}

/// Whether one of the papers that a name offers as alternatives is listed, with any issuer.
pub(super) fn any_listed(name: &str, cores: &[&str]) -> bool {
    name.split('或').any(|one| {
        let one = one.trim_start_matches('者');
        let core = name_key(one.rsplit("出具的").next().unwrap_or(one)).core;
        listed(&core, cores)
            || is_longer(&core, MIN_SUBSEQUENCE_CHARS)
                && cores
                    .iter()
                    .any(|known| is_subsequence(&core, known) || shares_nouns(known, &core))
    })
}

/// Minimum length of a name, in characters, for this comparison: a longer name may contain the characters of a
/// shorter one by chance.
const MIN_SUBSEQUENCE_CHARS: usize = 5;

/// Whether the characters of `short` occur in `long`, in the same order.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    !short.is_empty() && short.chars().all(|c| letters.any(|other| other == c))
}

/// Whether two names share four consecutive characters, which usually are two words.
fn shares_nouns(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    letters
        .windows(4)
        .any(|run| other.contains(&run.iter().collect::<String>()))
}

/// The application form that a text asks to fill in or lists, if no material is a form.
pub(super) fn form_in_list<'t>(text: &'t str, cores: &[&str]) -> Option<&'t str> {
    let is_form = |name: &str| words::FORM_ENDING.ends(name);
    if cores
        .iter()
        .any(|core| is_form(core) || core.contains("申请") || core.contains("表格"))
    {
        return None;
    }
    let short = |name: &str| {
        let core = name_key(name).core;
        is_longer(&core, 2) && !is_longer(&core, 20) && is_form(&core)
    };
    form_to_fill_in(text).or_else(|| entries_of_list(text).find(|name| short(name)))
}

/// The form that a clause asks to fill in: 应当填写申请表.
fn form_to_fill_in(text: &str) -> Option<&str> {
    clauses(text).find_map(|clause| {
        let (_, form) = clause.split_once("填写")?;
        let form = form.trim_matches(|c: char| !c.is_alphanumeric());
        (words::FORM_NAME.ends(form) && !is_longer(form, 20)).then_some(form)
    })
}

/// The papers in a list that is introduced as one of papers to submit.
pub(super) fn papers_in_list(text: &str) -> impl Iterator<Item = &str> {
    entries_of_list(text).filter(|name| {
        let plain = !name.contains(['《', '，']) && is_balanced(name);
        let core = name_key(name).core;
        plain && is_paper(&core) && !words::FORM_ENDING.ends(&core)
    })
}

/// The papers in quotation marks that a clause asks to hand in: 提供“户口簿首页”.
pub(super) fn papers_quoted(text: &str) -> impl Iterator<Item = &str> {
    clauses(text).filter_map(|clause| {
        let (before, rest) = clause.split_once('“')?;
        let (name, _) = rest.split_once('”')?;
        let asked = words::HAND_IN_VERB.ends(before);
        (asked && !is_longer(name, 20) && words::IDENTITY_PAPER.occurs_in(name)).then_some(name)
    })
}

/// The entries of the first list that is introduced as one of papers to submit.
pub(super) fn entries_of_list(text: &str) -> impl Iterator<Item = &str> {
    let list = words::LIST_INTRODUCED.find(text).and_then(|found| {
        let list = slice(text, found.start..text.len()).split('。').next()?;
        list.split_once(['：', ':', '，'])
    });
    let entries = list.map_or("", |(_, entries)| entries);
    let numbering = |c: char| c.is_whitespace() || is_numeral(c) || "（）().．、".contains(c);
    entries
        .split(['；', ';', '\n', '、'])
        .map(move |entry| entry.trim_start_matches(numbering).trim())
        .filter(|entry| !entry.is_empty())
}

/// The papers that a clause asks for unconditionally: 应当提交用地证明文件、设计方案等材料.
pub(super) fn papers_demanded(text: &str) -> impl Iterator<Item = &str> {
    sentences(text)
        .filter(|sentence| words::PAPERS_DEMANDED.occurs_in(sentence))
        .flat_map(|sentence| {
            // After 有特殊要求的， a paper is asked for in that case only.
            let cased = clauses(sentence).scan(false, |case, clause| {
                let before = std::mem::replace(case, *case || clause.ends_with('的'));
                Some((before, clause))
            });
            cased.filter(|(case, _)| !case).filter_map(|(_, clause)| {
                let split = words::PAPERS_DEMANDED
                    .iter()
                    .find_map(|demand| clause.split_once(demand));
                split
                    .filter(|(who, _)| !who.ends_with('还'))
                    .map(|(_, papers)| papers)
            })
        })
        .flat_map(|papers| papers.split(['、', '和', '及', '：', ':']))
        .map(|paper| paper.trim_start_matches('以').trim())
}

/// Whether the text is the name of a paper that shares no two consecutive characters with any material.
pub(super) fn is_unheard_of(name: &str, cores: &[&str]) -> bool {
    let name = name.trim_end_matches(['。', '；', ';']);
    let is_odd = name.contains(['《', '，', '（', '(', '“', '其'])
        || name.starts_with('的')
        || ["下列", "以下", "法律", "规定"].iter().any(|word| name.contains(word))
        // A material may list the application in other words.
        || name.contains("申请") && cores.iter().any(|core| core.contains("申请"))
        || words::FORM_ENDING.ends(name);
    let heads = ["文件", "材料", "资料", "方案"];
    let is_name = is_longer(name, 4)
        && !is_longer(name, 20)
        && !is_odd
        && (is_paper(name) || heads.iter().any(|end| name.ends_with(end)));
    let plain = || {
        words::OF_ANY_PAPER
            .iter()
            .fold(name.to_owned(), |name, word| name.replace(word, "|"))
    };
    is_name && {
        let letters: Vec<char> = plain().chars().collect();
        let mut pairs = letters
            .windows(2)
            .filter(|pair| !pair.contains(&'|'))
            .peekable();
        pairs.peek().is_some()
            && pairs.all(|pair| {
                let pair: String = pair.iter().collect();
                cores.iter().all(|core| !core.contains(&pair))
            })
    }
}

/// Whether the name ends like that of a paper.
fn is_paper(name: &str) -> bool {
    let copies = ["复印件", "副本", "正本", "正副本", "原件"];
    let name = copies
        .iter()
        .fold(name, |name, copy| name.trim_end_matches(copy));
    words::PAPER_NAMED.ends(name) || words::IDENTITY_PAPER.ends(name)
}

/// Maximum length of a paper's name, in characters; longer texts are actions: 对泄露的信息核查取证.
const MAX_PAPER_CHARS: usize = 12;

/// The papers that a text asks for, if it consists of their names or asks to bring one.
pub(super) fn papers_named(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(['。', '；', ';', '.']);
    let named = |part: &str| !is_longer(part, MAX_PAPER_CHARS) && is_paper(part);
    if phrases(text).all(|part| named(unmarked(part))) && !text.is_empty() {
        return Some(text);
    }
    if words::RELIEF_FROM_DUTY.occurs_in(text) || words::NO_PAPERS_WANTED.occurs_in(text) {
        return None;
    }
    clauses(text).find_map(|clause| {
        let first = phrases(clause).next()?;
        let verb = words::BROUGHT
            .iter()
            .filter_map(|verb| first.rfind(verb))
            .min()?;
        let words = slice(first, verb..first.len());
        let end = words::IDENTITY_PAPER
            .iter()
            .filter_map(|paper| Some(words.find(paper)? + paper.len()))
            .min()?;
        Some(slice(words, 0..end))
    })
}
