//! What the rules on materials share.

use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::vocabulary::MaterialKind;

/// The thing itself.
pub(super) const ORIGINAL: Text = Text::new("原件", "an original");

/// A copy of it.
pub(super) const PHOTOCOPY: Text = Text::new("复印件", "a photocopy");

/// Licences that every province has in its library of electronic licences, as the core of a
/// material's name ends.
pub(super) const COMMON: &[&str] = &[
    "身份证",
    "营业执照",
    "户口簿",
    "户口本",
    "结婚证",
    "离婚证",
    "不动产权证",
    "不动产权证书",
    "驾驶证",
    "行驶证",
    "社会保障卡",
    "出生医学证明",
    "残疾人证",
];

/// What is asked of every paper, without marks; longer phrases first.
pub(super) const PHRASES: &[&str] = &[
    "对申报材料不实造成的不良后果自行承担责任",
    "对提交材料的真实性完整性负责",
    "对提交材料的真实性有效性负责",
    "对提交材料的真实性负责",
    "对申请材料的真实性负责",
    "对上传资料真实性负责",
    "对材料的真实性负责",
    "不得虚构伪造或者编造事实",
    "不得虚构伪造或编造事实",
    "不得弄虚作假",
    "依据事实认真填写",
    "如实填写各项内容",
    "根据实际情况",
    "按实际情况",
    "如实",
    "据实",
];

/// The clauses of a text, without blanks around.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split([
        '，', ',', '。', '；', ';', '：', ':', '（', '）', '(', ')', '\n', '！',
    ])
    .map(str::trim)
    .filter(|clause| !clause.is_empty())
}

/// The materials of the item's own guide.
pub(super) fn materials(item: &ServiceItem) -> impl Iterator<Item = (usize, &Material)> {
    (item.guide.iter()).flat_map(|guide| guide.materials.iter().enumerate())
}

/// The material's name, or its number where it has none.
pub(super) fn name(material: &Material, index: usize) -> String {
    match material.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("#{}", index + 1),
    }
}

/// The notes of a material, with their fields.
pub(super) fn notes(material: &Material) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("source_note", &material.source_note),
        ("filling_notes", &material.filling_notes),
        ("acceptance_standard", &material.acceptance_standard),
        ("seal_note", &material.seal_note),
        ("remark", &material.remark),
    ]
    .into_iter()
    .filter_map(|(field, text)| Some((field, text.as_deref()?)))
}

/// Words beside 原件 by which it is only looked at.
const LOOKED_AT: &[&str] = &[
    "核验",
    "核对",
    "核查",
    "查验",
    "查看",
    "校验",
    "审验",
    "验证",
    "验看",
    "交验",
    "对照",
    "比对",
    "备查",
    "备验",
    "出示",
    "验原件",
    "核原件",
    "查原件",
    "看原件",
    "审原件",
    "带原件",
    "退还",
    "带回",
];

/// Whether the original is only shown, to check the copy that is handed in.
pub(super) fn original_is_shown(material: &Material) -> bool {
    let name = material.name.as_deref().into_iter();
    let texts = name.chain(notes(material).map(|(_, text)| text));
    texts.flat_map(clauses).any(|clause| {
        (clause.contains("原件") && LOOKED_AT.iter().any(|word| clause.contains(word)))
            || clause.contains("核对复印件")
    })
}

/// Words by which online applications hand in an image.
const ONLINE: &[&str] = &["线上", "网上", "在线", "网络"];

/// What they hand in.
const IMAGES: &[&str] = &[
    "电子版",
    "电子件",
    "电子文档",
    "电子材料",
    "扫描",
    "影像",
    "照片",
    "图片",
    "上传",
];

/// Whether a note lets those who apply online hand in an image.
pub(super) fn image_will_do(material: &Material) -> bool {
    notes(material)
        .flat_map(|(_, text)| text.split(['。', '；', ';', '\n']))
        .any(|sentence| {
            let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
            has(ONLINE) && has(IMAGES)
        })
}

/// Whether the applicant fills the material in.
pub(super) fn is_form(material: &Material) -> bool {
    let named = || {
        material.name.as_deref().is_some_and(|name| {
            let name = name.trim_end_matches(['》', '）', ')', '”']);
            ["申请表", "申请书", "登记表", "审批表", "备案表"]
                .iter()
                .any(|end| name.ends_with(end))
        })
    };
    match &material.kind {
        Some(kind) => *kind == MaterialKind::Form,
        None => named(),
    }
}

/// The licence of which a name wants a copy of the second copy: 《营业执照》副本（营利性机构提供）.
pub(super) fn without_tail(name: &str) -> Option<&str> {
    let bare = match name.rsplit_once(['（', '(']) {
        Some((bare, inside)) if inside.trim_end_matches(['）', ')']).ends_with("提供") => bare,
        _ => name,
    };
    Some(bare.trim_end().strip_suffix("副本")?.trim_end_matches('》'))
}
