//! Rules of the process and of its result, beyond the examples of their pages.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::fmt::Write as _;

use proptest::prelude::*;
use shixiang::model::{Flowchart, Guide, Next, Process, ServiceItem, Step};
use shixiang::source::Format;
use shixiang::value::flow::mermaid;
use shixiang::vocabulary::{EndKind, Stage};
use shixiang::{Checker, Language, ReadOptions, Report, read_str};

fn check(text: &str) -> Report {
    let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
    assert_eq!(reading.catalogue.items.len().min(1), 1, "{text}");
    let checker = Checker::new()
        .preview(true)
        .select(&["PRO", "OUT"])
        .unwrap();
    checker.check(&reading)
}

/// Codes and lines of what is found, without missing elements.
fn found(text: &str) -> Vec<(&'static str, u64)> {
    let report = check(text);
    (report.findings.iter())
        .filter(|finding| finding.rule.code[3..].parse::<u32>().unwrap() >= 10)
        .map(|finding| {
            let line = finding
                .location
                .as_ref()
                .and_then(|at| at.line)
                .unwrap_or_default();
            (finding.rule.code, line)
        })
        .collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    found(text).into_iter().map(|(code, _)| code).collect()
}

/// A process that writes its ways, complete and with a chart that agrees.
const SOUND: &str = r#"
name = "食品经营许可"
item_type = "行政许可"
[authority]
name = "某县市场监督管理局"
[guide.time_limit]
promised = { amount = 5, unit = "工作日" }
[guide.visits]
count = 1
reason = "须当场核验身份"
[[guide.materials]]
name = "食品经营许可申请书"
[guide.result]
name = "食品经营许可证"
kind = "证照"
delivery = ["窗口领取", "邮寄送达"]
[guide.progress]
ways = ["网上查询"]
url = "https://zwfw.example.gov.cn/progress"
[guide.process]
narrative = "申请→受理→审查→决定→送达"
[guide.process.flowchart]
mermaid = """
flowchart TD
    start([开始]) --> s[窗口受理]
    s --> q{材料是否齐全}
    q -->|是| r[审查]
    q -->|否| m[补正]
    m --> s
    r --> d[决定]
    d -->|符合| g[发证]
    d -->|不符合| n[不予许可]
"""
[[guide.process.steps]]
id = "accept"
stage = "受理"
actor = "窗口人员"
action = "核对材料是否齐全"
inputs = ["食品经营许可申请书"]
output = "受理通知书"
limit = { amount = 1, unit = "工作日" }
on_site = true
next = [{ to = "review", when = "材料齐全" }, { to = "mend", when = "材料不齐全" }]
[[guide.process.steps]]
id = "mend"
stage = "补正"
actor = "申请人"
action = "按一次性告知书补齐材料"
output = "补正材料"
limit = { amount = 5, unit = "工作日" }
on_site = false
next = [{ to = "accept" }]
[[guide.process.steps]]
id = "review"
stage = "审查"
actor = "审查人员"
action = "核查经营场所"
output = "审查意见"
limit = { amount = 3, unit = "工作日" }
on_site = false
[[guide.process.steps]]
id = "decide"
stage = "决定"
actor = "决定人"
action = "作出决定"
output = "许可决定书"
limit = { amount = 1, unit = "工作日" }
on_site = false
next = [{ to = "give", when = "符合条件" }, { to = "refuse", when = "不符合条件" }]
[[guide.process.steps]]
id = "give"
stage = "送达"
actor = "送达人员"
action = "邮寄证照"
output = "食品经营许可证"
limit = { amount = 3, unit = "工作日" }
outside_limit = true
on_site = false
end = "办结"
[[guide.process.steps]]
id = "refuse"
name = "不予许可"
end = "不予许可"
on_site = false
"#;

#[test]
fn a_sound_process_is_clean() {
    assert_eq!(found(SOUND), []);
}

/// One fault injected, and the one rule that finds it.
#[test]
fn each_fault_is_found_by_its_rule_alone() {
    for (from, to, code) in [
        ("to = \"review\", when", "to = \"reveiw\", when", "PRO030"),
        ("id = \"decide\"\nstage", "id = \"review\"\nstage", "PRO031"),
        (", when = \"材料不齐全\" }]", " }]", "PRO036"),
        ("when = \"材料不齐全\"", "when = \"材料齐全\"", "PRO037"),
        (
            "{ amount = 3, unit = \"工作日\" }\non_site",
            "{ amount = 9, unit = \"工作日\" }\non_site",
            "PRO050",
        ),
        (
            "{ amount = 3, unit = \"工作日\" }\noutside_limit = true",
            "{ amount = 3, unit = \"工作日\" }",
            "PRO050",
        ),
        (
            "count = 1\nreason = \"须当场核验身份\"",
            "count = 0",
            "PRO060",
        ),
        (
            "count = 1\nreason = \"须当场核验身份\"",
            "count = 1",
            "PRO062",
        ),
        (
            "inputs = [\"食品",
            "inputs = [\"房屋安全鉴定报告\", \"食品",
            "PRO080",
        ),
        ("d -->|符合| g", "d -->|符合", "PRO090"),
        ("r --> d[决定]", "r --> x[专家评审] --> d[决定]", "PRO093"),
        ("q -->|否| m[补正]\n    m --> s", "", "PRO094"),
        ("    m --> s\n", "    m --> s\n    m --> r\n", "PRO095"),
        ("    m --> s\n", "", "PRO096"),
        ("审查→决定→送达", "决定→审查→送达", "PRO102"),
        ("决定→送达\"", "决定→公示→送达\"", "PRO100"),
        ("kind = \"证照\"", "kind = \"批文\"", "OUT010"),
        (
            "url = \"https://zwfw.example.gov.cn/progress\"",
            "",
            "OUT021",
        ),
        ("ways = [\"网上查询\"]", "ways = [\"电话查询\"]", "OUT020"),
        ("actor = \"审查人员\"\n", "", "PRO020"),
        ("action = \"核查经营场所\"\n", "", "PRO021"),
        ("output = \"审查意见\"\n", "", "PRO022"),
        (
            "limit = { amount = 3, unit = \"工作日\" }\non_site = false\n[[guide.process.steps]]\nid = \"decide\"",
            "on_site = false\n[[guide.process.steps]]\nid = \"decide\"",
            "PRO023",
        ),
    ] {
        let text = SOUND.replacen(from, to, 1);
        assert_ne!(text, SOUND, "{from} is not there");
        assert!(codes(&text).contains(&code), "{code}: {:?}", found(&text));
        let others: Vec<_> = codes(&text)
            .into_iter()
            .filter(|other| *other != code)
            .collect();
        // A line of the chart that cannot be read takes its box and arrow with it, and an id that
        // stands twice leads its ways elsewhere.
        if !["PRO030", "PRO031", "PRO090"].contains(&code) {
            assert_eq!(others, Vec::<&str>::new(), "{code}: {text}");
        }
    }
}

#[test]
fn messages_give_both_values_in_both_languages() {
    let text = SOUND.replacen(
        "{ amount = 3, unit = \"工作日\" }\non_site",
        "{ amount = 9, unit = \"工作日\" }\non_site",
        1,
    );
    let report = check(&text);
    let said: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.rule.code == "PRO050")
        .flat_map(|finding| {
            [
                finding.message(Language::Chinese),
                finding.message(Language::English),
            ]
        })
        .collect();
    assert_eq!(
        said[0],
        "从受理到决定，审查9个工作日 + 决定1个工作日 = 10个工作日，超过承诺办结时限5个工作日"
    );
    assert!(said[1].contains("more than the promised"));
}

#[test]
fn rules_that_cannot_judge_are_counted() {
    let text = "name = \"甲\"\n[guide.process.flowchart]\nimage = \"a.png\"\n[[guide.process.steps]]\nname = \"受理\"\n";
    let report = check(text);
    assert!(report.not_judged.keys().any(|entry| entry.rule == "PRO093"));
}

#[test]
fn a_very_long_process_is_judged() {
    let mut text = String::from("name = \"甲\"\n");
    for at in 0..20_000 {
        writeln!(
            text,
            "[[guide.process.steps]]\nid = \"s{at}\"\nnext = [{{ to = \"s{}\" }}]",
            (at * 7) % 20_000
        )
        .unwrap();
    }
    let report = check(&text);
    assert!(report.not_judged.keys().any(|entry| entry.rule == "PRO032"));
}

fn step() -> impl Strategy<Value = Step> {
    let names = [
        "受理",
        "审查",
        "决定",
        "送达",
        "补正",
        "不予受理",
        "现场核查",
        "公示",
        "收件与受理",
    ];
    let id = || "[a-f]";
    let next = proptest::collection::vec((id(), proptest::option::of("[甲乙]")), 0..3);
    let fork = proptest::collection::vec(id(), 0..3);
    (
        proptest::option::of(id()),
        proptest::option::of(proptest::sample::select(names.to_vec())),
        next,
        fork,
        proptest::option::of(id()),
        0..6_u8,
    )
        .prop_map(|(id, name, next, fork, join, end)| {
            let mut step = Step::default();
            step.id = id;
            step.name = name.map(str::to_owned);
            step.stage = (end == 5).then_some(Stage::Review);
            step.next = (next.into_iter())
                .map(|(to, when)| {
                    let mut next = Next::default();
                    next.to = to;
                    next.when = when;
                    next
                })
                .collect();
            step.fork = fork;
            step.join = join;
            step.end = (end == 4).then_some(EndKind::Completed);
            step.on_site = [None, Some(true), Some(false)][usize::from(end % 3)];
            step
        })
}

fn item(steps: Vec<Step>) -> ServiceItem {
    let mut process = Process::default();
    process.steps = steps;
    let mut guide = Guide::default();
    guide.process = Some(process);
    let mut item = ServiceItem::default();
    item.name.push('甲');
    item.guide = Some(guide);
    item
}

fn report(item: &ServiceItem) -> Report {
    let json = serde_json::to_string(item).unwrap();
    let reading = read_str("a.json", &json, Format::Json, &ReadOptions::default());
    Checker::new()
        .preview(true)
        .select(&["PRO", "OUT"])
        .unwrap()
        .check(&reading)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_process_is_checked(steps in proptest::collection::vec(step(), 0..9), chart in "[a-d受理审查>\\-|\\[\\]\n ]{0,40}") {
        let mut item = item(steps);
        let process = item.guide.as_mut().unwrap().process.as_mut().unwrap();
        let mut drawn = Flowchart::default();
        drawn.mermaid = Some(format!("flowchart TD\n{chart}"));
        process.flowchart = Some(drawn);
        process.narrative = Some(chart);
        let _ = report(&item);
    }

    /// A chart drawn from the steps never differs from them.
    #[test]
    fn a_drawn_chart_agrees_with_its_steps(steps in proptest::collection::vec(step(), 1..9)) {
        let mut item = item(steps);
        let process = item.guide.as_mut().unwrap().process.as_mut().unwrap();
        let chart = mermaid(process);
        let mut drawn = Flowchart::default();
        drawn.mermaid = Some(chart.clone());
        process.flowchart = Some(drawn);
        let report = report(&item);
        let differing: Vec<&str> = report.findings.iter()
            .map(|finding| finding.rule.code)
            .filter(|code| ("PRO090".."PRO100").contains(code))
            .collect();
        prop_assert!(differing.is_empty(), "{:?}\n{}", differing, chart);
    }
}

#[cfg(feature = "cli")]
mod command {
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Output};

    fn flowchart(name: &str, text: &str) -> Output {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, text).unwrap();
        Command::new(env!("CARGO_BIN_EXE_shixiang"))
            .args(["flowchart", "--lang", "zh", path.to_str().unwrap()])
            .output()
            .unwrap()
    }

    fn text(bytes: &[u8]) -> &str {
        std::str::from_utf8(bytes).unwrap()
    }

    const ONE: &str = "name = \"甲\"\n[[guide.process.steps]]\nid = \"accept\"\nname = \"受理\"\n\
        [[guide.process.steps]]\nname = \"送达\"\nend = \"办结\"\n";

    #[test]
    fn one_item_prints_only_its_chart() {
        let output = flowchart("flow-one.toml", ONE);
        assert_eq!(output.status.code(), Some(0));
        let chart = text(&output.stdout);
        assert!(
            chart.starts_with("flowchart TD\n    accept[\"受理\"]\n"),
            "{chart}"
        );
        assert!(chart.contains("accept --> step-2\n"), "{chart}");
        assert!(shixiang::value::flow::read(chart).unread.is_empty());
    }

    #[test]
    fn several_items_print_their_charts_with_names() {
        let items = "[[items]]\nname = \"甲\"\n[[items.guide.process.steps]]\nname = \"受理\"\n\
            [[items]]\nname = \"乙\"\n\
            [[items]]\nname = \"丙\"\n[[items.guide.process.steps]]\nname = \"审查\"\n";
        let output = flowchart("flow-three.toml", items);
        assert_eq!(output.status.code(), Some(0));
        let charts = text(&output.stdout);
        assert!(charts.starts_with("%% 甲\nflowchart TD\n"), "{charts}");
        assert!(charts.contains("\n\n%% 丙\nflowchart TD\n"), "{charts}");
        assert!(text(&output.stderr).contains("“乙”没有办理环节"));
    }

    #[test]
    fn an_item_without_steps_and_unreadable_input_fail() {
        assert_eq!(
            flowchart("flow-none.toml", "name = \"甲\"\n").status.code(),
            Some(2)
        );
        assert_eq!(flowchart("flow-empty.toml", "").status.code(), Some(3));
    }
}
