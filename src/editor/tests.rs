use super::*;
use crate::Language;

/// The offset of the mark `‸`, and the text without it.
fn marked(text: &str) -> (String, usize) {
    let offset = text.find('‸').unwrap();
    (text.replace('‸', ""), offset)
}

/// The completions at the mark, and the text with the first completion accepted.
fn proposed(text: &str) -> (Vec<String>, String) {
    let (text, offset) = marked(text);
    let proposed = completions(&text, offset, Language::Chinese);
    let labels = proposed.iter().map(|one| one.label.clone()).collect();
    let mut written = text;
    if let Some(first) = proposed.first() {
        written.replace_range(first.range.clone(), &first.text);
    }
    (labels, written)
}

fn help_text(text: &str, language: Language) -> Option<String> {
    let (text, offset) = marked(text);
    help(&text, offset, language).map(|help| help.text)
}

/// An item with two materials and two steps, to which tests append text.
const GUIDE: &str = "name = \"甲证核发\"
[[guide.materials]]
name = \"申请书\"
[[guide.materials]]
name = \"身份证明\"
[[guide.process.steps]]
id = \"accept\"
name = \"受理\"
[[guide.process.steps]]
id = \"decide\"
name = \"决定\"
";

#[test]
fn words_of_a_vocabulary_are_proposed_wherever_one_may_stand() {
    let both = ["窗口领取", "邮寄"];
    for (text, written) in [
        ("item_type = ‸\n", "item_type = \"行政许可\"\n"),
        ("item_type = \"‸\"\n", "item_type = \"行政许可\"\n"),
        ("item_type = \"行‸\n", "item_type = \"行政许可\"\n"),
        ("item_type = 行‸\n", "item_type = \"行政许可\"\n"),
        (
            "[[items]]\nitem_type = ‸",
            "[[items]]\nitem_type = \"行政许可\"",
        ),
    ] {
        let (labels, made) = proposed(text);
        assert!(
            labels.contains(&"行政确认".to_owned()),
            "{text}: {labels:?}"
        );
        assert_eq!(made, written);
    }
    for text in [
        "audience = [‸",
        "audience = [\"自然人\", \"‸\"]",
        "audience = [\n  \"自然人\",\n  ‸\n]",
    ] {
        assert!(proposed(text).0.contains(&"企业法人".to_owned()), "{text}");
    }
    assert_eq!(proposed("summary = \"‸\"").0, [""; 0], "{both:?}");
}

#[test]
fn materials_and_steps_of_the_item_are_proposed_as_references() {
    let materials = ["申请书", "身份证明"];
    assert_eq!(proposed(&format!("{GUIDE}inputs = [‸")).0, materials);
    assert_eq!(
        proposed(&format!("{GUIDE}inputs = [\"申请书\", \"‸\"]")).0,
        materials
    );
    let steps = ["accept", "decide"];
    let (labels, written) = proposed(&format!("{GUIDE}next = [{{ to = ‸ }}]"));
    assert_eq!(labels, steps);
    assert!(
        written.ends_with("next = [{ to = \"accept\" }]"),
        "{written}"
    );
    assert_eq!(
        proposed(&format!("{GUIDE}[[guide.process.steps.next]]\nto = ‸")).0,
        steps
    );
    assert_eq!(proposed(&format!("{GUIDE}join = \"‸\"")).0, steps);
    // Names in another item are not proposed.
    let items = GUIDE
        .replace("name = \"甲证核发\"\n", "[[items]]\n")
        .replace("[[guide", "[[items.guide");
    let second = "[[items]]\n[[items.guide.process.steps]]\nid = \"only\"\njoin = ‸";
    assert_eq!(proposed(&format!("{items}{second}")).0, ["only"]);
}

#[test]
fn keys_that_are_not_there_are_proposed() {
    let (labels, _) = proposed("name = \"甲\"\n‸\n[guide]\n");
    assert!(labels.contains(&"item_type".to_owned()), "{labels:?}");
    assert!(
        !labels.iter().any(|key| key == "name" || key == "guide"),
        "{labels:?}"
    );
    let (labels, _) = proposed("[[guide.materials]]\nname = \"甲\"\nm‸");
    assert!(
        labels.contains(&"medium".to_owned()) && !labels.contains(&"name".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = proposed("[guide.time_limit]\npromised = { ‸ }");
    assert!(labels.contains(&"amount".to_owned()), "{labels:?}");
    let (labels, _) = proposed("[[guide.‸");
    assert!(
        labels.contains(&"materials".to_owned()) && !labels.contains(&"time_limit".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = proposed("include = []\n‸");
    assert!(labels.contains(&"platforms".to_owned()), "{labels:?}");
    assert_eq!(proposed("[unheard.of]\n‸").0, [""; 0]);
}

#[test]
fn help_names_the_element_and_who_requires_it() {
    let text = "[guide.time_limit]\nprom‸ised = 1";
    let chinese = help_text(text, Language::Chinese).unwrap();
    let lines: Vec<&str> = chinese.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[0],
        "**承诺办结时限** promised limit `guide.time_limit.promised`"
    );
    let required = lines
        .iter()
        .find(|line| line.starts_with("要求："))
        .unwrap();
    assert!(
        required.contains("LIM002") && required.contains("门户"),
        "{required}"
    );
    assert!(
        help_text(text, Language::English)
            .unwrap()
            .contains("required: portal")
    );
    let word = help_text("item_type = \"行政‸许可\"", Language::English).unwrap();
    assert!(word.contains("this word: 行政许可"), "{word}");
    assert_eq!(help_text("[unheard]\no‸f = 1", Language::Chinese), None);
    assert_eq!(help_text("name = \"甲\"\n‸", Language::Chinese), None);
    assert_eq!(help_text("‸# 注", Language::Chinese), None);
}
