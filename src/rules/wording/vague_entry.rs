//! Entries of conditions that only ask for compliance with unnamed rules, unnamed other conditions or complete papers.

use std::iter;

use crate::analysis::said::{Duty, duties};
use crate::prose::{clauses, entries, is_longer, slice, unmarked};
use crate::words::{self, Hits};

/// Maximum length of an entry that consists of vague words only, in characters.
const MAX_ENTRY_CHARS: usize = 26;

/// Maximum length of a topic that names only a field and no matter, in characters: 环境保护.
const MAX_TOPIC_CHARS: usize = 4;

/// The vague part of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VagueEntry<'a> {
    pub(super) words: &'a str,
    /// Whether the requirement is certainly unclear: it refers to rules of which nothing is named but a field.
    pub(super) certain: bool,
}

/// The vague parts of all entries that have one, in order.
///
/// `name` is the item's: for 取水许可, 符合取水许可政策要求 says no more than 符合有关要求.
pub(super) fn vague_entries<'t>(text: &'t str, name: &str) -> impl Iterator<Item = VagueEntry<'t>> {
    let doubtful = |words| VagueEntry {
        words,
        certain: false,
    };
    let mut all = entries(text).peekable();
    iter::from_fn(move || {
        let entry = all.next()?;
        let next = all.peek().copied();
        let bare = unmarked(entry);
        let bare = bare.trim_end_matches(['。', '；', ';', '.']).trim();
        let parts = || clauses(bare).flat_map(|clause| clause.split(['：', ':']));
        // The clause may be the last one: 属于本市职权范围，申请材料齐全、符合要求的.
        let last = || clauses(bare).last().filter(|last| last.len() < bare.len());
        let papers = only_papers(bare).or_else(|| last().and_then(papers_in_order));
        let found = papers.map(doubtful).or_else(|| {
            parts().find_map(|part| {
                let own = || own_rules(part, name).map(doubtful);
                let set = || set_by_law(part).map(doubtful);
                let by_rank = || rules_by_rank(part).map(doubtful);
                (open_end(part).or_else(|| some_rules(part)))
                    .or_else(own)
                    .or_else(set)
                    .or_else(by_rank)
            })
        });
        let found = found.or_else(|| {
            let last = clauses(bare).last()?;
            rules_of_place(last, name).map(doubtful)
        });
        Some(found.map(|found| VagueEntry {
            certain: found.certain && !(found.words == bare && is_heading(entry, next)),
            ..found
        }))
    })
    .flatten()
}

/// Whether a numbered entry is a heading that a long unnumbered one explains.
fn is_heading(entry: &str, next: Option<&str>) -> bool {
    unmarked(entry).len() < entry.len()
        && next.is_some_and(|next| unmarked(next) == next && is_longer(next, MAX_ENTRY_CHARS))
}

/// The entry, if it only asks that the papers be complete: 材料齐全且符合要求.
///
/// Longer entries give instructions for the papers, and incomplete papers are a case.
fn only_papers(entry: &str) -> Option<&str> {
    let whole = |clause: &str| {
        let kept = words::RULES_KEPT.strip_start(clause);
        kept.is_some_and(|what| words::LEFT_OPEN_HEAD.is(what) || words::SOME_RULES.is(what))
    };
    let asks = !is_longer(entry, MAX_ENTRY_CHARS)
        && words::ALL_THERE.occurs_in(entry)
        && words::WORD_FOR_PAPERS.occurs_in(entry)
        && !entry.contains(['不', '《'])
        && !entry.ends_with(['：', ':']);
    let of_papers = || {
        duties(entry, Hits::UNKNOWN).all(|duty| duty == Duty::Papers)
            || clauses(entry).all(|clause| whole(clause) || words::ALL_THERE.ends(clause))
    };
    (asks && of_papers()).then_some(entry)
}

/// The clause, if it only asks that the papers be complete and meet unnamed requirements.
fn papers_in_order(clause: &str) -> Option<&str> {
    let bare = clause.trim_end_matches('的');
    let open = words::RULES_KEPT.iter().any(|verb| {
        (bare.rsplit_once(verb))
            .is_some_and(|(_, what)| words::LEFT_OPEN_HEAD.is(what) || words::SOME_RULES.is(what))
    });
    (open && only_papers(bare).is_some()).then_some(bare)
}

/// The end of a clause that refers to unnamed others: 或者其他法定条件.
fn open_end(clause: &str) -> Option<VagueEntry<'_>> {
    if clause.contains("其他原因")
        && let Some(at) = clause.find("其他原因")
    {
        return Some(VagueEntry {
            words: slice(clause, at..at + "其他原因".len()),
            certain: false,
        });
    }
    let head = words::LEFT_OPEN_HEAD.strip_end(clause);
    let head = head.or_else(|| clause.strip_suffix("内容"))?;
    let head = ["法定", "有关", "相关", "技术", "必要的", "必要"]
        .iter()
        .find_map(|which| head.strip_suffix(which))
        .unwrap_or(head);
    let before = head
        .strip_suffix("其他")
        .or_else(|| head.strip_suffix("其它"))?;
    Some(VagueEntry {
        words: slice(clause, before.len()..clause.len()),
        // Laws end their lists in these words, and a copy of a law may not be changed.
        certain: false,
    })
}

/// The clause, if it only asks to comply with the rules on the item itself.
fn own_rules<'t>(clause: &'t str, name: &str) -> Option<&'t str> {
    let what = words::RULES_KEPT.strip_start(clause)?;
    let mut rest = what;
    while let Some(shorter) = words::SOME_RULES
        .strip_end(rest)
        .or_else(|| rest.strip_suffix("条件"))
    {
        rest = shorter.trim_end_matches(['的', '、', '和']);
    }
    (rest.len() < what.len() && is_longer(rest, 1) && name.contains(rest)).then_some(clause)
}

/// The end of a clause that asks to comply with rules and tells at most whose: 家庭财产状况符合本市规定条件.
fn rules_of_place<'t>(clause: &'t str, name: &str) -> Option<&'t str> {
    let bare = clause.trim_end_matches('的');
    let verb = words::RULES_KEPT.find(bare)?;
    let asked = slice(bare, verb.start..bare.len());
    let what = slice(asked, verb.word.len()..asked.len());
    let mut rest = what;
    while let Some(shorter) = words::SOME_RULES
        .strip_end(rest)
        .or_else(|| rest.strip_suffix("条件"))
    {
        rest = shorter.trim_end_matches('的');
    }
    let are_rules = rest.len() < what.len();
    while let Some(shorter) = words::WHOSE_RULES.strip_start(rest) {
        rest = shorter.trim_start_matches(['的', '、', '和', '及']);
    }
    // 采伐管理规定 are those on the item itself.
    let topic = rest.trim_end_matches("管理");
    let of_item = topic.is_empty() || is_longer(topic, 1) && name.contains(topic);
    let denied = slice(bare, 0..verb.start).ends_with(['不', '未']);
    (are_rules && of_item && !denied).then_some(asked)
}

/// The end of a clause that asks to meet the conditions of unnamed laws: 符合法律、行政法规规定的设立条件.
fn set_by_law(clause: &str) -> Option<&str> {
    if !clause.contains("规定的") {
        return None;
    }
    let at = words::RULES_KEPT.find(clause)?.start;
    let asked = slice(clause, at..clause.len());
    let (by, set) = words::RULES_KEPT.strip_start(asked)?.split_once("规定的")?;
    let laws = by.split(['、', '和', '及', '或']).all(|law| {
        let law = law.trim_start_matches("国家").trim_start_matches("有关");
        law.is_empty() || words::RANK_ENDING.ends(law)
    });
    let conditions = ["条件", "要求", "标准"]
        .iter()
        .any(|end| set.ends_with(end));
    let denied = slice(clause, 0..at).ends_with(['不', '未']);
    (laws && conditions && !denied && !set.contains(['《', '、'])).then_some(asked)
}

/// The end of a clause that asks to comply with rules and names only their rank: 符合路政管理法律、法规和规范性文件的规定.
fn rules_by_rank(clause: &str) -> Option<&str> {
    let bare = clause.trim().trim_end_matches('的');
    // 遵守国家法律、法规 is a requirement of laws on persons, which cannot be made more precise.
    let met = ["符合", "满足"];
    let met = met.iter().filter(|verb| bare.contains(**verb));
    let at = met.filter_map(|verb| bare.find(verb)).min()?;
    let asked = slice(bare, at..bare.len());
    let mut rest = asked;
    while let Some(shorter) = words::SOME_RULES
        .strip_end(rest)
        .or_else(|| rest.strip_suffix("各项"))
        .or_else(|| words::RANK_ENDING.strip_end(rest))
    {
        rest = shorter.trim_end_matches(['的', '、', '和', '及', '或', '者']);
    }
    let denied = slice(bare, 0..at).ends_with(['不', '未']);
    let stripped = asked.chars().count().saturating_sub(rest.chars().count());
    let named = ["《", "本", "上述", "前款", "该", "第"];
    // 符合规定 may be explained in the rest of the sentence; two ranks in a row never are.
    (stripped >= MIN_RANKS_CHARS && !denied && !named.iter().any(|word| asked.contains(word)))
        .then_some(asked)
}

/// Minimum length of two ranks, in characters: 法律法规, 政策法规.
const MIN_RANKS_CHARS: usize = 4;

/// The end of a clause that asks to comply with unnamed rules: 符合环境保护相关法律法规, 《某条例》等有关规定.
fn some_rules(clause: &str) -> Option<VagueEntry<'_>> {
    let mut rest = clause.trim().trim_end_matches('的');
    while let Some(shorter) = words::SOME_RULES.strip_end(rest) {
        rest = shorter.trim_end_matches(['的', '、', '和']);
    }
    let (some, named) =
        (words::UNNAMED_RULE.iter()).find_map(|some| Some((some, rest.strip_suffix(some)?)))?;
    if rest.len() == clause.len() {
        return None;
    }
    // Without a title the clause must ask to comply: 熟悉金融等相关法律法规 cannot be made more precise.
    let list = named.strip_suffix('等').or((some == "等").then_some(named));
    if let Some(list) = list.filter(|list| list.contains('《')) {
        return Some(VagueEntry {
            words: slice(clause, list.len()..clause.len()),
            certain: false,
        });
    }
    let verb = words::RULES_KEPT.find(named)?;
    let kept = verb.start;
    let denied = slice(named, 0..kept).ends_with(['不', '未']);
    // A longer topic tells an expert which rules are meant.
    let topic = slice(named, kept + verb.word.len()..named.len());
    let topic = ["中华人民共和国", "国家", "我国", "的"]
        .iter()
        .fold(topic, |topic, whose| {
            topic.strip_prefix(whose).unwrap_or(topic)
        });
    // A title, 《…》, names the rules.
    (!denied && !named.contains('《')).then(|| VagueEntry {
        words: slice(clause, kept..clause.len()),
        certain: !is_longer(topic, MAX_TOPIC_CHARS),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_entries_are_found() {
        let vague = |text| {
            vague_entries(text, "取水许可")
                .map(|entry| entry.words)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            vague("一、已经竣工；二、申领材料齐全且符合要求。"),
            ["申领材料齐全且符合要求"]
        );
        assert_eq!(
            vague(
                "家庭财产状况符合本市规定条件的；取水点合理，符合国家和省取水管理规定；场地不符合要求"
            ),
            ["符合本市规定条件", "符合国家和省取水管理规定"]
        );
        assert_eq!(
            vague("（一）符合防洪规划和其它技术要求；"),
            ["其它技术要求"]
        );
        assert_eq!(
            vague("1.年满18周岁或者其他法定条件；2.符合水土保持相关法律法规。"),
            ["其他法定条件", "符合水土保持相关法律法规"]
        );
        assert_eq!(
            vague("5.申请材料齐全，符合要求。（六）法规、规章规定必须提供的其他文件；"),
            ["申请材料齐全，符合要求", "其他文件"]
        );
        assert_eq!(
            vague(
                "1.符合土地、环保等法律、法规、政策要求；2.符合《某法》《某条例》等法律、法规要求"
            ),
            ["符合土地、环保等法律、法规、政策要求", "等法律、法规要求"]
        );
        assert_eq!(
            vague("根据《某登记管理条例》等相关规定：企业增加证照的情况。"),
            ["等相关规定"]
        );
        assert_eq!(
            vague("1.经认定的单位。2.符合取水许可政策要求。（七）因其他原因需要变更的"),
            ["符合取水许可政策要求", "其他原因"]
        );
        assert_eq!(
            vague(
                "（六）应当符合法律、行政法规规定的企业设立条件，住所在本市。（五）法规规定不得表示的其他内容"
            ),
            ["符合法律、行政法规规定的企业设立条件", "其他内容"]
        );
        for text in [
            "申请材料不齐全的，不予受理",
            "补正后仍不符合相关规定的",
            "验收材料完整、符合《某办法》的规定",
            "符合《某条例》的有关规定",
            "熟悉金融等相关法律法规",
            "收到申请后，对申请材料齐全的，主管部门应当出具受理凭证",
            "出租人与权属证明记载的主体一致",
            "年满18周岁，或者符合法定条件的其他当事人",
            "内容齐全的其他当事人",
            "熟悉财政、税务等法律法规",
            "符合《某条例》规定的设立条件",
        ] {
            assert_eq!(vague(text), [""; 0], "{text}");
        }
    }
}
