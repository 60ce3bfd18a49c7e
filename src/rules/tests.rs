//! What holds for every rule.

use std::collections::BTreeSet;

use super::*;
use crate::engine::Severity;
use crate::text::Language;

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in all() {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        assert!(names.insert(rule.name), "{} stands twice", rule.name);
        let (letters, digits) = rule.code.split_at(3);
        assert!(
            letters.bytes().all(|byte| byte.is_ascii_uppercase()),
            "{}",
            rule.code
        );
        assert!(
            digits.len() == 3 && digits.parse::<u16>().is_ok(),
            "{}",
            rule.code
        );
        assert!(
            THEMES.iter().any(|theme| theme.code == letters),
            "{}",
            rule.code
        );
        let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(rule.name.bytes().all(kebab), "{}", rule.name);
        for advice in [
            "check-",
            "must-",
            "should-",
            "require-",
            "use-",
            "avoid-",
            "invalid-data",
        ] {
            assert!(
                !rule.name.starts_with(advice),
                "{} names no defect",
                rule.name
            );
        }
    }
}

#[test]
fn every_rule_speaks_both_languages_and_names_its_rows_and_source() {
    for rule in all() {
        for text in [&rule.summary, &rule.message, &rule.help] {
            for language in [Language::Chinese, Language::English] {
                assert!(!text.get(language).trim().is_empty(), "{}", rule.code);
            }
            assert!(
                text.zh.chars().any(|c| c > '\u{2e80}'),
                "{}: {}",
                rule.code,
                text.zh
            );
            // English may name the Chinese word to write, but it is English.
            let letters = text.en.chars().filter(char::is_ascii_alphabetic).count();
            assert!(letters >= 5, "{}: {}", rule.code, text.en);
        }
        assert!(!rule.requirements.is_empty(), "{} serves no row", rule.code);
        for row in rule.requirements {
            let (letter, number) = row.split_at(1);
            assert!(
                "ABCDE".contains(letter) && number.parse::<u8>().is_ok(),
                "{}: {row}",
                rule.code
            );
        }
        assert!(
            !rule.source.trim().is_empty(),
            "{} names no source",
            rule.code
        );
    }
}

#[test]
fn both_languages_use_the_same_arguments() {
    fn names(template: &str) -> BTreeSet<&str> {
        (template.split('{').skip(1))
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect()
    }
    for rule in all() {
        for text in [&rule.message, &rule.help] {
            assert_eq!(names(text.zh), names(text.en), "{}", rule.code);
        }
    }
}

#[test]
fn every_page_says_what_and_why_with_a_bad_and_a_good_example() {
    for rule in all() {
        let mut at = 0;
        for heading in [
            "## 查什么",
            "## 为什么",
            "## 错误示例",
            "## 正确示例",
            "## In English",
        ] {
            let found = rule.page[at..].find(heading);
            let found =
                found.unwrap_or_else(|| panic!("{}: no “{heading}” in its place", rule.code));
            at += found + heading.len();
        }
        let title = rule.page.lines().next().unwrap_or_default();
        let is_family = element::rules().any(|other| other.code == rule.code);
        assert!(
            is_family || rule.page.contains("\n实测："),
            "{}: the page does not say how often the rule was right",
            rule.code
        );
        if !element::rules().any(|other| other.code == rule.code) {
            assert!(
                title.starts_with(&format!("# {} {}", rule.code, rule.name)),
                "{title}"
            );
        }
    }
}

/// The severities of a rule's findings in one item.
fn severities(code: &str, item: &str) -> Vec<Severity> {
    let options = crate::read::ReadOptions::default();
    let reading = crate::read::read_str("a.toml", item, crate::source::Format::Toml, &options);
    let checker = crate::check::Checker::new().select(&[code]).unwrap();
    let findings = checker.check(&reading).findings;
    findings.iter().map(|finding| finding.severity).collect()
}

/// What is nearly always a fault is only a hint where the item, by what it is, may do without.
#[test]
fn what_cannot_be_told_for_sure_is_a_hint() {
    const PAPER: &str = "medium = \"纸质\"\nnecessity = \"必要\"\nsource = \"政府部门核发\"\n\
        shared = true\noriginals = 1\n";
    let licence = |item: &str| {
        format!("name = \"{item}\"\n[[guide.materials]]\nname = \"经营许可证\"\n{PAPER}")
    };
    let seal = |name: &str, note: &str| {
        format!(
            "name = \"甲\"\n[[guide.materials]]\nname = \"{name}\"\nsource = \"其他\"\n\
             seal_required = false\nseal_note = \"{note}\"\n"
        )
    };
    let asks = "[[guide.process.steps]]\nname = \"受理\"\ncriteria = \"申请材料齐全\"\n";
    let steps = |text: &str| format!("{text}\n{asks}");
    let (hint, warning, error) = (Severity::Hint, Severity::Warning, Severity::Error);
    for (code, item, severity) in [
        (
            "MAT001",
            "name = \"探矿权登记\"\nitem_type = \"行政许可\"".to_owned(),
            warning,
        ),
        (
            "MAT001",
            "name = \"场所备案\"\nitem_type = \"其他行政权力\"".to_owned(),
            warning,
        ),
        (
            "MAT001",
            "name = \"事故应急监测\"\nitem_type = \"其他行政权力\"".to_owned(),
            hint,
        ),
        (
            "MAT001",
            "name = \"见义勇为奖励\"\nitem_type = \"行政奖励\"".to_owned(),
            hint,
        ),
        (
            "MAT001",
            steps("name = \"见义勇为奖励\"\nitem_type = \"行政奖励\""),
            warning,
        ),
        (
            "MAT001",
            steps("name = \"培训补贴申领\"\nitem_type = \"公共服务\""),
            warning,
        ),
        (
            "MAT001",
            steps("name = \"培训补贴政策咨询\"\nitem_type = \"公共服务\""),
            hint,
        ),
        (
            "MAT001",
            steps(
                "name = \"普查表彰\"\nitem_type = \"行政奖励\"\nguide.conditions = \"非依申请事项\"",
            ),
            hint,
        ),
        ("LIM002", "name = \"参保证明查询打印\"".to_owned(), warning),
        ("ORG006", "name = \"户外广告审批\"".to_owned(), error),
        ("ORG006", "name = \"节水宣传活动\"".to_owned(), hint),
        ("MAT040", "name = \"甲\"\n[[guide.materials]]\nname = \"乙\"\n[[guide.materials]]\nname = \"乙\"".to_owned(), hint),
        ("MAT040", "name = \"甲\"\n[[guide.materials]]\nname = \"乙\"\noriginals = 1\n[[guide.materials]]\nname = \"乙\"\noriginals = 1".to_owned(), warning),
        ("ORG006", "name = \"天气预报\"\nitem_type = \"公共服务\"".to_owned(), hint),
        ("ORG006", "name = \"临时减容\"\nitem_type = \"公共服务\"\nguide.conditions = \"用电户\"".to_owned(), error),
        ("CHN001", "name = \"组织开展科普讲座\"".to_owned(), hint),
        (
            "PRO001",
            "name = \"社保卡余额查询\"\ncase_type = \"即办件\"".to_owned(),
            hint,
        ),
        ("MAT051", licence("经营许可申请"), warning),
        ("MAT051", licence("经营许可变更（注册资本）"), hint),
        ("TXT031", "name = \"甲\"\n[[guide.materials]]\nname = \"住所使用相关文件\"".to_owned(), warning),
        ("TXT031", "name = \"甲\"\n[[guide.materials]]\nname = \"住所使用相关文件\"\nremark = \"自有的提交产权证，租用的提交租赁合同。\"".to_owned(), hint),
        ("MAT032", seal("申请报告", "加盖公章"), warning),
        ("MAT032", seal("产品合格证", "加盖公章"), hint),
        ("MAT032", seal("产品合格证", "加盖申请单位公章"), warning),
    ] {
        assert_eq!(severities(code, &item), [severity], "{code} {item}");
    }
}

#[test]
fn what_an_item_is_decides_what_it_may_lack() {
    let (error, hint) = (Severity::Error, Severity::Hint);
    // Tables of the exchange must not be empty, whatever the item is.
    let exchange = crate::check::Checker::new().profile(crate::vocabulary::Profile::Exchange);
    let item = crate::ServiceItem {
        name: "制卡进度查询".to_owned(),
        ..Default::default()
    };
    let report = exchange.select(&["PRO001"]).unwrap().check_item(&item);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings.first().unwrap().severity, error);
    // A lookup has neither papers nor a limit.
    assert_eq!(severities("LIM002", "name = \"制卡进度查询\""), []);
    assert_eq!(severities("MAT001", "name = \"制卡进度查询\""), []);
    // Where nobody has to come and an address is given, a place may not be missed.
    let online = "name = \"甲\"\nguide.visits.count = 0\n[[channels]]\nkind = \"政务服务网\"\n";
    assert_eq!(severities("ORG006", online), [hint]);
    assert_eq!(
        severities("ORG006", &format!("online = true\n{online}")),
        []
    );
    assert_eq!(severities("ORG006", &online.replace('0', "1")), [error]);
    // Nobody looks for a lookup by another name.
    assert_eq!(severities("TXT002", "name = \"藏品展览\""), []);
    assert_eq!(severities("TXT002", "name = \"大件运输许可\""), [hint]);
    // It points at the step that asks.
    let process = crate::model::Process {
        narrative: Some("窗口核对申请材料".to_owned()),
        ..Default::default()
    };
    let guide = crate::model::Guide {
        process: Some(process),
        ..Default::default()
    };
    let item = crate::ServiceItem {
        name: "培训补贴申领".to_owned(),
        guide: Some(guide),
        ..Default::default()
    };
    let report = crate::check::Checker::new()
        .select(&["MAT001"])
        .unwrap()
        .check_item(&item);
    let related = &report.findings.first().unwrap().related;
    assert_eq!(
        related.first().unwrap().place.path.element(),
        "guide.process.narrative"
    );
}
