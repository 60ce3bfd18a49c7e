use super::helpers::{materials, notes};
use super::open_name::{
    Open, WHICH, vague_part, whatever_proves, whose, without_copy, without_pieces,
};
use super::portrait::{NO_SIZE, OF_PORTRAIT, is_portrait, states_size};
use crate::analysis::{is_elsewhere, is_none};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Element, Material, ServiceItem};
use crate::path;
use crate::prose::{is_longer, unmarked};
use crate::words::{self, WordSet};

rule! {
    "MAT065", "vague-material-name", Warning, Item(check),
    summary: ("材料名称看不出是哪一份", "a material name that does not say which document is required"),
    message: ("材料名称“{name}”{fault}", "the material name “{name}” {fault}"),
    help: ("把名称写全：{how}", "complete the name: {how}"),
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
        let plain = unmarked(name.trim()).trim_matches(['《', '》', '“', '”', '。', '；', ';']);
        let fault = if plain == item.name {
            Some((IS_ITEM, true))
        } else if is_portrait(plain) {
            // The tool that takes an electronic photo may set its size.
            let is_on_paper = !plain.contains("电子");
            (!states_size(material) && !lacks_size(material, cx)).then_some((NO_SIZE, is_on_paper))
        } else {
            fault(plain, material, item, cx.words(&words::SOME_DOCUMENT))
        };
        if let Some((fault, certain)) = fault {
            let found = Diagnostic::at(path!["guide", "materials", index, "name"])
                .with("name", plain)
                .with("fault", fault)
                .with(
                    "how",
                    if is_portrait(plain) {
                        OF_PORTRAIT
                    } else {
                        OF_PAPER
                    },
                );
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
    if words::PROVES_SOMETHING.starts(name) {
        let fault = Text::new(
            "没有限定是哪几种，能不能证明全凭窗口认定",
            "leaves it to the window clerk what counts as proof",
        );
        return whatever_proves(name).map(|certain| (fault, certain));
    }
    let noted = || notes(material).any(|(_, text)| words::KIND_OF_PAPER.occurs_in(text));
    if let Some(open) = Open::of(name, some).filter(|_| !noted()) {
        let (mut fault, certain) = open.problem();
        if name.starts_with("其他") || name.starts_with("其它") {
            fault = CATCH_ALL;
        }
        // 鉴定结论证明材料 nearly names the paper; 证明…的材料, 变更的证明文件, 无…等证明 and long names are put as rules put them.
        let nearly = ["结论", "许可", "变更", "诊断", "产权", "租赁"]
            .iter()
            .any(|paper| name.contains(paper))
            || name.starts_with('无')
            || name.starts_with("证明") && name.contains('的')
            || name.ends_with("副本")
            || is_longer(name, MAX_CERTAIN_CHARS);
        return Some((fault, certain && !nearly));
    }
    if let Some(open) = vague_part(name, &item.name, some).filter(|_| !noted()) {
        return Some((open.problem().0, false));
    }
    if is_longer(name, 12) {
        return None;
    }
    if words::UNNAMED_FORM.is(name) {
        // Certain only for forms to fill in and 请示: the notes may say what a pledge or a filing is about, and a
        // form that is attached shows it.
        let at_hand = material.blank_form.is_some() || material.sample_form.is_some();
        let is_only_form = || {
            let forms = materials(item).filter(|(_, other)| {
                other.name.as_deref().is_some_and(|name| {
                    ["书", "表", "申请", "请示"]
                        .iter()
                        .any(|end| name.trim().ends_with(end))
                })
            });
            forms.count() < 2
        };
        let certain =
            (words::FORM_TO_FILL.is(name) || name == "请示") && !at_hand && !is_only_form();
        return Some((
            Text::new("没有写是哪一种", "does not say which one"),
            certain,
        ));
    }
    let rest = whose(without_copy(without_pieces(name)));
    // Registration rules themselves ask for 申请人身份证明; the bare 身份证明 does not even say whose.
    let vague = (rest != "身份证明" || name == rest)
        && some.ends(rest)
        && some.iter().any(|end| {
            (rest.strip_suffix(end))
                .is_some_and(|what| words::PROVED.is(what.trim_end_matches(['的', '及'])))
        });
    vague.then_some((WHICH, false))
}

/// Whether the photo has no size though the source collects sizes, which is another finding.
fn lacks_size(material: &Material, cx: &Context<'_>) -> bool {
    let size = cx.element::<str>(None, "guide.materials.size");
    material.size.is_none() && !matches!(size, Element::NotCollected)
}

/// Maximum length of a name that is certainly vague, in characters; a longer one is a law's wording, which an
/// office can hardly change.
const MAX_CERTAIN_CHARS: usize = 24;

const CATCH_ALL: Text = Text::new(
    "是兜底的话，没有写是哪几种证件、文书",
    "is a catch-all that does not say which documents",
);

const OF_PAPER: Text = Text::new(
    "用证件、文书的全称；几种都可以的，逐一列出；没有别的要交的，删去这一条",
    "give the full name of the document; if several will do, list them; if nothing else is needed, delete the entry",
);

const IS_ITEM: Text = Text::new(
    "就是事项名称，没有写要交什么",
    "is the item's name, not what to hand in",
);
