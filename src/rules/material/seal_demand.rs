//! Whose seal or signature a note asks for.

use super::helpers::clauses;

/// Words by which the applicant's own seal or signature is asked for.
const ASKED: &[&str] = &[
    "加盖申请单位公章",
    "加盖申报单位公章",
    "加盖单位公章",
    "加盖企业公章",
    "加盖公司公章",
    "加盖申请人公章",
    "加盖公章",
    "申请人签名",
    "申请人签字",
    "本人签名",
    "本人签字",
    "申请单位盖章",
    "企业盖章",
    "单位盖章",
    "法定代表人签字",
    "法定代表人签名",
    "签字盖章",
    "签名盖章",
    "盖公章",
];

/// Who may be the applicant, or nobody named; 公司, 企业 and 单位 do not tell whose seal it is.
const OURS: &[&str] = &[
    "申请人",
    "申请单位",
    "申请企业",
    "申请机构",
    "申请相对人",
    "申报人",
    "申报单位",
    "备案人",
    "本人",
    "法定代表人",
    "法人",
    "公司",
    "企业",
    "单位",
    "",
];

/// Words around the name of who seals.
const FILLERS: &[&str] = &[
    "应当", "必须", "要求", "逐份", "填写", "签署", "并", "均", "都", "应", "须", "需", "要", "已",
    "由",
];

/// Ends of names of what is sealed, which stand where the one who seals may stand.
const PAPERS: &[&str] = &["件", "材料", "资料", "报告", "表", "书"];

/// A demand for a seal or signature of the applicant.
pub(super) struct Demand<'a> {
    /// The clause.
    pub(super) clause: &'a str,
    /// Whether it is sure that the applicant is meant.
    pub(super) certain: bool,
}

/// The first clause that asks for the applicant's own seal or signature.
pub(super) fn demand(text: &str) -> Option<Demand<'_>> {
    clauses(text)
        .filter(|clause| !clause.contains("是否"))
        .find_map(|clause| ASKED.iter().find_map(|words| asked(clause, words)))
}

fn asked<'a>(clause: &'a str, words: &str) -> Option<Demand<'a>> {
    let (before, after) = clause.split_once(words)?;
    // 加盖公章的… names another paper.
    if after.starts_with('的') {
        return None;
    }
    let verb = ["加盖", "盖", "签"]
        .iter()
        .find_map(|verb| words.find(verb))?;
    let left = format!("{before}{}", words.get(..verb).unwrap_or_default());
    let parts: Vec<&str> = left
        .split(['、', '及', '和', '与', '并'])
        .map(bare)
        .collect();
    let ours = |part: &&str| OURS.contains(part) && (!part.is_empty() || parts.len() == 1);
    // 申请人填写并加盖公章: the one who seals is named before the other verb.
    let last = parts.iter().rev().find(|part| !part.is_empty());
    if !parts.iter().any(ours) && last.is_some() {
        return None;
    }
    let unclear = ["公司", "企业", "单位"]
        .iter()
        .any(|word| last == Some(word));
    let both = words.starts_with("签字盖章") || words.starts_with("签名盖章");
    let demanded = |part: &str| {
        ["加盖", "盖", "签"]
            .iter()
            .any(|verb| part.starts_with(verb))
    };
    let others = (parts.iter()).any(|part| !OURS.contains(part) && !demanded(part));
    Some(Demand {
        clause: clause.trim_start_matches(numbering),
        certain: !unclear && !both && !others,
    })
}

/// Who seals, without numbers, helping verbs and what is sealed.
fn bare(part: &str) -> &str {
    let mut rest = part.trim().trim_start_matches(numbering);
    while let Some(next) = (FILLERS.iter())
        .find_map(|word| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)))
    {
        rest = next;
    }
    if PAPERS.iter().any(|end| rest.ends_with(end)) {
        return "";
    }
    rest
}

fn numbering(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '、' | ' ' | '①'..='⑳')
}
