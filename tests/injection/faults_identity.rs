//! Faults of identity and codes, legal basis, audience, and of bodies, contacts, places and hours.

use serde_json::json;

use crate::harness::{FOOD, Fault, LIBRARY, ROAD, SENIOR, VISITOR, WATER, fault};

pub(crate) fn faults() -> Vec<Fault> {
    [
        codes(),
        code_mismatches(),
        divisions_and_dates(),
        basis(),
        audience(),
        phones(),
        replies(),
        places_and_hours(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// IDN010 to IDN026: codes that are wrong in themselves.
fn codes() -> Vec<Fault> {
    vec![
        fault("IDN010", FOOD).set("base_code", "00013101300"),
        fault("IDN010", FOOD).set("base_code", "0001310130O0"),
        fault("IDN010", FOOD).set("parent_code", "00013101301Y"),
        fault("IDN012", FOOD).set("implementation_code", "11532871MB0X010112400013101300"),
        fault("IDN012", FOOD).set("implementation_code", "11532871MB0X0101129000131013000"),
        fault("IDN014", FOOD).set("handling_code", "11532871MB0X010112400013101300000"),
        fault("IDN014", FOOD).set("handling_code", "11532871MB0X0101124000131013000"),
        fault("IDN016", FOOD).set("division", "5328"),
        fault("IDN016", FOOD).set("town_code", "53287100"),
        fault("IDN020", FOOD).set("authority.credit_code", "11532871MB0X01011"),
        fault("IDN020", ROAD).set("co_authorities[0].credit_code", "11532871MB0XO3033Q"),
        fault("IDN022", FOOD)
            .remove("authority.credit_code")
            .set("implementation_code", "11532871MB0X0101134000131013000")
            .set("handling_code", "11532871MB0X010113400013101300001")
            .at("implementation_code"),
        fault("IDN022", ROAD).set("co_authorities[0].credit_code", "11532871MB0X03033A"),
        fault("IDN024", FOOD)
            .set("authority.credit_code", "TE532871GD03000301")
            .set("implementation_code", "TE532871GD030003014000131013000")
            .set("handling_code", "TE532871GD03000301400013101300001"),
        fault("IDN026", FOOD).set("authority.organization_code", "765432104"),
        fault("IDN026", FOOD).set("authority.organization_code", "MB0X010"),
    ]
}

/// IDN030 to IDN046: codes that contradict other statements.
fn code_mismatches() -> Vec<Fault> {
    vec![
        fault("IDN030", FOOD)
            .set("base_code", "000131013001")
            .at("implementation_code"),
        fault("IDN032", FOOD)
            .set("authority.credit_code", "11532871MB0X02022D")
            .at("implementation_code"),
        fault("IDN034", FOOD).set("handling_code", "11532871MB0X02022D400011701500001"),
        fault("IDN036", FOOD).set("parent_code", "00013101400Y"),
        fault("IDN040", FOOD).set("item_type", "行政确认"),
        fault("IDN042", FOOD).set("levels", json!(["市级"])),
        fault("IDN044", FOOD)
            .set("base_code", "00013101300Y")
            .set("implementation_code", "11532871MB0X010112400013101300Y")
            .set("handling_code", "11532871MB0X010112400013101300Y01"),
        fault("IDN046", SENIOR)
            .set("base_code", "442011103000")
            .set("implementation_code", "11532871MB0X0707764442011103000")
            .set("handling_code", "11532871MB0X070776444201110300001"),
    ]
}

/// IDN050 to IDN064: divisions, version and dates.
fn divisions_and_dates() -> Vec<Fault> {
    vec![
        fault("IDN050", FOOD).set("town_code", "532899001"),
        fault("IDN051", FOOD)
            .set("division", "450122")
            .along("IDN054", "it is in another province than the catalogue")
            .along("ORG040", "the phones stay where they are"),
        fault("IDN052", FOOD).set("authority.name", "南宁市市场监督管理局"),
        fault("IDN054", FOOD)
            .set("/division", "450103")
            .at("division"),
        fault("IDN060", FOOD).set("version", 0),
        fault("IDN060", WATER).set("version", -2),
        fault("IDN062", FOOD)
            .set("cancelled_date", "2025-06-30")
            .along(
                "IDN064",
                "a day before the effective date is before today, too",
            ),
        fault("IDN064", FOOD).set("cancelled_date", "2026-06-30"),
    ]
}

/// BAS: legal basis.
fn basis() -> Vec<Fault> {
    vec![
        fault("BAS010", FOOD)
            .remove("legal_basis[0].text")
            .at("legal_basis[0]"),
        fault("BAS010", FOOD)
            .remove("legal_basis[1].document_number")
            .at("legal_basis[1]"),
        fault("BAS010", ROAD)
            .remove("legal_basis[0].article")
            .at("legal_basis[0]"),
        fault("BAS010", WATER)
            .remove("legal_basis[1].name")
            .at("legal_basis[1]"),
        fault("BAS020", FOOD).copy("legal_basis[0]", "legal_basis[2]"),
        fault("BAS030", FOOD)
            .set("legal_basis[0].rank", "部门规章")
            .at("legal_basis"),
        fault("BAS030", WATER)
            .remove("legal_basis[1]")
            .set("legal_basis[0].rank", "规范性文件")
            .at("legal_basis"),
    ]
}

/// SUB: audience and themes.
fn audience() -> Vec<Fault> {
    vec![
        fault("SUB010", FOOD)
            .set("audience", json!(["企业法人"]))
            .at("natural_themes"),
        fault("SUB010", ROAD)
            .set("audience", json!(["自然人"]))
            .at("legal_themes"),
        fault("SUB016", LIBRARY)
            .remove("natural_themes")
            .set("local_themes", json!(["其他"]))
            .at("local_themes[0]"),
        fault("SUB020", WATER)
            .set("name", "排污口设置审批")
            .set("catalogue_name", "排污口设置审批")
            .set("audience", json!(["自然人", "企业法人"]))
            .set("natural_themes", json!(["旅游观光"]))
            .at("natural_themes[0]"),
    ]
}

/// ORG010 to ORG070: bodies and phones.
fn phones() -> Vec<Fault> {
    vec![
        fault("ORG010", FOOD).set("authority.kind", "受委托组织"),
        fault("ORG020", ROAD).set("guide.consultation.phones[0].number", "0691-55502267"),
        fault("ORG020", ROAD).set("guide.complaint.phones[0].number", "0099-5550239"),
        fault("ORG020", WATER).set("guide.places[0].phones[0].number", "0691-0000000"),
        fault("ORG022", ROAD).set("guide.consultation.phones[0].number", "xzspk0691"),
        fault("ORG024", ROAD)
            .set("guide.consultation.phones[0].number", "0691-12333")
            .set("guide.consultation.phones[0].extension", "9-3"),
        fault("ORG096", ROAD).set(
            "guide.places[0].address",
            "云江市望溪区文博园中区云江市望溪区滨河大道66号2楼",
        ),
        fault("ORG136", FOOD).set("guide.consultation.text", "传真：无。"),
        fault("ORG116", FOOD).set(
            "guide.consultation.text",
            "窗口地址：滨河大道66号。联系电话：0691-5550226。电子邮箱：ask@example.gov.cn",
        ),
        fault("ORG126", LIBRARY).set("guide.complaint.email", "yunjiangtsg@163.com"),
        fault("ORG030", ROAD).set("guide.consultation.phones[0].number", "5550226"),
        fault("ORG030", SENIOR).set("guide.places[0].phones[0].number", "5550409"),
        fault("ORG040", ROAD).set("guide.consultation.phones[0].number", "020-38356454"),
        fault("ORG050", ROAD).set("guide.complaint.phones[0].number", "13887654321"),
        fault("ORG060", ROAD)
            .copy("guide.consultation.phones", "guide.complaint.phones")
            .at("guide.complaint.phones[0].number"),
        fault("ORG062", ROAD).set("guide.complaint.text", "咨询电话：020-38356454"),
        fault("ORG070", ROAD)
            .remove("guide.complaint.phones")
            .at("guide.complaint"),
        fault("ORG070", SENIOR)
            .remove("guide.consultation.phones")
            .at("guide.consultation"),
    ]
}

/// ORG080 to ORG084: answers to questions and complaints.
fn replies() -> Vec<Fault> {
    vec![
        fault("ORG080", FOOD)
            .set("guide.consultation.reply_promise.amount", 15)
            .at("guide.consultation.reply_promise"),
        fault("ORG080", ROAD)
            .set("guide.complaint.reply_promise.amount", 30)
            .at("guide.complaint.reply_promise"),
        fault("ORG082", FOOD)
            .set("guide.consultation.replies[0].answered", "2026-10-30")
            .at("guide.consultation.replies[0]"),
        fault("ORG082", FOOD)
            .remove("guide.consultation.replies[0].answered")
            .at("guide.consultation.replies[0]"),
        fault("ORG082", ROAD)
            .set(
                "guide.complaint.replies",
                json!([{ "asked": "2026-03-02", "answered": "2026-04-20" }]),
            )
            .at("guide.complaint.replies[0]"),
        fault("ORG084", FOOD).set("guide.consultation.replies[0].answered", "2026-09-01"),
    ]
}

/// ORG090 to ORG106: places and hours.
fn places_and_hours() -> Vec<Fault> {
    vec![
        fault("ORG090", FOOD)
            .set("guide.places[0].address", "云江新区政务服务中心")
            .remove("guide.places[0].window"),
        fault("ORG100", FOOD)
            .set("guide.hours.periods[1].closes", "25:00")
            .at("guide.hours.periods[1].closes"),
        fault("ORG100", FOOD)
            .set("guide.hours.periods[0].closes", "08:00")
            .at("guide.hours.periods[0].closes"),
        fault("ORG100", ROAD)
            .set("guide.hours.periods[1].opens", "11:30")
            .at("guide.hours.periods[1].opens"),
        fault("ORG100", LIBRARY)
            .set("guide.places[1].hours.periods[0].opens", "18:00")
            .at("guide.places[1].hours.periods[0].closes"),
        fault("ORG102", FOOD)
            .set(
                "guide.hours",
                json!({ "text": "上午9:00-12:00，下午2:30-5:30" }),
            )
            .at("guide.hours.text"),
        fault("ORG103", FOOD)
            .set("guide.hours", json!({ "text": "法定工作日" }))
            .at("guide.hours.text"),
        fault("ORG104", FOOD)
            .set("guide.hours", json!({ "text": "周一至周五9:00-17:00" }))
            .at("guide.hours.text"),
        fault("ORG104", VISITOR)
            .remove("guide.hours.holidays")
            .remove("translations[0].says.hours.holidays")
            .at("guide.hours"),
        fault("ORG106", FOOD)
            .set(
                "guide.hours",
                json!({ "text": "乘坐1路公交车到市民广场站下车" }),
            )
            .at("guide.hours.text"),
        fault("ORG108", FOOD)
            .set(
                "guide.hours",
                json!({ "text": "周一至周日9:00-17:00（双休日及法定节假日除外）" }),
            )
            .at("guide.hours.text"),
    ]
}
