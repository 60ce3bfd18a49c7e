use super::helpers::{materials, notes};
use super::open_name::{Open, vague_part, whose, without_copy, without_pieces};
use crate::analysis::{is_elsewhere, is_none};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::is_longer;
use crate::words::{self, WordSet};

rule! {
    "MAT065", "vague-material-name", Warning, Item(check),
    summary: ("材料名称看不出是哪一份", "a material name that does not say which document is required"),
    message: ("材料名称“{name}”{fault}", "the material name “{name}” {fault}"),
    help: ("写证件、文书的全称；几种都可以的，逐一列出", "give the full name of the document; if several will do, list them"),
    requirements: [A3, B3],
    cites: ["gbh-2017-115#5-catchall"],
    page: "vague_material_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(name) = material.name.as_deref() else {
            continue;
        };
        if is_none(material) || is_elsewhere(material) {
            continue;
        }
        let plain = name.trim().trim_matches(['《', '》', '“', '”', '。', '；']);
        let fault = if plain == item.name {
            Some((IS_ITEM, true))
        } else {
            fault(plain, material, item, cx.words(&words::SOME_DOCUMENT))
        };
        if let Some((fault, certain)) = fault {
            let found = Diagnostic::at(path!["guide", "materials", index, "name"])
                .with("name", plain)
                .with("fault", fault);
            cx.report(found.hint_unless(certain));
        }
    }
}

/// The problem of a name, and whether it is certain.
fn fault(
    name: &str,
    material: &Material,
    item: &ServiceItem,
    some: &WordSet,
) -> Option<(Text, bool)> {
    if ["能够证明", "能证明", "可证明", "可以证明", "足以证明"]
        .iter()
        .any(|word| name.starts_with(word))
    {
        let head = name.split(['：', ':', '，', '（']).next().unwrap_or(name);
        let open = ["资料", "材料", "文件"]
            .iter()
            .any(|end| head.ends_with(end));
        let known = ["有关", "相关"].iter().any(|word| head.contains(word));
        let fault = Text::new(
            "没有限定是哪几种，能不能证明全凭窗口认定",
            "leaves it to the window clerk what counts as proof",
        );
        // If some are named, it only asks for more of the kind.
        let named = ["如", "包括", "例如", "之一"]
            .iter()
            .any(|word| name.contains(word));
        return (open && !known).then_some((fault, !named));
    }
    let noted = || notes(material).any(|(_, text)| words::KIND_OF_PAPER.occurs_in(text));
    if let Some(open) = Open::of(name, some).filter(|_| !noted()) {
        let (fault, certain) = told(open);
        // 鉴定结论证明材料 nearly names the paper; 证明…的材料, 变更的证明文件 and 无…等证明 are put as rules put them.
        let nearly = ["结论", "许可", "变更"]
            .iter()
            .any(|paper| name.contains(paper))
            || name.starts_with('无')
            || name.starts_with("证明") && name.contains('的');
        return Some((fault, certain && !nearly));
    }
    if let Some(open) = vague_part(name, &item.name, some).filter(|_| !noted()) {
        return Some((told(open).0, false));
    }
    if ["其他", "其它"].contains(&name) {
        return Some(told(Open::Head));
    }
    if is_longer(name, 12) {
        return None;
    }
    if words::UNNAMED_FORM.is(name) {
        // What is promised or filed the notes may tell.
        let certain = words::FORM_TO_FILL.is(name) || name == "请示";
        return Some((
            Text::new("没有写是哪一种", "does not say which one"),
            certain,
        ));
    }
    let rest = whose(without_copy(without_pieces(name)));
    let vague = rest != "身份证明"
        && some.ends(rest)
        && some.iter().any(|end| {
            (rest.strip_suffix(end))
                .is_some_and(|what| words::PROVED.is(what.trim_end_matches(['的', '及'])))
        });
    vague.then_some((WHICH, false))
}

const IS_ITEM: Text = Text::new(
    "就是事项名称，没有写要交什么",
    "is the item's name, not what to hand in",
);

const WHICH: Text = Text::new(
    "没有写是哪一种证件或文书",
    "does not say which certificate or document",
);

/// The open part of a name, in words, and whether it is certain.
fn told(open: Open) -> (Text, bool) {
    match open {
        Open::Head => (WHICH, true),
        Open::Topic => (
            Text::new(
                "只说了关于什么，没有写是哪一份证件或文书",
                "gives the topic, not which certificate or document",
            ),
            true,
        ),
        Open::Writer => (
            Text::new(
                "只说了由谁写，没有写是哪一种文书、关于什么",
                "says who writes it, not what kind of paper about what",
            ),
            true,
        ),
        Open::List => (
            Text::new("没有列全，看不出还要交哪些", "is a list that goes on"),
            true,
        ),
        Open::Fitting => (
            Text::new(
                "没有写是哪一种证件或文书，怎样才算符合也没有写",
                "leaves it to the window clerk which document fits",
            ),
            true,
        ),
    }
}
