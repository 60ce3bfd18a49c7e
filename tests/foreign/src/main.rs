//! Uses what a service of somebody else would use of `shixiang`.

use shixiang::model::Element;
use shixiang::source::Format;
use shixiang::{Checker, Language, PublishedItem, ReadOptions, read_str};

fn limit(item: &PublishedItem) -> String {
    match item.time_limit() {
        Element::Given(limit) => match &limit.promised {
            Some(promised) => promised.to_string(),
            None => "no promise".to_owned(),
        },
        Element::NotApplicable(reason) => reason.to_owned(),
        Element::NotCollected | Element::Missing => "unknown".to_owned(),
    }
}

fn main() {
    let text = "name = \"食品经营许可\"\n";
    let reading = read_str("item.toml", text, Format::Toml, &ReadOptions::default());
    let checker = Checker::new();
    for item in reading.catalogue.items {
        match checker.admit(item) {
            Ok(item) => println!("{}: {}", item.name(), limit(&item)),
            Err(rejected) => {
                for finding in rejected.report.findings.iter().take(3) {
                    println!("{}", finding.display(Language::English));
                }
            }
        }
    }
}
