//! Vocabularies of the guide: conditions, materials and results.

use super::macros::vocabulary;

vocabulary! {
    /// Kind of material: 材料类型, exchange column `material_type`.
    pub enum MaterialKind("material_kind", "材料类型", National, column "material_type") {
        Certificate = "证件证书证明", "identity document, certificate or proof", code "1",
            also ["证件、证书、证明", "证件证照证明", "证照", "证件", "证书", "证明"];
        Form = "申请表格文书", "application form or document", code "2",
            also ["申请表格、文书", "申请表格", "申请表", "申请文书"];
        Rest = "其他", "other", code "3", also ["其它", "其他材料", "9"];
    }
}

vocabulary! {
    /// Medium of a material: 材料形式, exchange column `material_format`.
    ///
    /// The exchange says 电子化 for 电子 and 纸质/电子化 for a choice between the two; the terms here are
    /// ours, the codes are the exchange's. The case that both are required is a separate term
    /// without a code.
    pub enum Medium("medium", "材料形式", National, column "material_format") {
        Paper = "纸质", "on paper", code "1", also ["纸质材料", "纸质版", "纸质件", "纸件"];
        Electronic = "电子", "electronic", code "2", also ["电子化", "电子版", "电子材料", "电子件", "电子文档"];
        PaperOrElectronic = "纸质或电子", "on paper or electronic", code "3",
            also [
                "纸质/电子化", "纸质/电子", "纸质/电子版", "电子化/纸质", "电子/纸质", "纸质或电子化", "纸质或电子版",
                "纸质或者电子", "电子或纸质", "电子版或纸质", "电子版或纸质版", "纸质或电子均可", "纸质电子均可",
            ];
        PaperAndElectronic = "纸质和电子", "on paper and electronic",
            also [
                "纸质、电子", "纸质、电子版", "纸质，电子材料", "纸质,电子材料", "纸质和电子化", "纸质和电子版",
                "纸质及电子", "纸质与电子", "纸质+电子", "电子和纸质", "电子、纸质",
            ];
    }
}

vocabulary! {
    /// Whether a material is required: 材料必要性, exchange column `is_need`.
    pub enum Necessity("necessity", "材料必要性", National, column "is_need") {
        Required = "必要", "required", code "1", also ["必须", "必需", "必备", "必要材料"];
        NotRequired = "非必要", "not required in every case", code "2",
            also ["非必须", "非必需", "非必备", "非必要材料", "不必要"];
        Deferred = "容缺后补", "may be submitted later", code "3", also ["容缺", "容缺受理", "可容缺"];
    }
}

vocabulary! {
    /// Who provides a material: 来源渠道, exchange column `source_type`.
    pub enum MaterialSource("material_source", "来源渠道", National, column "source_type") {
        Applicant = "申请人自备", "provided by the applicant", code "10", also ["自备", "申请人", "申请人提供"];
        Government = "政府部门核发", "issued by a government department", code "20",
            also ["政府核发", "政府部门", "部门核发", "政府部门出具"];
        Rest = "其他", "other", code "99", also ["其它"];
    }
}

vocabulary! {
    /// Type of the result: 审批结果类型, exchange column `result_type`.
    pub enum ResultKind("result_kind", "审批结果类型", National, column "result_type") {
        Certificate = "证照", "certificate or licence", code "10", also ["证件执照", "证件", "证书", "出证办结"];
        Approval = "批文", "written approval", code "20",
            also ["批文批复", "批复", "批复文件", "出文办结", "审批办结"];
        Rest = "其他", "other", code "30",
            also ["其它", "99", "合同", "登记表", "证明文件", "鉴定报告", "其他文件"];
    }
}

vocabulary! {
    /// How the result reaches the applicant: 结果送达方式; the exchange has no column for it.
    pub enum ResultDelivery("result_delivery", "结果送达方式", Own) {
        Window = "窗口领取", "collected at the window", also ["自取", "直接送达", "现场领取", "上门领取", "窗口自取"];
        PublicNotice = "公告送达", "by public notice", also ["公告"];
        Mail = "邮寄送达", "by mail", also ["邮寄", "物流", "快递送达", "快递", "物流快递"];
        Download = "网站下载", "downloaded from the website", also ["网上下载", "在线下载", "自行下载", "网上送达"];
        ElectronicCertificate = "电子证照推送", "sent as an electronic certificate", also ["电子送达", "电子证照"];
        Message = "短信通知", "notified by text message", also ["短信", "短信送达"];
        Terminal = "自助终端打印", "printed at a self-service terminal", also ["自助打印", "自助领取"];
        Rest = "其他", "other", also ["其它"];
    }
}

vocabulary! {
    /// Whether a condition must or must not be met: 受理条件类型; the exchange has one text column
    /// `accept_condition` for both.
    pub enum ConditionKind("condition_kind", "受理条件类型", Own) {
        Requirement = "申请条件", "condition for applying", also ["受理条件", "准予条件", "办理条件", "许可条件"];
        Prohibition = "禁止性条件", "prohibiting condition",
            also ["禁止性要求", "禁止条件", "不予受理条件", "不予许可条件"];
    }
}
