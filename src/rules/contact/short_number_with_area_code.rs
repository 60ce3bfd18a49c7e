use super::helpers::phones;
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;

rule! {
    "ORG026", "short-number-with-area-code", Hint, Item(check),
    summary: ("短号热线前加了区号", "a short hotline number with an area code"),
    message: ("“{number}”在短号前加了区号，本地直接拨{short}", "“{number}” puts an area code before a short number; locally one dials {short}"),
    help: ("写{short}；外地拨打要加区号的，在说明里写明", "write {short} and say in the note that callers from elsewhere dial the area code first"),
    rows: ["C6"],
    source: "电信网编号计划：12XXX 为公共服务短号码",
    page: "short_number_with_area_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut known: Vec<&str> = Vec::new();
    for listed in phones(item) {
        let number = listed.phone.number.trim();
        let Some((area, short)) = number.split_once('-') else {
            continue;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let area_code = area.starts_with('0') && (3..=4).contains(&area.len()) && digits(area);
        // 12345, 12333; 96123 belongs to one region and is dialled as it stands, too.
        let short_code = short.len() == 5 && short.starts_with("12") && digits(short);
        if area_code && short_code && !known.contains(&short) {
            known.push(short);
            cx.report(
                Found::at(listed.path())
                    .with("number", number)
                    .with("short", short),
            );
        }
    }
}
