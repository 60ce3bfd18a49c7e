//! The rules as readers look them up: a table of all, and all that is known of one.

use super::THEMES;
use crate::engine::Rule;
use crate::i18n::Language;

/// The rules as a Markdown table, theme by theme.
pub fn index(rules: &[&Rule], language: Language) -> String {
    let mut out = String::new();
    let head = match language {
        Language::Chinese => "| 编号 | 名称 | 级别 | 查什么 | 需求条目 |\n|---|---|---|---|---|\n",
        Language::English => "| code | name | severity | defect | rows |\n|---|---|---|---|---|\n",
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
                "| {} | {} | {} | {} | {} |\n",
                rule.code,
                rule.name,
                rule.severity.text().get(language),
                rule.summary.get(language),
                rule.requirements.join(" ")
            ));
        }
        out.push('\n');
    }
    out
}

/// All that is known of a rule. A text with places for values is shown as in the page's example.
pub fn explanation(rule: &Rule, language: Language) -> String {
    let [severity, rows, source, example, help] = match language {
        Language::Chinese => ["级别", "需求条目", "依据", "示例", "整改"],
        Language::English => ["severity", "rows", "source", "example", "help"],
    };
    let (label, shown) = match rule.example(language) {
        Some(shown) => (example, shown),
        None => (help, rule.help.get(language)),
    };
    format!(
        "{} {} — {}\n{severity}: {}\n{rows}: {}\n{source}: {}\n{label}: {shown}\n\n{}\n",
        rule.code,
        rule.name,
        rule.summary.get(language),
        rule.severity.text().get(language),
        rule.requirements.join(" "),
        rule.source,
        rule.page.trim_end()
    )
}
