use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Reference, Renamed, RepealedNorms, bare_title, chinese_day};
use crate::grounds::{Citation, Weight};
use crate::model::date;
use crate::testing::{fresh, quoted, read, rows};

/// Renamings with the same reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    zh: String,
    en: String,
    on: Option<String>,
    source: Option<String>,
    renamed: Vec<Renamed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepealedFile {
    repealed: Vec<RepealedNorms>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RenamedFile {
    still_right: Vec<String>,
    change: Vec<Change>,
}

fn repealed() -> RepealedFile {
    toml::from_str(&read("src/reference/repealed.toml")).unwrap()
}

fn renamed() -> RenamedFile {
    toml::from_str(&read("src/reference/renamed.toml")).unwrap()
}

#[test]
fn the_table_of_facts_is_fresh() {
    let mut table =
        "//! The facts of `repealed.toml` and `renamed.toml`.\n//!\n//! Generated from them: \
        `UPDATE=1 cargo test --all-features --lib table`.\n\nuse crate::i18n::Text;\n\n\
        /// The titles, the first day on which each is no longer in force, and its replacement.\n\
        pub(super) static REPEALED: &[(&str, &str, &str)] = &[\n"
            .to_owned();
    for norms in repealed().repealed {
        let names = norms.names.iter();
        table.push_str(&rows(names.map(|name| {
            format!("({name:?}, {:?}, {:?})", norms.on, norms.successor)
        })));
    }
    let file = renamed();
    table.push_str("];\n\n");
    for (at, change) in file.change.iter().enumerate() {
        let why = format!("Text::new({:?}, {:?})", change.zh, change.en);
        table.push_str(&format!("static WHY_{at}: Text = {why};\n"));
    }
    table.push_str(
        "\n/// The outdated names, the current name of each, and the reason.\n\
         pub(super) static RENAMED: &[(&str, &str, &Text)] = &[\n",
    );
    for (at, change) in file.change.iter().enumerate() {
        let names = change.renamed.iter().flat_map(|row| {
            let name = move |name| format!("({name:?}, {:?}, &WHY_{at})", row.now);
            row.names.iter().map(name)
        });
        table.push_str(&rows(names));
    }
    let right = quoted(file.still_right.iter().map(String::as_str));
    table.push_str(&format!(
        "];\n\n/// Longer names that contain an outdated one but are still correct.\n\
         pub(super) static STILL_RIGHT: &[&str] = {right};\n"
    ));
    fresh("src/reference/table.rs", &table);
}

#[test]
fn every_repeal_has_a_day_and_stands_once() {
    let mut titles = BTreeSet::new();
    let file = repealed();
    assert!(file.repealed.len() > 20);
    for norms in &file.repealed {
        assert!(date::parse(&norms.on).is_some(), "{}", norms.on);
        assert!(!norms.names.is_empty() && !norms.successor.is_empty());
        for name in &norms.names {
            assert_eq!(bare_title(name), name);
            assert_ne!(*name, norms.successor);
            assert!(titles.insert(name.clone()), "{name} occurs twice");
        }
    }
    assert!(
        file.repealed.is_sorted_by(|one, next| one.on >= next.on),
        "the newest first"
    );
}

#[test]
fn every_former_name_stands_once_and_is_no_name_of_today() {
    let file = renamed();
    let mut names = BTreeSet::new();
    for change in &file.change {
        assert!(!change.zh.is_empty() && !change.en.is_empty());
        assert!(
            change
                .on
                .as_deref()
                .is_none_or(|on| date::parse(on).is_some())
        );
        assert!(
            change.source.is_some() || change.on.is_none(),
            "{}: a day without a source",
            change.zh
        );
        for row in &change.renamed {
            for name in &row.names {
                assert!(names.insert(name.clone()), "{name} occurs twice");
            }
        }
    }
    for row in file.change.iter().flat_map(|change| &change.renamed) {
        assert!(
            !row.now.split('、').any(|now| names.contains(now)),
            "{}",
            row.now
        );
    }
    for right in &file.still_right {
        assert!(
            names.iter().any(|name| right.contains(name.as_str())
                || name.contains(right.trim_start_matches('原'))),
            "{right} hides no former name"
        );
    }
}

/// Sources that are given by id are in the registry; other sources are given by title.
#[test]
fn sources_named_by_reference_are_in_the_registry() {
    let (repealed, renamed) = (repealed(), renamed());
    let repeals = repealed
        .repealed
        .iter()
        .filter_map(|norms| norms.source.as_ref());
    let renamings = renamed
        .change
        .iter()
        .filter_map(|change| change.source.as_ref());
    let named: Vec<&String> = repeals.chain(renamings).collect();
    assert!(named.iter().any(|source| source.contains('#')));
    for source in named.into_iter().filter(|source| source.contains('#')) {
        let citation = Citation::find(source).unwrap_or_else(|| panic!("no {source}"));
        assert_eq!(citation.weight(), Weight::Ground, "{source}");
    }
}

#[test]
fn a_repeal_counts_from_its_day_and_names_what_is_in_force() {
    let reference = Reference::built_in();
    let law = "中华人民共和国环境噪声污染防治法";
    assert!(reference.repeal(law, Some("2022-06-04")).is_none());
    let then = reference.repeal(law, Some("2022-06-05")).unwrap();
    assert_eq!(
        (then.title, then.on, then.successor),
        ("环境噪声污染防治法", "2022-06-05", "噪声污染防治法")
    );
    let now = reference
        .repeal("《环境噪声污染防治法》", Some("2026-08-15"))
        .unwrap();
    assert_eq!((now.on, now.successor), ("2022-06-05", "生态环境法典"));
    assert!(reference.repeal(law, None).is_some());
    assert!(reference.repeal("劳动合同法", None).is_none());
}

#[test]
fn a_user_adds_facts() {
    let norms = |names: &str, successor: &str| RepealedNorms {
        names: vec![names.to_owned()],
        on: "2026-01-01".to_owned(),
        successor: successor.to_owned(),
        source: None,
    };
    let offices = Renamed {
        now: "数据局".to_owned(),
        names: vec!["大数据管理局".to_owned()],
    };
    // Two rows that refer to each other must not loop forever.
    let own = [
        norms("某市某办法", "某市某规定"),
        norms("某市某规定", "某市某办法"),
    ];
    let reference = Reference::with(&own, &[offices]);
    assert_eq!(
        reference.repeal("某市某办法", None).unwrap().on,
        "2026-01-01"
    );
    assert!(reference.repeal("合同法", None).is_some());
    let found: Vec<_> = reference.former_names("市大数据管理局、工商部门").collect();
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].0.now.as_ref(), found[0].1), ("数据局", 3));
}

#[test]
fn days_are_written_as_chinese_writes_them() {
    assert_eq!(chinese_day("2022-03-01"), "2022年3月1日");
    assert_eq!(chinese_day("2024-12-10"), "2024年12月10日");
}
