use crate::i18n::Text;
use crate::model::Guide;

/// What a person asks about: elements that are compared and judged together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Topic {
    /// 办结时限.
    Limits,
    /// 收费.
    Fees,
    /// 申请材料: which ones.
    MaterialList,
    /// 申请材料: form, copies, medium and necessity of each.
    MaterialDetails,
    /// 受理条件.
    Conditions,
    /// 办理流程.
    Process,
    /// 办理时间.
    Hours,
    /// 办理地点.
    Places,
    /// 咨询和投诉电话.
    Phones,
    /// 审批结果.
    Result,
    /// 到办事现场次数.
    Visits,
    /// 预约、快递、自助、代办、网上支付.
    Conveniences,
}

impl Topic {
    /// Every topic, in the order of a guide.
    pub const ALL: &'static [Self] = &[
        Self::Limits,
        Self::Fees,
        Self::MaterialList,
        Self::MaterialDetails,
        Self::Conditions,
        Self::Process,
        Self::Hours,
        Self::Places,
        Self::Phones,
        Self::Result,
        Self::Visits,
        Self::Conveniences,
    ];
}

/// One element that the comparator knows.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Element {
    /// Dotted path, counted from the guide.
    pub path: &'static str,
    /// Its name.
    pub label: Text,
    /// The topic it is compared under.
    pub topic: Topic,
    /// Whether a guide says anything about it.
    pub stated: fn(&Guide) -> bool,
}

macro_rules! elements {
    ($($path:literal $topic:ident $zh:literal $en:literal $stated:expr;)+) => {
        /// Every element that is compared.
        pub static ELEMENTS: &[Element] = &[$(Element {
            path: $path,
            label: Text::new($zh, $en),
            topic: Topic::$topic,
            stated: $stated,
        }),+];
    };
}

elements! {
    "time_limit.statutory" Limits "法定办结时限" "statutory limit"
        |guide| guide.time_limit.as_ref().is_some_and(|limits| limits.statutory.is_some());
    "time_limit.promised" Limits "承诺办结时限" "promised limit"
        |guide| guide.time_limit.as_ref().is_some_and(|limits| limits.promised.is_some());
    "fees.charged" Fees "是否收费" "whether a fee is charged"
        |guide| guide.fees.as_ref().is_some_and(|fees| fees.charged.is_some() || !fees.items.is_empty());
    "fees.items" Fees "收费项目" "fees"
        |guide| guide.fees.as_ref().is_some_and(|fees| !fees.items.is_empty());
    "fees.items.amount" Fees "收费标准" "fee standard"
        |guide| guide.fees.as_ref().is_some_and(|fees| fees.items.iter().any(|fee| fee.amount.is_some() || fee.standard.is_some()));
    "materials" MaterialList "申请材料" "materials"
        |guide| !guide.materials.is_empty();
    "materials.name" MaterialList "材料名称" "name of a material"
        |guide| guide.materials.iter().any(|material| material.name.is_some());
    "materials.originals" MaterialDetails "份数" "number of copies"
        |guide| guide.materials.iter().any(|material| material.originals.is_some() || material.photocopies.is_some() || material.pieces.is_some());
    "materials.form" MaterialDetails "原件或复印件" "original or copy"
        |guide| guide.materials.iter().any(|material| material.form.is_some());
    "materials.medium" MaterialDetails "材料形式" "medium"
        |guide| guide.materials.iter().any(|material| material.medium.is_some());
    "materials.necessity" MaterialDetails "材料必要性" "necessity"
        |guide| guide.materials.iter().any(|material| material.necessity.is_some());
    "conditions" Conditions "受理条件" "conditions"
        |guide| filled(guide.conditions.as_deref());
    "prohibitions" Conditions "禁止性要求" "prohibitions"
        |guide| filled(guide.prohibitions.as_deref());
    "process.steps" Process "办理环节" "steps of the process"
        |guide| guide.process.as_ref().is_some_and(|process| {
            !process.steps.is_empty() || filled(process.narrative.as_deref())
                || filled(process.online_narrative.as_deref()) || process.flowchart.is_some()
        });
    "hours" Hours "办理时间" "opening hours"
        |guide| guide.hours.is_some() || guide.places.iter().any(|place| place.hours.is_some());
    "places" Places "办理地点" "places"
        |guide| !guide.places.is_empty();
    "consultation.phones" Phones "咨询电话" "consultation phones"
        |guide| guide.consultation.as_ref().is_some_and(|contact| !contact.phones.is_empty());
    "complaint.phones" Phones "监督投诉电话" "complaint phones"
        |guide| guide.complaint.as_ref().is_some_and(|contact| !contact.phones.is_empty());
    "result.name" Result "审批结果名称" "name of the result"
        |guide| guide.result.as_ref().is_some_and(|result| filled(result.name.as_deref()));
    "result.validity" Result "结果有效期限" "validity of the result"
        |guide| guide.result.as_ref().is_some_and(|result| filled(result.validity.as_deref()));
    "visits.count" Visits "到办事现场次数" "number of visits"
        |guide| guide.visits.as_ref().is_some_and(|visits| visits.count.is_some());
    "appointment.available" Conveniences "是否支持预约" "whether appointments are made"
        |guide| guide.appointment.as_ref().is_some_and(|offer| offer.available.is_some());
    "courier.available" Conveniences "是否支持物流快递" "whether papers go by courier"
        |guide| guide.courier.as_ref().is_some_and(|offer| offer.available.is_some());
    "kiosk.available" Conveniences "是否支持自助终端办理" "whether a kiosk does it"
        |guide| guide.kiosk.as_ref().is_some_and(|offer| offer.available.is_some());
    "assistance.available" Conveniences "是否提供帮办代办" "whether somebody helps on the spot"
        |guide| guide.assistance.as_ref().is_some_and(|offer| offer.available.is_some());
    "fees.online_payment" Conveniences "是否支持网上支付" "whether it can be paid online"
        |guide| guide.fees.as_ref().is_some_and(|fees| fees.online_payment.is_some());
}

/// The element with this path.
pub fn element(path: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.path == path)
}

pub(super) fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !crate::value::fold::empty_word(text))
}
