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
