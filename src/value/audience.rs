//! 服务对象: the audience of an item, in the terms of the list or in general words.

use super::Parsed;
use crate::prose::{is_filler, joined, trimmed};
use crate::value::list;
use crate::vocabulary::{Audience, Vocabulary};
use crate::words;

/// All legal persons.
const LEGAL_PERSONS: &[Audience] = &[
    Audience::Enterprise,
    Audience::PublicInstitution,
    Audience::SocialOrganisation,
    Audience::AdministrativeOrgan,
];

/// General words and the listed terms that they mean.
const GENERAL: &[(&str, &[Audience])] = &[
    ("法人", LEGAL_PERSONS),
    ("法人单位", LEGAL_PERSONS),
    ("法人组织", LEGAL_PERSONS),
    ("法人机构", LEGAL_PERSONS),
    ("各类法人", LEGAL_PERSONS),
    (
        "非法人组织",
        &[Audience::UnincorporatedEnterprise, Audience::Rest],
    ),
    (
        "非法人",
        &[Audience::UnincorporatedEnterprise, Audience::Rest],
    ),
    (
        "企事业单位",
        &[Audience::Enterprise, Audience::PublicInstitution],
    ),
    (
        "企业事业单位",
        &[Audience::Enterprise, Audience::PublicInstitution],
    ),
    (
        "机关事业单位",
        &[Audience::AdministrativeOrgan, Audience::PublicInstitution],
    ),
    ("社会团体", &[Audience::SocialOrganisation]),
    ("国家机关", &[Audience::AdministrativeOrgan]),
    ("党政机关", &[Audience::AdministrativeOrgan]),
    ("公民个人", &[Audience::NaturalPerson]),
    ("社会公民", &[Audience::NaturalPerson]),
    ("居民", &[Audience::NaturalPerson]),
    ("群众", &[Audience::NaturalPerson]),
];

/// Reads the audience of an item; unlisted words are kept unchanged.
pub(crate) fn read(text: &str) -> Parsed<Vec<Audience>> {
    if is_filler(text) {
        return Parsed::none();
    }
    if words::EVERYBODY.is(trimmed(text)) {
        let everybody = Audience::listed().collect();
        return Parsed::of(everybody);
    }
    let entries = list::read(text).value.unwrap_or_default();
    let mut found: Vec<Audience> = Vec::new();
    for audience in entries.iter().flat_map(|entry| audiences(entry)) {
        if !found.contains(&audience) {
            found.push(audience);
        }
    }
    if found.is_empty() {
        return Parsed::unread(text);
    }
    Parsed::of(found)
}

/// The terms that an entry means: two for 法人和其他组织.
fn audiences(entry: &str) -> Vec<Audience> {
    if let Some(known) = known_terms(entry) {
        return known;
    }
    let parts: Option<Vec<Vec<Audience>>> = joined(entry).map(known_terms).collect();
    match parts {
        Some(parts) if !parts.is_empty() => parts.concat(),
        _ => vec![Audience::parse(entry)],
    }
}

/// The terms of a word in the list or in [`GENERAL`].
fn known_terms(word: &str) -> Option<Vec<Audience>> {
    let word = trimmed(word);
    if let Some(listed) = Audience::recognise(word) {
        return Some(vec![listed]);
    }
    let bare = word.strip_suffix('等').unwrap_or(word);
    let (_, general) = GENERAL.iter().find(|(general, _)| *general == bare)?;
    Some(general.to_vec())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Audience::{NaturalPerson, Rest};

    fn said(text: &str) -> Vec<Audience> {
        read(text).value.unwrap_or_default()
    }

    #[test]
    fn stock_phrases_name_all() {
        let all = [&[NaturalPerson], LEGAL_PERSONS, &[Rest]].concat();
        for text in [
            "公民、法人和其他组织",
            "公民，法人或者其他组织",
            "自然人、法人及其他组织。",
            "个人/法人/其他组织",
            "公民、法人与其它组织",
        ] {
            assert_eq!(said(text), all, "{text}");
        }
        let mut all = [&[NaturalPerson], LEGAL_PERSONS].concat();
        all.extend([Audience::UnincorporatedEnterprise, Rest]);
        assert_eq!(said("自然人、法人和非法人组织"), all);
        assert_eq!(said("企业和个人"), [Audience::Enterprise, NaturalPerson]);
        assert_eq!(said("不限").len(), Audience::listed().count());
        assert_eq!(
            said("企业法人,事业法人"),
            [Audience::Enterprise, Audience::PublicInstitution]
        );
    }

    #[test]
    fn other_words_stay() {
        assert_eq!(said("船员"), [Audience::Other("船员".to_owned())]);
        assert_eq!(
            said("船员和个人")[0],
            Audience::Other("船员和个人".to_owned())
        );
        assert!(read("无").empty);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), shaped in "[公民法人和其他组织、或企业]{0,12}") {
            let _ = (read(&text), read(&shaped));
        }
    }
}
