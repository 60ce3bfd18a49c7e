//! Whether a document that a text names is among the materials.

use crate::value::material::name_key;

/// Ends of names of what can be handed in; laws and decisions end otherwise.
pub(super) const DOCUMENTS: &[&str] = &[
    "申请表",
    "申请书",
    "登记表",
    "承诺书",
    "推荐表",
    "审批表",
    "备案表",
    "委托书",
    "报告书",
    "报告表",
    "身份证",
    "许可证",
    "证明",
];

/// Whether a material has that name, in shorter or longer words, or is the item's only paper of the
/// kind and speaks of the same thing.
pub(super) fn listed(core: &str, cores: &[&str]) -> bool {
    let within = |known: &&str| known.contains(core) || core.contains(*known);
    if cores.iter().any(within) {
        return true;
    }
    let Some((kind, subject)) =
        (DOCUMENTS.iter()).find_map(|kind| Some((*kind, core.strip_suffix(kind)?)))
    else {
        return false;
    };
    let same: Vec<&str> = (cores.iter())
        .filter_map(|known| known.strip_suffix(kind))
        .collect();
    let alike = |known: &&str| subsequence(known, subject) || subsequence(subject, known);
    let only = match same.as_slice() {
        [known] => shares_nouns(known, subject),
        _ => false,
    };
    only || same.iter().any(alike)
}

/// Whether the letters of `short` stand in `long`, in their order.
fn subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    !short.is_empty() && short.chars().all(|c| letters.any(|other| other == c))
}

/// Whether two names have four letters in a row in common, two words as a rule.
fn shares_nouns(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    (letters.windows(4)).any(|run| other.contains(&run.iter().collect::<String>()))
}

/// How a list of what is to be handed in is announced.
const INTRODUCED: &[&str] = &[
    "下列材料",
    "以下材料",
    "下列申请材料",
    "以下申请材料",
    "如下材料",
    "下列资料",
    "以下资料",
    "下列文件",
    "以下文件",
    "下列备案材料",
];

/// Ends of names of what an applicant fills in or writes.
const FORMS: &[&str] = &[
    "表",
    "申请书",
    "申请报告",
    "申请",
    "登记书",
    "备案书",
    "报告书",
    "告知书",
];

/// An application that a list in the text names, where no material is one.
pub(super) fn form_in_list<'t>(text: &'t str, cores: &[&str]) -> Option<&'t str> {
    let start = (INTRODUCED.iter())
        .filter_map(|words| text.find(words))
        .min()?;
    let is_form = |name: &str| FORMS.iter().any(|end| name.ends_with(end));
    if cores
        .iter()
        .any(|core| is_form(core) || core.contains("申请") || core.contains("表格"))
    {
        return None;
    }
    let list = text.get(start..)?.split('。').next()?;
    let (_, entries) = list.split_once(['：', ':', '，'])?;
    entries.split(['；', ';', '\n', '、']).find_map(|entry| {
        let numbering = |c: char| {
            c.is_whitespace() || c.is_ascii_digit() || "（）().．、一二三四五六七八九十".contains(c)
        };
        let name = entry.trim_start_matches(numbering).trim();
        let core = name_key(name).core;
        (core.chars().nth(2).is_some() && core.chars().nth(20).is_none() && is_form(&core))
            .then_some(name)
    })
}
