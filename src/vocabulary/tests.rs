use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::*;

/// Runs a generic check over every vocabulary and counts them.
macro_rules! for_every_vocabulary {
    ($check:ident) => {{
        let runs = [
            $check::<ItemType>(),
            $check::<ItemStatus>(),
            $check::<Level>(),
            $check::<PowerSource>(),
            $check::<BodyKind>(),
            $check::<Audience>(),
            $check::<CaseType>(),
            $check::<Scope>(),
            $check::<LegalRank>(),
            $check::<MaterialKind>(),
            $check::<Medium>(),
            $check::<Necessity>(),
            $check::<MaterialSource>(),
            $check::<ResultKind>(),
            $check::<ResultDelivery>(),
            $check::<ConditionKind>(),
            $check::<NaturalTheme>(),
            $check::<LegalTheme>(),
            $check::<SpecialProcedureKind>(),
            $check::<HandlingMode>(),
            $check::<ReviewMode>(),
            $check::<Stage>(),
            $check::<Actor>(),
            $check::<EndKind>(),
            $check::<HandlingForm>(),
            $check::<OnlineDepth>(),
            $check::<OnlineGrade>(),
            $check::<ContactWay>(),
            $check::<QueryWay>(),
            $check::<ChannelKind>(),
            $check::<PlatformFunction>(),
            $check::<TimeUnit>(),
            $check::<HolidayRule>(),
            $check::<DayKind>(),
        ];
        assert_eq!(
            runs.len(),
            all().len(),
            "a vocabulary is missing here or in `all`"
        );
    }};
}

/// Snake-case form of an enum name.
fn snake(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !id.is_empty() {
            id.push('_');
        }
        id.push(letter.to_ascii_lowercase());
    }
    id
}

#[test]
fn lists_are_distinguished() {
    let ids: BTreeSet<_> = all().iter().map(|list| list.id).collect();
    let names: BTreeSet<_> = all().iter().map(|list| list.name).collect();
    assert_eq!(ids.len(), all().len());
    assert_eq!(names.len(), all().len());
    for &known in all() {
        assert_eq!(list(known.id), Some(known));
    }
    assert_eq!(list("no_such_list"), None);
}

#[test]
fn every_spelling_means_one_entry() {
    for list in all() {
        let mut meant: BTreeMap<&str, &str> = BTreeMap::new();
        for term in list.terms {
            let spellings = [term.term]
                .into_iter()
                .chain(term.aliases.iter().copied())
                .chain(term.code);
            for spelling in spellings {
                assert_eq!(spelling, spelling.trim(), "{}", list.id);
                assert!(!spelling.is_empty(), "{}", list.id);
                let other = meant.insert(spelling, term.term);
                assert_eq!(other, None, "{}: {spelling} occurs twice", list.id);
                assert_eq!(list.find(spelling), Some(term), "{}: {spelling}", list.id);
                assert_eq!(
                    list.nearest(spelling),
                    Some(term),
                    "{}: {spelling}",
                    list.id
                );
            }
            assert!(!term.english.is_empty());
        }
    }
}

#[test]
fn codes_are_national_only() {
    for list in all() {
        let codes = list.terms.iter().filter(|term| term.code.is_some()).count();
        match list.origin {
            Origin::National => {
                assert!(list.column.is_some() && codes > 0, "{}", list.id);
            }
            Origin::Own => assert_eq!((codes, list.column), (0, None), "{}", list.id),
        }
    }
}

fn round_trip<V>()
where
    V: Vocabulary + Serialize + DeserializeOwned + PartialEq + Debug + std::fmt::Display,
{
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder<V> {
        word: V,
        words: Vec<V>,
    }
    let unknown = V::parse("不在表上的词\n“引号”🙂");
    assert!(!unknown.is_listed());
    assert_eq!((unknown.entry(), unknown.code()), (None, None));
    assert_eq!(unknown.term(), "不在表上的词\n“引号”🙂");
    for (place, value) in V::listed().chain([unknown]).enumerate() {
        if let Some(term) = V::LIST.terms.get(place) {
            assert_eq!(value.entry(), Some(term));
            assert_eq!(value.to_string(), term.term);
            assert!(value.is_listed());
        }
        let holder = Holder {
            word: V::parse(value.term()),
            words: vec![value],
        };
        let json = serde_json::to_string(&holder).unwrap();
        assert_eq!(serde_json::from_str::<Holder<V>>(&json).unwrap(), holder);
        let value = serde_json::to_value(&holder).unwrap();
        assert_eq!(serde_json::from_value::<Holder<V>>(value).unwrap(), holder);
        let toml = toml::to_string(&holder).unwrap();
        assert_eq!(toml::from_str::<Holder<V>>(&toml).unwrap(), holder);
    }
    assert!(serde_json::from_str::<V>("1").is_err());
}

#[test]
fn words_survive_json_and_toml() {
    for_every_vocabulary!(round_trip);
}

fn schema_shape<V: Vocabulary + JsonSchema>() {
    let name = V::schema_name();
    assert_eq!(V::LIST.id, snake(&name));
    assert!(!V::inline_schema());
    let schema = schema_for!(V);
    let count = V::LIST.terms.len();
    assert_eq!(schema.get("type").unwrap(), "string");
    assert_eq!(schema.get("title").unwrap(), V::LIST.name);
    for key in [
        "enum",
        "x-enum-varnames",
        "x-enum-descriptions",
        "x-enum-codes",
        "x-enum-aliases",
    ] {
        assert_eq!(
            schema.get(key).unwrap().as_array().unwrap().len(),
            count,
            "{key}"
        );
    }
    let holder = schema_for!(Vec<V>);
    assert!(holder.pointer(&format!("/$defs/{name}/enum")).is_some());
}

#[test]
fn schemas_carry_terms_names_and_codes() {
    for_every_vocabulary!(schema_shape);
    let schema = schema_for!(ItemType);
    assert_eq!(schema.get("enum").unwrap()[0], "行政许可");
    assert_eq!(schema.get("x-enum-varnames").unwrap()[0], "Licence");
    assert_eq!(
        schema.get("x-enum-descriptions").unwrap()[0],
        "administrative licence"
    );
    assert_eq!(schema.get("x-enum-codes").unwrap()[0], "01");
    assert_eq!(schema_for!(Stage).get("x-enum-codes").unwrap()[0], "");
}

#[test]
fn other_spellings_are_recognised_but_not_read() {
    assert_eq!(
        TimeUnit::parse("个工作日"),
        TimeUnit::Other("个工作日".to_owned())
    );
    assert_eq!(TimeUnit::recognise("个工作日"), Some(TimeUnit::WorkingDay));
    assert_eq!(TimeUnit::recognise("天"), Some(TimeUnit::CalendarDay));
    assert_eq!(
        Medium::recognise("纸质/电子化"),
        Some(Medium::PaperOrElectronic)
    );
    assert_eq!(
        Medium::recognise("纸质、电子"),
        Some(Medium::PaperAndElectronic)
    );
    assert_eq!(Medium::PaperAndElectronic.code(), None);
    assert_eq!(Scope::recognise("全自治区"), Some(Scope::Province));
    assert_eq!(Scope::recognise("区县"), Some(Scope::County));
    assert_eq!(OnlineGrade::recognise("IV级"), Some(OnlineGrade::Four));
    assert_eq!(Stage::recognise("收件与受理"), Some(Stage::Acceptance));
    assert_eq!(Stage::recognise("颁证与送达"), Some(Stage::Delivery));
    assert_eq!(EndKind::recognise("不予批准"), Some(EndKind::Refused));
    assert_eq!(
        QueryWay::recognise("\u{3000}现场查询 "),
        Some(QueryWay::Window)
    );
    assert_eq!(
        NaturalTheme::recognise("085"),
        Some(NaturalTheme::SocialSecurity)
    );
    assert_eq!(NaturalTheme::recognise("85"), None);
    assert_eq!(ItemType::from("公共服务"), ItemType::PublicService);
    assert_eq!(ItemType::recognise(""), None);
}

#[test]
fn the_nearest_entry_is_suggested_only_when_it_is_clear() {
    let nearest = |list: &List, word: &str| list.nearest(word).map(|term| term.term);
    assert_eq!(nearest(ItemType::LIST, "行政许可事项"), Some("行政许可"));
    assert_eq!(nearest(ItemType::LIST, "行政可许"), Some("行政许可"));
    assert_eq!(nearest(ItemType::LIST, "行政"), None);
    assert_eq!(nearest(ItemType::LIST, "审批"), None);
    assert_eq!(nearest(Necessity::LIST, "不必须"), Some("非必要"));
    assert_eq!(
        nearest(Level::LIST, "乡镇（街道）一级"),
        Some("镇(乡、街道)级")
    );
    assert_eq!(nearest(Stage::LIST, "受里"), Some("受理"));
    assert_eq!(nearest(Stage::LIST, "审里"), None);
    for odd in ["", " ", "🙂", "１", "\0", &"长".repeat(1000)] {
        for list in all() {
            assert_eq!(list.nearest(odd), None, "{}: {odd}", list.id);
            assert_eq!(list.find(odd), None);
        }
    }
}

#[test]
fn profiles_are_read_by_both_names() {
    for profile in Profile::ALL {
        assert_eq!(profile.as_str().parse(), Ok(profile));
        assert_eq!(profile.chinese().parse(), Ok(profile));
        let json = serde_json::to_string(&profile).unwrap();
        assert_eq!(json, format!("\"{profile}\""));
        assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
    }
    assert_eq!(" Audit ".parse(), Ok(Profile::Audit));
    assert_eq!(
        "full".parse::<Profile>(),
        Err(UnknownProfile("full".to_owned()))
    );
}
