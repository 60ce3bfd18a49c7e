//! Schemas by name.

use serde_json::Value;

use super::rule_list::{RuleList, rule_list};
use super::{profile, samples};
use crate::check::Config;
use crate::debt::Line;
use crate::dialect::DialectFile;
use crate::report::diff::JsonDiff;
use crate::report::json::JsonReport;
use crate::schema::{self, Draft, Rendition};
use crate::vocabulary::Profile;
use crate::{rules, words};

/// The names of all schemas.
pub const SCHEMAS: &[&str] = &[
    "service-item",
    "service-item-portal",
    "service-item-exchange",
    "service-item-audit",
    "catalogue",
    "report",
    "config",
    "dialect",
    "rule-list",
    "baseline",
    "diff",
];

/// Generates a schema; `None` if no schema has the name.
pub fn schema(name: &str, rendition: Rendition) -> Option<Value> {
    Some(draft(name)?.render(rendition))
}

/// A schema by name, before it is rendered.
pub(super) fn draft(name: &str) -> Option<Draft> {
    Some(match name {
        "service-item" => schema::item(),
        "service-item-portal" => profile::item("service-item-portal", Profile::Portal),
        "service-item-exchange" => profile::item("service-item-exchange", Profile::Exchange),
        "service-item-audit" => profile::item("service-item-audit", Profile::Audit),
        "catalogue" => schema::whole_catalogue(),
        "report" => Draft::of::<JsonReport>("report", "Report").with_examples(&samples::reports()),
        "config" => config(),
        "dialect" => {
            Draft::of::<DialectFile>("dialect", "Dialect").with_examples(&samples::dialects())
        }
        "rule-list" => {
            let rules = serde_json::to_value(rule_list())
                .into_iter()
                .collect::<Vec<_>>();
            Draft::of::<RuleList>("rule-list", "RuleList").with_examples(&rules)
        }
        // The schema describes one line of a baseline file.
        "baseline" => {
            Draft::of::<Line>("baseline", "BaselineLine").with_examples(&samples::baselines())
        }
        "diff" => Draft::of::<JsonDiff>("diff", "Diff").with_examples(&samples::diffs()),
        _ => return None,
    })
}

/// The schema of a configuration. It lists the names of rules and word sets, so that editors offer
/// them; custom rules of a program that uses the library are not listed.
fn config() -> Draft {
    let themes = rules::THEMES.iter().map(|theme| theme.code);
    let all = rules::all().iter();
    let named = all.flat_map(|rule| [rule.code, rule.name]);
    let rules: Vec<String> = themes.chain(named).map(str::to_owned).collect();
    Draft::of::<Config>("config", "Config")
        .with_examples(&samples::configs())
        .with_names(
            "RuleName",
            (
                "规则编号、名称或主题",
                "Code or name of a rule, or a theme.",
            ),
            &rules,
        )
        .named("RuleName", "/properties/select/items")
        .named("RuleName", "/properties/ignore/items")
        .named("RuleName", "/$defs/Suppression/properties/rule")
        .with_keys_named("RuleName", "/properties/severity")
        .with_names(
            "WordSetName",
            ("词表", "A word set that can be changed."),
            &words::open_names(),
        )
        .with_keys_named("WordSetName", "/properties/words")
}
