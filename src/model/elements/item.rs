//! The elements of an item outside its guide.

use super::node::elements;
use super::text_kind::TextKind;
use crate::i18n::Text;
use crate::model::{
    Body, Channel, Deviation, ItemSuppression, LegalBasis, NotApplicable, Prerequisite,
    ServiceItem, Translation,
};

elements! {
    ServiceItem "政务服务事项" "service item" {
        name "事项名称" "name" .columns(&["task_name"]) .text(TextKind::Name)
            .fill("用目录上的全称；有情形的写在括号里，如“食品经营许可（新办）”") .sample(r#""新事项""#);
        catalogue_name "主项名称" "catalogue name" .fill("各级都一样的那个");
        base_code "基本编码" "base code" .columns(&["catalog_code"]) .fill("12位");
        parent_code "主项基本编码" "parent base code";
        local_base_code "地方基本编码" "local base code" .columns(&["local_catalog_code"]);
        implementation_code "实施编码" "implementation code" .columns(&["task_code"]) .fill("31位") .apart(), or handling_code;
        local_implementation_code "地方实施编码" "local implementation code" .columns(&["local_task_code"]);
        handling_code "业务办理项编码" "handling code" .columns(&["task_handle_item"]) .fill("33位");
        source_id "来源标识" "source id" .columns(&["row_guid"]);
        source_url "来源网址" "source page";
        item_type "事项类型" "item type" .columns(&["task_type"]) .fill("");
        status "事项状态" "status" .columns(&["task_state"]) .fill("") .sample(r#""在用""#);
        version "事项版本" "version" .columns(&["task_version"]) .fill("从1开始，内容改一次加1") .sample("1");
        effective_date "计划生效日期" "effective date" .columns(&["plan_effective_date"]) .fill("") .sample("2027-01-01");
        cancelled_date "计划取消日期" "cancellation date" .columns(&["plan_cancel_date"]);
        levels "行使层级" "level of exercise" .columns(&["use_level"]) .fill("") .sample(r#"["县级"]"#);
        power_source "权力来源" "source of power" .columns(&["power_source"]) .fill("公共服务不填");
        power_division "权限划分" "division of powers";
        exercised_content "行使内容" "scope of exercise";
        authority "实施主体" "authority"
            .inside(&[("name", Text::new("实施主体", "authority")), ("credit_code", Text::new("实施主体编码", "authority code"))])
            .fill("全称和18位统一社会信用代码");
        co_authorities "联办机构" "co-authorities" .columns(&["other_dept"]) .aside();
        division "行政区划" "division" .fill("行政区划代码，6位");
        town_name "乡镇街道" "township" .columns(&["town_name"]);
        town_code "乡镇街道代码" "township code" .columns(&["town_code"]);
        village_name "村居社区" "village" .columns(&["village_name"]);
        village_code "村居社区代码" "village code" .columns(&["village_code"]);
        audience "服务对象" "audience" .columns(&["server_type"]) .fill("");
        natural_themes "面向自然人事项主题分类" "themes for natural persons" .columns(&["user_topic_type"]) .asked("主题分类", "theme")
            .fill("服务对象有自然人的，选一个或几个"), or legal_themes, or local_themes;
        legal_themes "面向法人事项主题分类" "themes for legal persons" .columns(&["corp_topic_type"]) .fill("服务对象有法人的，选一个或几个");
        local_themes "地方特色主题分类" "local themes" .columns(&["user_character_topic_type", "corp_character_topic_type"]);
        case_type "办件类型" "case type" .columns(&["project_type"]) .fill("");
        handling_mode "办理方式" "handling mode";
        review_mode "审查方式" "review mode" .fill("");
        handling_forms "办理形式" "handling forms" .columns(&["handle_type"]) .fill("");
        online "是否网办" "whether it is handled online" .columns(&["is_online"]) .fill("能不能网上办") .sample("true");
        online_depth "网上办理深度" "depth of online handling" .columns(&["online_handle_depth"]) .fill("");
        online_grade "网办等级" "online grade";
        scope "通办范围" "areas where it can be handled" .columns(&["handle_area"]) .fill("");
        in_service_hall "是否进驻政务大厅" "whether it is in the service hall" .columns(&["is_entry_center"])
            .fill("") .sample("true");
        handling_system "承办系统" "handling system";
        system_level "运行系统层级" "system level";
        punishment "处罚的行为、种类、幅度" "punishment" .columns(&["punishment_method"]);
        levy_kind "征收种类" "kind of levy" .columns(&["collect_type"]);
        levy_reduction "是否涉及征收费减免的审批" "whether it concerns reducing or waiving a levy" .columns(&["is_permit_reduce"]);
        summary "摘要" "summary" .text(TextKind::Summary) .fill("一句话说清这件事能办成什么、谁可以办；不要只重复名称");
        keywords "关键词" "keywords" .text(TextKind::Keyword) .fill("群众平时怎么叫、怎么搜"), or aliases;
        aliases "别名" "aliases" .text(TextKind::Keyword);
        languages "语言" "languages";
        legal_basis "设定依据" "legal basis" .columns(&["by_law"]) .fill("有几条写几段");
        prerequisites "前置事项" "prerequisites";
        guide "办事指南" "guide" .fill("");
        channels "办理渠道" "channels" .fill("每个能办或能查的地方一段");
        deviations "差异说明" "deviations";
        suppressions "豁免" "suppressions";
        translations "译文" "translations" .foreign();
        not_applicable "不适用的要素" "elements that do not apply"
            .fill("一项一个，说明原因") .sample(r#"[{ element = "guide.special_procedures", reason = "不涉及听证、评审和检测" }]"#);
        extensions "扩展字段" "extensions" .columns(&["extend_field"]);
    }
    Body "机构" "body" .known_by(&["name"]) {
        name "机构名称" "name" .columns(&["dept_name", "org_name"]) .text(TextKind::Name) .fill("");
        short_name "机构简称" "short name" .columns(&["org_short_name"]);
        credit_code "统一社会信用代码" "unified credit code" .columns(&["dept_code", "credit_code"]) .fill("");
        organization_code "组织机构代码" "organization code" .columns(&["org_code"]);
        kind "实施主体性质" "authority type" .columns(&["dept_type"]) .fill("");
        entrusted_by "委托部门" "entrusting body" .columns(&["entrust_name"]);
        office "承办机构" "office";
        leads "是否牵头" "whether it leads";
        role "承担环节" "steps it handles";
    }
    LegalBasis "设定依据" "legal basis" .known_by(&["name"]) {
        name "法律法规名称" "name of the law" .text(TextKind::BasisName) .fill("");
        document_number "文号" "document number" .fill("");
        promulgation "公布修订" "promulgation and revision";
        article "条款号" "article" .fill("");
        text "条款内容" "text of the article" .text(TextKind::BasisText) .fill("");
        rank "效力级别" "rank of the legal basis" .fill("");
    }
    Prerequisite "前置事项" "prerequisite" .known_by(&["item"]) {
        item "事项" "item";
        basis "依据" "basis";
    }
    Translation "译文" "translation" .known_by(&["language"]) {
        language "语言" "language";
        name "名称译文" "translated name" .text(TextKind::Name);
        summary "摘要译文" "translated summary" .text(TextKind::Summary);
        says "指南译文" "translated guide";
    }
    Channel "办理渠道" "channel" .known_by(&["id", "name"]) {
        id "渠道标识" "id of the channel" .fill("") .sample(r#""portal""#);
        kind "渠道类型" "kind of channel" .fill("") .sample(r#""政务服务网""#);
        name "渠道名称" "name of the channel" .text(TextKind::Name) .aside() .fill("");
        url "办理地址" "entry address" .columns(&["online_handle_url", "link_addr", "mobile_terminal_url"])
            .fill("直达这个事项的网址，不是首页");
        single_sign_on "是否对接单点登录" "whether single sign-on is supported" .columns(&["is_single_login", "app_is_single_login"])
            .fill("") .sample("true");
        hands_over_to "跳转网站" "site it redirects to";
        registers_again "是否需重新注册" "whether users must register again";
        handles "是否可办理" "whether the item can be handled there" .fill("") .sample("true");
        platform "所属平台" "platform";
        says "渠道所述" "what the channel states";
    }
    Deviation "差异说明" "deviation" .known_by(&["element"]) {
        channels "涉及渠道" "channels";
        element "要素" "element";
        reason "原因" "reason" .text(TextKind::Note) .aside();
        approved_by "批准人" "who approved it";
        until "有效期至" "valid until";
    }
    ItemSuppression "豁免" "suppression" .known_by(&["rule"]) {
        rule "规则" "rule";
        element "要素" "element";
        reason "原因" "reason" .text(TextKind::Note) .aside();
        approved_by "批准人" "who approved it";
        until "有效期至" "valid until";
    }
    NotApplicable "不适用的要素" "element that does not apply" .known_by(&["element"]) {
        element "要素" "element";
        reason "原因" "reason" .text(TextKind::Note) .aside();
    }
}
