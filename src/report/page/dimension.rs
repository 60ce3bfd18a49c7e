//! The dimensions of the evaluation; each rule belongs to one.

use crate::engine::Rule;
use crate::grounds::Requirement::{A4, A6, A7, A10};
use crate::i18n::Text;
use crate::rules;

/// A dimension of the evaluation of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    Items,
    Elements,
    Content,
    Process,
    Agreement,
    Standard,
}

impl Dimension {
    pub(super) const ALL: [Self; 6] = [
        Self::Items,
        Self::Elements,
        Self::Content,
        Self::Process,
        Self::Agreement,
        Self::Standard,
    ];

    /// The dimension of a rule.
    pub(super) fn of(rule: &Rule) -> Self {
        let is_about_items = |row| matches!(row, &A4 | &A7 | &A10);
        if rule.requirements.iter().any(is_about_items) {
            return Self::Items;
        }
        // A6 lists the elements that a guide must have, those of its channels included.
        let is_about_channels = rule.theme() == "CHN" && rule.requirements.contains(&A6);
        if rules::missing_element(rule).is_some() || is_about_channels {
            return Self::Elements;
        }
        match rule.theme() {
            "PRO" | "OUT" => Self::Process,
            "CHN" | "FAQ" | "LNG" | "PLT" => Self::Agreement,
            "DOC" | "SHP" | "NRM" | "IDN" | "CAT" | "VER" | "EXM" => Self::Standard,
            _ => Self::Content,
        }
    }

    /// The name of the dimension.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::Items => Text::new("事项齐全", "items complete"),
            Self::Elements => Text::new("要素完整", "elements complete"),
            Self::Content => Text::new("内容准确", "content accurate"),
            Self::Process => Text::new("流程清楚", "process clear"),
            Self::Agreement => Text::new("渠道一致", "channels agree"),
            Self::Standard => Text::new("标准规范", "to the standard"),
        }
    }

    /// The faults that count against the dimension.
    pub(super) const fn about(self) -> Text {
        match self {
            Self::Items => Text::new(
                "空事项、空栏目、比上级目录少的事项、一件事",
                "empty items and columns, items of the higher-level list that are missing, one-stop services",
            ),
            Self::Elements => Text::new(
                "时限、收费、材料、地点、电话等应有的要素没有写",
                "missing limits, fees, materials, places, phones and the like",
            ),
            Self::Content => Text::new(
                "写了的内容不对、含糊、自相矛盾",
                "wrong, vague or contradictory statements",
            ),
            Self::Process => Text::new(
                "环节走不通、不完整，与承诺、跑动次数对不上，结果没有下文",
                "steps that lead nowhere or contradict promise and visits; results without a follow-up",
            ),
            Self::Agreement => Text::new(
                "各渠道、译文、问答说法不一，入口打不开，说网办却要到场",
                "channels, translations and answers disagree; dead entries; claimed online, yet in person",
            ),
            Self::Standard => Text::new(
                "编码、名称、分类、版本不合统一标准，文件写法有错",
                "codes, names, classes and versions against the common standard, formal errors",
            ),
        }
    }
}
