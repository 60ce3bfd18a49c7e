//! Papers that are only called 有关 or 相关, or by examples, in names of materials.

use super::phrases::Vague;
use crate::analysis::{TextKind, TextNode};
use crate::prose::{ending_bracket, slice};
use crate::words;

/// The words that leave open which paper a name means and that no known phrase has, and whether they certainly do.
pub(super) fn open_paper<'t>(node: &TextNode<'t>, known: &[Vague<'_>]) -> Option<(&'t str, bool)> {
    if node.kind != TextKind::MaterialName {
        return None;
    }
    let unnamed = unnamed_paper(node.text).map(|words| (words, true));
    let open = unnamed.or_else(|| Some((open_examples(node.text)?, false)));
    open.filter(|(words, _)| {
        !known
            .iter()
            .any(|known| known.words.contains(words) || words.contains(known.words))
    })
}

/// Whether 等材料 follows kinds of things and not papers: 砂石、水泥等材料.
pub(super) fn follows_things(text: &str, words: &str) -> bool {
    let Some(before) = words
        .starts_with('等')
        .then(|| text.split_once(words))
        .flatten()
        .map(|(before, _)| before)
    else {
        return false;
    };
    let series = before.rsplit(['，', '。', '；', '：', '（', '(']).next();
    let is_paper =
        |entry: &str| words::PAPER_NAMED.ends(entry) || words::DOCUMENT_ENDING.ends(entry);
    !series
        .unwrap_or(before)
        .split(['、', '和', '及'])
        .any(is_paper)
}

/// The words 有关 or 相关 with a paper of any kind, at the end of a name or before another paper: 相关票据.
fn unnamed_paper(name: &str) -> Option<&str> {
    ["有关", "相关"].iter().find_map(|fitting| {
        let start = name.find(fitting)?;
        // 与申请有关的证明 says what it is about.
        let before = slice(name, 0..start);
        let clause = before.rsplit(['，', '。', '；']).next().unwrap_or(before);
        let about = clause.contains(['与', '同']);
        let mut rest = slice(name, start + fitting.len()..name.len());
        while let Some(shorter) = words::KIND_OF_UNNAMED_PAPER.strip_start(rest) {
            let paper = words::PAPER_OF_ANY_KIND.starts(rest);
            // 证明 is a kind in 证明文件 and the paper itself in 有关证明.
            if paper && !words::PAPER_OF_ANY_KIND.starts(shorter) {
                break;
            }
            rest = shorter;
        }
        let after = words::PAPER_OF_ANY_KIND.strip_start(rest)?;
        let end = name.len() - after.len();
        let ends = after.is_empty()
            || after.starts_with([
                '、', '，', '。', '；', '或', '和', '及', '与', '的', '（', '(',
            ])
            || ["原件", "复印件", "副本"]
                .iter()
                .any(|word| after.starts_with(word));
        (ends && !about).then(|| slice(name, start..end))
    })
}

/// The bracket with examples after a name that goes on: 家庭收入证明（如工资单、失业证明等）.
fn open_examples(name: &str) -> Option<&str> {
    let inside = ending_bracket(name.trim())?.inside;
    let examples = inside.starts_with('如') || inside.starts_with("例如");
    (examples && inside.trim_end().ends_with('等')).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_of_any_kind_are_found() {
        for (name, found) in [
            ("相关票据", Some("相关票据")),
            ("提交有关批准文件或者许可证件的复印件", Some("有关批准文件")),
            ("有关的资格证书", Some("有关的资格证书")),
            ("与工程有关的证明文件", None),
            ("有关证明事项告知承诺书", None),
            ("身份证", None),
        ] {
            assert_eq!(unnamed_paper(name), found, "{name}");
        }
    }

    #[test]
    fn examples_that_go_on_are_found() {
        for (name, found) in [
            (
                "收入证明（如工资单、失业证明等）",
                Some("如工资单、失业证明等"),
            ),
            ("收入证明（如工资单、失业证明）", None),
            ("收入证明（如有）", None),
        ] {
            assert_eq!(open_examples(name), found, "{name}");
        }
    }
}
