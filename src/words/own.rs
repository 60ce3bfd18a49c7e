//! Word sets that users can change.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;

use super::lexicon::{Lexicon, Set, searched};
use super::list::{self, ALL, OPEN};
use super::phrases;
use super::set::{OpenSet, WordSet};

/// A change to one of the built-in word sets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "词的增删")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WordChange {
    /// Words to add to the set.
    #[schemars(title = "增加")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<String>,
    /// Words to remove from the set.
    #[schemars(title = "去掉")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}

/// The sets that the user changed; nearly always empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnWords {
    /// The changed sets by index.
    sets: BTreeMap<usize, Arc<WordSet>>,
    lexicon: OnceLock<Arc<Lexicon>>,
}

impl OwnWords {
    /// Changes the set of this name.
    ///
    /// # Errors
    ///
    /// Returns a message if there is no open set of this name, a word to remove is not in it, or a word to
    /// add is blank.
    pub(crate) fn change(&mut self, name: &str, change: &WordChange) -> Result<(), Argument> {
        let known = ALL.iter().find(|set| set.key() == name);
        let open = |set: &&&WordSet| OPEN.iter().any(|open| open.0.id == set.id);
        let set = known.filter(open).ok_or_else(|| {
            let (zh, en) = if known.is_some() {
                ("不能改", "is fixed")
            } else {
                ("不存在", "does not exist")
            };
            let names = open_names();
            Argument::Both {
                zh: format!("词表{name}{zh}；能改的是{}", names.join("、")),
                en: format!(
                    "the set {name} {en}; sets that can be changed are {}",
                    names.join(", ")
                ),
            }
        })?;
        let set = self.sets.get(&set.id).map_or(*set, AsRef::as_ref);
        if let Some(word) = change.remove.iter().find(|word| !set.is(word)) {
            return Err(Argument::Both {
                zh: format!("词表{name}里没有“{word}”，去不掉"),
                en: format!("{name} has no word {word} that could be removed"),
            });
        }
        if change.add.iter().any(|word| word.trim().is_empty()) {
            return Err(Argument::Both {
                zh: format!("要加到词表{name}的词是空的"),
                en: format!("a word to be added to {name} is blank"),
            });
        }
        let changed = set.changed(&change.add, &change.remove);
        self.sets.insert(changed.id, Arc::new(changed));
        self.lexicon = OnceLock::new();
        Ok(())
    }

    /// The words of a set in this run.
    pub(crate) fn of<'s>(&'s self, set: &'static OpenSet) -> &'s WordSet {
        self.sets.get(&set.0.id).map_or(&set.0, AsRef::as_ref)
    }

    /// The lexicon of this run; `dated` returns the words of the dated facts, which no run changes.
    pub(crate) fn lexicon(&self, dated: fn() -> Vec<(Cow<'static, str>, Set)>) -> &Lexicon {
        static BUILT_IN: OnceLock<Lexicon> = OnceLock::new();
        let build_lexicon = || Lexicon::of(words(self).into_iter().chain(dated()).collect());
        if self.sets.is_empty() {
            BUILT_IN.get_or_init(build_lexicon)
        } else {
            self.lexicon.get_or_init(|| Arc::new(build_lexicon()))
        }
    }
}

/// The names of the sets that a configuration may change.
pub(crate) fn open_names() -> Vec<String> {
    OPEN.iter().map(|set| set.0.key()).collect()
}

macro_rules! words_of_searched {
    (
        phrases { $($phrases:ident),+ }
        sets { $($set:ident),+ }
        open { $($open:ident),+ }
        dated { $($dated:ident),+ }
    ) => {
        /// The words that rules search for in a run, each with its set.
        pub(super) fn words(own: &OwnWords) -> Vec<(Cow<'static, str>, Set)> {
            let sets = [
                $((&list::$set, Set::$set),)+
                $((own.of(&list::$open), Set::$open),)+
            ];
            let sets = sets.into_iter().flat_map(|(words, set)| {
                words.words().all.iter().map(move |word| (word.clone(), set))
            });
            let phrases = phrases::searched().map(|(word, set)| (Cow::Borrowed(word), set));
            phrases.chain(sets).collect()
        }
    };
}

searched!(words_of_searched);
