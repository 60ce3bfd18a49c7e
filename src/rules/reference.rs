//! The rule reference: an index of all rules, and the explanation of a single rule.

use super::{THEMES, element};
use crate::engine::{Rule, Severity};
use crate::grounds::Weight;
use crate::i18n::{Language, Text, say};
use crate::vocabulary::Profile;

/// The rules as a Markdown table, theme by theme.
pub fn index(rules: &[&Rule], language: Language) -> String {
    let mut out = String::new();
    let head = match language {
        Language::Chinese => {
            "| 编号 | 名称 | 级别 | 查什么 | 状态 | 需求条目 |\n|---|---|---|---|---|---|\n"
        }
        Language::English => {
            "| code | name | severity | defect | status | rows |\n|---|---|---|---|---|---|\n"
        }
    };
    for theme in THEMES {
        let mut own = rules
            .iter()
            .filter(|rule| rule.theme() == theme.code)
            .peekable();
        if own.peek().is_none() {
            continue;
        }
        out.push_str(&format!(
            "## {} {}\n\n{head}",
            theme.code,
            theme.name.get(language)
        ));
        for rule in own {
            out.push_str(&format!(
                "| {} | {} | {} | {} | {} | {} |\n",
                rule.code,
                rule.name,
                rule.severity.text().get(language),
                rule.summary.get(language),
                status(rule, language),
                rule.rows()
            ));
        }
        out.push('\n');
    }
    out
}

/// The facts about a rule, followed by its page. A text with placeholders is shown as in the page's example.
pub fn explanation(rule: &Rule, language: Language) -> String {
    let summary = rule.summary.get(language);
    let mut out = format!("{} {} — {summary}\n", rule.code, rule.name);
    let colon = Text::new("：", ": ").get(language);
    for (label, text) in facts(rule, language) {
        out.push_str(&format!("{}{colon}{text}\n", label.get(language)));
    }
    out.push_str(&format!(
        "\n{}",
        with_block_labels(&rule.documentation(), language)
    ));
    out
}

/// The page with a readable label, such as `wrong:`, before each block instead of the words on its fence.
fn with_block_labels(page: &str, language: Language) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        let mut words = line.strip_prefix("```").unwrap_or_default().split(' ');
        let format = words.next().unwrap_or_default();
        let label = match words.next() {
            Some("bad") => Text::new("错误示例", "wrong"),
            Some("good") => Text::new("正确示例", "right"),
            Some("view") => Text::new("另一个渠道上的内容", "the content of another channel"),
            Some("previous") => Text::new("上一版的内容", "the content of the previous version"),
            Some("reference") => {
                Text::new("上级目录的内容", "the content of the reference catalogue")
            }
            _ if format == "snapshot" => Text::new("报告", "reported"),
            _ => {
                out.push_str(line);
                out.push('\n');
                continue;
            }
        };
        let colon = Text::new("：", ":").get(language);
        out.push_str(label.get(language));
        for setting in words {
            out.push(' ');
            out.push_str(setting);
        }
        out.push_str(colon);
        out.push_str("\n```");
        out.push_str(format.trim_start_matches("snapshot"));
        out.push('\n');
    }
    out
}

/// The facts about a rule (severity, status, grounds, texts) as label and text.
fn facts(rule: &Rule, language: Language) -> Vec<(Text, String)> {
    let rows = rule.requirements.iter();
    let rows: Vec<String> = rows
        .map(|row| format!("{row} {}", row.text().get(language)))
        .collect();
    let mut facts = vec![
        (
            Text::new("级别", "severity"),
            rule.severity.text().get(language).to_owned(),
        ),
        (Text::new("状态", "status"), status(rule, language)),
        (
            Text::new("需求条目", "rows"),
            rows.join(semicolon(language)),
        ),
    ];
    facts.extend(missing_element_facts(rule, language));
    for (label, weight) in [
        (Text::new("依据", "ground"), Weight::Ground),
        (Text::new("实例", "instance"), Weight::Instance),
        (Text::new("未核对", "not verified"), Weight::Unread),
    ] {
        let citations = rule.citations(weight);
        facts.extend(citations.map(|citation| (label, citation.text(language))));
    }
    if let Some(own) = rule.own {
        let label = Text::new("本库约定", "our own convention");
        facts.push((label, own.get(language).to_owned()));
    }
    facts.push(match rule.example(language) {
        Some(shown) => (Text::new("示例", "example"), shown.to_owned()),
        None => (
            Text::new("整改", "help"),
            rule.help.get(language).to_owned(),
        ),
    });
    facts
}

/// The element whose absence the rule reports, the items that need it, and the severity under each profile.
fn missing_element_facts(rule: &Rule, language: Language) -> Vec<(Text, String)> {
    let Some(wanted) = element::wanted().find(|wanted| wanted.code == rule.code) else {
        return Vec::new();
    };
    let grades = Profile::ALL
        .iter()
        .zip(wanted.severity)
        .map(|(profile, severity)| {
            let severity = severity.map_or(Text::new("不查", "not checked"), Severity::text);
            let profile = match language {
                Language::Chinese => profile.chinese(),
                Language::English => profile.as_str(),
            };
            format!("{profile} {}", severity.get(language))
        });
    let grades: Vec<String> = grades.collect();
    let name = wanted.name.get(language);
    vec![
        (
            Text::new("要素", "element"),
            format!("{name} {}", wanted.element),
        ),
        (
            Text::new("哪些事项", "items"),
            wanted.items.get(language).to_owned(),
        ),
        (
            Text::new("检查要求", "profiles"),
            grades.join(semicolon(language)),
        ),
    ]
}

/// The status of a rule (whether it runs by default) with the reasons for it.
fn status(rule: &Rule, language: Language) -> String {
    let mut reasons: Vec<String> = Vec::new();
    if let Some(text) = rule.evidence.text() {
        reasons.push(text.get(language).to_owned());
    }
    if let Some(share) = rule.measured() {
        let (right, read, catalogues) = (share.right, share.read, share.catalogues);
        reasons.push(say!(
            language,
            "抽读{catalogues}份目录的{read}条，属实{right}条",
            "{right} of {read} reviewed findings are correct; catalogues: {catalogues}"
        ));
    }
    if reasons.is_empty() {
        let none = Text::new("还没有抽读过", "no findings have been reviewed yet");
        reasons.push(none.get(language).to_owned());
    }
    let reasons = reasons.join(semicolon(language));
    let status = rule.status().text().get(language);
    say!(language, "{status}（{reasons}）", "{status} ({reasons})")
}

fn semicolon(language: Language) -> &'static str {
    Text::new("；", "; ").get(language)
}
