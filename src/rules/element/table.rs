//! The table of required elements.
//!
//! The `M` (mandatory) columns of the exchange tables are errors under `exchange`. The `portal` profile requires
//! what applicants need to get the matter done; `audit` adds what published inspections check.

use super::elsewhere;
use super::probe::Unless;
use super::row::{Row, Types, seems_remote};
use super::sign::Sign;
use crate::analysis::{is_elsewhere, is_form, is_none, title, without_closing};
use crate::engine::{Certainty, Check, Evidence, Rule, Severity};
use crate::grounds::Requirement;
use crate::i18n::Text;
use crate::model::elements::{any, asked};
use crate::model::{Material, ServiceItem};
use crate::prose::says_something;
use crate::vocabulary::{
    ChannelKind, HandlingForm, MaterialKind, MaterialSource, Medium, Necessity,
};
use crate::words;

/// The severity under a profile: error, warning, hint, or `-` if the element is optional.
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

/// A part of a row that may be left out.
macro_rules! optional {
    () => {
        None
    };
    ($given:expr) => {
        Some($given)
    };
}

/// Concatenates two constant strings at compile time.
macro_rules! joined {
    ($a:expr, $b:expr) => {{
        const BYTES: [u8; $a.len() + $b.len()] = joined($a, $b);
        match std::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => "",
        }
    }};
}

const fn joined<const N: usize>(a: &str, b: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let (first, second) = bytes.split_at_mut(a.len());
    first.copy_from_slice(a.as_bytes());
    second.copy_from_slice(b.as_bytes());
    bytes
}

/// The severity shown in lists of rules: that of the first profile that requires the element.
const fn listed_severity(wanted: [Option<Severity>; 3]) -> Severity {
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
        $id:ident $code:literal $name:literal, $element:literal,
        $portal:tt $exchange:tt $audit:tt $types:ident,
        $(cites: [$($cite:literal),+],)? $(own: ($own_zh:literal, $own_en:literal),)? [$($row:ident),+],
        $(unless $unless:expr,)? $(elsewhere $elsewhere:ident,)? ($help_zh:literal, $help_en:literal);
    )+) => {
        $(
            static $id: Row = Row {
                rule: Rule::new(
                    $code,
                    $name,
                    listed_severity([want!($portal), want!($exchange), want!($audit)]),
                    Check::Item(|item, cx| $id.look(item, cx)),
                )
                .with_texts(
                    Text::plain(
                        joined!("没有", asked($element).zh),
                        joined!("no ", asked($element).en),
                    ),
                    Text::template("{of}{element}没有{problem}", "missing: {element}{of}{problem}"),
                    Text::template($help_zh, $help_en),
                )
                .with_requirements(&[$(Requirement::$row),+])
                $(.with_citations(&[$($cite),+]))?
                $(.with_own_reason(Text::plain($own_zh, $own_en)))?
                .with_evidence(Evidence::Certain(Certainty::Required))
                .with_page(include_str!("page.md")),
                element: $element,
                label: asked($element),
                unless: optional!($($unless)?),
                elsewhere: optional!($(elsewhere::$elsewhere)?),
                types: Types::$types,
                wanted: [want!($portal), want!($exchange), want!($audit)],
            };
        )+

        /// Every row, by code.
        pub(crate) static ROWS: &[&Row] = &[$(&$id),+];
    };
}

use Unless::{ChannelBut, Exempt, ExemptOrElectronic, Item, Material as Each};

elements! {
    SUMMARY "TXT001" "missing-summary", "summary",
        H - W Applied, cites: ["gbh-2017-115#4-search"], [A8],
        ("用一句话写明这件事能办成什么、谁可以办", "say in one sentence what the item is for and who may apply");
    KEYWORDS "TXT002" "missing-keywords", "keywords",
        H - W Requested, cites: ["gbh-2017-115#4-search"], [A8],
        ("写上群众平时怎么称呼这件事", "add the names people commonly use for it");
    CONDITIONS "TXT003" "missing-conditions", "guide.conditions",
        W E E Applied, cites: ["exchange-schema#accept_condition", "site-census-2015#要素", "licence-law#30"], [A6, B4],
        ("写明什么人、满足什么条件可以办；没有条件的，写明没有和原因", "say who may apply and which conditions they must meet; if there are none, say so");
    BASE_CODE "IDN001" "missing-base-code", "base_code",
        - E W All, cites: ["exchange-schema#catalog_code"], [D1],
        ("填写国家或省级目录里的12位基本编码", "write the 12-character base code of the national or provincial directory");
    IMPLEMENTATION_CODE "IDN002" "missing-implementation-code", "implementation_code",
        W E E All, cites: ["exchange-schema#task_code"], [D1],
        ("填写31位实施编码（或33位业务办理项编码）", "write the 31-character implementation code, or the 33-character handling code");
    ITEM_TYPE "IDN003" "missing-item-type", "item_type",
        W E E All, cites: ["exchange-schema#task_type"], [D1, D2],
        ("写明是行政许可、行政确认、公共服务还是其他类型", "say whether it is a licence, a confirmation, a public service or another type");
    STATUS "IDN004" "missing-status", "status",
        - E H All, cites: ["exchange-schema#task_state"], [D4],
        ("写明在用、暂停还是取消", "say whether it is in use, suspended or cancelled");
    VERSION "IDN005" "missing-version", "version",
        - E H All, cites: ["exchange-schema#task_version"], [D4],
        ("从1开始填写版本号，内容改动后加1", "number versions from 1, adding 1 with each change");
    LEVELS "IDN006" "missing-level", "levels",
        - E W All, cites: ["exchange-schema#use_level"], [D3],
        ("写明由哪一级行使", "say which level exercises the power");
    POWER_SOURCE "IDN007" "missing-power-source", "power_source",
        - E H Power, cites: ["exchange-schema#power_source"], [D1],
        ("写明法定本级行使、上级下放、委托等", "say whether the power is statutory at this level, delegated, entrusted or other");
    BASIS "BAS001" "missing-legal-basis", "legal_basis",
        W E E All, cites: ["exchange-schema#by_law", "site-census-2015#要素", "licence-law#30"], [A1],
        ("列出设定依据的名称、文号、条款和内容", "list the legal bases with name, document number, article and text");
    AUDIENCE "SUB001" "missing-audience", "audience",
        W E E Applied, cites: ["exchange-schema#server_type"], [D7],
        elsewhere audience,
        ("写明自然人、企业法人等哪些对象可以办", "say who may apply: natural persons, enterprises or others");
    THEME "SUB002" "missing-theme", "natural_themes",
        H - W Applied, own: ("没有主题，按主题找不到", "without a theme the item cannot be found by theme"), [D2, D7],
        ("按服务对象选择主题", "choose a theme that matches the audience");
    AUTHORITY "ORG001" "missing-authority", "authority.name",
        E E E All, cites: ["exchange-schema#dept_name"], [A1],
        elsewhere authority,
        ("写明实施主体的全称", "write the full name of the authority");
    AUTHORITY_CODE "ORG002" "missing-authority-code", "authority.credit_code",
        - E W All, cites: ["exchange-schema#dept_code"], [D1],
        ("填写实施主体的18位统一社会信用代码", "write the authority's 18-character unified social credit code");
    AUTHORITY_KIND "ORG003" "missing-authority-kind", "authority.kind",
        - E H All, cites: ["exchange-schema#dept_type"], [D1],
        ("写明法定机关、授权组织还是受委托组织", "say whether the authority is statutory, authorised or entrusted");
    CONSULTATION "ORG004" "missing-consultation", "guide.consultation",
        E E E All, cites: ["exchange-schema#link_way", "gbh-2017-115#5-facts", "site-census-2015#要素", "gov-info#20"], [A1, A9],
        elsewhere enquiry_phone,
        ("写明咨询电话（带区号）和咨询地点或网址", "give an enquiry phone with area code, and an address or website for enquiries");
    COMPLAINT "ORG005" "missing-complaint", "guide.complaint",
        E E E All, cites: ["exchange-schema#supervise_way", "business-env#49"], [A9],
        elsewhere complaint_phone,
        ("写明投诉电话（带区号）和投诉渠道", "give a complaint phone with area code, and a channel for complaints");
    ADDRESS "ORG006" "missing-address", "guide.places",
        E E E AppliedInPlace, cites: ["exchange-schema#transact_addr", "site-census-2015#要素", "gov-info#20"], [A1],
        unless Item(is_online_only, Some(Sign::HandledOnSite)),
        elsewhere hall,
        ("写明办理地点，具体到门牌号、楼层和窗口；只在网上办的，去掉窗口办理形式或写明不适用", "give the address down to street number, floor and window; if the item is handled online only, remove the window handling form or say that the element does not apply");
    HOURS "ORG007" "missing-hours", "guide.hours",
        E E E AppliedInPlace, cites: ["exchange-schema#transact_time", "site-census-2015#要素", "gov-info#20"], [A1, A6],
        unless Item(is_online_only, Some(Sign::HandledOnSite)),
        elsewhere hours,
        ("写明工作日几点到几点、节假日是否办理", "give days and hours, and say whether it is open on public holidays");
    REPLY_PROMISE "ORG008" "missing-reply-promise", "guide.consultation.reply_promise",
        H - W Applied, cites: ["gbh-2017-115#4-reply"], [A9],
        // ORG004 reports that there is no consultation at all.
        unless Item(has_no_consultation, None),
        ("写明多少个工作日内答复，不超过5个工作日", "say within how many working days enquiries are answered, at most 5");
    STATUTORY "LIM001" "missing-statutory-limit", "guide.time_limit.statutory",
        E E E PowerElseHint, cites: ["exchange-schema#anticipate_day"], [A1],
        ("填写法定办结时限和单位；法律没有规定的，写明没有和原因", "give the statutory limit with its unit; if the law sets none, say so");
    PROMISED "LIM002" "missing-promised-limit", "guide.time_limit.promised",
        W E E AppliedPowerFirst, cites: ["exchange-schema#promise_day"], [A1, A6],
        elsewhere promised_limit,
        ("写明承诺几个工作日办结；当场能办完的，写“当场办结”", "say within how many working days it will be done; if it is done on the spot, say so");
    CASE_TYPE "LIM005" "missing-case-type", "case_type",
        H E W Applied, cites: ["exchange-schema#project_type"], [A1, B5],
        ("写明是即办件还是承诺件", "say whether the case is done on the spot or within a promised limit");
    MATERIALS "MAT001" "missing-materials", "guide.materials",
        W - E AppliedOnPaper, cites: ["licence-law#30"], [A3],
        ("逐项列出申请材料；不需要材料的，写明不需要", "list the materials one by one; if none is needed, say so");
    MATERIAL_NAME "MAT002" "missing-material-name", "guide.materials.name",
        E E E Applied, cites: ["exchange-schema#material_name"], [A3],
        ("写明材料名称", "name the material");
    MEDIUM "MAT003" "missing-medium", "guide.materials.medium",
        W - E Applied, cites: ["gbh-2017-115#5-format"], [A3],
        unless Exempt,
        ("写明纸质、电子、纸质或电子，还是纸质和电子", "say whether it is paper, electronic, either or both");
    COPIES "MAT004" "missing-copies", "guide.materials.originals",
        W - E Applied, cites: ["gbt39046#4-copies"], [A3],
        unless ExemptOrElectronic,
        ("写明原件几份、复印件几份", "say how many originals and how many copies");
    NECESSITY "MAT005" "missing-necessity", "guide.materials.necessity",
        W E E Applied, cites: ["exchange-schema#is_need"], [A3],
        unless Exempt,
        ("写明必要、非必要还是容缺后补", "say whether it is required, not required or may be submitted later");
    MATERIAL_SOURCE "MAT006" "missing-material-source", "guide.materials.source",
        H - W Applied, own: ("不写来源，不知道找谁要", "without a source applicants do not know where to get the material"), [A3, C8],
        ("写明申请人自备还是政府部门核发", "say whether the applicant provides it or a government department issues it");
    MATERIAL_KIND "MAT007" "missing-material-kind", "guide.materials.kind",
        - - W Applied, own: ("不写类型，看不出是表格还是证照", "without a kind a form cannot be told from a licence"), [A3],
        ("写明证件证书证明、申请表格文书还是其他", "say whether it is a certificate, a form or something else");
    SIZE "MAT008" "missing-size", "guide.materials.size",
        - - H Applied, own: ("不写规格，打印出来可能不收", "without a size, what is printed may be refused"), [A3],
        unless Each(|material, _| material.medium == Some(Medium::Electronic)),
        ("写明纸张规格，如A4", "give the paper size, such as A4");
    BLANK_FORM "MAT009" "missing-blank-form", "guide.materials.blank_form",
        W - E Applied, cites: ["gbh-2017-115#5-forms", "licence-law#29"], [A2],
        unless Each(|material, item| !is_form_to_fetch(material) || is_filled_in_online(material, item)),
        ("提供空白表格的下载地址", "give a download address for the blank form");
    SAMPLE_FORM "MAT010" "missing-sample-form", "guide.materials.sample_form",
        W - E Applied, cites: ["d3-36cities-2020#样表", "licence-law#30"], [A2],
        unless Each(|material, item| !is_form_to_fetch(material) || is_filled_in_online(material, item)),
        ("提供填好的示例样表的下载地址", "give a download address for the filled-in sample");
    FILLING_NOTES "MAT011" "missing-filling-notes", "guide.materials.filling_notes",
        H - W Applied, cites: ["press-2017#填报说明"], [A5],
        unless Each(|material, _| !needs_filling_notes(material)),
        ("表格写明哪些栏怎么填、容易填错的地方，证件、文书写明由谁出具、有效期有什么要求；只写“无”等于没有写", "of a form say how to fill it in and where mistakes are made, of another paper who issues it and how recent it must be; 无 (none) says nothing");
    CHARGED "FEE001" "missing-fee-statement", "guide.fees.charged",
        E E E Applied, cites: ["exchange-schema#is_fee", "gbh-2017-115#5-facts"], [A1],
        elsewhere fee,
        ("写明收费还是不收费（charged）", "say whether a fee is charged (charged)");
    FEE_STANDARD "FEE002" "missing-fee-standard", "guide.fees.items.standard",
        E E E Applied, cites: ["exchange-schema#fee_stand", "gbh-2017-115#5-facts"], [A1],
        ("写明收费金额和计费单位", "give the amount and the unit it is charged for");
    PROCESS "PRO001" "missing-process", "guide.process",
        E E E AllButEnquiries, cites: ["exchange-schema#handle_flow", "gbh-2017-115#5-flow"], [B1, A6],
        ("按环节写明谁办、办什么、多久、结果是什么", "say for each step who does what, how long it takes and what the result is");
    VISITS "PRO002" "missing-visits", "guide.visits",
        W E E Applied, cites: ["exchange-schema#limit_scene_num"], [B6],
        ("填写申请人最多要到现场几次", "state the maximum number of visits");
    HANDLING_FORMS "PRO005" "missing-handling-forms", "handling_forms",
        H - W Applied, own: ("不写形式，不知道能不能网上办", "without the handling forms it is unclear whether the item can be handled online"), [A6, C3],
        // CHN001 reports that there are no channels either.
        unless Item(|item| item.channels.is_empty(), None),
        ("写明窗口办理、网上办理、快递申请等哪些形式可以办", "say how it can be handled: at the window, online, by courier or otherwise");
    PROGRESS "OUT001" "missing-progress", "guide.progress",
        W - W Applied, cites: ["sc-2015-6#公开"], [A11],
        ("写明怎样查询办理进度", "say how to look up the progress of a case");
    RESULT "OUT002" "missing-result", "guide.result.name",
        W - E Applied, own: ("不写结果，不知道办完拿到什么", "without a result applicants do not know what they will receive"), [A6],
        ("写明最后得到什么证照或文书", "say which licence or document the applicant receives");
    RESULT_KIND "OUT003" "missing-result-kind", "guide.result.kind",
        - E W Applied, cites: ["exchange-schema#result_type"], [A6],
        ("写明证照、批文还是其他", "say whether it is a certificate, a written approval or something else");
    RESULT_SAMPLE "OUT004" "missing-result-sample", "guide.result.sample",
        - - W Applied, own: ("有样本，才知道办成是什么样", "a sample shows what the result looks like"), [A6],
        ("提供结果样本", "provide a sample of the result");
    DELIVERY "OUT005" "missing-delivery", "guide.result.delivery",
        H - W Applied, cites: ["licence-law#44"], [A11],
        ("写明窗口领取、邮寄还是网上下载", "say whether it is collected at the window, mailed or downloaded");
    ASSISTANCE "OUT006" "missing-assistance", "guide.assistance",
        H - H Applied, cites: ["sc-2024-3#帮办代办"], [A11],
        ("写明现场有没有帮办代办、怎样找到", "say whether on-site assistance is available, and where to find it");
    CHANNELS "CHN001" "missing-channels", "channels",
        E - E Applied, own: ("没有渠道，不知道到哪里办", "without a channel applicants do not know where to go"), [C1, C4],
        unless Item(
            |item| !item.handling_forms.is_empty() || item.guide.as_ref().is_some_and(|guide| !guide.places.is_empty()),
            Some(Sign::HasNone(&["handling_forms", "guide.places"])),
        ),
        elsewhere where_to_apply,
        ("列出可以办理的渠道：政务服务网、移动端、大厅等", "list the channels where the item can be handled: portal, app, service hall and so on");
    ONLINE "CHN002" "missing-online-statement", "online",
        - E W Applied, cites: ["exchange-schema#is_online"], [C4],
        ("写明能不能网上办", "say whether the item can be handled online");
    SIGN_ON "CHN003" "missing-sign-on-statement", "channels.single_sign_on",
        - E H Applied, cites: ["exchange-schema#is_single_login"], [C3],
        unless ChannelBut(&[ChannelKind::Portal, ChannelKind::MobileApp]),
        ("写明这个渠道是否对接单点登录", "say whether this channel supports single sign-on");
    APPOINTMENT "CHN004" "missing-appointment-statement", "guide.appointment",
        H - W Applied, own: ("不写能不能预约，只能去了再排", "without it people can only come and queue"), [A6],
        ("写明能不能预约、怎样预约", "say whether appointments are available, and how to make one");
    COURIER "CHN005" "missing-courier-statement", "guide.courier",
        - E H Applied, cites: ["exchange-schema#is_express"], [B6],
        ("写明能不能邮寄申请和领取结果", "say whether applications and results can be sent by courier");
    SCOPE "CHN006" "missing-scope", "scope",
        H - H Applied, cites: ["exchange-schema#handle_area", "gbt39046#4-scope", "sc-2020-35#跨省通办"], [A6],
        unless Item(|item| !is_handled_online(item), None),
        ("写明全国、全省还是全市通办；只能在本地办的，也写明", "say whether it can be handled throughout the country, province or city; say so, too, if only here");
    QUESTIONS "FAQ001" "missing-questions", "guide.questions",
        H - W Licence, cites: ["wenzhou-script#问题"], [C7],
        ("写上群众问得最多的问题和答复", "add the most frequent questions with their answers");
}

fn has_no_consultation(item: &ServiceItem) -> bool {
    !any(item, "guide.consultation", &|owner, key| owner.states(key))
}

/// Whether the item itself says that it can be handled online.
fn is_handled_online(item: &ServiceItem) -> bool {
    item.online == Some(true) || item.handling_forms.contains(&HandlingForm::Online)
}

/// Whether the item itself says that it is handled online only.
fn is_online_only(item: &ServiceItem) -> bool {
    let by_form = !item.handling_forms.is_empty()
        && item
            .handling_forms
            .iter()
            .all(|form| *form == HandlingForm::Online);
    by_form || (item.online == Some(true) && seems_remote(item))
}

/// Whether the form is filled in on the platform: it is electronic and the item is handled online only.
fn is_filled_in_online(material: &Material, item: &ServiceItem) -> bool {
    material.medium == Some(Medium::Electronic) && is_online_only(item)
}

/// Whether the material is a form whose name alone does not show it: a 备案表 may as well be the record of an
/// earlier filing, so its source decides; a 体检表 is a form that is taken to the doctor, and an 承诺书
/// without another kind holds the words that the office wants.
fn is_form_by_source(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    // What is wanted in several copies is filled in for this case.
    let filled_in = material.source.is_none() && name.contains("一式");
    let own = material.source == Some(MaterialSource::Applicant) || filled_in;
    let may_be_form = matches!(material.kind, None | Some(MaterialKind::Form));
    // 证明材料（从业人员情况表） names the form in the bracket, 申请单（一式两份） before it.
    [without_closing(name), without_closing(title(name))]
        .into_iter()
        .any(|name| {
            own && words::FORM_OF_APPLICANT.ends(name)
                || may_be_form
                    && (own || material.source.is_none())
                    && words::STATEMENT_TO_SIGN.ends(name)
                || words::FORM_FOR_DOCTOR.ends(name)
        })
}

/// Whether the material needs filling notes: it is a form to be handed in, or a paper without a note on its source.
fn needs_filling_notes(material: &Material) -> bool {
    let has_source_note = says_something(material.source_note.as_deref());
    let paper = material.exempt != Some(true) && !is_none(material) && !is_elsewhere(material);
    is_wanted_form(material) || paper && !has_source_note
}

/// Whether the material is a form that the applicant has to hand in.
fn is_wanted_form(material: &Material) -> bool {
    let wanted = material.necessity != Some(Necessity::NotRequired);
    material.exempt != Some(true) && wanted && (is_form(material) || is_form_by_source(material))
}

/// Whether the form is one to fetch: applicants neither write it themselves nor get it at the window.
fn is_form_to_fetch(material: &Material) -> bool {
    let told = [
        &material.name,
        &material.form,
        &material.source_note,
        &material.filling_notes,
        &material.acceptance_standard,
        &material.remark,
    ];
    let without_download = |text: &String| words::FORM_WITHOUT_DOWNLOAD.occurs_in(text);
    is_wanted_form(material) && !told.into_iter().flatten().any(without_download)
}
