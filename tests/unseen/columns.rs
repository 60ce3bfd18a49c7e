//! Columns: named after words of lists, or of which nothing is understood.

use serde_json::json;
use shixiang::{Checker, Severity, Verdict};

use super::{expect, reading};

#[test]
fn a_column_named_after_a_word_is_ticked() {
    let flat = "事项名称,实施主体,窗口办理,自助办理,网上办理,法定办结时限\n\
        甲许可,某县民政局,√,,√,20个工作日\n乙许可,某县民政局,是,√,否,20个工作日\n";
    let items = [
        json!({ "handling_forms": ["窗口办理", "网上办理"] }),
        json!({ "handling_forms": ["窗口办理", "自助办理"] }),
    ];
    expect("a.csv", flat, &items);
    let headed = flat.replacen(
        "窗口办理,自助办理,网上办理",
        "办理形式（窗口办理）,办理形式（自助办理）,办理形式（网上办理）",
        1,
    );
    expect("a.csv", &headed, &items);
    let keyed = r#"[{"事项名称":"甲许可","实施主体":"某县民政局","服务对象":{"自然人":true,"企业法人":"0","事业法人":"Y"},
        "办件类型":{"即办件":"×","承诺件":"■"}}]"#;
    let item = json!({ "audience": ["自然人", "事业法人"], "case_type": "承诺件" });
    expect("a.json", keyed, &[item]);
}

#[test]
fn a_column_of_words_is_no_column_of_ticks() {
    let text =
        "事项名称,实施主体,法定办结时限,网上办理\n甲许可,某县民政局,20个工作日,登录省网后提交\n";
    let reading = reading("a.csv", text);
    assert!(reading.catalogue.items[0].handling_forms.is_empty());
    assert_eq!(reading.unknown_fields, ["网上办理"]);
}

#[test]
fn a_column_of_which_nothing_is_understood_is_never_green() {
    let table = |first: &str, second: &str| {
        format!(
            "事项名称,实施主体,法定办结时限,自然人主题分类\n甲许可,某县民政局,20个工作日,{first}\n\
            乙许可,某县民政局,20个工作日,{second}\n"
        )
    };
    let verdict = |text: &str| {
        let reading = reading("a.csv", text);
        let report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
        (report.verdict(Some(Severity::Error)), report.unread_fields)
    };
    let unread = vec!["自然人主题分类".to_owned()];
    // One value is all that the column says, too.
    for (first, second) in [("√", "√"), ("√", "")] {
        let found = verdict(&table(first, second));
        assert_eq!(found, (Verdict::Incomplete, unread.clone()));
    }
    assert_eq!(verdict(&table("√", "生育收养")).1, Vec::<String>::new());
}

const COPIES: &str = "guide.materials.0.originals";
const PHOTOCOPIES: &str = "guide.materials.0.photocopies";

#[test]
fn copies_are_read_under_any_name_and_from_words() {
    let item = json!({
        "guide.materials.0.name": "申请书", (COPIES): 2, (PHOTOCOPIES): 1, "guide.materials.0.necessity": "必要",
        "guide.materials.1.name": "章程",
    });
    for rows in [
        r#"[{"材料名称":"申请书","份数":"原件2份、复印件1份","是否必须":"是"},{"材料名称":"章程","份数":"复印件1份"}]"#,
        r#"[{"clmc":"申请书","yj":2,"fyj":1,"sfbx":"是"},{"clmc":"章程","yj":0,"fyj":1,"sfbx":"否"}]"#,
        r#"[{"name":"申请书","original":"2","copy":"1","must":"1"},{"name":"章程","original":"0","copy":"1","must":"0"}]"#,
        // In the order of their numbers.
        r#"[{"clmc":"章程","sn":2},{"clmc":"申请书","sn":1,"yjfs":2,"fyjfs":1,"sfbx":"1"}]"#,
    ] {
        let text = format!(
            r#"[{{"事项名称":"甲许可","实施主体":"某局","法定办结时限":"5个工作日","申请材料":{rows}}}]"#
        );
        expect("a.json", &text, std::slice::from_ref(&item));
    }
    let text = "事项名称,实施主体,法定办结时限,申请材料\n甲许可,某局,5个工作日,\"1.申请书【原件2份，复印件1份，必要】\n2.章程【复印件1份】\"\n";
    expect("a.csv", text, &[item]);
}

#[test]
fn words_behind_their_codes_are_words() {
    let text = "事项名称,实施主体,事项类型,服务对象,收费与否,网办等级\n\
        甲,某局,01-行政许可,\"1-自然人,2-企业法人\",0-否,4:四级\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "item_type": "行政许可", "audience": ["自然人", "企业法人"], "guide.fees.charged": false,
            "online_grade": "Ⅳ级",
        })],
    );
}

#[test]
fn one_cell_says_both_limits() {
    let item = json!({
        "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
        "guide.time_limit.promised": { "amount": 5, "unit": "工作日" },
    });
    for limits in [
        "法定20个工作日，承诺5个工作日",
        "承诺时限：5个工作日；法定时限：20个工作日",
        "法定办结时限为20个工作日，承诺办结时限为5个工作日（不含公示）",
    ] {
        let text = format!("事项名称,实施主体,办理时限\n甲,某局,{limits}\n");
        let reading = reading("a.csv", &text);
        let found = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
        for (path, wanted) in item.as_object().unwrap() {
            assert_eq!(super::at(&found, path), *wanted, "{limits}: {path}");
        }
    }
}

#[test]
fn headings_stand_beside_their_codes_and_with_ticks() {
    let text = "ITEM_NAME/事项名称,ORG_NAME 实施主体,LEGAL_LIMIT（工作日）,是否收费√,生效时间\n甲,某局,20,√,2024-05-01\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "name": "甲", "authority.name": "某局", "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.fees.charged": true, "effective_date": "2024-05-01",
        })],
    );
}

#[test]
fn values_of_databases_are_without_their_types_and_marks() {
    let text = r#"[{"_id":{"$oid":"64f0"},"事项名称":"甲","实施主体":"某局","法定办结时限":"20|工作日","承诺办结时限":"3,自然日",
        "生效日期":{"$date":"2024-07-01T00:00:00Z"}}]"#;
    expect(
        "a.json",
        text,
        &[json!({
            "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 3, "unit": "自然日" }, "effective_date": "2024-07-01",
            "source_id": "64f0",
        })],
    );
}

#[test]
fn what_no_pattern_takes_is_not_missing() {
    let text =
        "事项名称,实施主体,事项类型,自然人主题分类,到办事现场次数\n甲,某局,行政许可,√,看情况\n";
    let reading = reading("a.csv", text);
    let report = Checker::new().check(&reading);
    let missing = report.findings.iter().filter(|finding| {
        let path = finding.subject.path.to_string();
        path.starts_with("guide.visits") && finding.rule.code != "NRM001"
    });
    assert_eq!(missing.count(), 0);
}

#[test]
fn a_number_that_was_rounded_is_no_code() {
    let records = r#"[{"事项名称":"甲","事项类型":"行政许可","法定办结时限":"20个工作日","实施编码":1.14501e33}]"#;
    let reading = reading("a.json", records);
    let item = &reading.catalogue.items[0];
    assert_eq!(item.implementation_code, None);
    assert_eq!(
        reading.account.fates.count(shixiang::dialect::Fate::Unread),
        1
    );
}
