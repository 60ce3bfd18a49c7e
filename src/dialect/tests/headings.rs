//! The meanings of headings that no dialect lists verbatim.

use super::find;
use crate::source::Format;
use crate::{ReadOptions, Reading, read_str};

/// The element that a heading is read as; `None` if it is unknown, or is a unit.
fn element(heading: &str) -> Option<String> {
    let field = find("elements").unwrap().field_of(heading, "")?;
    Some(field.target())
}

#[test]
fn headings_are_understood_by_their_parts() {
    for (heading, expected) in [
        ("权力名称", "name"),
        ("主项", "catalogue_name"),
        ("权力类别", "item_type"),
        ("责任单位", "authority.name"),
        ("审批机关名称", "authority.name"),
        ("统一信用代码", "authority.credit_code"),
        ("区划编码", "division"),
        ("行政相对人", "audience"),
        ("法定依据", "legal_basis"),
        ("准予批准的条件", "guide.conditions"),
        ("法律规定的审批期限", "guide.time_limit.statutory"),
        ("办理时限（法定）", "guide.time_limit.statutory"),
        ("法定办结（天）", "guide.time_limit.statutory"),
        ("承诺天数", "guide.time_limit.promised"),
        ("办理时限（承诺）", "guide.time_limit.promised"),
        ("办结时限", "guide.time_limit.promised"),
        ("办理时限（工作日）", "guide.time_limit.promised"),
        ("是否需要缴费", "guide.fees.charged"),
        ("申请资料", "guide.materials"),
        ("需提交材料", "guide.materials"),
        ("申报要件清单", "guide.materials"),
        ("办理环节", "guide.process"),
        ("最多跑几次", "guide.visits.count"),
        ("办事者到办事地点最少次数", "guide.visits.count"),
        ("办理场所", "guide.places"),
        ("受理地点", "guide.places"),
        ("工作时间", "guide.hours"),
        ("咨询热线", "guide.consultation"),
        ("投诉监督电话", "guide.complaint"),
        ("网上办理地址", "channels[online].url"),
        ("sxmc", "name"),
        ("QLMC", "name"),
        ("SXBM", "implementation_code"),
        ("ssztmc", "authority.name"),
        ("FDQX", "guide.time_limit.statutory"),
        ("cnbjsx", "guide.time_limit.promised"),
        ("sqcl", "guide.materials"),
        ("sltj", "guide.conditions"),
        ("bldd", "guide.places"),
        ("dbsxccs", "guide.visits.count"),
        ("jddh", "guide.complaint"),
        ("SPJGMC", "guide.result.name"),
        ("eventName", "name"),
        ("LEGAL_LIMIT", "guide.time_limit.statutory"),
        ("promiseDay", "guide.time_limit.promised"),
        ("handle_place", "guide.places"),
        ("ST_CONSULT_PHONE", "guide.consultation"),
        ("NM_PROMISE_LIMIT", "guide.time_limit.promised"),
        ("shouLiTiaoJian", "guide.conditions"),
        ("banlididian", "guide.places"),
        ("dept_mc", "authority.name"),
        ("isWsbl", "online"),
        ("limit.legal.num", "guide.time_limit.statutory"),
        ("guide.complaint.phone", "guide.complaint"),
        ("基本信息.事项类型", "item_type"),
    ] {
        assert_eq!(element(heading).as_deref(), Some(expected), "{heading}");
    }
}

#[test]
fn a_heading_that_may_be_two_things_or_says_more_is_not_understood() {
    for heading in [
        "办结时间",
        "承办单位",
        "收费依据及标准",
        "服务方式",
        "是否最多跑一次",
        "网上查询地址",
        "办理时限说明",
        // 办理时限 and 办理事项
        "blsx",
        // Too short to mean one thing.
        "lc",
        "dh",
    ] {
        assert_eq!(element(heading), None, "{heading}");
    }
}

fn table(text: &str) -> Reading {
    read_str("a.csv", text, Format::Csv, &ReadOptions::default())
}

fn limits(text: &str) -> [Option<String>; 2] {
    let reading = table(text);
    let guide = reading.catalogue.items[0].guide.as_ref();
    let limit = guide.and_then(|guide| guide.time_limit.as_ref());
    let limit = limit.cloned().unwrap_or_default();
    [&limit.statutory, &limit.promised].map(|limit| limit.as_ref().map(crate::value::limit::write))
}

#[test]
fn a_column_of_units_goes_with_its_limit() {
    let text = "权力名称,部门名称,法定期限,法定期限单位,承诺天数,承诺天数（单位）\n甲,某局,20,工作日,1,月\n";
    let expected = ["20个工作日", "1个月"].map(|limit| Some(limit.to_owned()));
    assert_eq!(limits(text), expected);
    let text = "sxmc,bmmc,fdsx,fdsxdw,cnqx,cnqxdw\n甲,某局,20,工作日,1,月\n";
    assert_eq!(limits(text), expected);
    let notices = table(text).notices;
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn a_general_heading_counts_where_it_stands_alone() {
    let alone = "事项名称,部门,办结时限\n甲,某局,20个工作日\n";
    assert_eq!(limits(alone), [None, Some("20个工作日".to_owned())]);
    let beside = "事项名称,部门,办结时限,承诺时限\n甲,某局,20个工作日,5个工作日\n";
    assert_eq!(limits(beside), [None, Some("5个工作日".to_owned())]);
    let reading = table(beside);
    let kept = &reading.catalogue.items[0].extensions;
    assert_eq!(kept["办结时限"], "20个工作日");
    // If two general headings lead to one element, neither is used.
    let both = "事项名称,部门,服务时限,审批时限\n甲,某局,20个工作日,5个工作日\n";
    assert_eq!(limits(both), [None, None]);
}

#[test]
fn rows_under_the_heading_of_materials_are_materials() {
    let text = r#"[{ "事项名称": "甲", "实施主体": "某局", "承诺时限": "5个工作日",
        "申请材料": [{ "材料名称": "申请表", "材料份数": 2 }] },
        { "事项名称": "乙", "实施主体": "某局", "承诺时限": "5个工作日", "申请材料": "1.申请表" }]"#;
    let reading = read_str("a.json", text, Format::Json, &ReadOptions::default());
    let guide = |at: usize| reading.catalogue.items[at].guide.as_ref().unwrap();
    let materials = |at: usize| &guide(at).materials;
    assert_eq!(materials(0)[0].name.as_deref(), Some("申请表"));
    assert_eq!(materials(0)[0].pieces, Some(2));
    assert_eq!(materials(1)[0].name.as_deref(), Some("申请表"));
}

#[test]
fn words_for_none_are_understood() {
    let text = "事项名称,实施主体,法定时限,申请材料\n甲,某局,无法定时限,不需要材料\n";
    let reading = table(text);
    assert!(reading.notices.is_empty(), "{:?}", reading.notices);
    let materials = &reading.catalogue.items[0].guide.as_ref().unwrap().materials;
    assert_eq!(materials[0].name.as_deref(), Some("不需要材料"));
}

#[test]
fn common_field_names_do_not_make_a_record_an_item() {
    let text =
        r#"[{ "itemName": "手机", "orgName": "某公司", "phone": "13800138000", "price": 3 }]"#;
    let reading = read_str("a.json", text, Format::Json, &ReadOptions::default());
    assert!(reading.catalogue.items.is_empty());
}
