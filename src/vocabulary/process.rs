//! Vocabularies of the process: handling modes, stages, actors and endings.

use super::macros::vocabulary;

vocabulary! {
    /// Procedure outside the ordinary time limit: 特别程序种类; the exchange has one text column
    /// `special_procedure`.
    pub enum SpecialProcedureKind("special_procedure_kind", "特别程序种类", Own) {
        Hearing = "听证", "hearing", also ["举行听证", "听证会", "组织听证"];
        Inspection = "检验", "inspection", also ["产品检验", "设备检验"];
        Testing = "检测", "testing", also ["检测检验", "检验检测", "技术检测"];
        Quarantine = "检疫", "quarantine", also ["检验检疫"];
        Appraisal = "鉴定", "expert appraisal", also ["技术鉴定", "评估鉴定"];
        SiteCheck = "现场核查", "on-site check",
            also [
                "勘验", "现场勘验", "现场勘查", "现场踏勘", "实地核查", "现场检查", "现场审查", "现场核验",
                "勘验/现场核查", "现场勘察", "实地勘验",
            ];
        ExpertReview = "专家评审", "expert review",
            also ["评审", "专家论证", "专家审查", "技术评审", "专家评议", "技术审查"];
        Tender = "招标", "call for tenders", also ["招投标", "公开招标"];
        Auction = "拍卖", "auction", also ["公开拍卖"];
        PublicNotice = "公示", "public notice", also ["公告", "公示公告", "社会公示"];
        Examination = "考试", "examination", also ["考核", "资格考试"];
        Correction = "补正", "completing the application", also ["材料补正", "补齐补正"];
        Extension = "延长审批", "extension of the approval limit", also ["延期审批", "延长期限", "延长办理期限"];
        Rest = "其他", "other", also ["其它"];
    }
}

vocabulary! {
    /// Whether the body decides alone: 办理方式; the exchange has no column for it.
    pub enum HandlingMode("handling_mode", "办理方式", Own) {
        Own = "自办件", "handled by the body alone", also ["自办", "独立办理"];
        FirstReview = "初审件", "preliminary review, decided at a higher level", also ["初审", "上报件"];
        Joint = "联办件", "handled jointly by several bodies", also ["联办", "联合办理", "流转件"];
        Forwarded = "转报件", "forwarded to another body", also ["转报", "审核转报"];
    }
}

vocabulary! {
    /// Order of review and decision: 事项审查类型; the exchange has no column for it.
    pub enum ReviewMode("review_mode", "事项审查类型", Own) {
        ReviewThenDecide = "前审后批", "reviewed first, decided afterwards", also ["先审后批"];
        Immediate = "即审即办", "reviewed and decided at once", also ["即审即批"];
        Parallel = "并联审批", "parallel approval by several bodies", also ["联合审批", "并联办理"];
        Rest = "其他", "other", also ["其它"];
    }
}

vocabulary! {
    /// Stage of a case: 办理环节; part of the exchange column `handle_flow`.
    ///
    /// A step that combines two stages, such as 收件与受理, is read as the later one.
    pub enum Stage("stage", "办理环节", Own) {
        Application = "申请", "application", also ["申报", "提交申请", "网上申请", "申请人申请", "提出申请"];
        Receipt = "收件", "receipt of materials", also ["接件", "收件登记", "材料接收", "接收材料"];
        Acceptance = "受理", "acceptance",
            also ["收件与受理", "申请与受理", "收件受理", "接件受理", "申请受理", "窗口受理", "收件和受理"];
        Payment = "缴费", "payment", also ["收费", "缴纳费用", "交费"];
        Review = "审查", "review", also ["审核", "初审", "复审", "预审", "材料审查", "复核", "实质审查", "材料审核"];
        SpecialProcedure = "特别程序", "special procedure", also ["特殊环节", "特别环节", "特殊程序"];
        Correction = "补正", "completing the application", also ["材料补正", "补齐补正", "补正材料"];
        Decision = "决定", "decision",
            also [
                "审查与决定", "审核与决定", "审查和决定", "审批", "核准", "审定", "签发", "批准", "审批决定", "作出决定",
                "核定", "决定与公开",
            ];
        Production = "制证", "certificate production",
            also ["颁证", "制作证件", "证件制作", "制证发文", "制文", "打证", "证照制作", "制证制文"];
        Delivery = "送达", "delivery",
            also [
                "颁证与送达", "制证与送达", "证件制定与送达", "制证送达", "发证", "领证", "取证", "领取", "结果送达",
                "送达领取", "颁证和送达",
            ];
        Closing = "办结", "completion", also ["办结归档", "归档", "结案", "办理结束"];
    }
}

vocabulary! {
    /// Who acts in a stage: 办理人员; the exchange has no column for it.
    pub enum Actor("actor", "办理人员", Own) {
        Applicant = "申请人", "applicant", also ["申请单位", "办事人", "服务对象", "当事人", "申报人"];
        Agent = "代办人", "agent", also ["代理人", "受托人", "委托代理人", "帮办代办人员"];
        WindowClerk = "窗口人员", "window clerk", also ["窗口工作人员", "综合窗口人员", "窗口", "收件人员", "综窗人员"];
        AcceptanceClerk = "受理人员", "acceptance clerk", also ["受理人", "受理员"];
        Examiner = "审查人员", "examiner", also ["审查人", "经办人", "经办人员", "初审人员", "承办人", "承办人员"];
        Reviewer = "审核人员", "reviewer", also ["审核人", "复审人员", "复核人员", "科室负责人", "处室负责人"];
        ChiefRepresentative = "首席代表", "chief representative", also ["窗口首席代表", "窗口负责人"];
        Decider = "决定人", "decision maker",
            also ["决定人(分管领导)", "决定人（分管领导）", "分管领导", "决定人员", "审批人员", "审批人", "单位负责人"];
        Expert = "专家", "expert", also ["评审专家", "专家组", "评审组"];
        SiteInspector = "现场核查人员", "on-site inspector", also ["勘验人员", "核查人员", "踏勘人员", "现场勘验人员"];
        Cashier = "收费人员", "cashier", also ["收费员", "缴费窗口人员"];
        CertificateMaker = "制证人员", "certificate clerk", also ["制证人", "制证员"];
        Deliverer = "送达人员", "delivery clerk", also ["送达人", "发证人员", "发证人"];
        System = "系统自动", "system (automatic)", also ["系统", "系统自动办理", "自动审批", "系统自动审批"];
        LeadDepartment = "牵头部门", "lead department", also ["主办部门", "牵头单位", "主办单位"];
        SupportingDepartment = "协办部门", "supporting department",
            also ["配合部门", "协办单位", "联办部门", "联办单位", "配合单位"];
        HigherBody = "上级部门", "higher-level department", also ["上级机关", "上级主管部门"];
        Intermediary = "中介机构", "intermediary", also ["中介服务机构", "第三方机构", "技术服务机构"];
        Rest = "其他", "other", also ["其它"];
    }
}

vocabulary! {
    /// How a case can end: 办件结束方式; the exchange has no column for it.
    pub enum EndKind("end_kind", "办件结束方式", Own) {
        Completed = "办结", "completed", also ["准予许可", "准予", "同意", "办理完成", "正常办结"];
        NotAccepted = "不予受理", "not accepted", also ["不受理"];
        Refused = "不予许可", "refused", also ["不予批准", "不批准", "不同意", "不予通过", "不予办理"];
        SentBack = "退回补正", "returned for completion", also ["补正", "退回", "退件", "补齐补正"];
        Transferred = "转其他部门", "transferred to another department", also ["转办", "移送", "转交其他部门"];
        Terminated = "终止", "terminated by the office", also ["终止办理", "终止审查", "作废"];
        Withdrawn = "撤回", "withdrawn by the applicant", also ["撤回申请", "申请人撤回", "撤件"];
    }
}
