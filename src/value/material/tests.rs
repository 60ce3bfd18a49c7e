use proptest::prelude::*;

use super::*;
use crate::vocabulary::{Medium, Necessity, Vocabulary};

fn counts(text: &str) -> Option<(Option<u32>, Option<u32>, Option<u32>)> {
    copies(text).map(|copies| (copies.originals, copies.photocopies, copies.pieces))
}

#[test]
fn a_bracket_alone_belongs_to_the_material_before() {
    let reading = read("1.申请表\n（原件1份，纸质）\n2.身份证\n【复印件】");
    let materials = reading.value.unwrap();
    assert_eq!(materials.len(), 2);
    assert_eq!(materials[0].originals, Some(1));
    assert_eq!(materials[0].medium, Some(Medium::Paper));
    assert_eq!(materials[1].form.as_deref(), Some("复印件"));
    let alone = read("（复印件）");
    assert!(alone.value.is_none() && alone.unread == ["（复印件）"]);
    // A name may be in a bracket, and stops and slashes inside names.
    let names = read("（甲证）\n拆除／爆破方案。经批准的还应盖章")
        .value
        .unwrap();
    assert_eq!(names[0].name.as_deref(), Some("（甲证）"));
    assert_eq!(
        names[1].name.as_deref(),
        Some("拆除／爆破方案。经批准的还应盖章")
    );
}

#[test]
fn a_remark_below_a_material_is_no_material() {
    let reading = read("1.申请表\n>一式两份\n＞本人签字\n2.身份证\n> 原件1份，复印件1份");
    let materials = reading.value.unwrap();
    let names: Vec<&str> = (materials.iter())
        .filter_map(|material| material.name.as_deref())
        .collect();
    assert_eq!(names, ["申请表", "身份证"]);
    assert_eq!(materials[0].pieces, Some(2));
    assert_eq!(
        (materials[1].originals, materials[1].photocopies),
        (Some(1), Some(1))
    );
    assert_eq!(reading.unread, ["本人签字"]);
    // Where every line is quoted, the lines are the materials.
    let quoted = read(">1.申请表\n>2.身份证").value.unwrap();
    assert_eq!(quoted.len(), 2);
}

/// Name, originals, photocopies and pieces of each material.
fn told(text: &str) -> Vec<(String, [Option<u32>; 3])> {
    (read(text).value.unwrap_or_default().into_iter())
        .map(|material| {
            let counts = [material.originals, material.photocopies, material.pieces];
            (material.name.unwrap_or_default(), counts)
        })
        .collect()
}

#[test]
fn numbers_alone_part_materials() {
    for text in [
        "1.申请表（原件1份）2.身份证（复印件2份）",
        "1、申请表（原件1份）2、身份证（复印件2份）",
        "①申请表（原件1份）②身份证（复印件2份）",
        "（1）申请表（原件1份）（2）身份证（复印件2份）",
        "1.申请表，原件1份；2.身份证，复印件2份。",
        "申请材料：1.申请表（原件1份）2.身份证（复印件2份）",
        "1.申请表 原件1份\n2.身份证 复印件2份",
    ] {
        let expected = [
            ("申请表".to_owned(), [Some(1), None, None]),
            ("身份证".to_owned(), [None, Some(2), None]),
        ];
        assert_eq!(told(text), expected, "{text}");
    }
    // Numbers in a bracket or a word do not separate materials.
    let whole = told("1.申请表（1.原件；2.复印件）2.第1、2类许可证");
    assert_eq!(whole.len(), 2, "{whole:?}");
}

#[test]
fn headings_are_no_materials() {
    let read = |text: &str| {
        let materials = read(text).value.unwrap();
        let part = |part: Option<String>| part.unwrap_or_default();
        (materials.into_iter())
            .map(|material| (part(material.name), part(material.condition)))
            .collect::<Vec<_>>()
    };
    let pair = |name: &str, case: &str| (name.to_owned(), case.to_owned());
    let expected = [
        pair("申请表", ""),
        pair("承诺书", ""),
        pair("变更申请", "变更材料"),
    ];
    for text in [
        "一、申请材料：\n1.申请表；\n2.承诺书。\n二、变更材料：\n1.变更申请。",
        "一、申请材料：1.申请表；2.承诺书。\n二、变更材料：1.变更申请。",
        "一、申请材料\n1.申请表；\n2.承诺书。\n二、变更材料\n1.变更申请。",
        "申请材料：\n申请表\n承诺书\n变更材料：\n变更申请",
        "申请材料：\n1.申请表\n2.承诺书\n变更材料：\n1.变更申请",
        "（一）申请人应提交下列材料：\n1、申请表\n2、承诺书\n（二）变更材料：\n1、变更申请",
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    // A case ends with its list.
    assert_eq!(
        read("一、委托办理的：1.委托书；2.身份证。\n二、申请表"),
        [
            pair("委托书", "委托办理的"),
            pair("身份证", "委托办理的"),
            pair("申请表", ""),
        ]
    );
}

#[test]
fn labels_say_how_a_material_is_handed_in() {
    let expected = [
        ("身份证".to_owned(), [Some(1), Some(1), None]),
        ("申请表".to_owned(), [Some(1), None, None]),
    ];
    for text in [
        "身份证（\n原件数量：1\n复印件数量：1\n材料形式：纸质\n是否必要：必要\n）;\n申请表（\n原件数量：1\n材料形式：电子\n）;",
        "身份证（原件数量：1，复印件数量：1，材料形式：纸质，是否必要：是）\n申请表（原件数量：1，材料形式：电子）",
        "身份证\n原件数量：1\n复印件数量：1\n材料形式：纸质\n是否必要：是\n申请表\n原件数量：1\n材料形式：电子",
        "1.身份证（原件1份，\n复印件1份；纸质；必要）\n2.申请表（原件1份，电子）",
    ] {
        assert_eq!(told(text), expected, "{text}");
        let reading = read(text);
        assert!(reading.unread.is_empty(), "{text}: {:?}", reading.unread);
        let materials = reading.value.unwrap();
        assert_eq!(materials[0].necessity, Some(Necessity::Required), "{text}");
        assert_eq!(materials[1].medium, Some(Medium::Electronic), "{text}");
    }
    assert_eq!(read("原件数量：1").unread, ["原件数量：1"]);
}

#[test]
fn forms_without_a_number_stay_as_form() {
    for text in ["身份证原件及复印件1份", "身份证（原件及复印件1份）"] {
        let material = read(text).value.unwrap().remove(0);
        assert_eq!(material.name.as_deref(), Some("身份证"));
        assert_eq!((material.originals, material.photocopies), (None, Some(1)));
        assert_eq!(material.form.as_deref(), Some("原件及复印件"), "{text}");
    }
    let each = read("身份证原件及复印件各1份").value.unwrap().remove(0);
    assert_eq!(
        (each.originals, each.photocopies, each.form),
        (Some(1), Some(1), None)
    );
}

#[test]
fn copies_are_found_in_all_wordings() {
    for (text, expected) in [
        ("原件1份，复印件4份。", (Some(1), Some(4), None)),
        ("原件及复印件各１份", (Some(1), Some(1), None)),
        ("申请书一式两份", (None, None, Some(2))),
        ("决定书和意见书各一份", (None, None, Some(1))),
        ("3份", (None, None, Some(3))),
        ("复印件（2份）", (None, Some(2), None)),
        ("原件1份或复印件1份", (None, None, Some(1))),
        ("原件或复印件2份", (None, None, Some(2))),
        ("原件和复印件1份", (None, Some(1), None)),
    ] {
        assert_eq!(counts(text), Some(expected), "{text}");
    }
    for text in [
        "3月份",
        "第3份",
        "两份以上",
        "股份公司",
        "原件",
        "99999份",
        "",
    ] {
        assert_eq!(counts(text), None, "{text}");
    }
    assert_eq!(
        copies("表，原件1份").unwrap().ranges.first(),
        Some(&(6..16))
    );
    assert_eq!(
        counts("复印件1份。办理时复印件2份。原件1份"),
        Some((Some(1), None, None))
    );
}

#[test]
fn names_keep_what_is_part_of_them() {
    let one = |text: &str| read(text).value.unwrap().remove(0);
    let material = one("《某某申请表》原件1份");
    assert_eq!(
        (material.name.as_deref(), material.originals),
        (Some("《某某申请表》"), Some(1))
    );
    let material = one("2、身份证（原件及复印件各1份）");
    assert_eq!(
        (material.name.as_deref(), material.photocopies),
        (Some("身份证"), Some(1))
    );
    let material = one("身份证（复印件）");
    assert_eq!(
        (material.name.as_deref(), material.form.as_deref()),
        (Some("身份证"), Some("复印件"))
    );
    assert_eq!(
        one("某某申请书（注销）").name.as_deref(),
        Some("某某申请书（注销）")
    );
    assert_eq!(one("申请书一式两份").pieces, Some(2));
    assert_eq!(read("1.甲；2.乙\n3.丙").value.unwrap().len(), 3);
    assert_eq!(read("申请表|身份证｜照片").value.unwrap().len(), 3);
    assert!(read("无").empty);
}

#[test]
fn keys_are_those_of_the_thing() {
    for (name, form) in [
        ("《居民身份证》", Form::Unsaid),
        ("身份证原件及复印件", Form::Both),
        ("3. 身份证的复印件。", Form::Photocopy),
        ("身份证（原件）", Form::Original),
        ("身份证原件或复印件", Form::Either),
        ("身份证（复印件1份）", Form::Photocopy),
    ] {
        assert_eq!(
            name_key(name),
            MaterialKey {
                core: "身份证".into(),
                form
            },
            "{name}"
        );
    }
    assert_eq!(name_key("复印件").core, "复印件");
    assert_ne!(
        name_key("申请书（注销）").core,
        name_key("申请书（变更）").core
    );
}

fn material() -> impl Strategy<Value = Material> {
    let number = || proptest::option::of(0u32..100);
    (
        "[甲乙丙申请表]{1,6}",
        number(),
        number(),
        0usize..5,
        0usize..4,
    )
        .prop_map(
            |(name, originals, photocopies, medium, necessity)| Material {
                name: Some(name),
                originals,
                photocopies,
                medium: Medium::listed().nth(medium),
                necessity: Necessity::listed().nth(necessity),
                ..Material::default()
            },
        )
}

#[test]
fn a_copy_is_of_the_same_thing() {
    let key = name_key("2.《身份证》复印件");
    assert_eq!(key, name_key("身份证（复印件）"));
    assert_eq!(key.form, Form::Photocopy);
    assert_ne!(key.core, name_key("申请人身份证").core);
    for name in ["户口簿", "居民户口本", "《居民户口簿》原件", "户口本复印件"]
    {
        assert_eq!(name_key(name).core, "户口簿", "{name}");
    }
    assert_eq!(counts("原件及复印件各两份"), Some((Some(2), Some(2), None)));
    assert_eq!(counts("身份证"), None);
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), listed in "[申原复印件份一1（），、或各\n]{0,30}") {
        for text in [&text, &listed] {
            let _ = (read(text), name_key(text));
            for range in copies(text).map(|copies| copies.ranges).unwrap_or_default() {
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn written_materials_are_read_again(materials in proptest::collection::vec(material(), 1..5)) {
        prop_assert_eq!(read(&write(&materials)).value.unwrap(), materials);
    }
}

#[test]
fn a_statement_that_no_materials_are_needed_is_kept() {
    for text in [
        "不需要材料",
        "无需材料",
        "无需提交任何材料。",
        "不用提交材料",
        "本事项无需提交任何申请材料",
        "申请人不必携带相关资料",
    ] {
        let reading = read(text);
        assert!(reading.unread.is_empty(), "{text}");
        let materials = reading.value.unwrap();
        assert_eq!(materials.len(), 1, "{text}");
        let name = materials[0].name.as_deref().unwrap();
        assert!(says_none(name), "{text}");
    }
    for text in [
        "无需提交纸质材料",
        "无需其他材料",
        "材料",
        "无犯罪记录证明材料",
        "不动产登记材料",
    ] {
        assert!(!says_none(text), "{text}");
    }
    assert!(read("无").empty);
}

#[test]
fn materials_that_each_tell_their_copies_are_parted_by_commas() {
    let names = |text| {
        let materials = read(text).value.unwrap();
        let names = materials.into_iter().map(|material| material.name.unwrap());
        names.collect::<Vec<_>>()
    };
    let two = names("申请书原件一式两份，身份证复印件1份");
    assert_eq!(two.len(), 2, "{two:?}");
    for one in [
        "营业执照原件1份，复印件2份",
        "申请书、章程，各1份",
        "申请书，一式三份",
    ] {
        assert_eq!(names(one).len(), 1, "{one}");
    }
}

#[test]
fn approximations_and_torn_numbers_are_not_numbers_of_copies() {
    for text in [
        "申请表三五份",
        "二三十份",
        "一两份",
        "几十份",
        "数十套",
        "2 0份",
        "十二三份",
        "1\n0份",
    ] {
        assert_eq!(copies(text), None, "{text}");
    }
    let copies = |text| copies(text).and_then(|copies| copies.pieces);
    assert_eq!(copies("份数十二份"), Some(12));
    assert_eq!(copies("共2 份"), Some(2));
}

#[test]
fn cells_behind_a_name_are_its_details() {
    let materials = read("取水申请书|原件1|必要\n论证报告|复印件2份|非必要")
        .value
        .unwrap();
    assert_eq!(materials.len(), 2);
    assert_eq!(materials[0].name.as_deref(), Some("取水申请书"));
    assert_eq!(
        (materials[0].originals, materials[1].photocopies),
        (Some(1), Some(2))
    );
    assert_eq!(read("取水申请书|论证报告").value.unwrap().len(), 2);
}

#[test]
fn commas_between_names_part_materials_unless_these_are_numbered() {
    let count = |text: &str| read(text).value.unwrap().len();
    assert_eq!(count("购货合同，提货单据，住所证明"), 3);
    assert_eq!(
        count("1.申请表\n2.购货合同，提货单据，住所证明（原件1份）"),
        2
    );
}

#[test]
fn a_form_named_before_the_copies_is_kept() {
    for (text, form, originals, photocopies) in [
        (
            "申请表（电子，原件或复印件，原件1份，复印件0份，必要）",
            "原件或复印件",
            1,
            0,
        ),
        (
            "申请表（纸质，复印件，原件0份，复印件2份，必要）",
            "复印件",
            0,
            2,
        ),
        (
            "申请表（原件和复印件，复印件2份，原件1份）",
            "原件和复印件",
            1,
            2,
        ),
    ] {
        let read = read(text).value.unwrap();
        assert_eq!(read[0].form.as_deref(), Some(form), "{text}");
        assert_eq!(read[0].originals, Some(originals), "{text}");
        assert_eq!(read[0].photocopies, Some(photocopies), "{text}");
    }
}
