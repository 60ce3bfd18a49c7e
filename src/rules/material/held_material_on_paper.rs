use super::helpers::{COMMON, materials, name};
use crate::engine::{Context, Found, Severity, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::text::Text;
use crate::value::material::name_key;
use crate::vocabulary::{MaterialSource, Medium, Necessity};

rule! {
    "MAT051", "held-material-on-paper", Warning, Item(check),
    summary: ("政府部门已有的材料还要群众交纸质的", "what the government holds is asked for on paper"),
    message: ("“{name}”{held}，却只收纸质，又没有写免提交", "“{name}” {held}, yet it is only taken on paper and not exempt"),
    help: ("改为免提交（exempt = true）并写明取得方式，或者允许用电子证照", "make it exempt and say how it is got instead, or take the electronic licence"),
    rows: ["C8"],
    source: "国发〔2022〕5号：凡是能通过电子证照共享的，不再要求提供纸质材料",
    page: "held_material_on_paper.md",
}

/// Words of a name that say that the paper itself is needed.
const GIVEN_BACK: &[&str] = &[
    "缴回",
    "交回",
    "收回",
    "原证",
    "正本",
    "副本",
    "正、副本",
    "正副本",
    "服务簿",
    "作废",
    "原所",
    "原执业",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let on_paper = material.medium == Some(Medium::Paper);
        let required = material.necessity == Some(Necessity::Required);
        let counts = [material.originals, material.photocopies, material.pieces];
        // With counts of 0 nothing is handed in.
        let handed_in =
            counts.iter().all(Option::is_none) || counts.iter().flatten().any(|count| *count > 0);
        if !on_paper || !required || !handed_in || material.exempt == Some(true) {
            continue;
        }
        let label = name(material, index);
        // Sources also mark what the applicant writes himself as shared: nobody else holds that. And
        // what is given back, or noted on, has to be the paper itself.
        let shared =
            material.shared == Some(true) && material.source == Some(MaterialSource::Government);
        if GIVEN_BACK.iter().any(|word| label.contains(word)) {
            continue;
        }
        let common = || {
            let core = name_key(&label).core;
            material.shared != Some(false) && COMMON.iter().any(|licence| core.ends_with(licence))
        };
        let held = if shared {
            Text::new("可以共享取得", "is shared between departments")
        } else if common() {
            Text::new(
                "一般可以从电子证照库取得",
                "is usually found in the library of electronic licences",
            )
        } else {
            continue;
        };
        let certain = is_licence(&label);
        let found = Found::at(path!["guide", "materials", index, "medium"])
            .with("name", label)
            .with("held", held);
        cx.report(if shared && certain {
            found
        } else {
            found.severity(Severity::Hint)
        });
    }
}

/// Whether the name is that of one licence or certificate, and of nothing else beside it.
fn is_licence(name: &str) -> bool {
    let name = name.trim_end_matches(['》', '。', '；']);
    let core = name
        .trim_end_matches("复印件")
        .trim_end_matches(['》', '（', '(']);
    [
        "证",
        "证书",
        "执照",
        "簿",
        "户口本",
        "身份证明",
        "犯罪记录证明",
        "批复",
    ]
    .iter()
    .any(|end| core.ends_with(end))
        && !["或", "、", "（", "场所", "；", "，"]
            .iter()
            .any(|word| core.contains(word))
}
