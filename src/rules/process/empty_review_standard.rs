use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::helpers::{name, step_at, steps};
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::model::ServiceItem;
use crate::value::fold::without_buttons;
use crate::value::same::text_key;
use crate::vocabulary::Stage;

rule! {
    "PRO025", "empty-review-standard", Warning, Item(check),
    summary: ("审查标准没有内容", "a review standard that says nothing"),
    message: ("“{step}”的审查标准只写了“{text}”，看不出按什么审", "the standard of “{step}” only says “{text}”: nothing tells what is looked at"),
    help: ("逐条写明审什么、怎样算合格；依据某部规定的，写出名称和条款", "say point by point what is looked at and what passes; name the rule and the article where one is applied"),
    rows: ["B1", "B3"],
    source: "优化营商环境条例 第十九条：审查标准应当明确、具体；行政许可标准化指引（2016版）",
    page: "empty_review_standard.md",
}

/// A standard in more characters says something.
const LONGEST: usize = 60;

/// Words for a standard that leave open which.
const STANDARDS: &str = "规定 要求 政策 法规 法律 法律法规 政策法规 部门规章 规章 标准 规范 清单 目录 审核标准 审查标准";

/// The same, which the conditions of the guide may explain.
const EXPLAINED: &str = "条件 情形 范围";

/// That all papers are there.
const COMPLETE: &str = "齐全 齐备 完整 完备 完整性";

/// What else is looked at when papers are taken in.
const FORMAL: &str = "真实 真实性 有效 准确 清晰 无误 合法 属实 法定形式 形式 职权范围 职责范围 \
    管辖范围 受理范围 签章 盖章 填写 填写规范 合规性";

/// Words that add nothing.
const FILLERS: &str = "是否 符合 满足 复核 根据 按照 依照 依据 对照 参照 按 对 由 与 和 及 或 以及 并 且 的 了 应 应当 须 要 \
    即可 可以 可 予以 给予 即 当场 进行 作出 做出 提出 形成 认定 决定 意见 结论 情况 结果 审查 审核 核查 核实 审批 审定 \
    逐一 认真 严格 资料 材料 申请 申报 申办 申请人 办理 受理 收件 接收 提交 提供 报送 上传 所 所交 所需 单位 事项 业务 备案 登记 \
    变更 许可 确认 纳入 通过 同意 执行 相关 有关 相应 国家 自治区 省 市 本市 法定 本 该 此 上述 前述 以上 各项 制定 正常 \
    内容 名称 一致 相符 对应 初步 书面 资料审查 准予 不予 不予许可 合理 文件 规范性 流程 程序 管理 行业 依法";

/// By pattern, which of the lists it stands in.
static WORDS: LazyLock<Option<(AhoCorasick, Vec<Word>)>> = LazyLock::new(|| {
    let lists = [
        (Word::Standard, STANDARDS),
        (Word::Explained, EXPLAINED),
        (Word::Complete, COMPLETE),
        (Word::Formal, FORMAL),
        (Word::Filler, FILLERS),
    ];
    let all = lists
        .into_iter()
        .flat_map(|(kind, list)| list.split_whitespace().map(move |word| (word, kind)));
    let (words, kinds): (Vec<_>, Vec<_>) = all.unzip();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words);
    automaton.ok().map(|automaton| (automaton, kinds))
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Standard,
    Explained,
    Complete,
    Formal,
    Filler,
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stages = cx.stages();
    for (at, step) in steps(item).iter().enumerate() {
        let Some(text) = step.criteria.as_deref().map(without_buttons) else {
            continue;
        };
        if text.chars().nth(LONGEST).is_some() {
            continue;
        }
        let Some(found) = kinds(text) else { continue };
        let has = |kind: Word| found.contains(&kind);
        let told = stages.of(at);
        let judges = told.contains(&Stage::Decision) || told.contains(&Stage::Review);
        // That something is complete says little where nothing says what.
        let papers = ["材料", "资料", "文书", "表", "签章"]
            .iter()
            .any(|word| text.contains(word));
        let said = has(Word::Formal) || has(Word::Complete) && papers;
        // Where papers are taken in, that they are complete and in due form is the standard.
        let empty = if judges {
            has(Word::Standard) || has(Word::Explained) || !said
        } else {
            has(Word::Standard) && !(has(Word::Formal) && has(Word::Complete)) || !said
        };
        if empty {
            let found = Diagnostic::at(step_at(at).then("criteria"))
                .with("step", name(step, at))
                .with("text", text.trim());
            let certain = has(Word::Standard) && !has(Word::Explained) && !has(Word::Formal);
            cx.report(if judges && certain {
                found
            } else {
                found.severity(Severity::Hint)
            });
        }
    }
}

/// The kinds of words a text is made of; none where it says anything besides.
fn kinds(text: &str) -> Option<Vec<Word>> {
    let (automaton, kinds) = WORDS.as_ref()?;
    let key = text_key(text);
    let mut found = Vec::new();
    let mut end = 0;
    let nothing = |part: Option<&str>| {
        part.is_some_and(|part| {
            part.chars()
                .all(|c| c.is_ascii_digit() || ".,-一二三四".contains(c))
        })
    };
    for hit in automaton.find_iter(&key) {
        if !nothing(key.get(end..hit.start())) {
            return None;
        }
        found.extend(kinds.get(hit.pattern().as_usize()));
        end = hit.end();
    }
    (nothing(key.get(end..)) && !found.is_empty()).then_some(found)
}
