//! Words that tell what a number in an answer is for.

/// Words that say that the sentence is about the time to a decision.
pub(super) const LIMIT_ABOUT: &[&str] = &[
    "办结",
    "办理时限",
    "承诺时限",
    "法定时限",
    "审批时限",
    "办理时间",
    "办理期限",
    "审批时间",
    "办理需要",
    "办理完成",
    "办好",
    "办完",
    "作出决定",
    "作出是否",
    "审批完成",
];

/// Words in a question that make a number of days in its answer a limit.
pub(super) const LIMIT_ASKED: &[&str] = &[
    "多久",
    "几天",
    "多长时间",
    "多少天",
    "多少个工作日",
    "办理时限",
    "什么时候能办",
];

/// Words that say that a number of days is for something else.
pub(super) const LIMIT_ELSE: &[&str] = &[
    "有效",
    "之前",
    "前提",
    "提前",
    "届满",
    "到期",
    "公示",
    "公告",
    "变更",
    "补正",
    "补齐",
    "领取",
    "缴",
    "年内",
    "申请人应",
    "提出申请",
    "内申请",
    "申报",
    "备案",
    "送达",
    "颁发",
    "寄",
    "复议",
    "诉讼",
    "延长",
    "预约",
    "登录",
    "咨询",
    "答复",
    "告知",
    "受理通知",
    "是否受理",
    "以上",
    "至少",
    "居住",
    "缴存",
    "年满",
    "期满",
    "登报",
    "异议",
];

/// Words of procedures that have a limit of their own: a number of days beside them may be theirs.
pub(super) const LIMIT_SPECIAL: &[&str] = &["听证", "评审", "核查", "检验", "检测"];

/// Words that say that there is no such procedure, or that its time is not counted.
pub(super) const LIMIT_WITHOUT: &[&str] = &[
    "不用",
    "不需",
    "无需",
    "无须",
    "不经",
    "不含",
    "不包括",
    "不涉及",
    "除外",
    "不计",
];

/// Words that say that an amount is what the applicant pays for this matter.
pub(super) const FEE_PAID: &[&str] = &[
    "收费",
    "收取",
    "工本费",
    "费用",
    "缴费",
    "手续费",
    "交费",
    "考试费",
    "检验费",
];

/// Words in a question that make an amount in its answer, or a mere no, what this matter costs.
pub(super) const FEE_ASKED: &[&str] = &[
    "收费",
    "要钱",
    "花钱",
    "多少钱",
    "交钱",
    "费用",
    "交费",
    "缴费",
    "工本费",
    "手续费",
];

/// Answers to such a question that say that nothing is charged, as a whole clause.
pub(super) const FEE_NO: &[&str] = &[
    "不用",
    "不要",
    "不需要",
    "无需",
    "无须",
    "不收",
    "免费",
    "不",
    "没有",
    "不要钱",
    "不用钱",
    "不花钱",
];

/// Words that say that an amount is something else.
pub(super) const FEE_ELSE: &[&str] = &[
    "罚",
    "滞纳",
    "补贴",
    "补助",
    "资助",
    "奖",
    "资金",
    "资本",
    "保证金",
    "押金",
    "报销",
    "社保",
    "医疗",
    "保险",
    "缴存",
    "营业额",
    "收入",
    "邮",
    "快递",
    "不收",
    "免",
    "以上",
    "以下",
    "超过",
    "万元",
    "待遇",
    "贷",
    "工资",
];

/// What an answer says that costs nothing, as a whole clause.
pub(super) const FEE_FREE: &[&str] = &[
    "不收费",
    "免费",
    "免费办理",
    "不收取费用",
    "不收取任何费用",
    "不收任何费用",
    "不需要缴费",
    "无需缴费",
    "不用交费",
    "不需要交费",
    "无需交费",
    "不用缴费",
];

/// Words before them that add nothing.
pub(super) const FEE_LEADS: &[&str] = &[
    "您好",
    "答",
    "本事项",
    "该事项",
    "此事项",
    "本业务",
    "该业务",
    "目前",
    "办理",
    "全程",
    "是",
    "均",
];
