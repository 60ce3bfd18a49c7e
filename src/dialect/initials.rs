//! Pinyin initials of headings, which programmers use as column names: `sxmc` for 事项名称.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::file::FieldMapping;
use super::names::normal;
use crate::model::covers;

/// The characters of headings, by the first letter of their pinyin.
const CHARS: &[(char, &str)] = &[
    ('a', "案"),
    ('b', "别办备必报本标步版班白编补表部颁布变"),
    ('c', "产出场常处层成承持材村查次称程窗策词乘车初存措测"),
    ('d', "代到动答单地多大定对度待点电登的督端等达递道"),
    ('e', "额"),
    ('f', "副废付份分发否复幅放方服法父罚范费负"),
    ('g', "个供公共关国够工构果格概管规岗告挂改更过革"),
    ('h', "互回会划号和或核环获话函后"),
    (
        'j',
        "举救济交介件具减几及基家寄居径据接机监见解禁简级经结缴节街计记进金键间加技检鉴",
    ),
    ('k', "况口可开快科空跨款勘"),
    ('l', "例利力录律料来流理立类络联路量链领列"),
    ('m', "免名明目码门面描卖"),
    ('n', "内南纳能诺年"),
    ('p', "批排跑片拍牌评"),
    ('q', "启企全区取情期权求清渠签缺请其强"),
    ('r', "人任入容日热然"),
    (
        's',
        "失上事使受实审室少属式所收数施时是涉深生申示社算绍色讼设识诉说述送适手术素",
    ),
    ('t', "停体厅图同填天态托投提条特统腿趟跳途通题他听"),
    ('w', "为位问务唯围外委完文无物网"),
    (
        'x',
        "写下乡享信向型小序形心性息效消现相系线行许询象辖限需项须详细箱讯续",
    ),
    (
        'y',
        "一意验与业义予以页依允印原因域已应有样源用由移约要议运邮预员引疑延易疫营",
    ),
    (
        'z',
        "执志中主作值准制助咨在址子字张征指摘支政最止正注照状知种章纸组织终置者职自证责质资转镇驻骤周专展招",
    ),
];

/// Minimum number of initials; fewer are ambiguous.
const MIN_INITIALS: usize = 4;

/// The initials of a heading of Chinese characters only; `None` if they are too few.
fn initials(heading: &str) -> Option<String> {
    initials_of(heading).filter(|initials| initials.len() >= MIN_INITIALS)
}

/// The initials of Chinese characters.
pub(super) fn initials_of(words: &str) -> Option<String> {
    words.chars().map(initial).collect()
}

fn initial(char: char) -> Option<char> {
    static LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let pairs = |(letter, chars): &(char, &'static str)| {
            let letter = *letter;
            chars.chars().map(move |char| (char, letter))
        };
        CHARS.iter().flat_map(pairs).collect()
    });
    LETTERS.get(&char).copied()
}

/// A field that has a name: its index, and that of the name among its names.
type Use = (usize, usize);

/// The initials that mean a single element, with the fields whose names have them.
pub(super) fn meant_by_initials(
    fields: &[FieldMapping],
    ignore: &[String],
) -> impl Iterator<Item = (String, Vec<Use>)> {
    let mut found: BTreeMap<String, (Option<String>, Vec<Use>)> = BTreeMap::new();
    // Fields that count only `alone` come last: they add nothing to a field that counts anyway.
    let (alone, sure): (Vec<_>, Vec<_>) = fields.iter().enumerate().partition(|(_, of)| of.alone);
    for (number, field) in sure.into_iter().chain(alone) {
        for (alternative, name) in field.from.iter().enumerate() {
            let Some(initials) = initials(name) else {
                continue;
            };
            let to = field.constant.is_none().then(|| field.target());
            let (meaning, uses) = found
                .entry(initials)
                .or_insert_with(|| (to.clone(), Vec::new()));
            // Conditions may send one heading to several elements.
            let is_heading = |(other, used): &Use| {
                let other = fields.get(*other).and_then(|of| of.from.get(*used));
                other.is_some_and(|other| normal(other) == normal(name))
            };
            let is_same = match (&*meaning, &to) {
                // A process and its steps may be the same rows.
                (Some(one), Some(other)) => {
                    covers(one, other) || covers(other, one) || uses.iter().any(is_heading)
                }
                _ => true,
            };
            if is_same {
                *meaning = meaning.take().or(to);
                let is_used = |alone: bool| {
                    uses.iter().any(|(other, _)| {
                        *other == number || alone && fields.get(*other).is_some_and(|of| !of.alone)
                    })
                };
                if !is_used(field.alone) {
                    uses.push((number, alternative));
                }
            } else {
                // Marks the initials as ambiguous.
                *meaning = Some(String::new());
            }
        }
    }
    let ignored = ignore.iter().filter_map(|name| initials(name));
    found.extend(ignored.map(|name| (name, (Some(String::new()), Vec::new()))));
    found.into_iter().filter_map(|(name, (meaning, uses))| {
        meaning.filter(|to| !to.is_empty())?;
        Some((name, uses))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::find;
    use crate::prose::is_han;

    #[test]
    fn every_character_of_a_heading_has_an_initial() {
        fn look(fields: &[FieldMapping]) {
            for field in fields {
                for char in field.from.iter().flat_map(|name| name.chars()) {
                    assert!(!is_han(char) || initial(char).is_some(), "{char}: CHARS");
                }
                look(&field.rows);
            }
        }
        look(&find("elements").unwrap().file.fields);
    }

    #[test]
    fn a_heading_has_the_initials_of_its_characters() {
        assert_eq!(initials("实施主体名称").as_deref(), Some("ssztmc"));
        assert_eq!(initials("行政区划").as_deref(), Some("xzqh"));
        assert_eq!(initials("流程"), None);
        assert_eq!(initials("办理 地点"), None);
    }
}
