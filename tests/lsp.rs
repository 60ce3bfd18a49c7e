//! The language server, as an editor talks to it: `shixiang lsp` with messages over standard input and output.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by a panic, and reads best with its messages in place"
)]
#![cfg(feature = "lsp")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer may take before the server counts as dead.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor without a screen.
struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i64,
    versions: i64,
}

impl Editor {
    fn start() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_shixiang"))
            .args(["lsp", "--stdio", "--lang", "zh", "--today", "2026-11-29"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = received(&mut output) {
                let _ = sender.send(message);
            }
        });
        let mut editor = Self {
            input: server.stdin.take(),
            server,
            messages,
            asked: 0,
            versions: 0,
        };
        let started = editor.ask(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": {} }),
        );
        assert_eq!(
            started["result"]["capabilities"]["textDocumentSync"]["change"],
            2
        );
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.send_bytes(framed.as_bytes());
    }

    fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn next(&mut self) -> Value {
        self.messages
            .recv_timeout(PATIENCE)
            .expect("the server says nothing")
    }

    /// The response to a request.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id {
                return message;
            }
        }
    }

    /// Opens a file with this text in it, and returns what is found.
    fn open(&mut self, file: &Path, text: &str) -> Vec<Value> {
        self.versions += 1;
        let document = json!({ "uri": uri(file), "languageId": "toml", "version": self.versions, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.found(file)
    }

    /// Types, and returns what is found then.
    fn change(&mut self, file: &Path, changes: Value) -> Vec<Value> {
        self.type_in(file, changes);
        self.found(file)
    }

    fn type_in(&mut self, file: &Path, changes: Value) {
        self.versions += 1;
        let document = json!({ "uri": uri(file), "version": self.versions });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// The findings in the last version.
    fn found(&mut self, file: &Path) -> Vec<Value> {
        let uri = uri(file);
        loop {
            let message = self.next();
            let shown = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics"
                && shown["uri"] == uri
                && shown["version"] == self.versions
            {
                return shown["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    /// Ends the server as editors do; its exit code.
    fn end(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.server.wait().unwrap().code()
    }
}

/// The next message of the server.
fn received(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(number) => length = number.parse().unwrap(),
            None if line == "\r\n" => break,
            None => panic!("{line:?} on standard output"),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).unwrap();
    Some(serde_json::from_slice(&body).unwrap())
}

fn uri(file: &Path) -> String {
    // Editors escape what is not ASCII.
    let escaped = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let path = file.to_str().unwrap();
    format!("file://{}", path.bytes().map(escaped).collect::<String>())
}

/// An empty directory.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("lsp")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn codes(found: &[Value]) -> Vec<&str> {
    let mut codes: Vec<&str> = found
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    codes.sort_unstable();
    codes
}

fn the<'f>(code: &str, found: &'f [Value]) -> &'f Value {
    (found.iter().find(|one| one["code"] == code)).unwrap_or_else(|| panic!("{code}: {found:#?}"))
}

fn range(line: u32, from: u32, to: u32) -> Value {
    let at = |character| json!({ "line": line, "character": character });
    json!({ "start": at(from), "end": at(to) })
}

/// The limits stand in one line after characters that are two units of UTF-16.
const ITEM: &str = "name = \"食品经营许可\"
guide.time_limit = { text = \"𠮷𠮷\", statutory = { amount = 10, unit = \"工作日\" }, promised = { amount = 20, unit = \"工作日\" } }
";

#[test]
fn a_finding_has_code_places_severity_and_its_page() {
    let file = directory("一 项").join("item.toml");
    let mut editor = Editor::start();
    let found = editor.open(&file, ITEM);
    let limit = the("LIM010", &found);
    // `guide.time_limit = { text = "` is 29 characters, the two of it four units; then come `", `.
    let statutory = 29 + 4 + 3;
    let between = "statutory = { amount = 10, unit = \"工作日\" }, ";
    let promised = statutory + u32::try_from(between.chars().count()).unwrap();
    assert_eq!(limit["range"], range(1, promised, promised + 8));
    assert_eq!(limit["severity"], 1);
    assert_eq!(limit["source"], "shixiang");
    let page = limit["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("rules/index.html#LIM010"), "{page}");
    let message = limit["message"].as_str().unwrap();
    assert!(
        message.starts_with("承诺办结时限是20个工作日，长于法定办结时限10个工作日\n整改："),
        "{message}"
    );
    let related = &limit["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(&file));
    assert_eq!(
        related["location"]["range"],
        range(1, statutory, statutory + 9)
    );
    assert_eq!(related["message"], "法定办结时限");

    // Typed: 20 becomes 5. `promised = { amount = ` has 22 characters.
    let number = promised + 22;
    let typed = json!([{ "range": range(1, number, number + 2), "text": "5" }]);
    let found = editor.change(&file, typed);
    assert!(!codes(&found).contains(&"LIM010"), "{found:#?}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn the_editor_shows_the_findings_of_the_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args([
            "check",
            "examples/faulty",
            "--format",
            "json",
            "--today",
            "2026-11-29",
        ])
        .current_dir(root)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut editor = Editor::start();
    let mut compared = 0;
    for name in ["catalogue.toml", "restaurant.toml"] {
        let file = root.join("examples/faulty").join(name);
        let told = format!("examples/faulty/{name}");
        let all = report["findings"].as_array().unwrap();
        let of_file = all.iter().filter(|one| one["location"]["file"] == *told);
        let of_file: Vec<Value> = of_file.map(|one| json!({ "code": one["rule"] })).collect();
        let found = editor.open(&file, &fs::read_to_string(&file).unwrap());
        assert_eq!(codes(&found), codes(&of_file), "{name}");
        compared += found.len();
    }
    assert!(compared > 10, "{compared}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn an_item_is_checked_with_its_catalogue_and_configuration_as_they_are_in_the_editor() {
    let directory = directory("catalogue");
    fs::create_dir(directory.join("items")).unwrap();
    let catalogue = directory.join("catalogue.toml");
    let [first, item] = ["items/a.toml", "items/b.toml"].map(|name| directory.join(name));
    let included = "include = [\"items/*.toml\"]\n";
    let header = format!("{included}not_collected = [\"guide.conditions\"]\n");
    fs::write(&catalogue, header).unwrap();
    let code = "implementation_code = \"11450600MB0000001X4000100000001\"";
    fs::write(&first, format!("name = \"甲证核发\"\n{code}\n")).unwrap();
    fs::write(&item, "name = \"乙证核发\"\n").unwrap();
    let mut editor = Editor::start();
    let text = &format!("name = \"乙证核发\"\n{code}\n");
    let alone = editor.open(&directory.join("alone.toml"), text);
    let found = editor.open(&item, text);
    // An element that the catalogue does not collect is not missing; the code of the other item is seen.
    let conditions = "TXT003";
    assert!(codes(&alone).contains(&conditions), "{alone:#?}");
    assert!(!codes(&found).contains(&conditions), "{found:#?}");
    let other = &the("CAT010", &found)["relatedInformation"][0]["location"];
    assert_eq!(other["uri"], uri(&first));
    assert_eq!(other["range"], range(1, 22, 22 + 33));

    // The catalogue in the editor is newer than the saved one, and so is the item that is not saved at all.
    editor.open(&catalogue, included);
    let unsaved = directory.join("items/c.toml");
    let found = editor.open(&unsaved, "name = \"丙证核发\"\n");
    assert!(codes(&found).contains(&conditions), "{found:#?}");

    // The configuration is read again when something is saved.
    fs::write(
        directory.join("shixiang.toml"),
        format!("ignore = [\"{conditions}\"]\n"),
    )
    .unwrap();
    let saved = json!({ "textDocument": { "uri": uri(&unsaved) } });
    editor.tell("textDocument/didSave", saved);
    let found = editor.found(&unsaved);
    assert!(!codes(&found).contains(&conditions), "{found:#?}");
    // One that is wrong is reported in its file, and what was found before stays.
    let settings = directory.join("shixiang.toml");
    fs::write(&settings, "ignored = []\n").unwrap();
    editor.type_in(&unsaved, json!([{ "text": "name = \"丁证核发\"\n" }]));
    let told = loop {
        let message = editor.next();
        if message["params"]["uri"] == uri(&settings) {
            break message["params"]["diagnostics"].clone();
        }
        assert_ne!(message["params"]["uri"], uri(&unsaved), "{message}");
    };
    assert_eq!(told[0]["range"], range(0, 0, 12));
    fs::write(&settings, "").unwrap();
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": uri(&unsaved) } }),
    );
    assert!(codes(&editor.found(&unsaved)).contains(&conditions));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn problems_of_an_open_configuration_are_shown_in_it() {
    let directory = directory("configuration");
    let [settings, item] = ["shixiang.toml", "item.toml"].map(|name| directory.join(name));
    fs::write(&settings, "").unwrap();
    let mut editor = Editor::start();
    let text = "name = \"甲证核发\"\n";
    let found = editor.open(&item, text);
    assert!(codes(&found).contains(&"TXT003"), "{found:#?}");

    // A key that is none, at its line; the rule that is none, at its name.
    let found = editor.open(&settings, "preview = true\nignored = []\n");
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(fault["range"], range(1, 0, 12));
    assert_eq!(fault["severity"], 1);
    let whole = |text: &str| json!([{ "text": text }]);
    let found = editor.change(&settings, whole("ignore = [\"TXT\", \"LIM999\"]\n"));
    let [fault] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(fault["range"], range(0, 18, 24));
    let message = fault["message"].as_str().unwrap();
    assert!(message.contains("LIM999"), "{message}");

    // The text in the editor counts, and while it is open there is no message box.
    let found = editor.change(&settings, whole("ignore = [\"TXT003\"]\n"));
    assert_eq!(found, Vec::<Value>::new());
    let found = editor.change(&item, whole(text));
    assert!(!codes(&found).contains(&"TXT003"), "{found:#?}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn in_a_large_catalogue_the_item_itself_is_checked_first() {
    let directory = directory("large");
    fs::create_dir(directory.join("items")).unwrap();
    fs::write(
        directory.join("catalogue.toml"),
        "include = [\"items/*.toml\"]\n",
    )
    .unwrap();
    let text = |number: usize, code: &str| {
        let steps =
            "[[guide.process.steps]]\nname = \"受理\"\naction = \"窗口收件后当场核对材料\"\n"
                .repeat(20);
        let code = match code {
            "2" => "implementation_code = \"11450600MB0000001X4000100000001\"".to_owned(),
            code => format!("source_id = \"{code}\""),
        };
        format!("name = \"第{number}证核发\"\n{code}\n{steps}")
    };
    for number in 0..2_000 {
        let file = directory.join(format!("items/{number}.toml"));
        fs::write(file, text(number, &number.to_string())).unwrap();
    }
    let item = directory.join("items/3.toml");
    let mut editor = Editor::start();
    let found = editor.open(&item, &text(3, "3"));
    assert!(!codes(&found).contains(&"CAT010"), "{found:#?}");
    // The code of another item: that is found in the catalogue only, and later.
    let alone = editor.change(&item, json!([{ "text": text(3, "2") }]));
    assert!(codes(&alone).contains(&"TXT003"), "{alone:#?}");
    assert!(!codes(&alone).contains(&"CAT010"), "{alone:#?}");
    let whole = editor.found(&item);
    assert!(codes(&whole).contains(&"CAT010"), "{whole:#?}");
    assert_eq!(editor.end(), Some(0));
}

/// The text with an edit, whose positions are in UTF-16, made.
fn edited(text: &str, edit: &Value) -> String {
    let offset = |at: &Value| {
        let number = |key: &str| usize::try_from(at[key].as_u64().unwrap()).unwrap();
        let before: usize = text
            .split_inclusive('\n')
            .take(number("line"))
            .map(str::len)
            .sum();
        let units: Vec<u16> = text[before..]
            .encode_utf16()
            .take(number("character"))
            .collect();
        before + String::from_utf16(&units).unwrap().len()
    };
    let (start, end) = (
        offset(&edit["range"]["start"]),
        offset(&edit["range"]["end"]),
    );
    format!(
        "{}{}{}",
        &text[..start],
        edit["newText"].as_str().unwrap(),
        &text[end..]
    )
}

#[test]
fn a_fix_is_offered_at_its_finding() {
    let file = directory("fixes").join("item.toml");
    let text = "name = \"甲证核发\"\nitem_typ = \"行政许可\"\n\
                guide.time_limit = { text = \"𠮷\", promised = \"5个工作日\" } # 注\n";
    let mut editor = Editor::start();
    editor.open(&file, text);
    let named = json!({ "uri": uri(&file) });
    let mut actions = |from: u32, to: u32, line: u32| {
        let params = json!({ "textDocument": named, "range": range(line, from, to), "context": { "diagnostics": [] } });
        let answer = editor.ask("textDocument/codeAction", params);
        answer["result"].as_array().unwrap().clone()
    };
    for (line, preferred, title, old, new) in [
        (1, false, "可能应为item_type", "item_typ ", "item_type "),
        (
            2,
            true,
            "改写为{ amount = 5, unit = \"工作日\" }",
            "\"5个工作日\"",
            "{ amount = 5, unit = \"工作日\" }",
        ),
    ] {
        let offered = actions(0, 60, line);
        assert_eq!(offered.len(), 1, "{offered:#?}");
        let action = &offered[0];
        assert_eq!(action["title"], title);
        assert_eq!(action["kind"], "quickfix");
        assert_eq!(action["isPreferred"], preferred);
        let edits = action["edit"]["changes"][uri(&file)].as_array().unwrap();
        assert_eq!(edited(text, &edits[0]), text.replace(old, new));
    }
    assert_eq!(actions(0, 3, 0), [] as [Value; 0]);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn the_editor_gets_help_on_elements_rules_and_words() {
    let file = directory("help").join("item.toml");
    let text = format!("{ITEM}item_type = \n");
    let mut editor = Editor::start();
    editor.open(&file, &text);
    let place = |line: u32, character: u32| json!({ "textDocument": { "uri": uri(&file) }, "position": { "line": line, "character": character } });
    // In `promised`, which is an element and has a finding.
    let promised = 36 + 43;
    let hover = editor.ask("textDocument/hover", place(1, promised + 2));
    let told = hover["result"]["contents"]["value"].as_str().unwrap();
    assert!(
        told.starts_with("**承诺办结时限** promised limit"),
        "{told}"
    );
    assert!(told.contains("LIM010 promised-exceeds-statutory"), "{told}");
    assert_eq!(hover["result"]["range"], range(1, promised, promised + 8));
    assert_eq!(
        editor.ask("textDocument/hover", place(3, 0))["result"],
        Value::Null
    );
    let proposed = editor.ask("textDocument/completion", place(2, 12));
    let first = &proposed["result"][0];
    assert_eq!(first["label"], "行政许可");
    assert_eq!(
        edited(&text, &first["textEdit"]),
        format!("{ITEM}item_type = \"行政许可\"\n")
    );
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn files_of_others_are_left_alone() {
    let directory = directory("others");
    let mut editor = Editor::start();
    for (name, text) in [
        (
            "Cargo.toml",
            "[package]\nname = \"a\"\nversion = \"0.1.0\"\n\n[dependencies]\n",
        ),
        ("shixiang.toml", "profile = \"audit\"\n"),
        ("empty.toml", ""),
        ("broken.toml", "= = ["),
    ] {
        assert_eq!(
            editor.open(&directory.join(name), text),
            [] as [Value; 0],
            "{name}"
        );
    }
    // Nor are those that the configuration excludes.
    fs::create_dir(directory.join("drafts")).unwrap();
    let settings = directory.join("shixiang.toml");
    fs::write(&settings, "").unwrap();
    editor.change(&settings, json!([{ "text": "exclude = [\"drafts\"]\n" }]));
    let draft = directory.join("drafts/item.toml");
    assert_eq!(editor.open(&draft, ITEM), [] as [Value; 0]);
    // One that is closed has no findings any more.
    let file = directory.join("item.toml");
    assert!(!editor.open(&file, ITEM).is_empty());
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri(&file) } }),
    );
    loop {
        let message = editor.next();
        if message["params"]["uri"] == uri(&file) {
            assert_eq!(message["params"]["diagnostics"], json!([]));
            break;
        }
    }
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn half_written_texts_are_checked_as_far_as_possible() {
    let file = directory("half").join("item.toml");
    let mut editor = Editor::start();
    let whole = editor.open(&file, ITEM);
    for (at, _) in ITEM.char_indices().step_by(3) {
        editor.type_in(&file, json!([{ "text": ITEM[..at] }]));
    }
    // Typed to the end, it is as it was.
    assert_eq!(editor.change(&file, json!([{ "text": ITEM }])), whole);
    // An open quote costs its line, and is reported.
    let broken = ITEM.replacen("可\"", "可", 1);
    let found = editor.change(&file, json!([{ "text": broken }]));
    assert_eq!(the("DOC001", &found)["range"]["start"]["line"], 0);
    assert!(codes(&found).contains(&"LIM010"), "{found:#?}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn hostile_messages_do_not_end_it() {
    let file = directory("hostile").join("item.toml");
    let mut editor = Editor::start();
    editor.open(&file, ITEM);
    editor.send_bytes(b"nonsense\r\nContent-Length: x\r\nContent-Length: 3\r\n\r\n{{{");
    editor.send_bytes(b"Content-Length: 2\r\n\r\n\xff\xfe");
    for (method, params) in [
        ("textDocument/didOpen", json!({ "textDocument": 1 })),
        (
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "http://a/b.toml", "languageId": "toml", "version": 1, "text": "" } }),
        ),
        (
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "file://host/%00/%ff.toml", "languageId": "toml", "version": 1, "text": ITEM } }),
        ),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": "file:///never/opened.toml", "version": 1 }, "contentChanges": [] }),
        ),
        (
            "textDocument/didClose",
            json!({ "textDocument": { "uri": "file:///never/opened.toml" } }),
        ),
        ("textDocument/didSave", json!([])),
        ("$/unknown", json!(null)),
    ] {
        editor.tell(method, params);
    }
    let backwards = json!({ "start": { "line": 4_000_000_000_u32, "character": 7 }, "end": { "line": 0, "character": 0 } });
    let found = editor.change(&file, json!([{ "range": backwards, "text": "" }, { "range": range(1, 22, 4_000_000_000), "text": "" }]));
    assert!(!found.is_empty());
    for (method, params) in [
        ("textDocument/unheard", json!({})),
        ("textDocument/hover", json!({ "textDocument": 3 })),
        (
            "textDocument/hover",
            json!({ "textDocument": { "uri": "file:///never/opened.toml" }, "position": { "line": 0, "character": 0 } }),
        ),
        (
            "textDocument/completion",
            json!({ "textDocument": { "uri": uri(&file) }, "position": { "line": 99, "character": 99 } }),
        ),
        (
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": uri(&file) }, "range": backwards, "context": { "diagnostics": [] } }),
        ),
    ] {
        let answer = editor.ask(method, params.clone());
        assert!(
            answer.get("result").is_some() || answer.get("error").is_some(),
            "{method} {params}"
        );
    }
    assert_eq!(
        editor.change(&file, json!([{ "text": "" }])),
        [] as [Value; 0]
    );
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn it_ends_when_the_editor_is_gone() {
    let mut editor = Editor::start();
    editor.input = None;
    assert_eq!(editor.server.wait().unwrap().code(), Some(0));
    // A caller that is no editor gets an explanation.
    let output = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(["lsp", "--lang", "zh"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("由编辑器启动"), "{said}");
}
