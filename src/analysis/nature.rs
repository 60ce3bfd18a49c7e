//! What kind of thing an item is to those who use it: applied for, asked, shown, or done by the
//! office of its own accord. Catalogues list all of them, and not every element suits all.

use super::{Kind, TextNode};
use crate::model::ServiceItem;
use crate::path::Step;
use crate::vocabulary::ItemType;

/// What people do with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Somebody applies, and gets a decision, a paper or money.
    Applied,
    /// People ask or look something up; nothing is handed in.
    Enquiry,
    /// Something is made known or held for everybody: news, exhibitions, lectures, lists.
    Publicity,
    /// The office acts of its own accord.
    OfOffice,
    /// A service whose name tells neither.
    Unclear,
}

/// Ends of names of what people ask or look up.
const ENQUIRIES: &[&str] = &[
    "查询", "查阅", "查看", "检索", "咨询", "答疑", "解答", "问答", "留言", "指引", "指南", "须知",
    "下载", "查验",
];

/// Ends of names of what is made known or held for everybody.
const PUBLICITY: &[&str] = &[
    "宣传",
    "宣传教育",
    "科普",
    "普法",
    "活动",
    "展览",
    "展示",
    "展厅",
    "展览厅",
    "巡展",
    "特展",
    "文物展",
    "艺术展",
    "文化展",
    "作品展",
    "精品展",
    "绘画展",
    "公布",
    "公示",
    "公告",
    "公报",
    "发布",
    "公开",
    "通报",
    "讲座",
    "举办",
    "举行",
    "推广",
    "名单",
    "名录",
    "资讯",
    "动态",
    "概况",
    "简介",
    "解读",
    "回顾",
    "开放",
];

/// What may follow them.
const TAILS: &[&str] = &["服务", "平台", "系统", "专栏", "栏目", "热线"];

/// Ends of names of what is applied for.
const APPLICATIONS: &[&str] = &[
    "审批",
    "许可",
    "核准",
    "批准",
    "备案",
    "登记",
    "认定",
    "确认",
    "鉴定",
    "评定",
    "评审",
    "认证",
    "公证",
    "审核",
    "审查",
    "核定",
    "核发",
    "签发",
    "补发",
    "换发",
    "发放",
    "申请",
    "申领",
    "申报",
    "办理",
    "补办",
    "代办",
    "领取",
    "补领",
    "换领",
    "预约",
    "报名",
    "报装",
    "开户",
    "变更",
    "注销",
    "延续",
    "转移",
    "接续",
    "转入",
    "转出",
    "迁入",
    "迁出",
    "接收",
    "受理",
    "处理",
    "挂失",
    "解挂",
    "提取",
    "贷款",
    "缴费",
    "缴存",
    "补缴",
    "退费",
    "退款",
    "报销",
    "补贴",
    "补助",
    "资助",
    "救助",
    "援助",
    "奖励",
    "扶持",
    "待遇",
    "打印",
    "证明",
    "证明书",
    "投诉",
    "举报",
];

/// Beginnings of names of what is looked up.
const LOOKED_UP: &[&str] = &["查询", "在线查询", "网上查询"];

/// Beginnings of names of what is held for everybody.
const HELD: &[&str] = &["组织开展", "组织举办", "举办", "开展"];

/// Words by which conditions say that nobody applies.
const BY_OFFICE: &[&str] = &[
    "依职权",
    "非依申请",
    "不依申请",
    "不属于依申请",
    "不是依申请",
];

/// Longer conditions speak of 依职权 in passing: 登记机关可以依职权注销.
const SHORT: usize = 60;

/// Words by which a step asks for papers.
const PAPERS: &[&str] = &[
    "材料齐全",
    "资料齐全",
    "材料是否",
    "资料是否",
    "材料完整",
    "申请材料",
    "申报材料",
    "申办材料",
    "提交材料",
    "提交的材料",
    "提供的材料",
    "所交材料",
    "上传材料",
];

/// Forms that the applicant fills in, where a standard of review or one of [`HANDED_IN`] names them;
/// others the office fills in or gives out.
const FORMS: &[&str] = &["申请表", "申报表", "登记表", "申请书"];

/// Words by which a form is handed in.
const HANDED_IN: &[&str] = &["填写", "填报", "提交", "提供", "上传", "收取", "收到"];

/// Words by which it says that none are wanted.
const NO_PAPERS: &[&str] = &[
    "无需",
    "不需",
    "无须",
    "不用",
    "免提交",
    "免交",
    "免申请",
    "零材料",
];

impl Nature {
    /// What the type, the conditions, the materials and the name of an item tell.
    pub(crate) fn of(item: &ServiceItem) -> Self {
        match &item.item_type {
            // By law nobody gets these but by applying.
            Some(ItemType::Licence | ItemType::Confirmation) => Self::Applied,
            own if is_of_office(own.as_ref()) || says_by_office(item) => Self::OfOffice,
            Some(ItemType::Payment | ItemType::Award | ItemType::Adjudication) => Self::Applied,
            _ if (item.guide.iter()).any(|guide| !guide.materials.is_empty()) => Self::Applied,
            own => match (named(&item.name), own) {
                (Self::Unclear | Self::Publicity, Some(ItemType::OtherPower)) => Self::Applied,
                (nature, _) => nature,
            },
        }
    }

    /// Whether people only ask, look or listen, so that little has to be said of how it is done.
    pub(crate) fn is_passive(self) -> bool {
        matches!(self, Self::Enquiry | Self::Publicity)
    }
}

/// Whether nobody applies for items of a type: penalties, compulsion, levies and inspections.
pub(crate) fn is_of_office(item_type: Option<&ItemType>) -> bool {
    matches!(
        item_type,
        Some(ItemType::Penalty | ItemType::Compulsion | ItemType::Levy | ItemType::Inspection)
    )
}

/// Whether somebody applies for it and may be refused.
pub(crate) fn is_decided(item: &ServiceItem) -> bool {
    let power = matches!(
        item.item_type,
        Some(ItemType::Licence | ItemType::Confirmation | ItemType::Payment | ItemType::OtherPower)
    );
    power && Nature::of(item) == Nature::Applied
}

/// The first step or process text that asks the applicant for papers.
pub(crate) fn papers_asked<'p, 'a>(texts: &'p [TextNode<'a>]) -> Option<&'p TextNode<'a>> {
    texts.iter().find(|piece| {
        let told = matches!(piece.kind, Kind::Step | Kind::Narrative);
        told && piece.is_own && asks_for_papers(piece)
    })
}

fn asks_for_papers(piece: &TextNode<'_>) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| piece.text.contains(word));
    let standard =
        || matches!(piece.path().steps().last(), Some(Step::Key(key)) if key == "criteria");
    !has(NO_PAPERS) && (has(PAPERS) || (has(FORMS) && (has(HANDED_IN) || standard())))
}

/// Whether nothing is said to be handed in, decided or asked of the applicant.
pub(crate) fn asks_nothing(item: &ServiceItem) -> bool {
    let guide = item.guide.as_ref();
    item.case_type.is_none()
        && guide.is_none_or(|guide| guide.materials.is_empty() && guide.conditions.is_none())
}

fn says_by_office(item: &ServiceItem) -> bool {
    let conditions = (item.guide.as_ref()).and_then(|guide| guide.conditions.as_deref());
    let Some(text) = conditions.filter(|text| BY_OFFICE.iter().any(|words| text.contains(words)))
    else {
        return false;
    };
    if text.chars().nth(SHORT).is_some() && !text.contains("依申请") {
        return false;
    }
    // 依申请或者依职权 leaves it open.
    let rest = (BY_OFFICE.iter()).fold(text.to_owned(), |text, words| text.replace(words, ""));
    !rest.contains("依申请")
}

/// A name without the brackets at its end, which say for whom or in what case it is.
pub(crate) fn core_name(name: &str) -> &str {
    let mut core = name.trim();
    while let Some(open) = core
        .ends_with(['）', ')'])
        .then(|| core.rfind(['（', '(']))
        .flatten()
        .filter(|open| *open > 0)
    {
        core = (core.get(..open).unwrap_or_default()).trim_end_matches(['（', '(', ' ']);
    }
    core
}

/// What a name tells.
fn named(name: &str) -> Nature {
    let core = core_name(name);
    let ends = |words: &[&str]| {
        let short = TAILS.iter().find_map(|tail| core.strip_suffix(tail));
        [Some(core), short]
            .into_iter()
            .flatten()
            .any(|core| words.iter().any(|word| core.ends_with(word)))
    };
    let begins = |words: &[&str]| words.iter().any(|word| core.starts_with(word));
    // 申请环保信息公开 and 政府信息依申请公开 are applied for.
    if ends(APPLICATIONS) || core.contains("申请") {
        Nature::Applied
    } else if ends(ENQUIRIES) || begins(LOOKED_UP) {
        Nature::Enquiry
    } else if ends(PUBLICITY) || begins(HELD) {
        Nature::Publicity
    } else {
        Nature::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Guide, Material};

    fn item(name: &str, item_type: Option<ItemType>, conditions: &str) -> ServiceItem {
        ServiceItem {
            name: name.into(),
            item_type,
            guide: Some(Guide {
                conditions: (!conditions.is_empty()).then(|| conditions.into()),
                ..Guide::default()
            }),
            ..ServiceItem::default()
        }
    }

    #[test]
    fn names_tell_what_people_do() {
        for (name, nature) in [
            ("电话咨询", Nature::Enquiry),
            ("电话咨询(（个人）)", Nature::Enquiry),
            ("劳动政策咨询服务", Nature::Enquiry),
            ("医保定点机构查询（个人）", Nature::Enquiry),
            ("查询某馆藏书画精品", Nature::Enquiry),
            ("档案查询指南", Nature::Enquiry),
            ("节水宣传", Nature::Publicity),
            ("组织开展防汛演练", Nature::Publicity),
            ("馆藏文物展", Nature::Publicity),
            ("参保证明查询打印", Nature::Applied),
            ("政府信息依申请公开", Nature::Applied),
            ("老年人优待证办理", Nature::Applied),
            ("消费者投诉处理", Nature::Applied),
            ("工程咨询单位备案", Nature::Applied),
            ("展览会举办备案（省内）", Nature::Applied),
            ("临时减容", Nature::Unclear),
            ("产业发展", Nature::Unclear),
            ("", Nature::Unclear),
            ("（）", Nature::Unclear),
        ] {
            assert_eq!(Nature::of(&item(name, None, "")), nature, "{name}");
        }
    }

    #[test]
    fn type_conditions_and_materials_come_before_the_name() {
        let of = |name: &str, own: ItemType, conditions: &str| {
            Nature::of(&item(name, Some(own), conditions))
        };
        assert_eq!(of("广告发布", ItemType::Licence, "依职权"), Nature::Applied);
        assert_eq!(of("行政处罚", ItemType::Penalty, ""), Nature::OfOffice);
        assert_eq!(
            of("表彰先进", ItemType::Award, "由单位评选（非依申请事项）"),
            Nature::OfOffice
        );
        assert_eq!(
            of("收养评估", ItemType::OtherPower, "依申请或者依职权办理"),
            Nature::Applied
        );
        assert_eq!(
            of("收养评估", ItemType::OtherPower, "依职权评估"),
            Nature::OfOffice
        );
        let long = format!("{}，登记机关也可以依职权注销", "符合条件".repeat(20));
        assert_eq!(of("收养评估", ItemType::OtherPower, &long), Nature::Applied);
        assert_eq!(of("广告发布", ItemType::OtherPower, ""), Nature::Applied);
        assert_eq!(of("档案查询", ItemType::OtherPower, ""), Nature::Enquiry);
        assert_eq!(of("天气预报", ItemType::PublicService, ""), Nature::Unclear);
        assert_eq!(
            of("公共自行车", ItemType::PublicService, "持有市民卡"),
            Nature::Unclear
        );
        let mut lookup = item("档案查询", Some(ItemType::PublicService), "");
        if let Some(guide) = &mut lookup.guide {
            guide.materials.push(Material::default());
        }
        assert_eq!(Nature::of(&lookup), Nature::Applied);
    }
}
