//! Everything that is exported for other programs: the schemas and the list of rules.

use serde_json::{Value, json};

use crate::check::Config;
use crate::dialect::DialectFile;
use crate::report::json::JsonReport;
use crate::{rules, schema};

/// How something exported is made.
type Make = fn() -> Value;

/// The names of what is exported, and how each is made.
///
/// `rules` is a list, all others are schemas.
pub fn all() -> [(&'static str, Make); 6] {
    [
        ("service-item", schema::service_item),
        ("catalogue", schema::catalogue),
        ("report", report),
        ("config", config),
        ("dialect", dialect),
        ("rules", rule_list),
    ]
}

/// The schema of `check --format json`.
pub fn report() -> Value {
    schema::of::<JsonReport>("report", "检查报告")
}

/// The schema of `shixiang.toml`.
pub fn config() -> Value {
    schema::of::<Config>("config", "检查配置")
}

/// The schema of a dialect's file.
pub fn dialect() -> Value {
    schema::of::<DialectFile>("dialect", "方言")
}

/// The list of rules, as data.
pub fn rule_list() -> Value {
    let rules: Vec<Value> = (rules::all().iter())
        .map(|rule| {
            json!({
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "summary": rule.summary,
                "requirements": rule.requirements,
                "source": rule.source,
            })
        })
        .collect();
    json!({ "rules": rules })
}
