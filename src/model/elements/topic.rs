/// A topic that people ask about: elements that are compared and judged together.
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
    /// All topics, in the order of a guide.
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
