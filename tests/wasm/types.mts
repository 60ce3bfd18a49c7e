// The types hold what a TypeScript program needs; compiled, never run.
import { Shixiang, type NamedFile, type Options, type Report } from "../../examples/wasm/shixiang.mjs";

const files: NamedFile[] = [{ name: "a.toml", bytes: "name = '食品经营许可'" }];
const options: Options = { profile: "audit", excerpts: true };

export async function places(module: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const checker = await Shixiang.load(module);
  const report: Report = JSON.parse(checker.check(files, options));
  // @ts-expect-error: there is no such profile.
  checker.check(files, { profile: "strict" });
  return report.findings.map((finding) => `${finding.severity} ${finding.message} ${finding.excerpt?.marked}`);
}
