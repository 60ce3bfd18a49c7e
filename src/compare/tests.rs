#![allow(
    clippy::field_reassign_with_default,
    reason = "one field at a time is what is tested"
)]

use proptest::prelude::*;

use super::*;

fn guide(text: &str) -> Guide {
    toml::from_str(text).unwrap()
}

fn found(a: &str, b: &str) -> Vec<(&'static str, Kind)> {
    let relations = Relations::strict();
    guides(&guide(a), &guide(b), Pair::strict(&relations))
        .iter()
        .map(|difference| (difference.element, difference.kind))
        .collect()
}

#[test]
fn the_table_of_relations_is_read() {
    let file: Relations = toml::from_str(include_str!("relations.toml")).unwrap();
    assert_eq!(file, Relations::default());
    assert!(!file.relations.is_empty());
    for row in &file.relations {
        for element in &row.elements {
            let known = |known: &Compared| crate::model::covers(element, &known.path);
            assert!(elements().iter().any(known), "{element}");
        }
    }
}

#[test]
fn limits_are_compared_by_meaning() {
    let limit = |text: &str| format!("time_limit.promised = {text}");
    let days = limit("{ amount = 20, unit = \"工作日\" }");
    for (other, kind) in [
        ("{ amount = 20, unit = \"工作日\" }", None),
        ("{ amount = 15, unit = \"工作日\" }", Some(Kind::Differs)),
        ("{ amount = 4, unit = \"周\" }", Some(Kind::CannotCompare)),
        ("{ amount = 20 }", Some(Kind::CannotCompare)),
        ("{ immediate = true }", Some(Kind::Differs)),
    ] {
        let found = found(&days, &limit(other));
        assert_eq!(found.first().map(|(_, kind)| *kind), kind, "{other}");
    }
    assert!(found(&limit("{ amount = 20 }"), &limit("{ amount = 20 }")).is_empty());
    assert_eq!(
        found(&limit("{ amount = 20 }"), &limit("{ amount = 2 }")).len(),
        1
    );
    let weeks = limit("{ amount = 2, unit = \"周\" }");
    assert!(found(&weeks, &limit("{ amount = 14, unit = \"自然日\" }")).is_empty());
}

#[test]
fn materials_are_one_whatever_marks_their_names_carry() {
    let one = "[[materials]]\nname = \"《身份证》复印件\"\nphotocopies = 1";
    let other = "[[materials]]\nname = \"身份证（复印件）\"\nphotocopies = 1";
    assert!(found(one, other).is_empty());
    let two = "[[materials]]\nname = \"身份证（复印件）\"\nphotocopies = 2";
    assert_eq!(found(one, two), [("materials.originals", Kind::Differs)]);
    let more = format!("{one}\n[[materials]]\nname = \"房屋租赁合同\"");
    assert_eq!(found(one, &more), [("materials", Kind::OnlyInB)]);
    assert_eq!(found(&more, one), [("materials", Kind::OnlyInA)]);
    let original = "[[materials]]\nname = \"身份证原件\"";
    assert_eq!(found(one, original), [("materials.form", Kind::Differs)]);
    let near = "[[materials]]\nname = \"食品经营许可申请书\"";
    let renamed = "[[materials]]\nname = \"食品经营许可申请表\"";
    assert_eq!(found(near, renamed), [("materials.name", Kind::Differs)]);
}

#[test]
fn a_name_that_joins_names_of_the_other_list_is_not_a_difference() {
    let joined = r#"materials = [{ name = "占地、用房、资产证明" }, { name = "申请表" }]"#;
    let parts = r#"materials = [{ name = "占地" }, { name = "用房" }, { name = "资产证明" }, { name = "申请表" }]"#;
    assert_eq!(found(joined, parts), []);
    assert_eq!(found(parts, joined), []);
    let fewer = r#"materials = [{ name = "占地" }, { name = "资产证明" }, { name = "申请表" }]"#;
    assert!(!found(joined, fewer).is_empty());
}

#[test]
fn hours_phones_and_places_are_compared_by_meaning() {
    assert!(
        found(
            "hours.text = \"工作日：上午9∶00—12∶00\"",
            "hours.text = \"周一至周五9时至12时\""
        )
        .is_empty()
    );
    assert_eq!(
        found(
            "hours.text = \"工作日 9:00-12:00\"",
            "hours.text = \"工作日 9:00-11:30\""
        ),
        [("hours", Kind::Differs)]
    );
    let phone = |number: &str| format!("consultation.phones = [{{ number = \"{number}\" }}]");
    assert!(found(&phone("(0770)2881234"), &phone("0770-2881234")).is_empty());
    assert_eq!(
        found(&phone("0770-2881234"), &phone("0770-2881235")),
        [("consultation.phones", Kind::Differs)]
    );
    let place = |text: &str| format!("places = [{{ address = \"{text}\" }}]");
    assert!(found(&place("甲市乙路8号2楼"), &place("甲市乙路8号二楼。")).is_empty());
    assert_eq!(
        found(&place("甲市乙路8号2楼"), &place("甲市乙路8号3楼")),
        [("places", Kind::Differs)]
    );
}

#[test]
fn fees_steps_visits_results_and_offers_are_compared() {
    assert_eq!(
        found("fees.charged = false", "fees.charged = true"),
        [("fees.charged", Kind::Differs)]
    );
    let fee = |standard: &str| {
        format!("fees.items = [{{ name = \"工本费\", standard = \"{standard}\" }}]")
    };
    assert!(found(&fee("每证10元"), &fee("10元/证")).is_empty());
    assert_eq!(
        found(&fee("每证10元"), &fee("每证15元")),
        [("fees.items.amount", Kind::Differs)]
    );
    let steps = |names: &[&str]| {
        let step = |name: &&str| format!("[[process.steps]]\nname = \"{name}\"\n");
        names.iter().map(step).collect::<Vec<_>>().concat()
    };
    let whole = steps(&["受理", "审查", "决定", "送达"]);
    assert!(found(&whole, &steps(&["窗口受理", "审核", "决定", "发证"])).is_empty());
    assert_eq!(
        found(&whole, &steps(&["受理", "决定", "送达"])),
        [("process.steps", Kind::OnlyInA)]
    );
    assert_eq!(
        found(&whole, &steps(&["受理", "决定", "审查", "送达"])),
        [("process.steps", Kind::Differs)]
    );
    assert_eq!(
        found("visits.count = 0", "visits.count = 1"),
        [("visits.count", Kind::Differs)]
    );
    assert_eq!(
        found(
            "result.name = \"食品经营许可证\"",
            "result.name = \"营业执照\""
        ),
        [("result.name", Kind::Differs)]
    );
    assert!(
        found(
            "result.name = \"《营业执照》\"",
            "result.name = \"营业执照\""
        )
        .is_empty()
    );
    assert_eq!(
        found("courier.available = true", "courier.available = false"),
        [("courier.available", Kind::Differs)]
    );
}

#[test]
fn silence_is_not_a_difference() {
    assert!(
        found(
            "",
            "fees.charged = true\nhours.text = \"工作日 9:00-12:00\""
        )
        .is_empty()
    );
}

#[test]
fn the_same_guide_never_differs() {
    let text = "conditions = \"有固定的经营场所。\"\nplaces = [{ name = \"大厅\" }, { window = \"3号窗口\" }]\n\
        [[materials]]\nname = \"身份证\"\n[[materials]]\nname = \"身份证\"\n[[materials]]\n[[process.steps]]\n";
    assert!(found(text, text).is_empty());
}

#[test]
fn a_channel_may_show_a_part_but_nothing_else() {
    let relations = Relations::default();
    let phones = |numbers: &[&str]| {
        let numbers: Vec<String> = numbers
            .iter()
            .map(|n| format!("{{ number = \"{n}\" }}"))
            .collect();
        guide(&format!("consultation.phones = [{}]", numbers.join(",")))
    };
    let pair = || Pair::new(Party::Item, Party::Channel(None), &relations);
    let (both, one) = (phones(&["0770-2881234", "12345"]), phones(&["12345"]));
    assert!(guides(&both, &one, pair()).is_empty());
    assert_eq!(guides(&one, &both, pair()).len(), 1);
}

#[test]
fn rows_of_the_user_go_before_those_of_the_crate() {
    let row = RelationRow {
        elements: vec!["time_limit".to_owned()],
        relation: Relation::MayDiffer,
        ..RelationRow::default()
    };
    let relations = Relations::default().with(&[row]);
    let hall = Party::Channel(Some(crate::vocabulary::ChannelKind::Hall));
    assert_eq!(
        relations.of("time_limit.promised", &Party::Item, &hall),
        Relation::MayDiffer
    );
    assert_eq!(
        relations.of("fees.charged", &Party::Item, &hall),
        Relation::MustEqual
    );
}

/// A guide with one of these words in every element, in order.
#[expect(
    clippy::field_reassign_with_default,
    reason = "the words are taken in the order of the lines"
)]
fn saying(words: &[String]) -> Guide {
    use crate::model::{
        Contact, FeeItem, Fees, Limit, Material, OpeningHours, Outcome, Phone, Place, Process,
        Step, TimeLimit,
    };
    let mut words = words.iter().cloned();
    let mut next = || words.next();
    let mut guide = Guide::default();
    guide.conditions = next();
    let mut limit = Limit::default();
    limit.text = next();
    let mut limits = TimeLimit::default();
    limits.promised = Some(limit);
    guide.time_limit = Some(limits);
    let mut hours = OpeningHours::default();
    hours.text = next();
    guide.hours = Some(hours);
    let mut place = Place::default();
    place.address = next();
    place.window = next();
    guide.places = vec![place, Place::default()];
    let mut contact = Contact::default();
    contact.phones = vec![Phone::new(next().unwrap_or_default())];
    guide.consultation = Some(contact);
    let mut fee = FeeItem::default();
    fee.standard = next();
    let mut fees = Fees::default();
    fees.items = vec![fee];
    guide.fees = Some(fees);
    for _ in 0..3 {
        let mut material = Material::default();
        material.name = next();
        material.form = next();
        guide.materials.push(material);
    }
    let mut process = Process::default();
    for _ in 0..3 {
        let mut step = Step::default();
        step.name = next();
        process.steps.push(step);
    }
    guide.process = Some(process);
    let mut result = Outcome::default();
    result.name = next();
    guide.result = Some(result);
    guide
}

proptest! {
    #[test]
    fn no_guide_differs_from_itself_and_both_directions_find_the_same(
        a in proptest::collection::vec(any::<String>(), 20),
        b in proptest::collection::vec("[身份证原件复印申请表《》（）0-9:：年工作日元份楼号、；受理审查 -]{0,12}", 20),
    ) {
        let relations = Relations::strict();
        let (a, b) = (saying(&a), saying(&b));
        prop_assert_eq!(guides(&a, &a, Pair::strict(&relations)), []);
        prop_assert_eq!(guides(&b, &b, Pair::strict(&relations)), []);
        let there = guides(&a, &b, Pair::strict(&relations)).len();
        prop_assert_eq!(there, guides(&b, &a, Pair::strict(&relations)).len());
    }
}
