//! Help and argument errors, in both languages.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use shixiang::Language;

use crate::args::Args;
use crate::exit::{self, Exit, Failure};

/// Chinese help texts by command path; an argument is found by the path of its command and its id. Entries under
/// `*` apply to every command.
const CHINESE: &[(&str, &str)] = &[
    ("* help", "显示帮助"),
    ("* version", "显示版本"),
    (
        "* lang",
        "全部文字的语言：zh 或 en；不写就按系统的语言，不是这两种的用中文",
    ),
    ("* color", "是否用颜色"),
    ("* inputs", "文件和目录；- 表示标准输入"),
    (
        "* exclude",
        "输入里不读的文件和目录，如 drafts/*.toml、old；有几个会说明",
    ),
    (
        "* verbose",
        "在标准错误上说明读了什么、用了哪份配置、各步用了多久",
    ),
    ("* dialect", "输入所用的方言：名称，或方言文件"),
    ("* encoding", "不是 UTF-8 的文件的编码，如 gb18030"),
    (
        "* hidden",
        "表格里隐藏的工作表、行和列：read 照读，skip 不读；都会说明",
    ),
    ("* stdin_format", "标准输入的格式"),
    (
        "* min_read",
        "至少要读懂的比例，0到1之间的数，如0.98；不写就不作要求",
    ),
    ("check", "检查事项和办事指南"),
    ("* view", "另一渠道的目录，用来比对：名称=文件"),
    (
        "* previous",
        "上一版，用来比对：文件或目录；事项按编码找回，换了编码的用 diff 找",
    ),
    (
        "* reference",
        "上级的目录，用来查本级漏了哪些事项、多了哪些：文件或目录",
    ),
    (
        "* profile",
        "检查要求：门户、交换或评估；不写就按配置、目录里写的，都没有写就是 portal",
    ),
    ("* select", "只用这些规则：编号、名称或主题"),
    ("* preview", "试用的规则也用；它们找到的不会使检查不通过"),
    ("* ignore", "不用这些规则：编号、名称或主题"),
    (
        "* detail",
        "说多细：list 按规则列清单，cause 同类的附一处原文，place 逐处附原文；不写时问题多就列清单（文字报告）",
    ),
    ("* quiet", "不列出问题，只写汇总和结论（文字报告）"),
    ("* show", "列出的最低级别"),
    ("* fail_on", "判为未通过的最低级别；never 是都不算"),
    ("* format", "标准输出的格式：text 给人看，其余给程序用"),
    (
        "* output",
        "另把报告写到文件，格式看文件名；可以重复，写几个文件",
    ),
    (
        "* config",
        "配置文件；不写就用输入旁边或当前目录的 shixiang.toml",
    ),
    ("* today", "今天的日期，如2027-06-30；不写就是当天"),
    (
        "check catalogue",
        "输入所属目录自己的文件（如 catalogue.toml），里面的区划、平台等管到这些事项",
    ),
    ("check name", "标准输入的名称，或它所属文件的名称"),
    (
        "check first_line",
        "标准输入从所属文件的第几行起；按 NDJSON 读，可以是空的",
    ),
    (
        "check facts",
        "另写成可供 across 合并的一部分：一个事项一行 JSON，有查出的问题和跨事项比对要用的内容；- 是写到标准输出，不再输出报告",
    ),
    (
        "across",
        "合并分开检查（check --facts）的各部分，得出总的报告",
    ),
    (
        "across parts",
        "各部分的文件，按数据的次序；目录是里面的全部文件，按文件名排",
    ),
    ("across catalogue", "目录自己的文件，与检查各部分时写的相同"),
    (
        "across today",
        "今天的日期，如2027-06-30；不写就用检查各部分的那一天",
    ),
    ("* threads", "线程数，1到256；不写就用全部的核"),
    (
        "* excerpts",
        "每个问题附上它所在的那一行原文（JSON、NDJSON）",
    ),
    (
        "* hold_facts",
        "内存里大约放多少 MiB 的事项要点（跨事项比对用，比对的目录也各放这么多），再多的放进临时文件",
    ),
    (
        "* hold_findings",
        "内存里大约放多少 MiB 的问题，再多的放进临时文件",
    ),
    (
        "* baseline",
        "基线文件：里面的问题是已知的旧账，不影响通过与否",
    ),
    ("* update_baseline", "把已经整改的从基线里去掉；不添新的"),
    (
        "* write_baseline",
        "重写基线：这次找到的全部算作已知（新建，或者让它变长时用）",
    ),
    ("* history", "历史文件：与里面的上一次相比，并记下这一次"),
    (
        "report",
        "检查，并把检查报告写成一页网页（HTML），给领导和部门看",
    ),
    (
        "report history",
        "历史文件：显示历次检查的变化；只读，不记这一次",
    ),
    (
        "report baseline",
        "基线文件：里面的问题算作已知的旧账，只计数，不列出；只读",
    ),
    ("report output", "网页写到哪里；- 表示标准输出"),
    (
        "* rectified",
        "交回的整改台账：逐个主体说标记已整改的是否确已消除；可以重复，写几个文件",
    ),
    ("diff", "比较两个版本：逐项说改了什么、负担是增是减"),
    ("diff old", "旧版：文件或目录；- 表示标准输入"),
    ("diff new", "新版，同上"),
    (
        "diff exclude",
        "两版里都不读的文件和目录，如 drafts/*.toml、old",
    ),
    ("diff old_dialect", "旧版所用的方言，与新版不同时写"),
    (
        "diff format",
        "标准输出的格式：text 和 markdown 给人看，json 给程序用",
    ),
    (
        "diff fail_on",
        "什么使退出码为1：difference 有差异，burden 有增负，never 都不算",
    ),
    ("fix", "改正只关乎写法的问题；拿不准的只列出，不改"),
    ("fix diff", "只显示要改什么（统一差异格式），不写文件"),
    ("fix quiet", "不逐处列出，只写汇总"),
    ("normalize", "把各种来源归一化为规范的事项目录"),
    ("normalize output", "写到哪里；- 表示标准输出"),
    (
        "normalize to",
        "写成什么：dir 是一个事项一个文件的目录，csv 是一类内容一张表的目录",
    ),
    ("normalize force", "覆盖已有的输出；不是本工具写出的不覆盖"),
    ("normalize trace", "另写出每个值的去向，一个值一行 JSON"),
    (
        "normalize loss",
        "另写出未能读懂的内容清单；文件名以 .json 结尾的写成 JSON",
    ),
    ("export", "把事项写成其他词汇的关联数据，供别的平台交换"),
    (
        "export to",
        "哪种词汇：cpsv-ap 是欧盟的 CPSV-AP 3.2，schema-org 是 schema.org 的 GovernmentService",
    ),
    ("export format", "写法"),
    ("export base", "各标识（IRI）的开头"),
    ("export output", "写到哪里；- 表示标准输出"),
    ("export force", "覆盖已有的输出；不是本工具写出的不覆盖"),
    (
        "export loss",
        "另写出没有读懂和没有写出的内容清单；文件名以 .json 结尾的写成 JSON",
    ),
    ("dialect", "查看、检查或起草方言"),
    ("dialect list", "列出内置的方言"),
    ("dialect show", "输出一个方言的文件"),
    ("dialect show name", "方言的名称"),
    (
        "dialect check",
        "检查方言文件有没有写错；有样本的，试读样本",
    ),
    ("dialect check file", "方言文件"),
    ("dialect check sample", "用来试读的样本"),
    ("dialect test", "读方言里的样例，与应得的事项比较"),
    ("dialect test file", "方言文件"),
    (
        "dialect test update",
        "把现在读出的写成应得的事项；写完要看一遍",
    ),
    ("dialect guess", "由来源的字段和内容起草方言"),
    ("dialect guess sources", "来源的文件或目录，可以几个"),
    ("rules", "列出规则"),
    ("rules theme", "只列这个主题的，如 LIM"),
    ("rules row", "只列服务于这个需求条目的，如 B5"),
    ("rules severity", "只列这个级别的"),
    ("rules format", "输出格式"),
    ("explain", "说明一条规则：查什么，为什么，怎样算对"),
    ("explain rule", "规则的编号或名称"),
    ("schema", "输出 JSON Schema"),
    (
        "schema name",
        "哪一份：service-item（各检查要求的加 -portal、-exchange、-audit）、catalogue、report、config、dialect、rule-list、baseline 或 diff",
    ),
    ("schema rendition", "写法：standard、draft-07 或 annotated"),
    ("new", "写出一份带注释的空白事项，供填写"),
    ("new output", "写到哪个文件；不写就是标准输出"),
    ("new xlsx", "写成工作簿，用 Excel、WPS 填写，可以填许多事项"),
    ("new force", "覆盖已有的文件；不是本工具写出的不覆盖"),
    ("flowchart", "由办理环节画出流程图（Mermaid 或 SVG）"),
    ("flowchart svg", "画成图片（SVG）；只能是一个事项"),
    ("flowchart item", "事项的文件或目录；- 表示标准输入"),
    (
        "lsp",
        "为编辑器服务：边写边查，悬停说明，补全，改正（语言服务器协议）",
    ),
    ("* stdio", "通过标准输入、标准输出通信；本来就是如此"),
    ("completions", "输出命令行补全脚本"),
    ("completions shell", "哪种命令行"),
    ("man", "输出手册页（roff）"),
];

const EXITS_ZH: &str = "退出码：0 通过；1 有问题（diff 是有差异）；2 用法或配置有错；3 有输入没有读到事项；4 工具自身故障";
const EXITS_EN: &str = "Exit codes: 0 passed; 1 findings (for diff, a difference); 2 invalid usage or configuration; 3 some input gave no item; 4 internal error";

/// Builds the clap command in one language.
pub(crate) fn command(language: Language) -> Command {
    let command = Args::command();
    if language == Language::English {
        return command
            .about("Check government service items and their guides")
            .after_help(EXITS_EN);
    }
    let command = command
        .about("检查政务服务事项和办事指南")
        .after_help(EXITS_ZH)
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    with_usage(translate(command, ""))
}

/// Replaces the usage lines of a command and its subcommands by ones without English words.
fn with_usage(command: Command) -> Command {
    let mut built = command.clone();
    built.build();
    in_chinese(command, &mut built)
}

fn in_chinese(command: Command, built: &mut Command) -> Command {
    let usage = built.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[选项]");
    let command = command.override_usage(usage);
    command.mut_subcommands(|inner| match built.find_subcommand_mut(inner.get_name()) {
        Some(built) => in_chinese(inner, built),
        None => inner,
    })
}

/// Finds the Chinese help of a command, or of its argument `id`.
fn chinese(path: &str, id: Option<&str>) -> Option<&'static str> {
    let find = |key: &str| {
        let mut texts = CHINESE.iter();
        texts
            .find(|(known, _)| *known == key)
            .map(|(_, text)| *text)
    };
    match id {
        None => find(path),
        Some(id) => find(&format!("{path} {id}")).or_else(|| find(&format!("* {id}"))),
    }
}

fn translate(command: Command, path: &str) -> Command {
    let mut positionals = 0;
    let command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .next_help_heading("选项")
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading("选项"),
        )
        .mut_args(|arg| {
            // Under a custom heading, clap sorts positional arguments by name.
            let arg = if arg.is_positional() {
                positionals += 1;
                arg.display_order(positionals)
            } else {
                arg
            };
            argument(arg, path)
        });
    let command = match chinese(path, None) {
        Some(about) => command.about(about),
        None => command,
    };
    let path = path.to_owned();
    command.mut_subcommands(move |command| {
        let path = format!("{path} {}", command.get_name());
        translate(command, path.trim_start())
    })
}

/// Translates the help of an argument, with its possible values and its default.
fn argument(arg: Arg, path: &str) -> Arg {
    let heading = if arg.is_positional() {
        "参数"
    } else {
        "选项"
    };
    let mut help = chinese(path, Some(arg.get_id().as_str()))
        .unwrap_or_default()
        .to_owned();
    let mut arg = arg.help_heading(heading);
    if arg.get_action().takes_values() {
        let values = arg.get_possible_values();
        let values: Vec<&str> = values
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let defaults = arg.get_default_values();
        let default: Vec<_> = defaults.iter().map(|one| one.to_string_lossy()).collect();
        if !values.is_empty() {
            help.push_str(&format!(" [可用：{}]", values.join("、")));
        }
        if !default.is_empty() {
            help.push_str(&format!(" [默认：{}]", default.join("、")));
        }
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    arg.help(help)
}

/// Rewrites the words of a call: `help check` becomes `check --help`.
pub(crate) fn asked(mut given: Vec<OsString>) -> Vec<OsString> {
    if given.get(1).is_some_and(|word| word == "help") {
        given.remove(1);
        given.push("--help".into());
    }
    given
}

/// The path of the subcommand in the words of a call: `dialect check`.
fn command_path(given: &[OsString]) -> String {
    let mut command = Args::command();
    let mut path = Vec::new();
    for word in given.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(inner) = command.find_subcommand(word).cloned() {
            path.push(word);
            command = inner;
        }
    }
    path.join(" ")
}

/// Reports a clap error, or prints the help or the version, and returns the exit code.
pub(crate) fn refused(error: &clap::Error, given: &[OsString], language: Language) -> ExitCode {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if error.kind() == ErrorKind::MissingSubcommand {
        // The same output as for a call without arguments.
        let _ = writeln!(
            std::io::stderr(),
            "{}",
            command(language).render_help().ansi()
        );
        return ExitCode::from(Exit::Usage);
    }
    if asked || language == Language::English {
        // If the output is closed, nobody can read a message about it.
        let _ = error.print();
        let code = u8::try_from(error.exit_code()).unwrap_or(2);
        return ExitCode::from(code);
    }
    let path = command_path(given);
    let message = message(error, &path);
    let call = format!("shixiang {path}");
    let failure = Failure::Usage {
        zh: format!("{message}\n用 {} --help 查看用法", call.trim_end()),
        en: message,
    };
    exit::failed(&failure, language).into()
}

/// Describes an argument error in Chinese.
fn message(error: &clap::Error, path: &str) -> String {
    let part = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let near = |kind: ContextKind| match part(kind) {
        near if near.is_empty() => near,
        near => format!("；是不是 {near}？"),
    };
    let (arg, value) = (
        part(ContextKind::InvalidArg),
        part(ContextKind::InvalidValue),
    );
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要有值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = match part(ContextKind::ValidValue) {
                known if known.is_empty() => help_of_option(&arg, path).to_owned(),
                known => format!("可用的是{known}{}", near(ContextKind::SuggestedValue)),
            };
            let known = if known.is_empty() {
                known
            } else {
                format!("；{known}")
            };
            format!("{arg} 的值“{value}”不对{known}")
        }
        ErrorKind::UnknownArgument => {
            let near = near(ContextKind::SuggestedArg);
            format!("没有 {arg} 这个选项{near}")
        }
        ErrorKind::InvalidSubcommand => {
            let near = near(ContextKind::SuggestedSubcommand);
            let unknown = part(ContextKind::InvalidSubcommand);
            format!("没有“{unknown}”这个命令{near}")
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {arg}"),
        ErrorKind::ArgumentConflict if part(ContextKind::PriorArg) == arg => {
            format!("{arg} 只能写一次")
        }
        ErrorKind::ArgumentConflict => {
            format!("{arg} 不能与 {} 一起用", part(ContextKind::PriorArg))
        }
        _ => "参数不对".to_owned(),
    }
}

/// The Chinese help of an option, given with dashes: `--today <DATE>`.
fn help_of_option(option: &str, path: &str) -> &'static str {
    let name = option.split_whitespace().next().unwrap_or_default();
    let id = name.trim_start_matches('-').replace('-', "_");
    chinese(path, Some(&id)).unwrap_or_default()
}
