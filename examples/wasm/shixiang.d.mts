import type { Report } from "./report.js";

/** A file; its name has the directories that it lies in and ends in .toml, .json, .ndjson, .csv, .xlsx … */
export interface NamedFile {
  name: string;
  bytes: Uint8Array | string;
}

export type Severity = "error" | "warning" | "hint";

/** What `shixiang check` can be told, with the same defaults; what it keeps in files between runs (baseline, history) it cannot. */
export interface Options {
  /** Names of the files and directories to check; all files that were given if there is none. */
  inputs?: string[];
  /** Files and directories below the inputs that are not read, such as drafts/*.toml. */
  exclude?: string[];
  /** The language of all texts. */
  lang?: "zh" | "en";
  profile?: "portal" | "exchange" | "audit";
  /** Codes, names or themes of the rules to run, and not to run. */
  select?: string[];
  ignore?: string[];
  preview?: boolean;
  /** Today's date, as 2027-06-30; today in China if there is none. */
  today?: string;
  /** Names among the files; the configuration is otherwise the `shixiang.toml` beside the inputs. */
  config?: string;
  previous?: string;
  reference?: string;
  views?: { name: string; path: string }[];
  /** The name of a built-in dialect, or of a dialect file among the files. */
  dialect?: string;
  /** The encoding of what is not UTF-8, such as gb18030. */
  encoding?: string;
  skip_hidden?: boolean;
  fail_on?: Severity | "never";
  show?: Severity;
  min_read?: number;
  /** Whether each finding holds the line of the source that it is in. */
  excerpts?: boolean;
}

/** The request is wrong: a rule that does not exist, a file whose format is unknown. Data never is. */
export class Refused extends Error {}

export class Shixiang {
  /** Compiles the bytes of shixiang.wasm. */
  static load(bytes: BufferSource): Promise<Shixiang>;
  /**
   * Checks files.
   *
   * The result is the JSON text that `shixiang check --format json` prints: a `Report`.
   * @throws Refused
   */
  check(files: NamedFile[], options?: Options): string;
}

export type { Report };
