//! Papers that are only called 有关 or 相关, in names of materials.

use crate::prose::slice;
use crate::words;

/// The words 有关 or 相关 with a paper of any kind, at the end of a name or before another paper: 相关票据.
pub(super) fn unnamed_paper(name: &str) -> Option<&str> {
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
}
