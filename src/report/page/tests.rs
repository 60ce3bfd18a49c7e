use askama::Template;

use super::*;
use crate::source::Format;
use crate::{Checker, ReadOptions, read_str};

fn report(text: &str) -> Report {
    let reading = read_str("甲.toml", text, Format::Toml, &ReadOptions::default());
    Checker::new().check(&reading)
}

fn page(text: &str, language: Language) -> String {
    let report = report(text);
    let day = "2026-11-01".parse().unwrap();
    let options = ReportOptions::new(language);
    Page::of(&report, &[], day, &options).render().unwrap()
}

const LATE: &str = "[[items]]\nname = \"食品经营许可\"\nauthority.name = \"甲局\"\n\
    [items.guide]\nvisits.count = 2\n[items.guide.time_limit]\n\
    statutory = { amount = 10, unit = \"工作日\" }\npromised = { amount = 20, unit = \"工作日\" }\n\
    [[items]]\nname = \"补办证书\"\nauthority.name = \"乙局\"\n";

#[test]
fn every_published_number_is_in_the_registry() {
    let figures = figures::all_published().chain([
        ("gbh-2017-115#1", Some(26.0)),
        ("gbh-2017-115#3", Some(68.0)),
        ("forum-2017#56.74", Some(56.74)),
    ]);
    for (cite, share) in figures {
        let citation = crate::grounds::Citation::find(cite).expect(cite);
        assert!(citation.clause.verified, "{cite}");
        if let Some(share) = share {
            let said = &citation.clause.says.zh;
            // A count of cities is shown as a number out of 36.
            let of_cities = |cities: f64| (cities / 36.0 * 100.0 - share).abs() < 0.1;
            let told = said.contains(&format!("{share}%"))
                || said.contains("36个城市中9个") && of_cities(9.0)
                || said.contains("36个城市中10个") && of_cities(36.0 - 10.0);
            assert!(told, "{cite}: {share} in {said}");
        }
    }
}

#[test]
fn every_rule_that_a_figure_counts_exists() {
    for code in figures::all_codes() {
        assert!(crate::rules::find(code).is_some(), "{code}");
    }
}

#[test]
fn the_index_shows_its_components() {
    let report = report(LATE);
    let faults = faults::by_item(&report);
    let indexes = indexes(&report, &faults, Language::English);
    for index in indexes {
        let Some(value) = index.value else { continue };
        let losing = f64::from(u32::try_from(index.losing).unwrap());
        assert!(
            (value - 100.0 * (1.0 - losing / 2.0)).abs() < 1e-9,
            "{index:?}"
        );
    }
}

#[test]
fn columns_services_and_missing_items_lower_the_index_of_the_items() {
    let text = "name = \"目录\"\n\
        [[categories]]\nname = \"空栏目\"\n\
        [[categories]]\nname = \"栏目\"\nitems = [\"甲\"]\n\
        [[scenarios]]\nname = \"一件事\"\nitems = [\"没有的\"]\n\
        [[items]]\nname = \"甲\"\nguide.summary = \"摘要\"\n";
    let report = report(text);
    let faults = faults::by_item(&report);
    let indexes = indexes(&report, &faults, Language::English);
    let items = indexes.first().unwrap();
    // Of an item, two columns and a service, a column and the service.
    assert_eq!((items.losing, items.whole), (2, 4), "{:?}", report.findings);
    assert_eq!(items.shown, "50.0");
}

#[test]
fn the_ranking_has_every_item_and_finding_once() {
    let report = report(LATE);
    let faults = faults::by_item(&report);
    for by in [By::Body, By::Division] {
        let offices = offices::ranking(&report, &faults, by, Language::Chinese);
        let sum = |of: fn(&Office) -> usize| offices.iter().map(of).sum::<usize>();
        assert_eq!(sum(|office| office.items), report.items);
        assert_eq!(sum(|office| office.errors), report.count(Severity::Error));
        assert_eq!(sum(|office| office.hints), report.count(Severity::Hint));
        let ranks: Vec<usize> = offices.iter().map(|office| office.rank).collect();
        assert!(ranks.into_iter().eq(1..=offices.len()));
    }
    let bodies = offices::ranking(&report, &faults, By::Body, Language::Chinese);
    let late = bodies.iter().find(|office| office.name == "甲局").unwrap();
    assert_eq!(late.visits.as_deref(), Some("2.00"));
}

#[test]
fn every_finding_is_listed() {
    let report = report(LATE);
    let listed = listed::listed(&report, &ReportOptions::new(Language::Chinese));
    let places = listed.groups.iter().flat_map(|group| &group.said);
    let places: usize = places.map(|said| said.places.len()).sum();
    assert_eq!(places, report.findings.len());
    assert!(listed.groups.iter().any(|group| group.code == "LIM010"));
}

#[test]
fn the_page_is_complete_in_both_languages() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let english = page("name = \"a\"\n", Language::English);
    // Titles and terms of the sources are Chinese in both.
    let own = english.split("<section id=\"findings\"").next().unwrap();
    let lines = own.lines().filter(|line| line.chars().any(is_han));
    let lines = lines.filter(|line| !line.contains("font:") && !line.contains("<small>"));
    let lines: Vec<&str> = lines.collect();
    assert!(lines.is_empty(), "{lines:#?}");
    assert!(page(LATE, Language::Chinese).contains("与全国检查同样的数字"));
}

#[test]
fn texts_of_the_data_are_shown_and_never_followed() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'&\\u202e";
    let text = format!(
        "name = \"{hostile}\"\n[[items]]\nname = \"{hostile}\"\nauthority.name = \"{hostile}\"\n\
         division = \"{hostile}\"\n[[items.guide.materials]]\nmedium = \"{hostile}\"\n\
         [[platforms]]\nid = \"{hostile}\"\n"
    );
    let page = page(&text, Language::Chinese);
    assert!(page.contains("&#60;script&#62;alert(1)"), "they are there");
    assert_eq!(page.matches("<script>").count(), 1, "the page's own");
    assert!(!page.contains("<img") && !page.contains('\u{202e}'));
    assert!(!page.contains(" onerror=alert(1)>"));
}

/// The page refers to nothing outside itself.
#[test]
fn the_page_asks_for_nothing() {
    let page = page(LATE, Language::English);
    for outward in [
        "http:", "https:", "src=", "url(", "@import", "style=", "href=\"/",
    ] {
        assert!(!page.contains(outward), "{outward}");
    }
}

#[test]
fn the_policy_has_the_digests_of_style_and_script() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let hash = |text: &str| {
        base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()))
    };
    assert_eq!(STYLE_HASH, hash(STYLE), "of templates/inspection.css");
    assert_eq!(SCRIPT_HASH, hash(SCRIPT), "of templates/inspection.js");
}

#[test]
fn uncollected_and_unchecked_parts_do_not_count_as_zero() {
    let text = "not_collected = [\"guide.fees\", \"guide.process\"]\n[[items]]\nname = \"甲\"\n";
    let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
    let checker = Checker::new().ignore(&["MAT009"]).unwrap();
    let report = checker.check(&reading);
    let faults = faults::by_item(&report);
    let rows = figures::rows(&report, &faults::by_rule(&faults), Language::Chinese);
    let states: Vec<State> = rows[0].parts.iter().map(|part| part.state).collect();
    assert_eq!(
        states,
        [State::Counted, State::NotCollected, State::Counted]
    );
    assert!(rows[0].share.is_some());
    let process = rows.iter().find(|row| row.text == "流程不清楚").unwrap();
    assert!(process.share.is_none(), "{process:?}");
    let forms = rows
        .iter()
        .find(|row| row.text == "不提供表格下载")
        .unwrap();
    assert_eq!(forms.parts[0].state, State::NotLooked);
    assert!(forms.share.is_none());
}

const STEPS: &str = "name = \"甲\"\nauthority.name = \"甲局\"\n\
    [[guide.process.steps]]\nid = \"a\"\nname = \"受理\"\nlimit = { amount = 1, unit = \"工作日\" }\n\
    next = [{ to = \"b\", when = \"齐全\" }, { to = \"d\", when = \"不齐\" }]\n\
    [[guide.process.steps]]\nid = \"b\"\nname = \"审查\"\nnext = [{ to = \"a\", when = \"要补正\" }, { to = \"c\" }]\n\
    [[guide.process.steps]]\nid = \"c\"\nname = \"<决定>\"\nend = \"办结\"\n\
    [[guide.process.steps]]\nid = \"d\"\nname = \"告知补正\"\nend = \"办结\"\n";

fn process(text: &str) -> crate::model::Process {
    let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
    reading.catalogue.items[0].process().unwrap().clone()
}

#[test]
fn every_step_and_arrow_is_drawn_and_described() {
    let process = process(STEPS);
    let svg = process_svg("甲<乙>", &process, Language::Chinese).unwrap();
    // Four steps and an end; five transitions and two ways to the end.
    assert_eq!(svg.matches("<rect").count(), 5, "{svg}");
    assert_eq!(svg.matches("fill=\"none\"").count(), 6, "{svg}");
    for text in [
        "受理",
        "1个工作日",
        "齐全",
        "不齐",
        "要补正",
        "&#60;决定&#62;",
        "甲&#60;乙&#62;",
    ] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
    let told = flow::told(&process, Language::Chinese);
    assert_eq!(told[0], "受理（1个工作日） → 齐全：审查，不齐：告知补正");
    assert_eq!(told[2], "<决定> → 办结");
}

#[test]
fn boxes_do_not_lie_on_each_other_and_nothing_is_outside() {
    let mut text = String::from("name = \"甲\"\n");
    for step in 0..30 {
        let (next, later, back) = (step + 1, step + 7, step / 2);
        text += &format!(
            "[[guide.process.steps]]\nid = \"s{step}\"\nname = \"{}\"\n\
             next = [{{ to = \"s{next}\" }}, {{ to = \"s{later}\" }}, {{ to = \"s{back}\" }}]\n",
            "很长的名称".repeat(step)
        );
    }
    let process = process(&text);
    let drawing = Drawing::of("甲", &process, Language::English, String::new()).unwrap();
    drawing.check();
    let mut many = process;
    many.steps = vec![crate::model::Step::default(); 200];
    assert!(process_svg("甲", &many, Language::English).is_none());
}

#[test]
fn the_processes_with_the_gravest_findings_are_charted() {
    let item = |name: &str, late: bool| {
        let promised = if late { 20 } else { 5 };
        format!(
            "[[items]]\nname = \"{name}\"\n[items.guide.time_limit]\n\
             statutory = {{ amount = 10, unit = \"工作日\" }}\n\
             promised = {{ amount = {promised}, unit = \"工作日\" }}\n\
             [[items.guide.process.steps]]\nname = \"受理\"\n"
        )
    };
    let text = item("甲", false) + &item("乙", true) + &item("丙", false);
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let checker = Checker::new().select(&["LIM010"]).unwrap();
    let kept = |most| {
        let report = checker.clone().charted(most).check(&reading);
        let names: Vec<String> = report
            .census
            .charted()
            .map(|one| one.name.clone())
            .collect();
        (names.concat(), report.census.left_out)
    };
    assert_eq!(kept(0), (String::new(), 0));
    assert_eq!(kept(1), ("乙".to_owned(), 2));
    assert_eq!(kept(2), ("乙甲".to_owned(), 1));
    assert_eq!(kept(9), ("乙甲丙".to_owned(), 0));
}
