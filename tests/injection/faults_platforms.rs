//! Faults of platforms and of services made of several items.

use serde_json::json;

use crate::harness::{ALL, Fault, fault};

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        fault("PLT010", ALL).remove("platforms[0].functions").at("platforms[0]"),
        fault("PLT010", ALL).remove("platforms[1].functions[4]").at("platforms[1].functions"),
        fault("PLT012", ALL).set("platforms[0].functions[1].available", false),
        fault("PLT014", ALL)
            .set("platforms[0].functions[5]", json!({ "kind": "单点登录", "available": false }))
            .at("platforms[0].functions[5].available"),
        fault("PLT016", ALL)
            .set("platforms[2]", json!({ "id": "app", "name": "云江服务台", "kind": "自助终端" }))
            .at("platforms[2].id"),
        fault("PLT020", ALL).set("platforms[0].functions[1].trials[0].passed", false),
        fault("PLT020", ALL)
            .set("platforms[0].functions[1].trials[1]", json!({ "date": "2026-10-21", "passed": false }))
            .at("platforms[0].functions[1].trials[1].passed"),
        fault("PLT022", ALL).set("platforms[0].functions[1].trials[0].date", "2025-08-20"),
        fault("PLT024", ALL).set("platforms[0].functions[1].trials[0].date", "2036-10-20"),
        fault("SCN010", ALL)
            .set("scenarios[0].items[2]", json!({ "item": "11532871MB0X070776453201110300009" }))
            .at("scenarios[0].items[2].item"),
        fault("SCN012", ALL)
            .set("scenarios[0].items[1].after[1]", "11532871MB0X0101124000131013000")
            .at("scenarios[0].items[1].after[1]"),
        fault("SCN014", ALL)
            .set("scenarios[0].items[0].after", json!(["公共图书馆读者证办理"]))
            .at("scenarios[0].items[0].after"),
        fault("SCN016", ALL)
            .set("scenarios[0].items[2]", json!({ "item": "公共图书馆读者证办理" }))
            .at("scenarios[0].items[2].item"),
        fault("SCN018", ALL).remove("scenarios[0].items[1]").at("scenarios[0]"),
        fault("SCN020", ALL)
            .copy("items[4].guide.materials[1]", "items[2].guide.materials[1]")
            .at("items[2].guide.materials[1].name")
            .along("PRO081", "no step uses it"),
        fault("SCN022", ALL)
            .copy("items[4].guide.materials[1]", "items[2].guide.materials[1]")
            .set("items[2].guide.materials[1].name", "老年人优待证")
            .at("items[2].guide.materials[1].name")
            .along("PRO081", "no step uses it"),
        fault("SCN030", ALL)
            .set("scenarios[0].audience", json!([]))
            .set("scenarios[0].items", json!([
                { "item": "食品经营许可（新办）" },
                { "item": "11532871MB0X070776453201110300001", "after": ["食品经营许可（新办）"] },
            ]))
            .at("scenarios[0].promised"),
        fault("SCN040", ALL)
            .set("scenarios[0].audience", json!(["企业法人"]))
            .at("scenarios[0].items[0].item")
            .at("scenarios[0].items[1].item"),
    ]
}
