//! Faults of a whole catalogue.

use serde_json::{Value, json};

use crate::body::body;
use crate::harness::{ALL, Fault, fault, sound};

/// `FOOD` a second time, as the same body handles it for another case.
fn second_case(rule: &'static str) -> Fault {
    fault(rule, ALL)
        .copy("items[0]", "items[9]")
        .set("items[9].name", "食品经营许可（变更）")
        .set(
            "items[9].handling_code",
            "11532871MB0X010112400013101300002",
        )
}

/// `FOOD` a second time, as another body handles the same case.
fn second_body(rule: &'static str) -> Fault {
    fault(rule, ALL)
        .copy("items[0]", "items[9]")
        .set("items[9].authority.name", "云江新区城市管理局")
        .set("items[9].authority.credit_code", "11532871MB0X040444")
        .set(
            "items[9].implementation_code",
            "11532871MB0X0404444000131013000",
        )
        .set(
            "items[9].handling_code",
            "11532871MB0X040444400013101300001",
        )
}

/// Twenty items instead of those there are, each of another body and under another base code.
fn twenty(document: &mut Value, change: fn(&mut Value)) {
    several(document, 20, change);
}

fn several(document: &mut Value, count: usize, change: fn(&mut Value)) {
    let example = document["items"][0].clone();
    let items = (10..10 + count).map(|n| {
        let mut item = example.clone();
        let (name, code) = body(n);
        let base = format!("0001319{n}000");
        item["name"] = format!("第{n}类食品经营许可").into();
        item["catalogue_name"] = item["name"].clone();
        item["base_code"] = base.clone().into();
        item["authority"]["name"] = name.into();
        item["implementation_code"] = format!("{code}4{base}").into();
        item["handling_code"] = format!("{code}4{base}01").into();
        item["authority"]["credit_code"] = code.into();
        item["guide"]["conditions"] =
            format!("经营第{n}类食品，厨房面积在{n}平方米以上，已经领取营业执照。").into();
        item["summary"] = format!("做第{n}类食品的生意之前，办理准许开业的证照").into();
        change(&mut item);
        item
    });
    document["items"] = items.collect();
    for key in ["categories", "scenarios"] {
        document.as_object_mut().unwrap().remove(key);
    }
}

pub(crate) fn sound_examples() -> Vec<Fault> {
    vec![
        second_case(""),
        second_body(""),
        sound(ALL).with(|document| twenty(document, |_| {})),
    ]
}

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        second_case("CAT010").set("items[9].handling_code", "11532871MB0X010112400013101300001").at("items[9].handling_code"),
        second_case("CAT012").set("items[9].name", "食品经营许可（新办）").at("items[9].name"),
        second_case("CAT014").set("items[9].name", "食品经营许可证的办理（新办）").at("items[9].name"),
        second_case("CAT014").set("items[9].name", "新办食品经营许可").at("items[9].name"),
        second_case("CAT020").set("items[9].catalogue_name", "餐饮服务许可").at("items[9].catalogue_name"),
        second_case("CAT022")
            .set("items[9].item_type", "行政确认")
            .at("items[9].item_type")
            .along("IDN040", "the base code says what type it is"),
        second_body("CAT024")
            .remove("items[9].legal_basis[1]")
            .at("items[9].legal_basis"),
        second_body("CAT026").set("items[9].guide.time_limit.statutory.amount", 15).at("items[9].guide.time_limit.statutory"),
        second_body("CAT027").set("items[9].guide.conditions", "已经领取营业执照，执照上的经营范围含餐饮服务。").at("items[9].guide.conditions"),
        second_body("CAT028")
            .set("items[9].guide.materials[1].name", "房屋产权图")
            .set("items[9].guide.process.steps[0].inputs[1]", "房屋产权图")
            .set("items[9].guide.process.steps[1].inputs[1]", "房屋产权图")
            .set("items[9].guide.process.steps[3].inputs[1]", "房屋产权图")
            .at("items[9].guide.materials"),
        fault("CAT030", ALL).set("categories[7]", json!({ "name": "医疗卫生" })),
        fault("CAT030", ALL).remove("categories[2].items").at("categories[2]"),
        second_case("CAT030")
            .set("items[9].status", "取消")
            .set("items[9].cancelled_date", "2026-06-30")
            .set("categories[7]", json!({ "name": "旧证", "items": ["11532871MB0X010112400013101300002"] }))
            .at("categories[7]"),
        fault("CAT032", ALL).set("categories[2].items[0]", "11532871MB0X05055F400011900100009"),
        second_case("CAT034")
            .set("items[9].status", "取消")
            .set("items[9].cancelled_date", "2026-06-30")
            .set("categories[2].items[1]", "11532871MB0X010112400013101300002")
            .at("categories[2].items[1]"),
        fault("CAT040", ALL)
            .set("items[9]", json!({
                "name": "户外广告设置审批", "item_type": "行政许可", "handling_code": "11532871MB0X040444400011702100001",
                "authority": { "name": "云江新区城市管理局", "credit_code": "11532871MB0X040444" },
            }))
            .at("items[9].name")
            .along("missing-", "an empty item lacks every element"),
        second_case("CAT050").set("items[9].authority.name", "云江新区市场监管分局").at("items[9].authority.name"),
        second_body("CAT052")
            .set("items[9].name", "食品经营许可（变更）")
            .set("items[9].authority.name", "云江新区市场监督管理局").at("items[9].authority.credit_code"),
        fault("CAT060", ALL)
            .with(|document| twenty(document, |item| {
                item["guide"]["time_limit"]["statutory"]["amount"] = 5.into();
            }))
            .at(""),
        // Items that all promise the same, give the same and ask for the same.
        fault("CAT062", ALL).with(|document| several(document, 30, |_| {})).at(""),
        fault("CAT070", ALL)
            .with(|document| twenty(document, |item| {
                item["guide"]["conditions"] = "已经领取营业执照，执照上的经营范围含食品销售或餐饮服务。".into();
            }))
            .at("items[0].guide.conditions"),
        fault("CAT070", ALL)
            .with(|document| twenty(document, |item| {
                item["summary"] = "做食品生意之前，办理准许开业的证照".into();
            }))
            .at("items[0].summary"),
        fault("CAT080", ALL)
            .at("")
            .above()
            .copy("items[0]", "items[9]")
            .set("items[9].name", "食品小作坊登记")
            .set("items[9].catalogue_name", "食品小作坊登记")
            .set("items[9].base_code", "000731001000"),
        fault("CAT082", ALL).at("items[6].name").above().remove("items[6]"),
    ]
}
