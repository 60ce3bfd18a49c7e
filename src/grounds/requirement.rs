use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::i18n::Text;

macro_rules! requirements {
    ($($row:ident $zh:literal, $en:literal;)+) => {
        /// A problem or demand from published inspections, assessments and reports that rules
        /// address.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[non_exhaustive]
        pub enum Requirement {
            $(#[doc = $en] $row,)+
        }

        impl Requirement {
            /// All rows, in order.
            pub const ALL: &'static [Self] = &[$(Self::$row),+];

            /// The letter of its group and its number, such as `B5`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$row => stringify!($row),)+
                }
            }

            /// The problem in a few words.
            pub const fn text(self) -> Text {
                match self {
                    $(Self::$row => Text::new($zh, $en),)+
                }
            }
        }
    };
}

requirements! {
    A1 "没有写明时限、收费标准、联系方式", "no time limit, fee standard or contact";
    A2 "没有表格下载、示例样表", "no form to download, no filled-in sample";
    A3 "没有说清材料的形式、份数", "form and number of copies of materials not stated";
    A4 "栏目下面是空的", "empty columns";
    A5 "没有填报说明", "no filling-in notes";
    A6 "指南要素不齐", "elements of the guide missing";
    A7 "上级清单里有的事项，本地目录没有", "items of the higher-level list missing locally";
    A8 "没有摘要、关键词，搜不到", "no summary or keywords to search by";
    A9 "咨询、投诉没有渠道或迟迟不答复", "no channel for enquiries and complaints, or no timely reply";
    A10 "没有一件事服务", "no one-stop services";
    A11 "查不到进度和结果，现场没有人帮办", "progress and result cannot be looked up, no on-site assistance";
    B1 "流程说不清楚", "process unclear";
    B2 "流程图与文字不一致", "flowchart and text disagree";
    B3 "用含糊的词应付", "vague words";
    B4 "句子绕、照抄法条", "convoluted sentences, copied law";
    B5 "环节时限与承诺、法定时限对不上", "step limits do not fit the promised or statutory limit";
    B6 "到现场的次数", "visits";
    B7 "多部门办理，谁交给谁说不清", "several departments, unclear hand-overs";
    B8 "多余的前置审批", "needless prior approvals";
    C1 "两个渠道答案不同", "two channels, two answers";
    C2 "照网上准备的材料，窗口不收", "materials prepared from the website are refused at the window";
    C3 "跳转到别的网站再注册", "redirected to another site that asks users to register again";
    C4 "说是全程网办，还要到大厅", "claimed to be fully online, yet a visit is required";
    C5 "门户与移动端不一致", "portal and mobile differ";
    C6 "热线、时间不对", "wrong hotline numbers or hours";
    C7 "同一问题，答复不同", "different answers to the same question";
    C8 "重复要政府已有的材料", "materials requested that the government already holds";
    D1 "没有统一的名称和数据", "no common names and data";
    D2 "分类错误", "items misclassified";
    D3 "各县同一事项不一样", "the same item differs from county to county";
    D4 "没有跟上政策变化", "not updated after policy changes";
    D5 "内部环节和人员不规范", "internal steps and roles not standardized";
    D6 "译文不全、不一致", "translations incomplete or inconsistent";
    D7 "没有按服务对象归类", "not grouped by audience";
    E1 "一次检查全目录", "checking the whole catalogue in one run";
    E2 "问题清单", "a list of problems to fix";
    E3 "检查报告的各项数字", "the figures of an inspection report";
    E4 "两次检查之间的变化", "changes between two checks";
    E5 "平台不好用", "platforms that are hard to use";
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// There is no requirement with this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("rows go from A1 to E5")]
pub struct UnknownRequirement;

impl FromStr for Requirement {
    type Err = UnknownRequirement;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|row| row.id().eq_ignore_ascii_case(id))
            .ok_or(UnknownRequirement)
    }
}
