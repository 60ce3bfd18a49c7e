//! The generated parts of the documentation are fresh, and codes once given stay.
//!
//! `UPDATE=1 cargo test --test docs_generated` writes them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use shixiang::model::elements::{CATALOGUE, Group, ITEM};
use shixiang::{Language, Severity, rules};

/// The rows of requirements, as inspections and evaluations published them.
const ROWS: &[(&str, &str)] = &[
    ("A1", "没有写明时限、收费标准、联系方式"),
    ("A2", "没有表格下载、示例样表"),
    ("A3", "没有说清材料的形式、份数"),
    ("A4", "栏目下面是空的"),
    ("A5", "没有填报说明"),
    ("A6", "指南要素不齐"),
    ("A7", "上级清单里有的事项，本地目录没有"),
    ("A8", "没有摘要、关键词，搜不到"),
    ("A9", "咨询、投诉没有渠道或迟迟不答复"),
    ("A10", "没有一件事服务"),
    ("A11", "查不到进度和结果，现场没有人帮办"),
    ("B1", "流程说不清楚"),
    ("B2", "流程图与文字不一致"),
    ("B3", "用含糊的词应付"),
    ("B4", "句子绕、照抄法条"),
    ("B5", "环节时限与承诺、法定时限对不上"),
    ("B6", "到现场的次数"),
    ("B7", "多部门办理，谁交给谁说不清"),
    ("B8", "多余的前置审批"),
    ("C1", "两个渠道答案不同"),
    ("C2", "照网上准备的材料，窗口不收"),
    ("C3", "跳转到别的网站再注册"),
    ("C4", "说是全程网办，还要到大厅"),
    ("C5", "门户与移动端不一致"),
    ("C6", "热线、时间不对"),
    ("C7", "同一问题，答复不同"),
    ("C8", "重复要政府已有的材料"),
    ("D1", "没有统一的名称和数据"),
    ("D2", "分类错误"),
    ("D3", "各县同一事项不一样"),
    ("D4", "没有跟上政策变化"),
    ("D5", "内部环节和人员不规范"),
    ("D6", "译文不全、不一致"),
    ("D7", "没有按服务对象归类"),
    ("E1", "一次检查全目录"),
    ("E2", "问题清单"),
    ("E3", "检查报告的各项数字"),
    ("E4", "两次检查之间的变化"),
    ("E5", "平台不好用"),
];

/// Rows that rules serve which look at one item at a time.
const OF_ITEMS: &[&str] = &[
    "A1", "A2", "A3", "A5", "A6", "A8", "A9", "A11", "B1", "B2", "B3", "B4", "B5", "B6", "B7",
    "B8", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "D2", "D5", "D6",
];

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares a committed file with what it should hold, or writes it.
fn fresh(name: &str, content: &str) {
    let path = file(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, content).unwrap();
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == content,
        "{name} is stale: run `UPDATE=1 cargo test --test docs_generated`"
    );
}

fn rules_of(row: &str) -> Vec<&'static str> {
    let serves = |rule: &&&'static shixiang::Rule| rule.requirements.contains(&row);
    let codes = rules::all().iter().filter(serves).map(|rule| rule.code);
    codes.collect()
}

#[test]
fn the_rule_index_is_fresh() {
    let mut page = String::from(
        "# 规则目录\n\n*The rules, by theme; then the published faults and the rules that find them.*\n\n\
         用 `shixiang explain 编号` 看一条规则的说明、错误示例和正确示例。\n\n",
    );
    page.push_str(&rules::index(rules::all(), Language::Chinese));
    page.push_str(
        "## 公开的问题与查它的规则\n\n| 需求条目 | 检查评估中公开的问题 | 规则 |\n|---|---|---|\n",
    );
    for (row, fault) in ROWS {
        let codes = rules_of(row);
        let codes = if codes.is_empty() {
            "—".to_owned()
        } else {
            codes.join(" ")
        };
        writeln!(page, "| {row} | {fault} | {codes} |").unwrap();
    }
    fresh("src/_documentation/rules.md", &page);
}

#[test]
fn rules_serve_only_rows_that_exist() {
    let known: BTreeSet<&str> = ROWS.iter().map(|(row, _)| *row).collect();
    for rule in rules::all() {
        for row in rule.requirements {
            assert!(known.contains(row), "{}: {row}", rule.code);
        }
    }
}

#[test]
fn every_published_fault_of_an_item_has_a_rule() {
    let without: Vec<&&str> = OF_ITEMS
        .iter()
        .filter(|row| rules_of(row).is_empty())
        .collect();
    assert!(without.is_empty(), "no rule serves {without:?}");
}

/// Puts a generated part where the page of this name has its mark.
fn fresh_part(name: &str, mark: &str, part: &str) {
    let page = fs::read_to_string(file(name)).unwrap();
    let mark = format!("<!-- generated: {mark} -->\n");
    let (before, rest) = page.split_once(&mark).unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    fresh(name, &format!("{before}{mark}{part}<!-- end -->{after}"));
}

#[test]
fn the_table_of_required_elements_is_fresh() {
    let mut table = String::from(
        "\n| 编号 | 要素 | portal | exchange | audit | 哪些事项 |\n|---|---|---|---|---|---|\n",
    );
    let grade = |severity: Option<Severity>| match severity {
        Some(Severity::Error) => "E",
        Some(Severity::Warning) => "W",
        Some(Severity::Hint) => "H",
        None => "—",
    };
    for row in rules::element::wanted() {
        let grades = row.severity.map(grade).join(" | ");
        let (code, name, items) = (row.code, row.name.zh, row.items.zh);
        writeln!(table, "| {code} | {name} | {grades} | {items} |").unwrap();
    }
    table.push('\n');
    fresh_part("src/_documentation/profiles.md", "elements", &table);
}

/// Every group that a path from a catalogue leads through, once, in the order of the paths.
fn groups() -> Vec<&'static Group> {
    fn gather(group: &'static Group, all: &mut Vec<&'static Group>) {
        if !all.iter().any(|known| known.id == group.id) {
            all.push(group);
            (group.fields.iter().filter_map(|field| field.group))
                .for_each(|inner| gather(inner, all));
        }
    }
    let mut all = Vec::new();
    gather(ITEM, &mut all);
    gather(CATALOGUE, &mut all);
    all
}

#[test]
fn the_table_of_elements_is_fresh() {
    let mut page = String::from(
        "# 要素一览\n\n*Every element: its key, its names, the exchange columns that carry it, and what it holds.*\n\n\
         一张表是一种结构。“列”是国家交换表的列；“内容”写明取自哪个代码表，或者由哪种结构组成，“多”是可以有多项。\n",
    );
    for group in groups() {
        let (zh, en, id) = (group.name.zh, group.name.en, group.id);
        writeln!(page, "\n## {zh} `{id}`\n\n*{en}*\n").unwrap();
        page.push_str("| 键 | 要素 | English | 列 | 内容 |\n|---|---|---|---|---|\n");
        for field in group.fields {
            let columns: Vec<String> = field.columns.iter().map(|c| format!("`{c}`")).collect();
            let inner = field.group.map(|inner| format!("`{}`", inner.id));
            let list = field.vocabulary.map(|list| format!("代码表 `{}`", list.id));
            let what = inner.or(list).unwrap_or_default();
            let many = if field.is_list { "多 " } else { "" };
            let (key, zh, en) = (field.key, field.name.zh, field.name.en);
            let columns = columns.join(" ");
            writeln!(
                page,
                "| `{key}` | {zh} | {en} | {columns} | {} |",
                format!("{many}{what}").trim()
            )
            .unwrap();
        }
    }
    fresh("src/_documentation/elements.md", &page);
}

/// A code that was published once stays in `tests/codes.txt`, marked `retired` when its rule goes.
#[test]
fn codes_once_given_stay() {
    let path = file("tests/codes.txt");
    let listed = fs::read_to_string(&path).unwrap_or_default();
    let mut known: BTreeMap<String, String> = listed
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        for rule in rules::all() {
            let new = known.entry(rule.code.to_owned());
            new.or_insert_with(|| rule.name.to_owned());
        }
        let mut lines = String::new();
        for (code, name) in &known {
            writeln!(lines, "{code} {name}").unwrap();
        }
        fs::write(&path, lines).unwrap();
    }
    for rule in rules::all() {
        let name = known.remove(rule.code);
        assert_eq!(
            name.as_deref(),
            Some(rule.name),
            "{}: a new code is listed by `UPDATE=1 cargo test --test docs_generated`; a listed one \
             keeps its name",
            rule.code
        );
    }
    for (code, name) in known {
        assert!(
            name.ends_with(" retired"),
            "{code} {name}: its rule is gone; write `retired` behind it (or strike it, if it was never released)"
        );
    }
}
