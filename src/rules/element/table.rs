//! The table of required elements.
//!
//! `M` of the exchange tables is `exchange: Error`. Under `portal` stands what a person needs to
//! get the matter done; under `audit` what published checks ask besides.

use super::probe::Probe;
use super::{Row, Types};
use crate::engine::{Check, Rule, Severity};
use crate::i18n::Text;
use crate::model::{Contact, FeeItem, Guide, Limit, Material, OpeningHours};
use crate::vocabulary::{ChannelKind, HandlingForm, MaterialKind, Medium, Necessity, Vocabulary};

/// Wants of a profile: error, warning, hint, or none.
macro_rules! want {
    (E) => {
        Some(Severity::Error)
    };
    (W) => {
        Some(Severity::Warning)
    };
    (H) => {
        Some(Severity::Hint)
    };
    (-) => {
        None
    };
}

/// The graver of what the profiles want, for lists of rules.
const fn gravest(wanted: [Option<Severity>; 3]) -> Severity {
    let [portal, exchange, audit] = wanted;
    match (portal, exchange, audit) {
        (Some(severity), _, _) | (None, Some(severity), _) | (None, None, Some(severity)) => {
            severity
        }
        (None, None, None) => Severity::Hint,
    }
}

macro_rules! elements {
    ($(
        $id:ident $code:literal $name:literal, $element:literal, ($zh:literal, $en:literal),
        $portal:tt $exchange:tt $audit:tt $types:ident, [$($row:literal),+], $source:literal,
        $probe:expr, ($help_zh:literal, $help_en:literal);
    )+) => {
        $(
            static $id: Row = Row {
                rule: Rule {
                    code: $code,
                    name: $name,
                    severity: gravest([want!($portal), want!($exchange), want!($audit)]),
                    summary: Text::new(concat!("没有", $zh), concat!("no ", $en)),
                    message: Text::new("{of}{element}没有写", "{element}{of} is missing"),
                    help: Text::new($help_zh, $help_en),
                    requirements: &[$($row),+],
                    source: $source,
                    overrides: &[],
                    page: include_str!("page.md"),
                    check: Check::Item(|item, cx| $id.look(item, cx)),
                },
                element: $element,
                label: Text::new($zh, $en),
                probe: $probe,
                types: Types::$types,
                wanted: [want!($portal), want!($exchange), want!($audit)],
            };
        )+

        /// Every row, by code.
        pub(crate) static ROWS: &[&Row] = &[$(&$id),+];
    };
}

use Probe::{
    Channel as EachChannel, Fee as EachFee, Guide as InGuide, Item, Material as EachMaterial,
    MaterialOf as EachMaterialOf,
};

elements! {
    SUMMARY "TXT001" "missing-summary", "summary", ("摘要", "summary"),
        H - W Applied, ["A8"], "2017年全国检查：22%的站内搜索找不到事项",
        Item(|item| filled(item.summary.as_deref())),
        ("用一句话写明这件事能办成什么、谁可以办", "say in one sentence what it is for and for whom");
    KEYWORDS "TXT002" "missing-keywords", "keywords", ("关键词", "keywords"),
        H - W Requested, ["A8"], "2017年全国检查：22%的站内搜索找不到事项",
        Item(|item| !item.keywords.is_empty() || !item.aliases.is_empty()),
        ("写上群众平时怎么称呼这件事", "add the words people use for it");
    CONDITIONS "TXT003" "missing-conditions", "guide.conditions", ("受理条件", "conditions"),
        W E E Applied, ["A6", "B4"], "国家交换表 accept_condition NOT NULL",
        InGuide(|guide| filled(guide.conditions.as_deref())),
        ("写明什么人、满足什么条件可以办；没有条件的，在 not_applicable 里说明", "say who may apply and what they must satisfy; where nothing is asked, say so under not_applicable");
    BASE_CODE "IDN001" "missing-base-code", "base_code", ("基本编码", "base code"),
        - E W All, ["D1"], "国家交换表 catalog_code NOT NULL",
        Item(|item| item.base_code.as_ref().is_some_and(|code| !code.is_empty())),
        ("填写国家或省级目录里的12位基本编码", "write the 12-character base code of the national or provincial directory");
    IMPLEMENTATION_CODE "IDN002" "missing-implementation-code", "implementation_code", ("实施编码", "implementation code"),
        W E E All, ["D1"], "国家交换表 task_code NOT NULL",
        Item(|item| item.implementation_code.as_ref().is_some_and(|code| !code.is_empty())
            || item.handling_code.as_ref().is_some_and(|code| !code.is_empty())),
        ("填写31位实施编码（或33位业务办理项编码）", "write the implementation code of 31 characters, or the handling code of 33");
    ITEM_TYPE "IDN003" "missing-item-type", "item_type", ("事项类型", "item type"),
        W E E All, ["D1", "D2"], "国家交换表 task_type NOT NULL",
        Item(|item| worded(item.item_type.as_ref())),
        ("写明是行政许可、行政确认、公共服务还是其他类型", "say whether it is a licence, a confirmation, a public service …");
    STATUS "IDN004" "missing-status", "status", ("事项状态", "status"),
        - E H All, ["D4"], "国家交换表 task_state NOT NULL",
        Item(|item| worded(item.status.as_ref())),
        ("写明在用、暂停还是取消", "say whether it is in use, suspended or cancelled");
    VERSION "IDN005" "missing-version", "version", ("事项版本", "version"),
        - E H All, ["D4"], "国家交换表 task_version NOT NULL",
        Item(|item| item.version.is_some()),
        ("从1开始填写版本号，内容改动后加1", "count versions from 1, one more with each change");
    LEVELS "IDN006" "missing-level", "levels", ("行使层级", "level of exercise"),
        - E W All, ["D3"], "国家交换表 use_level NOT NULL",
        Item(|item| !item.levels.is_empty()),
        ("写明由哪一级行使", "say which level exercises it");
    POWER_SOURCE "IDN007" "missing-power-source", "power_source", ("权力来源", "power source"),
        - E H Power, ["D1"], "国家交换表 power_source NOT NULL（公共服务没有）",
        Item(|item| worded(item.power_source.as_ref())),
        ("写明法定本级行使、上级下放、委托等", "say whether it is by law, handed down, entrusted …");
    BASIS "BAS001" "missing-legal-basis", "legal_basis", ("设定依据", "legal basis"),
        W E E All, ["A1"], "国家交换表 by_law NOT NULL",
        Item(|item| !item.legal_basis.is_empty()),
        ("列出设定依据的名称、文号、条款和内容", "list the laws with number, article and text");
    AUDIENCE "SUB001" "missing-audience", "audience", ("服务对象", "audience"),
        W E E Applied, ["D7"], "国家交换表 server_type NOT NULL",
        Item(|item| !item.audience.is_empty()),
        ("写明自然人、企业法人等哪些对象可以办", "say whether natural persons, enterprises … may apply");
    THEME "SUB002" "missing-theme", "natural_themes", ("主题分类", "theme"),
        H - W Applied, ["D2", "D7"], "国家交换表 user_topic_type、corp_topic_type",
        Item(|item| !item.natural_themes.is_empty() || !item.legal_themes.is_empty() || !item.local_themes.is_empty()),
        ("按服务对象选择主题", "choose a theme for its audience");
    AUTHORITY "ORG001" "missing-authority", "authority.name", ("实施主体", "authority"),
        E E E All, ["A1"], "国家交换表 dept_name NOT NULL",
        Item(|item| item.authority.as_ref().is_some_and(|body| filled(body.name.as_deref()))),
        ("写明实施主体的全称", "write the full name of the body");
    AUTHORITY_CODE "ORG002" "missing-authority-code", "authority.credit_code", ("实施主体编码", "authority code"),
        - E W All, ["D1"], "国家交换表 dept_code NOT NULL",
        Item(|item| item.authority.as_ref().is_some_and(|body| body.credit_code.as_ref().is_some_and(|code| !code.is_empty()))),
        ("填写实施主体的18位统一社会信用代码", "write the body's unified credit code of 18 characters");
    AUTHORITY_KIND "ORG003" "missing-authority-kind", "authority.kind", ("实施主体性质", "kind of authority"),
        - E H All, ["D1"], "国家交换表 dept_type NOT NULL",
        Item(|item| item.authority.as_ref().is_some_and(|body| worded(body.kind.as_ref()))),
        ("写明法定机关、授权组织还是受委托组织", "say whether it is statutory, authorised or entrusted");
    CONSULTATION "ORG004" "missing-consultation", "guide.consultation", ("咨询方式", "way to ask"),
        E E E All, ["A1", "A9"], "国家交换表 link_way NOT NULL；2017年全国检查",
        InGuide(|guide| reachable(guide.consultation.as_ref())),
        ("写明咨询电话（带区号）和咨询地点或网址", "give a phone with area code, and a place or address to ask at");
    COMPLAINT "ORG005" "missing-complaint", "guide.complaint", ("监督投诉方式", "way to complain"),
        E E E All, ["A9"], "国家交换表 supervise_way NOT NULL",
        InGuide(|guide| reachable(guide.complaint.as_ref())),
        ("写明投诉电话（带区号）和投诉渠道", "give a phone with area code, and a way to complain");
    ADDRESS "ORG006" "missing-address", "guide.places", ("办理地点", "place"),
        E E E AppliedInPlace, ["A1"], "国家交换表 transact_addr NOT NULL；2017年全国检查",
        Item(|item| online_only(item) || in_guide(item, |guide| guide.places.iter().any(|place| {
            filled(place.address.as_deref()) || filled(place.name.as_deref())
        }))),
        ("写明办理地点，具体到门牌号、楼层和窗口；只在网上办的，去掉窗口办理形式或写明不适用", "give the place down to number, floor and window; where all is online, drop the window from handling_forms or say it does not apply");
    HOURS "ORG007" "missing-hours", "guide.hours", ("办理时间", "opening hours"),
        E E E AppliedInPlace, ["A1", "A6"], "国家交换表 transact_time NOT NULL；2017年全国检查",
        Item(|item| online_only(item) || in_guide(item, |guide| told(guide.hours.as_ref())
            || guide.places.iter().any(|place| told(place.hours.as_ref())))),
        ("写明工作日几点到几点、节假日是否办理", "give days and hours, and what holds on holidays");
    REPLY_PROMISE "ORG008" "missing-reply-promise", "guide.consultation.reply_promise", ("咨询答复时限", "promise to answer questions"),
        H - W Applied, ["A9"], "2017年全国检查：38%的咨询超过5个工作日才答复",
        InGuide(|guide| guide.consultation.as_ref().is_none_or(|contact| {
            // Where nobody can be asked at all, that is the finding.
            !reachable(Some(contact)) || stated(contact.reply_promise.as_ref())
        })),
        ("写明多少个工作日内答复，不超过5个工作日", "say within how many working days you answer, at most 5");
    STATUTORY "LIM001" "missing-statutory-limit", "guide.time_limit.statutory", ("法定办结时限", "statutory limit"),
        E E E PowerElseHint, ["A1"], "国家交换表 anticipate_day NOT NULL（公共服务没有）",
        InGuide(|guide| guide.time_limit.as_ref().is_some_and(|limit| stated(limit.statutory.as_ref()))),
        ("填写法定办结时限和单位；法律没有规定的，在 not_applicable 里说明", "write the statutory limit with its unit; where law sets none, say so under not_applicable");
    PROMISED "LIM002" "missing-promised-limit", "guide.time_limit.promised", ("承诺办结时限", "promised limit"),
        W E E AppliedPowerFirst, ["A1", "A6"], "国家交换表 promise_day NOT NULL",
        InGuide(|guide| guide.time_limit.as_ref().is_some_and(|limit| stated(limit.promised.as_ref()))),
        ("填写承诺办结时限和单位；当场办的写 immediate = true", "write the promised limit with its unit; immediate = true where it is settled on the spot");
    CASE_TYPE "LIM005" "missing-case-type", "case_type", ("办件类型", "case type"),
        H E W Applied, ["A1", "B5"], "国家交换表 project_type NOT NULL",
        Item(|item| worded(item.case_type.as_ref())),
        ("写明是即办件还是承诺件", "say whether it is done on the spot or within a promised limit");
    MATERIALS "MAT001" "missing-materials", "guide.materials", ("申请材料", "materials"),
        W - E AppliedOnPaper, ["A3"], "行政许可法 第三十条",
        InGuide(|guide| !guide.materials.is_empty()),
        ("逐项列出申请材料；不需要材料的，在 not_applicable 里说明", "list the materials one by one; where none is needed, say so under not_applicable");
    MATERIAL_NAME "MAT002" "missing-material-name", "guide.materials.name", ("材料名称", "name of a material"),
        E E E Applied, ["A3"], "国家交换表 material_name NOT NULL",
        EachMaterial(|material| filled(material.name.as_deref())),
        ("写明材料名称", "name the material");
    MEDIUM "MAT003" "missing-medium", "guide.materials.medium", ("材料形式", "medium"),
        W - E Applied, ["A3"], "2017年全国检查：55%未说明材料形式",
        EachMaterial(|material| worded(material.medium.as_ref()) || material.exempt == Some(true)),
        ("写明纸质、电子、纸质或电子，还是纸质和电子", "say whether it is paper, electronic, either or both");
    COPIES "MAT004" "missing-copies", "guide.materials.originals", ("份数（原件、复印件各几份）", "number of originals and copies"),
        W - E Applied, ["A3"], "2017年全国检查：55%未说明材料形式",
        EachMaterial(|material| matches!(material.medium, Some(Medium::Electronic)) || material.exempt == Some(true)
            || material.originals.is_some() || material.photocopies.is_some() || material.pieces.is_some()),
        ("写明原件几份、复印件几份", "say how many originals and how many copies");
    NECESSITY "MAT005" "missing-necessity", "guide.materials.necessity", ("材料必要性", "necessity"),
        W E E Applied, ["A3"], "国家交换表 is_need NOT NULL",
        EachMaterial(|material| worded(material.necessity.as_ref()) || material.exempt == Some(true)),
        ("写明必要、非必要还是容缺后补", "say whether it is needed, not needed or may follow later");
    MATERIAL_SOURCE "MAT006" "missing-material-source", "guide.materials.source", ("来源渠道", "source"),
        H - W Applied, ["A3", "C8"], "国家交换表 source_type",
        EachMaterial(|material| worded(material.source.as_ref())),
        ("写明申请人自备还是政府部门核发", "say whether the applicant or a department provides it");
    MATERIAL_KIND "MAT007" "missing-material-kind", "guide.materials.kind", ("材料类型", "kind of material"),
        - - W Applied, ["A3"], "国家交换表 material_type",
        EachMaterial(|material| worded(material.kind.as_ref())),
        ("写明证件证书证明、申请表格文书还是其他", "say whether it is a certificate, a form or something else");
    SIZE "MAT008" "missing-size", "guide.materials.size", ("规格", "size"),
        - - H Applied, ["A3"], "国家交换表 page_format",
        EachMaterial(|material| matches!(material.medium, Some(Medium::Electronic)) || filled(material.size.as_deref())),
        ("写明纸张规格，如A4", "say the size, such as A4");
    BLANK_FORM "MAT009" "missing-blank-form", "guide.materials.blank_form", ("空白表格", "blank form"),
        W - E Applied, ["A2"], "2017年全国检查：41%不提供表格下载",
        EachMaterialOf(|material, item| !is_form(material) || on_platform(material, item) || filled(material.blank_form.as_deref())),
        ("提供空白表格的下载地址", "give an address to download the blank form");
    SAMPLE_FORM "MAT010" "missing-sample-form", "guide.materials.sample_form", ("示例样表", "filled sample"),
        W - E Applied, ["A2"], "2020年36城市评估：9个城市没有示例样表",
        EachMaterialOf(|material, item| !is_form(material) || on_platform(material, item) || filled(material.sample_form.as_deref())),
        ("提供填好的示例样表的下载地址", "give an address to download a filled sample");
    FILLING_NOTES "MAT011" "missing-filling-notes", "guide.materials.filling_notes", ("填报须知", "filling notes"),
        H - W Applied, ["A5"], "国家交换表 fill_explain",
        EachMaterial(|material| !is_form(material) || filled(material.filling_notes.as_deref())),
        ("写明哪些栏怎么填、容易填错的地方；只写“无”等于没有写", "say how to fill in which field, and what is often wrong; 无 says nothing");
    CHARGED "FEE001" "missing-fee-statement", "guide.fees.charged", ("是否收费", "whether a fee is charged"),
        E E E Applied, ["A1"], "国家交换表 is_fee NOT NULL；2017年全国检查",
        InGuide(|guide| guide.fees.as_ref().is_some_and(|fees| fees.charged.is_some() || !fees.items.is_empty())),
        ("写明收费还是不收费：charged = true 或 false", "say whether a fee is charged: charged = true or false");
    FEE_STANDARD "FEE002" "missing-fee-standard", "guide.fees.items.standard", ("收费标准", "fee standard"),
        E E E Applied, ["A1"], "国家交换表 fee_stand NOT NULL；2017年全国检查",
        EachFee(|fee: &FeeItem| filled(fee.standard.as_deref()) || fee.amount.is_some()),
        ("写明收费金额和计费单位", "give the amount and what it is for");
    PROCESS "PRO001" "missing-process", "guide.process", ("办理流程", "process"),
        E E E AllButEnquiries, ["B1", "A6"], "国家交换表 handle_flow NOT NULL；2017年全国检查：25%流程表述不清",
        InGuide(|guide| guide.process.as_ref().is_some_and(|process| {
            !process.steps.is_empty() || process.flowchart.is_some()
                || filled(process.narrative.as_deref()) || filled(process.online_narrative.as_deref())
        })),
        ("按环节写明谁办、办什么、多久、结果是什么", "write step by step who does what, how long, with what result");
    VISITS "PRO002" "missing-visits", "guide.visits", ("到办事现场次数", "number of visits"),
        W E E Applied, ["B6"], "国家交换表 limit_scene_num NOT NULL",
        InGuide(|guide| guide.visits.as_ref().is_some_and(|visits| visits.count.is_some())),
        ("填写申请人最多要到现场几次", "say how often the applicant has to come at the most");
    HANDLING_FORMS "PRO005" "missing-handling-forms", "handling_forms", ("办理形式", "forms of handling"),
        H - W Applied, ["A6", "C3"], "国家交换表 handle_type",
        // Without a channel as well it is the channels that are missing.
        Item(|item| !item.handling_forms.is_empty() || item.channels.is_empty()),
        ("写明窗口办理、网上办理、快递申请等哪些形式可以办", "say whether it can be done at the window, online, by mail …");
    PROGRESS "OUT001" "missing-progress", "guide.progress", ("办理进度查询方式", "way to follow the case"),
        W - W Applied, ["A11"], "行政许可标准化指引（2016版）：办理进程和结果公开查询",
        InGuide(|guide| guide.progress.as_ref().is_some_and(|progress| {
            !progress.ways.is_empty() || filled(progress.url.as_deref()) || filled(progress.note.as_deref())
        })),
        ("写明怎样查询办理进度", "say how to follow the case");
    RESULT "OUT002" "missing-result", "guide.result.name", ("审批结果名称", "name of the result"),
        W - E Applied, ["A6"], "国家交换表 result_name",
        InGuide(|guide| guide.result.as_ref().is_some_and(|result| filled(result.name.as_deref()))),
        ("写明最后得到什么证照或文书", "say what licence or document comes out of it");
    RESULT_KIND "OUT003" "missing-result-kind", "guide.result.kind", ("审批结果类型", "kind of result"),
        - E W Applied, ["A6"], "国家交换表 result_type NOT NULL",
        InGuide(|guide| guide.result.as_ref().is_some_and(|result| worded(result.kind.as_ref()))),
        ("写明证照、批文还是其他", "say whether it is a certificate, a document or something else");
    RESULT_SAMPLE "OUT004" "missing-result-sample", "guide.result.sample", ("审批结果样本", "sample of the result"),
        - - W Applied, ["A6"], "国家交换表 result_guid",
        InGuide(|guide| guide.result.as_ref().is_some_and(|result| filled(result.sample.as_deref()))),
        ("提供结果样本", "give a sample of the result");
    DELIVERY "OUT005" "missing-delivery", "guide.result.delivery", ("结果送达方式", "way of delivery"),
        H - W Applied, ["A11"], "行政许可标准化指引（2016版）：结果送达",
        InGuide(|guide| guide.result.as_ref().is_some_and(|result| !result.delivery.is_empty())),
        ("写明窗口领取、邮寄还是网上下载", "say whether it is fetched, mailed or downloaded");
    ASSISTANCE "OUT006" "missing-assistance", "guide.assistance", ("帮办代办", "help on the spot"),
        H - H Applied, ["A11"], "国办函：帮办代办服务",
        InGuide(|guide| guide.assistance.as_ref().is_some_and(|offer| offer.available.is_some())),
        ("写明现场有没有帮办代办、怎样找到", "say whether somebody helps on the spot, and how to find them");
    CHANNELS "CHN001" "missing-channels", "channels", ("办理渠道", "channels"),
        E - E Applied, ["C1", "C4"], "2020年36城市评估",
        Item(|item| !item.channels.is_empty() || !item.handling_forms.is_empty()
            || in_guide(item, |guide| !guide.places.is_empty())),
        ("列出可以办理的渠道：政务服务网、移动端、大厅等", "list the channels: portal, app, hall …");
    ONLINE "CHN002" "missing-online-statement", "online", ("是否网办", "whether it can be handled online"),
        - E W Applied, ["C4"], "国家交换表 is_online NOT NULL",
        Item(|item| item.online.is_some()),
        ("写明能不能网上办", "say whether it can be handled online");
    SIGN_ON "CHN003" "missing-sign-on-statement", "channels.single_sign_on", ("是否对接单点登录", "whether single sign-on serves"),
        - E H Applied, ["C3"], "国家交换表 is_single_login NOT NULL",
        EachChannel(|channel| !matches!(channel.kind, Some(ChannelKind::Portal | ChannelKind::MobileApp)) || channel.single_sign_on.is_some()),
        ("写明这个渠道是否对接单点登录", "say whether one sign-on serves for this channel");
    APPOINTMENT "CHN004" "missing-appointment-statement", "guide.appointment", ("是否支持预约办理", "whether appointments are made"),
        H - W Applied, ["A6"], "国家交换表 is_schedule",
        InGuide(|guide| guide.appointment.as_ref().is_some_and(|offer| offer.available.is_some())),
        ("写明能不能预约、怎样预约", "say whether and how appointments are made");
    COURIER "CHN005" "missing-courier-statement", "guide.courier", ("是否支持物流快递", "whether papers go by courier"),
        - E H Applied, ["B6"], "国家交换表 is_express NOT NULL",
        InGuide(|guide| guide.courier.as_ref().is_some_and(|offer| offer.available.is_some())),
        ("写明能不能邮寄申请和领取结果", "say whether papers can be sent by courier");
    SCOPE "CHN006" "missing-scope", "scope", ("通办范围", "where else it can be handled"),
        H - H Applied, ["A6"], "国办发〔2020〕35号 加快推进政务服务“跨省通办”；国家交换表 limit_num_range",
        Item(|item| worded(item.scope.as_ref()) || !online_too(item)),
        ("写明全国、全省还是全市通办；只能在本地办的，也写明", "say whether it is handled throughout the country, province or city, or only here");
    QUESTIONS "FAQ001" "missing-questions", "guide.questions", ("常见问题", "questions and answers"),
        H - W Licence, ["C7"], "温州市事项检查要求：许可事项至少一个常见问题",
        InGuide(|guide| !guide.questions.is_empty()),
        ("写上群众问得最多的问题和答复", "add the questions people ask most, with answers");
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Whether a coded word says anything.
fn worded<T: Vocabulary>(word: Option<&T>) -> bool {
    word.is_some_and(|word| !word.term().trim().is_empty())
}

fn in_guide(item: &crate::ServiceItem, there: fn(&Guide) -> bool) -> bool {
    item.guide.as_ref().is_some_and(there)
}

/// Whether a limit says how long: a table without an amount says nothing.
fn stated(limit: Option<&Limit>) -> bool {
    limit.is_some_and(|limit| {
        limit.amount.is_some() || limit.is_immediate() || filled(limit.text.as_deref())
    })
}

/// Whether opening hours name any time or day.
fn told(hours: Option<&OpeningHours>) -> bool {
    hours.is_some_and(|hours| !hours.periods.is_empty() || filled(hours.text.as_deref()))
}

/// Whether a contact names any way to reach somebody.
fn reachable(contact: Option<&Contact>) -> bool {
    contact.is_some_and(|contact| {
        !contact.phones.is_empty()
            || [
                &contact.address,
                &contact.url,
                &contact.email,
                &contact.text,
            ]
            .into_iter()
            .any(|text| filled(text.as_deref()))
    })
}

/// Whether it can be handled online, as far as the item itself says.
fn online_too(item: &crate::ServiceItem) -> bool {
    item.online == Some(true) || item.handling_forms.contains(&HandlingForm::Online)
}

/// Whether the item says that it is handled online and in no other way.
fn online_only(item: &crate::ServiceItem) -> bool {
    let by_form = !item.handling_forms.is_empty()
        && (item.handling_forms.iter()).all(|form| *form == HandlingForm::Online);
    by_form || (item.online == Some(true) && seems_remote(item))
}

/// Whether nobody has to come and all channels are remote. A record that says no form of handling
/// may only have had an address to click on: this alone does not settle it.
pub(super) fn seems_remote(item: &crate::ServiceItem) -> bool {
    let remote = item.channels.iter().all(|channel| {
        matches!(
            channel.kind,
            Some(
                ChannelKind::Portal
                    | ChannelKind::MobileApp
                    | ChannelKind::WeChat
                    | ChannelKind::Alipay
                    | ChannelKind::DepartmentSite
                    | ChannelKind::Hotline
            )
        )
    });
    let no_visit = in_guide(item, |guide| {
        (guide.visits.as_ref()).is_some_and(|visits| visits.count == Some(0))
    });
    item.handling_forms.is_empty() && !item.channels.is_empty() && remote && no_visit
}

/// Whether the form is filled in on the platform itself: electronic, of an item handled online only.
fn on_platform(material: &Material, item: &crate::ServiceItem) -> bool {
    material.medium == Some(Medium::Electronic) && online_only(item)
}

/// Whether the material is a form that the applicant fills in.
fn is_form(material: &Material) -> bool {
    let named = material.name.as_deref().is_some_and(|name| {
        let name = name.trim_end_matches(['》', '）', ')', '”', '"']);
        name.ends_with("申请表") || name.ends_with("申请书") || name.ends_with("登记表")
    });
    let wanted = material.necessity != Some(Necessity::NotRequired);
    material.exempt != Some(true)
        && wanted
        && (material.kind == Some(MaterialKind::Form) || (material.kind.is_none() && named))
}
