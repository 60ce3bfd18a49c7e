//! Vocabularies of the item itself: its type, its authority, its audience and its scope.

use super::macros::vocabulary;

vocabulary! {
    /// Kind of administrative power or service: 事项类型, exchange column `task_type`.
    ///
    /// The codes are those of the national list, GB/T 39046-2020 table A.1. Provinces number the
    /// same terms differently, so interpret a code only if it comes from national data.
    pub enum ItemType("item_type", "事项类型", National, column "task_type") {
        Licence = "行政许可", "administrative licence", code "01";
        Penalty = "行政处罚", "administrative penalty", code "02";
        Compulsion = "行政强制", "administrative compulsion", code "03";
        Levy = "行政征收", "administrative levy", code "04";
        Payment = "行政给付", "administrative payment", code "05";
        Inspection = "行政检查", "administrative inspection", code "06";
        Confirmation = "行政确认", "administrative confirmation", code "07";
        Award = "行政奖励", "administrative award", code "08";
        Adjudication = "行政裁决", "administrative adjudication", code "09";
        OtherPower = "其他行政权力", "other administrative power", code "10",
            also ["其他类别事项", "其他权力", "其他", "其它行政权力", "其他权力事项"];
        PublicService = "公共服务", "public service", code "20", also ["公共服务事项"];
    }
}

vocabulary! {
    /// Whether the item is in use: 事项状态, exchange column `task_state`.
    pub enum ItemStatus("item_status", "事项状态", National, column "task_state") {
        InUse = "在用", "in use", code "1", also ["有效", "启用", "正常"];
        Suspended = "暂停", "suspended", code "2", also ["停用", "暂停使用"];
        Cancelled = "取消", "cancelled", code "3", also ["已取消", "废止"];
    }
}

vocabulary! {
    /// Level of government that exercises the power: 行使层级, exchange column `use_level`.
    ///
    /// The codes 1 to 6 are also the level digit of an implementation code.
    pub enum Level("level", "行使层级", National, column "use_level") {
        National = "国家级", "national", code "1",
            also ["国家级/局(署、会)", "局（署、会）", "部委级", "国家", "中央级"];
        Provincial = "省级", "provincial", code "2",
            also ["省级/直属", "省(自治区、直辖市)级", "省（自治区、直辖市）级", "自治区级", "直辖市级", "省"];
        Municipal = "市级", "municipal (prefecture)", code "3",
            also ["市级/隶属", "设区市", "设区市级", "设区的市级", "地市级", "地级市", "州级", "市（州）级", "市"];
        County = "县级", "county or district", code "4",
            also [
                "区县级", "县级（市、区）", "县(市、区)级", "县（市、区）级", "县级(市、区)", "区级", "县区级",
                "区县", "县", "区",
            ];
        Township = "镇(乡、街道)级", "township or sub-district", code "5",
            also [
                "乡级", "乡镇街道级", "乡级（镇、街道）", "镇街级", "乡镇级", "镇级", "街道级", "乡镇（街道）级",
                "乡镇(街道)级", "镇（乡、街道）级", "乡（镇、街道）级", "乡(镇、街道)级", "乡镇", "乡镇（街道）",
            ];
        Village = "村(社区)级", "village or community", code "6",
            also [
                "村级", "村级（社区）", "社区级", "村（社区）级", "村社区级", "村居级", "村（居）级", "村（社区）",
            ];
        Graded = "分级管理", "managed at several levels", code "7", also ["分级"];
    }
}

vocabulary! {
    /// Source of the authority's power: 权力来源, exchange column `power_source`.
    pub enum PowerSource("power_source", "权力来源", National, column "power_source") {
        Statutory = "法定本级行使", "statutory at this level", code "1", also ["法定", "本级行使", "法定本级"];
        HandedDown = "上级下放", "delegated by a higher level", code "2", also ["下放"];
        AuthorisedFromAbove = "上级授权", "authorised by a higher level", code "3";
        AuthorisedByPeer = "同级授权", "authorised at the same level", code "4";
        EntrustedFromAbove = "上级委托", "entrusted by a higher level", code "5";
        EntrustedByPeer = "同级委托", "entrusted at the same level", code "6";
    }
}

vocabulary! {
    /// Legal status of the authority: 实施主体性质, exchange column `dept_type`.
    pub enum BodyKind("body_kind", "实施主体性质", National, column "dept_type") {
        Statutory = "法定机关", "statutory organ", code "1", also ["法定行政机关"];
        Authorised = "授权组织", "authorised organisation", code "2", also ["法律法规授权组织", "法定授权组织"];
        Entrusted = "受委托组织", "entrusted organisation", code "3",
            also ["受委托授权组织", "委托组织", "受委托机关", "受委托行政机关"];
        Rest = "其他", "other", code "9", also ["其它"];
    }
}

vocabulary! {
    /// Whom the item serves: 服务对象, exchange column `server_type`, several allowed.
    ///
    /// The codes are those of the exchange; GB/T 39046-2020 table A.4 has others.
    pub enum Audience("audience", "服务对象", National, column "server_type") {
        NaturalPerson = "自然人", "natural person", code "1", also ["个人", "公民"];
        Enterprise = "企业法人", "enterprise with legal personality", code "2", also ["企业"];
        PublicInstitution = "事业法人", "public institution", code "3", also ["事业单位法人", "事业单位"];
        SocialOrganisation = "社会组织法人", "social organisation", code "4", also ["社会组织", "社会团体法人"];
        UnincorporatedEnterprise = "非法人企业", "enterprise without legal personality", code "5";
        AdministrativeOrgan = "行政机关", "administrative organ", code "6", also ["机关法人", "机关"];
        Rest = "其他组织", "other organisation", code "9", also ["其它组织"];
    }
}

vocabulary! {
    /// Whether the case is done on the spot or within a promised limit: 办件类型, exchange column
    /// `project_type`.
    pub enum CaseType("case_type", "办件类型", National, column "project_type") {
        Immediate = "即办件", "done on the spot", code "1", also ["即办", "即时办结", "当场办结"];
        Promised = "承诺件", "done within a promised limit", code "2", also ["承诺", "承诺办理件"];
        Rest = "其他", "other", code "9", also ["其它"];
    }
}

vocabulary! {
    /// Area within which any office accepts the case: 通办范围, exchange column `handle_area`.
    ///
    /// Two wordings share the codes, by area (全省) and by boundary (跨省); both are accepted.
    pub enum Scope("scope", "通办范围", National, column "handle_area") {
        Nation = "全国", "whole country", code "1", also ["全国通办", "全国范围"];
        Province = "全省", "whole province", code "2",
            also ["跨省", "全省通办", "全自治区", "全区", "全区通办", "全自治区通办", "全直辖市"];
        City = "全市", "whole city", code "3", also ["跨市", "全市通办", "市域通办"];
        County = "全县", "whole county or district", code "4",
            also ["跨县", "全县通办", "区县", "全区县", "全县区", "全县(市、区)", "全县（市、区）"];
        Township = "全镇(乡、街道)", "whole township or sub-district", code "5",
            also ["全镇（乡、街道）", "全镇", "全乡", "全街道", "乡镇街道"];
        Village = "跨村(社区)", "across villages or communities", code "6",
            also ["全村（社区）", "全村(社区)", "跨村（社区）", "村社区"];
    }
}

vocabulary! {
    /// Rank of a legal basis: 法律效力层级; the exchange has no column for it.
    pub enum LegalRank("legal_rank", "法律效力层级", Own) {
        Law = "法律", "law", also ["国家法律"];
        AdministrativeRegulation = "行政法规", "administrative regulation";
        StateCouncilDecision = "国务院决定", "decision of the State Council",
            also ["国务院的决定", "国务院决定、命令", "国务院文件"];
        LocalRegulation = "地方性法规", "local regulation", also ["地方法规", "经济特区法规"];
        DepartmentRule = "部门规章", "rule of a department of the State Council", also ["国务院部门规章"];
        LocalGovernmentRule = "地方政府规章", "rule of a local government", also ["政府规章", "地方规章"];
        NormativeDocument = "规范性文件", "normative document", also ["行政规范性文件", "部门规范性文件", "地方规范性文件"];
        Rest = "其他", "other", also ["其它"];
    }
}
