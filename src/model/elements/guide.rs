//! The elements of a guide, the information for applicants.

use super::node::elements;
use super::text_kind::TextKind;
use super::topic::Topic;
use crate::i18n::Text;
use crate::model::{
    Contact, FeeItem, Fees, FlowEdge, FlowNode, Flowchart, Guide, Limit, Material, Next, Offer,
    OpeningHours, Outcome, Period, Phone, Place, Process, Progress, Question, Reply,
    SpecialProcedure, Step, TimeLimit, Visits,
};

elements! {
    Guide "办事指南" "guide" {
        conditions "受理条件" "conditions" .columns(&["accept_condition"]) .text(TextKind::Condition) .topic(Topic::Conditions)
            .fill("申请人要满足什么，一条一行；不要抄法条，也不要列材料");
        prohibitions "禁止性要求" "prohibitions" .text(TextKind::Optional) .topic(Topic::Conditions);
        quantity_limit "数量限制" "quantity limit" .columns(&["limit_explain"]) .text(TextKind::Optional);
        time_limit "办结时限" "time limits" .fill("");
        special_procedures "特别程序" "special procedures" .columns(&["special_procedure"]);
        fees "收费" "fees" .fill("");
        materials "申请材料" "materials" .topic(Topic::MaterialList) .fill("一种材料一段");
        process "办理流程" "process" .fill("");
        visits "到办事现场次数" "number of visits" .inside(&[("count", Text::new("到办事现场次数", "number of visits"))]) .fill("");
        places "办理地点" "place" .columns(&["transact_addr"]) .topic(Topic::Places) .fill("");
        hours "办理时间" "opening hours" .columns(&["transact_time"]) .topic(Topic::Hours) .fill(""),
            or places.hours;
        consultation "咨询方式" "enquiry contact" .columns(&["link_way"])
            .inside(&[("phones", Text::new("咨询电话", "enquiry phones")), ("reply_promise", Text::new("咨询答复时限", "promised reply time for enquiries"))])
            .fill("电话带区号，与投诉电话不同；几个工作日内答复，不超过5个");
        complaint "监督投诉方式" "complaint contact" .columns(&["supervise_way"])
            .inside(&[("phones", Text::new("监督投诉电话", "complaint phones"))]) .fill("");
        progress "办理进度查询" "progress enquiry" .asked("办理进度查询方式", "progress enquiry") .fill("");
        result "审批结果" "result" .fill("");
        appointment "预约办理" "appointment" .columns(&["is_schedule"]) .asked("是否支持预约办理", "availability of appointments")
            .inside(&[("available", Text::new("是否支持预约办理", "availability of appointments"))]) .fill("");
        courier "物流快递" "courier" .columns(&["is_express"]) .asked("是否支持物流快递", "availability of courier delivery")
            .inside(&[("available", Text::new("是否支持物流快递", "availability of courier delivery"))]) .fill("");
        kiosk "自助终端办理" "self-service kiosk" .columns(&["is_service_terminals"])
            .inside(&[("available", Text::new("是否支持自助终端办理", "availability of self-service kiosks"))]);
        assistance "帮办代办" "on-site assistance"
            .inside(&[("available", Text::new("是否提供帮办代办", "availability of on-site assistance"))]) .fill("");
        intermediary_services "中介服务" "intermediary services" .columns(&["service_type"]) .text(TextKind::Optional);
        rights_and_duties "权利与义务" "rights and duties" .text(TextKind::Optional);
        reconsideration "行政复议" "administrative reconsideration" .text(TextKind::Optional);
        litigation "行政诉讼" "administrative litigation" .text(TextKind::Optional);
        questions "常见问题" "questions and answers" .fill("群众问得最多的，答复要与上面一致");
    }
    Visits "到办事现场次数" "number of visits", stated |it| it.count.is_stated() => {
        count "次数" "number of visits" .columns(&["limit_scene_num"]) .topic(Topic::Visits)
            .fill("最多要到现场几次；大于0的写明原因") .sample("0");
        reason "必须现场办理原因说明" "reason for visits" .columns(&["limit_scene_explain"]) .text(TextKind::Visit) .fill("");
    }
    Progress "办理进度查询" "progress enquiry",
        stated |it| it.ways.is_stated() || it.url.is_stated() || it.note.is_stated() => {
        ways "查询方式" "ways to look it up" .fill("");
        url "查询网址" "address for looking it up" .fill("");
        note "说明" "note" .text(TextKind::Note);
    }
    Outcome "审批结果" "result" {
        name "审批结果名称" "name of the result" .columns(&["result_name"]) .text(TextKind::Optional) .topic(Topic::Result)
            .fill("");
        kind "审批结果类型" "result type" .columns(&["result_type"]) .fill("");
        sample "审批结果样本" "sample result" .columns(&["result_guid"]) .fill("");
        validity "结果有效期限" "period of validity" .text(TextKind::Optional) .topic(Topic::Result) .fill("");
        delivery "结果送达方式" "delivery method" .fill("");
        publication "结果公开" "publication of results" .text(TextKind::Optional);
    }
    Offer "服务方式" "service offered", stated |it| it.available.is_stated() => {
        available "是否支持" "availability" .topic(Topic::Conveniences) .fill("") .sample("false");
        way "方式" "how to use it" .text(TextKind::Note);
        url "网址" "address";
        place "地点" "place" .text(TextKind::Optional);
        phones "电话" "phones" .aside();
    }
    Question "常见问题" "question" .known_by(&["question"]) {
        question "问题" "question" .columns(&["question"]) .text(TextKind::Question) .fill("");
        answer "答案" "answer" .columns(&["answer"]) .text(TextKind::Answer) .fill("");
    }
    TimeLimit "办结时限" "time limits" {
        statutory "法定办结时限" "statutory limit" .columns(&["anticipate_day", "anticipate_type"]) .topic(Topic::Limits)
            .fill("") .sample(r#"{ amount = 20, unit = "工作日" }"#);
        statutory_note "法定办结时限说明" "note on the statutory limit" .columns(&["anticipate_explain"]) .text(TextKind::LimitNote);
        promised "承诺办结时限" "promised limit" .columns(&["promise_day", "promise_type"]) .topic(Topic::Limits)
            .fill("当场办结的写明当场办结（immediate），不写数量") .sample(r#"{ amount = 5, unit = "工作日" }"#);
        promised_note "承诺办结时限说明" "note on the promised limit" .columns(&["promise_explain"]) .text(TextKind::LimitNote);
    }
    Limit "时限" "time limit", stated |it| it.amount.is_stated() || it.is_immediate() || it.text.is_stated() => {
        amount "数量" "amount" .part_of(1);
        unit "单位" "unit" .part_of(1);
        immediate "当场办结" "done on the spot";
        excludes "除外" "exclusions";
        text "原文" "published wording" .text(TextKind::LimitNote);
    }
    SpecialProcedure "特别程序" "special procedure" .known_by(&["name"]) {
        name "名称" "name" .text(TextKind::Optional);
        kind "种类" "kind";
        limit "时限" "time limit" .aside();
        basis "依据" "basis";
        note "说明" "note" .text(TextKind::Optional);
    }
    Fees "收费" "fees" {
        charged "是否收费" "indication whether a fee is charged" .columns(&["is_fee"]) .topic(Topic::Fees)
            .fill("不收费的也要写（false），这不是不适用") .sample("false"),
            or items;
        basis "收费依据" "basis of the fee" .columns(&["fee_basis"]);
        online_payment "是否支持网上支付" "online payment" .columns(&["is_pay_online"]) .topic(Topic::Conveniences);
        items "收费项目" "fees" .topic(Topic::Fees) .fill("收费的，每个收费项目一段");
    }
    FeeItem "收费项目" "fee" .known_by(&["name"]) {
        name "收费项目名称" "name of the fee" .columns(&["fee_name"]) .text(TextKind::Fee) .fill("");
        standard "收费标准" "fee standard" .columns(&["fee_stand"]) .text(TextKind::Fee) .fill(""), or amount;
        amount "金额" "amount" .topic(Topic::Fees) .part_of(1) .asked("收费标准", "fee standard") .fill("") .sample("10"), or standard;
        unit "计费单位" "unit charged for" .part_of(1) .fill("");
        basis "收费依据" "basis of the fee" .columns(&["by_law"]) .fill("");
        reducible "是否允许减免" "whether it can be reduced" .columns(&["is_desc"]);
        reduction_basis "允许减免依据" "basis of the reduction" .columns(&["desc_explain"]);
        remark "备注" "remark" .columns(&["remark"]) .text(TextKind::Fee);
    }
    Material "申请材料" "material" .known_by(&["code", "name"]) {
        name "材料名称" "material name" .columns(&["material_name"]) .text(TextKind::MaterialName) .topic(Topic::MaterialList)
            .fill("");
        code "材料编码" "material code";
        kind "材料类型" "kind of material" .columns(&["material_type"]) .fill("");
        medium "材料形式" "medium" .columns(&["material_format"]) .topic(Topic::MaterialDetails) .fill("");
        necessity "材料必要性" "necessity" .columns(&["is_need"]) .topic(Topic::MaterialDetails)
            .fill("非必要的写适用情形（condition），容缺的写补正时限（deferral）");
        condition "适用情形" "condition" .text(TextKind::MaterialNote) .fill("");
        deferral "容缺补正时限" "deadline for late submission" .text(TextKind::MaterialNote) .fill("");
        originals "原件份数" "number of originals" .topic(Topic::MaterialDetails) .asked("原件、复印件份数", "number of originals and photocopies")
            .fill("不要的写 0") .sample("1"), or photocopies, or pieces;
        photocopies "复印件份数" "number of photocopies" .fill("") .sample("0");
        pieces "份数" "number of copies" .columns(&["page_num"]);
        form "原件或复印件" "original or copy" .topic(Topic::MaterialDetails);
        size "规格" "page size" .columns(&["page_format"]) .fill("") .sample(r#""A4""#);
        source "来源渠道" "source" .columns(&["source_type"]) .fill("政府部门核发的写出具机构（issuing_body）");
        source_note "来源渠道说明" "how to obtain it" .columns(&["source_explain"]) .text(TextKind::MaterialNote);
        issuing_body "出具机构" "issuing body" .fill("");
        blank_form "空白表格" "blank form" .columns(&["form_guid"]) .fill("");
        sample_form "示例样表" "filled-in sample" .columns(&["example_guid"]) .fill("");
        filling_notes "填报须知" "filling-in notes" .columns(&["fill_explain"]) .text(TextKind::MaterialNote)
            .fill("哪一栏怎么填，哪里容易填错");
        acceptance_standard "受理标准" "acceptance criteria" .columns(&["accept_stand"]) .text(TextKind::MaterialNote);
        basis "要求提供材料的依据" "basis for requiring it" .columns(&["by_law"]);
        seal_required "是否需要签章" "whether a signature or seal is required";
        seal_note "签章要求" "signature and seal requirements" .text(TextKind::MaterialNote);
        exempt "是否免提交" "whether it is exempt from submission" .fill("电子证照库或别的部门已经有的，免提交") .sample("false");
        exemption_way "免提交方式" "how it is obtained instead" .text(TextKind::Note) .aside() .fill("");
        shared "是否共享" "whether it is shared";
        remark "备注" "remark" .columns(&["remark"]) .text(TextKind::MaterialNote);
    }
    Process "办理流程" "process",
        stated |it| it.steps.is_stated() || it.narrative.is_stated() || it.online_narrative.is_stated() || it.flowchart.is_stated() => {
        steps "办理环节" "steps of the process" .topic(Topic::Process) .fill("一个环节一段；下一环节（next）只有一个且就是下一段时可以不写"),
            or narrative, or online_narrative, or flowchart;
        narrative "流程文字" "process narrative" .columns(&["handle_flow"]) .text(TextKind::Narrative);
        online_narrative "网上办理流程" "online process narrative" .text(TextKind::Narrative);
        flowchart "流程图" "flowchart";
    }
    Step "办理环节" "step" .known_by(&["id", "name"]) {
        id "环节标识" "step id" .fill("给别的环节引用") .sample(r#""accept""#);
        name "环节名称" "step name" .text(TextKind::StepName) .fill("") .sample(r#""受理""#);
        stage "阶段" "stage" .fill("") .sample(r#""受理""#);
        actor "办理人员" "actor" .fill("") .sample(r#""窗口人员""#);
        body "办理单位" "acting body";
        action "办理内容" "action" .text(TextKind::Step) .fill("");
        criteria "审查标准" "review criteria" .text(TextKind::Step);
        inputs "所需材料" "required materials" .fill("");
        output "环节结果" "step result" .text(TextKind::StepOutput) .fill("");
        limit "环节时限" "step limit" .aside() .fill("") .sample(r#"{ amount = 1, unit = "工作日" }"#);
        outside_limit "不计入承诺时限" "not counted towards the promised limit";
        on_site "是否到现场" "whether a visit is required";
        next "下一环节" "next step"
            .fill("有几种去向就写几个，每个写明什么情况下走；并行的写并行环节（fork），汇合处写汇合环节（join）") .sample(r#"[{ to = "review", when = "材料齐全" }, { to = "sent-back", when = "材料不齐全" }]"#);
        fork "并行环节" "parallel steps";
        join "汇合环节" "step where the branches join";
        end "结束方式" "how it ends" .fill("办到这里为止的环节才写");
    }
    Next "去向" "branch" .known_by(&["to"]) .in_cell() {
        to "去向环节" "target step";
        when "条件" "condition";
    }
    Flowchart "流程图" "flowchart" {
        image "图片" "picture";
        mermaid "流程图文本" "flowchart in Mermaid";
        nodes "节点" "boxes";
        edges "连线" "arrows";
    }
    FlowNode "流程图节点" "box of a flowchart" .known_by(&["id"]) .in_cell() {
        id "节点标识" "box id";
        label "节点文字" "box label";
    }
    FlowEdge "流程图连线" "arrow of a flowchart" .known_by(&["to"]) .in_cell() {
        from "起点" "from";
        to "终点" "to";
        label "条件" "arrow label";
    }
    Place "办理地点" "place" .known_by(&["name", "address"]),
        stated |it| it.address.is_stated() || it.name.is_stated() => {
        name "名称" "name" .text(TextKind::Name) .fill("");
        address "地址" "address" .text(TextKind::Address) .fill("写到门牌号、楼层，窗口另写（window）");
        window "窗口" "window" .text(TextKind::Optional) .fill("");
        hours "办理时间" "opening hours" .columns(&["transact_time"]);
        phones "电话" "phones";
        directions "交通指引" "directions" .text(TextKind::Optional);
    }
    OpeningHours "办理时间" "opening hours", stated |it| it.periods.is_stated() || it.text.is_stated() => {
        text "原文" "published wording" .text(TextKind::Hours);
        periods "时段" "opening periods" .fill("时刻写成 09:00") .sample(r#"[{ days = ["工作日"], opens = "09:00", closes = "12:00" }]"#);
        holidays "节假日安排" "public holidays" .fill("") .sample(r#""法定节假日除外""#);
    }
    Period "开放时段" "opening period" .in_cell() {
        days "日期" "days";
        season "季节" "season";
        opens "开始" "opening time";
        closes "结束" "closing time";
        note "说明" "note";
    }
    Phone "电话" "phone" .known_by(&["number"]) .in_cell() {
        number "号码" "number" .text(TextKind::Phone) .part_of(2);
        extension "分机" "extension";
        note "说明" "note" .text(TextKind::Note) .aside();
    }
    Contact "咨询或投诉方式" "enquiry or complaint contact",
        stated |it| it.phones.is_stated() || it.address.is_stated() || it.url.is_stated() || it.email.is_stated() || it.text.is_stated() => {
        ways "方式" "ways" .fill("") .sample(r#"["电话"]"#);
        phones "电话" "phones" .topic(Topic::Phones) .fill("") .sample(r#"[{ number = "" }]"#);
        address "地址" "address" .text(TextKind::Address) .fill("");
        url "网址" "web address";
        email "电子邮箱" "e-mail address";
        text "原文" "published wording" .text(TextKind::Note);
        reply_promise "答复时限承诺" "promised reply time" .aside() .fill("") .sample(r#"{ amount = 2, unit = "工作日" }"#);
        replies "答复记录" "replies";
    }
    Reply "答复记录" "reply" .in_cell() {
        asked "提出日期" "date asked";
        answered "答复日期" "date answered";
        note "说明" "note" .text(TextKind::Note) .aside();
    }
}
