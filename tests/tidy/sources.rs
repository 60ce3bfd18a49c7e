//! The source files as tokens: what each uses, and what it makes public.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The names of a path from the root of the library: modules, then an item.
pub(crate) type Names = Vec<String>;

/// All `.rs` files below a directory of the package, in order.
pub(crate) fn files(below: &str) -> Vec<PathBuf> {
    fn walk(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join(below), &mut files);
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The name of a file from `src` on.
pub(crate) fn name(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    below.to_string_lossy().replace('\\', "/")
}

/// The modules of the library.
pub(crate) struct Library {
    pub(crate) modules: BTreeMap<Names, Module>,
}

/// One module that is a file.
pub(crate) struct Module {
    /// Its uses of the library, without tests.
    pub(crate) uses: Vec<Use>,
    /// The modules it declares, and whether publicly.
    pub(crate) children: BTreeMap<String, bool>,
    /// Names it passes on: the name, what it stands for, and whether publicly.
    pub(crate) exports: Vec<(String, Names, bool)>,
    /// Public types and traits it defines.
    pub(crate) types: Vec<String>,
}

/// One use of a name of the library.
pub(crate) struct Use {
    pub(crate) names: Names,
    /// Whether by `$crate` in a macro, which is used elsewhere.
    pub(crate) in_macro: bool,
}

impl Library {
    /// The library as it stands in `src`.
    pub(crate) fn read() -> Self {
        let sources = files("src").into_iter().map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (name(&path), text)
        });
        Self::of(sources)
    }

    /// The library that these files make: names from `src` on, and texts.
    pub(crate) fn of<N: AsRef<str>, T: AsRef<str>>(
        sources: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        let mut modules = BTreeMap::new();
        for (name, text) in sources {
            let name = name.as_ref();
            // Tests look at the parts from outside and may use everything.
            let is_test = name
                .split('/')
                .any(|part| matches!(part, "tests.rs" | "testing.rs" | "tests"));
            if is_test || name.starts_with("bin/") {
                continue;
            }
            let names: Names = (name.trim_end_matches(".rs").split('/'))
                .filter(|part| !matches!(*part, "mod" | "lib"))
                .map(str::to_owned)
                .collect();
            let module = Module::read(name, &names, text.as_ref());
            modules.insert(names, module);
        }
        Self { modules }
    }

    /// The errors in an order of the modules: a module that it lacks or that does not exist, and uses of
    /// later modules.
    pub(crate) fn out_of_order(&self, order: &[&str]) -> BTreeSet<String> {
        let place = |name: &str| order.iter().position(|known| *known == name);
        let mut wrong = BTreeSet::new();
        let top = &self.modules[&[][..]].children;
        for name in top.keys().filter(|name| place(name).is_none()) {
            wrong.insert(format!("{name} has no place"));
        }
        for name in order.iter().filter(|name| !top.contains_key(**name)) {
            wrong.insert(format!("{name} is no module"));
        }
        for (own, module) in &self.modules {
            let Some(here) = own.first().and_then(|name| place(name)) else {
                continue;
            };
            for used in &module.uses {
                // A macro writes this into the tests of a rule.
                if used.in_macro && used.names.starts_with(&["rules".into(), "testing".into()]) {
                    continue;
                }
                let definition = self.definition(&used.names).unwrap_or_default();
                let there = definition.first().and_then(|name| place(name));
                if there.is_some_and(|there| there > here) {
                    wrong.insert(format!("{}: {}", own.join("::"), used.names.join("::")));
                }
            }
        }
        wrong
    }

    /// The uses that close circles of files, as `a::b: c::D`.
    pub(crate) fn circular_uses(&self) -> BTreeSet<String> {
        let circles = circles(&self.graph());
        let mut uses = BTreeSet::new();
        for (own, module) in &self.modules {
            let Some(circle) = circles.iter().find(|circle| circle.contains(own)) else {
                continue;
            };
            for used in &module.uses {
                let definition = self.definition(&used.names).unwrap_or_default();
                if definition != *own && circle.contains(&definition) {
                    uses.insert(format!("{}: {}", own.join("::"), used.names.join("::")));
                }
            }
        }
        uses
    }

    /// The file that defines what is used; `None` for what is none of the library's modules.
    pub(crate) fn definition(&self, names: &[String]) -> Option<Names> {
        let mut names = names.to_vec();
        // A name may be passed on several times.
        for _ in 0..8 {
            let depth = (0..=names.len())
                .rev()
                .find(|depth| self.modules.contains_key(&names[..*depth]))?;
            let (module, rest) = names.split_at(depth);
            let Some(item) = rest.first() else {
                return Some(module.to_vec());
            };
            let exports = &self.modules[module].exports;
            let Some((_, real, _)) = exports.iter().find(|(name, ..)| name == item) else {
                return Some(module.to_vec());
            };
            let mut next = real.clone();
            next.extend_from_slice(&rest[1..]);
            names = next;
        }
        None
    }

    /// The files that each file uses.
    pub(crate) fn graph(&self) -> BTreeMap<Names, BTreeSet<Names>> {
        let edges = self.modules.iter().map(|(own, module)| {
            let used = (module.uses.iter())
                .filter_map(|used| self.definition(&used.names))
                .filter(|used| used != own && !used.is_empty());
            (own.clone(), used.collect())
        });
        edges.collect()
    }

    /// Whether every module on the way is public.
    fn is_public(&self, names: &[String]) -> bool {
        (0..names.len()).all(|depth| {
            let parent = self.modules.get(&names[..depth]);
            parent.is_some_and(|parent| parent.children.get(&names[depth]) == Some(&true))
        })
    }

    /// Each public type and trait, and the modules that define one of that name.
    pub(crate) fn public_types(&self) -> BTreeMap<String, BTreeSet<Names>> {
        let mut types: BTreeMap<String, BTreeSet<Names>> = BTreeMap::new();
        for (names, module) in &self.modules {
            if !self.is_public(names) {
                continue;
            }
            for name in &module.types {
                (types.entry(name.clone()).or_default()).insert(names.clone());
            }
            for (name, real, is_public) in &module.exports {
                let Some(definition) = is_public.then(|| self.definition(real)).flatten() else {
                    continue;
                };
                let defined = &self.modules[&definition].types;
                if defined.contains(real.last().unwrap()) {
                    (types.entry(name.clone()).or_default()).insert(definition);
                }
            }
        }
        types
    }
}

impl Module {
    fn read(file: &str, own: &[String], text: &str) -> Self {
        let tokens: TokenStream = (text.parse()).unwrap_or_else(|error| panic!("{file}: {error}"));
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut module = Self {
            uses: Vec::new(),
            children: BTreeMap::new(),
            exports: Vec::new(),
            types: Vec::new(),
        };
        module.declarations(&tokens);
        let mut found = Vec::new();
        module.walk(&tokens, own, &mut found, false);
        // A name passed on is used where it stands in the rest of the file.
        let mut idents = BTreeSet::new();
        idents_outside_uses(&tokens, &mut idents);
        for (names, alias, passed_on, in_macro) in found {
            let name = alias.unwrap_or_else(|| names.last().cloned().unwrap_or_default());
            if let Some(is_public) = passed_on {
                module
                    .exports
                    .push((name.clone(), names.clone(), is_public));
                if !idents.contains(&name) {
                    continue;
                }
            }
            module.uses.push(Use { names, in_macro });
        }
        module
    }

    /// Modules and public types at the top of the file, and inside macros there.
    fn declarations(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            at = after_test(tokens, at);
            let (is_public, start) = visibility(tokens, at);
            match (word(tokens, start).as_deref(), word(tokens, start + 1)) {
                (Some("mod"), Some(name)) => {
                    self.children.entry(name).or_insert(is_public == Some(true));
                }
                (Some("struct" | "enum" | "trait" | "type" | "union"), Some(name))
                    if is_public == Some(true) =>
                {
                    self.types.push(name);
                }
                _ => {}
            }
            // The arguments of a macro at the top, such as those of the vocabularies.
            if is_mark(tokens, at, '!')
                && let Some(TokenTree::Group(group)) = tokens.get(at + 1)
            {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                self.declarations(&inner);
            }
            at += 1;
        }
    }

    /// Finds paths of the library: name, alias, whether passed on (publicly), whether in a macro.
    fn walk(
        &self,
        tokens: &[TokenTree],
        own: &[String],
        found: &mut Vec<(Names, Option<String>, Option<bool>, bool)>,
        is_inside: bool,
    ) {
        let mut at = 0;
        let mut passed_on = None;
        while at < tokens.len() {
            let skipped = after_test(tokens, at);
            if skipped != at {
                at = skipped;
                continue;
            }
            let (is_public, start) = visibility(tokens, at);
            if is_public.is_some() && word(tokens, start).as_deref() == Some("use") && !is_inside {
                passed_on = is_public;
                at = start + 1;
                continue;
            }
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.walk(&inner, own, found, true);
                    at += 1;
                }
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    let is_path = is_mark(tokens, at + 1, ':') && is_mark(tokens, at + 2, ':');
                    let follows =
                        at >= 2 && is_mark(tokens, at - 1, ':') && is_mark(tokens, at - 2, ':');
                    let base = match name.as_str() {
                        _ if !is_path || follows => None,
                        "crate" => Some(Vec::new()),
                        "self" => Some(own.to_vec()),
                        "super" => Some(own[..own.len().saturating_sub(1)].to_vec()),
                        _ if self.children.contains_key(&name) => {
                            let mut child = own.to_vec();
                            child.push(name.clone());
                            Some(child)
                        }
                        _ => None,
                    };
                    let Some(mut base) = base else {
                        at += 1;
                        continue;
                    };
                    let in_macro = at > 0 && is_mark(tokens, at - 1, '$');
                    let mut next = at + 3;
                    while word(tokens, next).as_deref() == Some("super") {
                        base.pop();
                        next += 3;
                    }
                    let mut names = Vec::new();
                    at = tree(tokens, next, &base, &mut names);
                    for (names, alias) in names {
                        found.push((names, alias, passed_on, in_macro));
                    }
                }
                TokenTree::Punct(mark) => {
                    if mark.as_char() == ';' {
                        passed_on = None;
                    }
                    at += 1;
                }
                TokenTree::Literal(_) => at += 1,
            }
        }
    }
}

/// The names of a path, or of each path of a grouped import; gives where it ends.
fn tree(
    tokens: &[TokenTree],
    mut at: usize,
    base: &[String],
    found: &mut Vec<(Names, Option<String>)>,
) -> usize {
    let mut names = base.to_vec();
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => {
                if ident != "self" {
                    names.push(ident.to_string());
                }
                at += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut start = 0;
                while start < inner.len() {
                    start = tree(&inner, start, &names, found);
                    while start < inner.len() && !is_mark(&inner, start, ',') {
                        start += 1;
                    }
                    start += 1;
                }
                return at + 1;
            }
            _ => break,
        }
        if is_mark(tokens, at, ':') && is_mark(tokens, at + 1, ':') {
            at += 2;
        } else {
            break;
        }
    }
    let alias = (word(tokens, at).as_deref() == Some("as"))
        .then(|| word(tokens, at + 1))
        .flatten();
    found.push((names, alias));
    at
}

/// The index after an item that is only compiled for tests.
fn after_test(tokens: &[TokenTree], at: usize) -> usize {
    let Some(TokenTree::Group(group)) = tokens.get(at + 1) else {
        return at;
    };
    let text = group.stream().to_string();
    if !is_mark(tokens, at, '#') || !text.starts_with("cfg") || !has_word(&text, "test") {
        return at;
    }
    let mut end = at + 2;
    while let Some(token) = tokens.get(end) {
        end += 1;
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
            TokenTree::Punct(mark) if mark.as_char() == ';' => break,
            _ => {}
        }
    }
    end
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric())
        .any(|part| part == word)
}

/// Whether something is public: to all, to a part of the library, not at all; and what follows.
fn visibility(tokens: &[TokenTree], at: usize) -> (Option<bool>, usize) {
    if word(tokens, at).as_deref() != Some("pub") {
        return (None, at);
    }
    match tokens.get(at + 1) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            (Some(false), at + 2)
        }
        _ => (Some(true), at + 1),
    }
}

fn word(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn is_mark(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The words of a file outside its imports.
fn idents_outside_uses(tokens: &[TokenTree], idents: &mut BTreeSet<String>) {
    let mut at = 0;
    while at < tokens.len() {
        let skipped = after_test(tokens, at);
        if skipped != at {
            at = skipped;
            continue;
        }
        match &tokens[at] {
            TokenTree::Ident(ident) if ident == "use" => {
                while at < tokens.len() && !is_mark(tokens, at, ';') {
                    at += 1;
                }
            }
            TokenTree::Ident(ident) => {
                idents.insert(ident.to_string());
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                idents_outside_uses(&inner, idents);
            }
            _ => {}
        }
        at += 1;
    }
}

/// The circles of a graph: sets of files each of which leads to all others.
pub(crate) fn circles(graph: &BTreeMap<Names, BTreeSet<Names>>) -> Vec<BTreeSet<Names>> {
    let reach: BTreeMap<&Names, BTreeSet<&Names>> = (graph.keys())
        .map(|from| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&Names> = vec![from];
            while let Some(file) = open.pop() {
                for next in graph.get(file).into_iter().flatten() {
                    if seen.insert(next) {
                        open.push(next);
                    }
                }
            }
            (from, seen)
        })
        .collect();
    let mut circles: Vec<BTreeSet<Names>> = Vec::new();
    for (from, seen) in &reach {
        if !seen.contains(from) || circles.iter().any(|circle| circle.contains(*from)) {
            continue;
        }
        let back = |file: &&&Names| reach.get(**file).is_some_and(|seen| seen.contains(from));
        circles.push(
            seen.iter()
                .filter(back)
                .map(|file| (*file).clone())
                .collect(),
        );
    }
    circles
}
