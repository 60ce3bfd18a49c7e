//! The generated parts of the documentation are fresh, and codes once given stay.
//!
//! `UPDATE=1 cargo test --test docs_generated` writes them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use shixiang::grounds::Requirement;
use shixiang::interop::Standard;
use shixiang::model::elements::{CATALOGUE, Group, ITEM};
use shixiang::{Language, Severity, rules};

/// Requirements that rules serve which look at one item at a time.
const OF_ITEMS: &[Requirement] = {
    use Requirement::*;
    &[
        A1, A2, A3, A5, A6, A8, A9, A11, B1, B2, B3, B4, B5, B6, B7, B8, C1, C2, C3, C4, C5, C6,
        C7, C8, D2, D5, D6,
    ]
};

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
        "{name} is stale: run `UPDATE=1 cargo test --all-features --test docs_generated`"
    );
}

fn rules_of(row: Requirement) -> Vec<&'static str> {
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
    let mut index = rules::index(rules::all(), Language::Chinese);
    for rule in rules::all() {
        // Editors link to a rule by its code.
        let (row, anchor) = (
            format!("| {} |", rule.code),
            format!("| <a id=\"{0}\"></a>{0} |", rule.code),
        );
        index = index.replacen(&row, &anchor, 1);
    }
    page.push_str(&index);
    page.push_str(
        "## 公开的问题与查它的规则\n\n各条取自公开的检查通报、评估、报道和文章；有的是统计，有的是个例或看法。\n\n\
         | 需求条目 | 问题 | 规则 |\n|---|---|---|\n",
    );
    for row in Requirement::ALL {
        let codes = rules_of(*row);
        let codes = if codes.is_empty() {
            "—".to_owned()
        } else {
            codes.join(" ")
        };
        writeln!(page, "| {row} | {} | {codes} |", row.text().zh).unwrap();
    }
    fresh("src/_documentation/rules.md", &page);
}

#[test]
fn every_published_fault_of_an_item_has_a_rule() {
    let without: Vec<&Requirement> = OF_ITEMS
        .iter()
        .filter(|row| rules_of(**row).is_empty())
        .collect();
    assert!(without.is_empty(), "no rule serves {without:?}");
}

/// Puts a generated part at the mark of the page with this name.
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

#[test]
fn the_table_of_counterparts_is_fresh() {
    let mut table = String::from("\n| 要素 | 名称 | CPSV-AP | schema.org |\n|---|---|---|---|\n");
    let mut rows: Vec<(String, &str, [Option<String>; 2])> = Vec::new();
    let [cpsv_ap, schema_org] = Standard::ALL.map(Standard::mapping);
    // The elements of both, in the order of the model: what one takes apart the other may take whole.
    for (at, list) in [cpsv_ap, schema_org].into_iter().enumerate() {
        let mut before = 0;
        for one in list {
            let known = rows
                .iter()
                .position(|(element, ..)| *element == one.element);
            let place = known.unwrap_or(before);
            if known.is_none() {
                rows.insert(place, (one.element, one.name.zh, [None, None]));
            }
            rows[place].2[at] = Some(one.to);
            before = place + 1;
        }
    }
    for (element, name, to) in rows {
        let words = to.map(|to| match to.as_deref() {
            None => "（见上级）".to_owned(),
            Some("") => "（见下级）".to_owned(),
            Some(words) => words.to_owned(),
        });
        writeln!(table, "| `{element}` | {name} | {} |", words.join(" | ")).unwrap();
    }
    table.push('\n');
    fresh_part("src/_documentation/interop.md", "counterparts", &table);
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

/// Behind the name of a rule that is gone.
const RETIRED: &str = " retired";

/// Codes and names are frozen, released or not, since configurations and suppressions name them: one
/// that stands in `tests/codes.txt` stays there, marked `retired` when its rule goes, and no other rule
/// ever gets it.
#[test]
fn codes_are_permanent() {
    let path = file("tests/codes.txt");
    let listed = fs::read_to_string(&path).unwrap_or_default();
    let mut known: BTreeMap<&str, &str> = (listed.lines())
        .filter_map(|line| line.split_once(' '))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        for rule in rules::all() {
            known.entry(rule.code).or_insert(rule.name);
        }
        let mut lines = String::new();
        for (code, name) in &known {
            writeln!(lines, "{code} {name}").unwrap();
        }
        fs::write(&path, lines).unwrap();
    }
    let wrong = misgiven(&known);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The problems of the codes and names of the rules, with advice.
fn misgiven(known: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (code, name) = (rule.code, rule.name);
        match known.get(code) {
            None => wrong.push(format!(
                "{code} {name} is new: `UPDATE=1 cargo test --test docs_generated` lists it"
            )),
            Some(listed) if listed.ends_with(RETIRED) => wrong.push(format!(
                "{code} was another rule's ({listed}): give {name} a code that no line of \
                 tests/codes.txt has"
            )),
            Some(listed) if *listed != name => wrong.push(format!(
                "{code} is called {name}, but was given as {listed}: a rule keeps its name; one that \
                 means something else gets a code of its own"
            )),
            Some(_) => {}
        }
    }
    for (code, name) in known {
        if !name.ends_with(RETIRED) && rules::find(code).is_none() {
            wrong.push(format!(
                "{code} {name} is no rule any more: write `{code} {name}{RETIRED}` in tests/codes.txt \
                 and say in CHANGELOG.md which rule finds its faults now"
            ));
        }
    }
    wrong
}
