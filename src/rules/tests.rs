//! Tests that hold for every rule.

use std::collections::BTreeSet;

use super::*;
use crate::check::Checker;
use crate::code::DivisionCode;
use crate::engine::{Certainty, Evidence, Status};
use crate::grounds::{Citation, Weight};
use crate::i18n::Language;
use crate::read::{ReadOptions, read_str};
use crate::source::Format;

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in all() {
        assert!(codes.insert(rule.code), "{} occurs twice", rule.code);
        assert!(names.insert(rule.name), "{} occurs twice", rule.name);
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
fn every_rule_has_both_languages_and_its_requirements() {
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
            // The English text may quote Chinese words, but must not consist of them only.
            let letters = text.en.chars().filter(char::is_ascii_alphabetic).count();
            assert!(letters >= 5, "{}: {}", rule.code, text.en);
        }
        assert!(!rule.requirements.is_empty(), "{} serves no row", rule.code);
    }
}

/// Each rule cites clauses that exist and are in force, or has its own reason. Press reports, assessments,
/// scripts and clauses that were not verified are never grounds.
#[test]
fn every_rule_has_a_ground_an_instance_or_a_reason_of_its_own() {
    for rule in all() {
        for citation in rule.cites {
            let found = Citation::find(citation);
            let found = found.unwrap_or_else(|| panic!("{}: no source {citation}", rule.code));
            assert_ne!(
                found.weight(),
                Weight::Repealed,
                "{}: {citation}",
                rule.code
            );
        }
        let shown = rule
            .citations(Weight::Ground)
            .chain(rule.citations(Weight::Instance));
        assert!(
            shown.count() > 0 || rule.own.is_some(),
            "{}: nothing that was read is cited; say `own`",
            rule.code
        );
        // The ground shown with a finding without a division must hold in the whole country.
        let (head, reason) = rule.reason(Language::Chinese, None).unwrap();
        assert!(!reason.is_empty(), "{}", rule.code);
        let everywhere = |citation: &Citation| citation.holds_in(None);
        let ground = rule
            .citations(Weight::Ground)
            .any(|citation| everywhere(&citation));
        assert_eq!(head == "依据", ground, "{}", rule.code);
    }
}

#[test]
fn local_regulations_are_grounds_in_their_area_only() {
    let rule = find("TXT031").unwrap();
    let head = |code: &str| {
        let division = DivisionCode::new(code);
        rule.reason(Language::Chinese, Some(&division)).unwrap()
    };
    assert_eq!(head("440100").0, "依据");
    assert!(head("440100").1.contains("广东省优化营商环境条例"));
    assert_eq!(head("450600").0, "实例");
}

/// The law requires the stage of a licence, but not that of a benefit.
#[test]
fn a_finding_shows_the_clauses_that_apply_to_its_case() {
    let head = |item_type: &str| {
        let item = format!(
            "name = \"甲\"\nitem_type = \"{item_type}\"\n[[guide.process.steps]]\n\
             name = \"收件与受理\"\noutput = \"受理通知书\"\n"
        );
        let reading = read_str("a.toml", &item, Format::Toml, &ReadOptions::default());
        let checker = Checker::new().select(&["PRO012"]).unwrap();
        let findings = checker.check(&reading).findings;
        findings[0].reason(Language::Chinese, None).unwrap().0
    };
    assert_eq!(head("行政许可"), "依据");
    assert_eq!(head("行政给付"), "实例");
}

/// A rule is stable if it is certain by its nature, or if enough of the reviewed findings were right; reviews must
/// not refute a certain rule.
#[test]
fn certain_and_confirmed_rules_are_stable() {
    for rule in all() {
        let share = rule.measured();
        let suffices = share.is_some_and(|share| share.suffices(rule.severity));
        match rule.evidence {
            // A profile's requirements are not subject to review.
            Evidence::Certain(Certainty::Required) => assert_eq!(rule.status(), Status::Stable),
            Evidence::Certain(_) => {
                let refuted = share.is_some_and(|share| share.says_something()) && !suffices;
                assert!(!refuted, "{} is not certain: {share:?}", rule.code);
            }
            Evidence::Measured => {
                assert_eq!(rule.status() == Status::Stable, suffices, "{}", rule.code);
            }
            Evidence::Doubted(_) => assert_eq!(rule.status(), Status::Preview, "{}", rule.code),
        }
    }
}

#[test]
fn every_notice_of_the_reader_has_a_rule() {
    use crate::engine::Check;
    use crate::source::NoticeCode;

    let noticed: BTreeSet<&str> = NoticeCode::ALL.iter().map(|code| code.as_str()).collect();
    let reading = all()
        .iter()
        .filter(|rule| matches!(rule.check, Check::Reading));
    assert_eq!(noticed, reading.map(|rule| rule.code).collect());
}

#[test]
fn rules_override_others_that_exist_and_not_each_other() {
    for rule in all() {
        for code in rule.overrides {
            let other = find(code).unwrap_or_else(|| panic!("{}: no {code}", rule.code));
            assert!(
                !other.overrides.contains(&rule.code),
                "{} and {code}",
                rule.code
            );
            // A preview rule must not remove findings that count in the verdict.
            assert!(
                rule.status() == Status::Stable || other.status() == Status::Preview,
                "{} is a preview, {code} is not",
                rule.code
            );
            // The page of the overridden rule must have an example in which both report a finding.
            let marked = format!("#~ {} ", rule.code);
            assert!(
                other.documentation().contains(&marked),
                "{code}: no example that {} overrides",
                rule.code
            );
        }
    }
}

#[test]
fn no_explanation_shows_the_place_of_a_value() {
    for rule in all() {
        for language in [Language::Chinese, Language::English] {
            let text = explanation(rule, language);
            for inside in text.split('{').skip(1) {
                let end = inside.find(|c: char| !c.is_ascii_lowercase() && c != '_');
                let is_place = end.is_some_and(|end| end > 0 && inside[end..].starts_with('}'));
                assert!(!is_place, "{}: {{{inside}", rule.code);
            }
        }
    }
}

#[test]
fn every_page_explains_its_rule_in_both_languages() {
    for rule in all() {
        let page = rule.documentation();
        let title = page.lines().next().unwrap_or_default();
        let own = format!("# {} {}", rule.code, rule.name);
        // A missing-element rule needs no text of its own: its table states the element and the items.
        let is_row = title != own && element::element_of(rule).is_none();
        let (head, row) = match page.split_once(&format!("\n#{own}\n")) {
            Some((head, row)) => (head, Some(row)),
            None => (page.as_str(), None),
        };
        assert!(title.starts_with("# "), "{}: {title}", rule.code);
        assert!(row.is_some() || !is_row, "{}: no “#{own}”", rule.code);
        // The head has two Chinese paragraphs, what and why; a rule's own section has one. English follows.
        let head = head.split_once('\n').unwrap_or_default().1;
        for (text, chinese) in [(Some(head), 2), (row, 1)] {
            let Some(text) = text else { continue };
            let prose = text.split("```").next().unwrap_or_default().trim();
            // Skip a line that introduces an example.
            let paragraphs = prose.split("\n\n").filter(|text| !text.ends_with('：'));
            let is_chinese: Vec<bool> = paragraphs
                .map(|paragraph| paragraph.contains('。'))
                .collect();
            let (last, others) = is_chinese.split_last().unwrap();
            assert!(
                !last && others.len() >= chinese && others.iter().all(|chinese| *chinese),
                "{}: no English after what and why: {prose}",
                rule.code
            );
        }
    }
}

#[test]
fn an_explanation_has_only_the_rules_own_part_of_a_page() {
    let rule = find("DOC002").unwrap();
    let text = explanation(rule, Language::Chinese);
    assert!(text.contains("\n## DOC002 "));
    assert!(!text.contains("\n## DOC001 "));
    // The text of a missing element is in its table.
    let rule = find("MAT008").unwrap();
    let text = explanation(rule, Language::Chinese);
    assert!(text.contains(element::element_of(rule).unwrap()));
    assert!(!text.contains("FEE001"));
}

/// A finding is downgraded to a hint, or dropped, if an item of this nature may lack the element.
mod certainty {
    use crate::check::Checker;
    use crate::engine::{Finding, Severity};
    use crate::read::{ReadOptions, read_str};
    use crate::source::Format;
    use crate::vocabulary::Profile;

    const HINT: &[Severity] = &[Severity::Hint];
    const WARNING: &[Severity] = &[Severity::Warning];
    const ERROR: &[Severity] = &[Severity::Error];

    fn found(code: &str, item: &str, profile: Profile) -> Vec<Finding> {
        let reading = read_str("a.toml", item, Format::Toml, &ReadOptions::default());
        let checker = Checker::new().profile(profile).select(&[code]).unwrap();
        checker.check(&reading).findings
    }

    fn assert_severities(cases: &[(&str, &str, &[Severity])]) {
        for (code, item, wanted) in cases {
            let findings = found(code, item, Profile::Portal);
            let own: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
            assert_eq!(own, *wanted, "{code} {item}");
        }
    }

    /// An item of a type.
    fn item_of_type(name: &str, item_type: &str) -> String {
        format!("name = \"{name}\"\nitem_type = \"{item_type}\"\n")
    }

    /// The item with a step that checks its materials.
    fn with_material_check(item: &str) -> String {
        format!("{item}[[guide.process.steps]]\nname = \"受理\"\ncriteria = \"申请材料齐全\"\n")
    }

    #[test]
    fn missing_materials_are_warnings_only_if_certainly_required() {
        let award = item_of_type("见义勇为奖励", "行政奖励");
        let summary =
            item_of_type("普查表彰", "行政奖励") + "guide.conditions = \"非依申请事项\"\n";
        let printed = item_of_type("住宿登记", "公共服务")
            + "[[guide.process.steps]]\naction = \"打印登记表交给本人\"\n";
        assert_severities(&[
            ("MAT001", &item_of_type("探矿权登记", "行政许可"), WARNING),
            ("MAT001", &item_of_type("场所备案", "其他行政权力"), WARNING),
            (
                "MAT001",
                &item_of_type("事故应急监测", "其他行政权力"),
                HINT,
            ),
            ("MAT001", &award, HINT),
            ("MAT001", &with_material_check(&award), WARNING),
            (
                "MAT001",
                &with_material_check(&item_of_type("培训补贴申领", "公共服务")),
                WARNING,
            ),
            (
                "MAT001",
                &with_material_check(&item_of_type("培训补贴咨询", "公共服务")),
                HINT,
            ),
            ("MAT001", &with_material_check(&summary), HINT),
            ("MAT001", &printed, HINT),
            ("MAT001", &item_of_type("制卡进度查询", "公共服务"), &[]),
        ]);
        let item = with_material_check(&award);
        let findings = found("MAT001", &item, Profile::Portal);
        let related = findings.iter().flat_map(|finding| &finding.related);
        let places: Vec<String> = related.map(|other| other.subject.path.element()).collect();
        assert_eq!(places, ["guide.process.steps.criteria"]);
    }

    #[test]
    fn limits_places_and_keywords_are_required_if_people_apply() {
        let online = "name = \"甲\"\nguide.visits.count = 0\n[[channels]]\nkind = \"政务服务网\"\n";
        let stated = format!("online = true\n{online}");
        let visited = online.replace('0', "1");
        let promised = item_of_type("借阅证办理", "公共服务") + "case_type = \"承诺件\"\n";
        let offered = item_of_type("临时减容", "公共服务") + "guide.conditions = \"用电户\"\n";
        assert_severities(&[
            ("LIM002", "name = \"参保证明查询打印\"", WARNING),
            ("LIM002", "name = \"制卡进度查询\"", HINT),
            ("LIM002", &promised, WARNING),
            ("ORG006", "name = \"户外广告审批\"", ERROR),
            ("ORG006", "name = \"节水宣传活动\"", HINT),
            ("ORG006", &item_of_type("天气预报", "公共服务"), HINT),
            ("ORG006", &offered, ERROR),
            ("ORG006", online, HINT),
            ("ORG006", &stated, &[]),
            ("ORG006", &visited, ERROR),
            ("CHN001", "name = \"组织开展科普讲座\"", HINT),
            (
                "PRO001",
                "name = \"余额查询\"\ncase_type = \"即办件\"",
                HINT,
            ),
            ("TXT002", "name = \"藏品展览\"", &[]),
            ("TXT002", "name = \"大件运输许可\"", HINT),
        ]);
        // The exchange profile requires its columns of every item.
        let findings = found("PRO001", "name = \"制卡进度查询\"", Profile::Exchange);
        let own: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(own, ERROR);
    }

    #[test]
    fn notes_and_names_of_materials_leave_room() {
        let with = |item: &str, name: &str, rest: &str| {
            format!("name = \"{item}\"\n[[guide.materials]]\nname = \"{name}\"\n{rest}\n")
        };
        let paper = "medium = \"纸质\"\nnecessity = \"必要\"\nsource = \"政府部门核发\"\n\
            shared = true\noriginals = 1";
        let licence = |item| with(item, "经营许可证", paper);
        let seal = |name, note| {
            let rest = "source = \"其他\"\nseal_required = false\nseal_note = ";
            with("甲", name, &format!("{rest}\"{note}\""))
        };
        let premises = |rest| with("甲", "住所使用相关文件", rest);
        let twice = |rest: &str| {
            let first = with("甲", "乙", rest);
            format!("{first}[[guide.materials]]\nname = \"乙\"\n{rest}\n")
        };
        let remark = "remark = \"自有的提交产权证，租用的提交租赁合同。\"";
        assert_severities(&[
            ("MAT032", &seal("申请报告", "加盖公章"), WARNING),
            ("MAT032", &seal("产品合格证", "加盖公章"), HINT),
            ("MAT032", &seal("产品合格证", "加盖申请单位公章"), WARNING),
            ("MAT040", &twice(""), HINT),
            ("MAT040", &twice("originals = 1"), WARNING),
            ("MAT051", &licence("经营许可申请"), WARNING),
            ("MAT051", &licence("经营许可变更（注册资本）"), HINT),
            ("MAT051", &licence("经营许可注销"), &[]),
            ("TXT031", &premises(""), WARNING),
            ("TXT031", &premises(remark), HINT),
        ]);
    }
}
