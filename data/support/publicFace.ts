/** The public face of the library, as its source says it: groups, names, and what each docstring tells. */

export interface FaceFunction {
  readonly name: string;
  /** Below lib/, "queueing/mmc.ts". */
  readonly file: string;
  /** What it returns, in one sentence. */
  readonly summary: string;
  /** Formula, units, validity, what it throws. */
  readonly details: string;
  /** As the docstring names it; empty where it names none. */
  readonly source: string;
  readonly examples: readonly string[];
}

export interface FaceGroup {
  readonly name: string;
  readonly functions: readonly FaceFunction[];
}

/**
 * The groups of `index` (the source of lib/index.ts) with the functions that it re-exports and that have a docstring;
 * types and tables are left out. `read` gives the source of a file below lib/.
 */
export function publicFace(index: string, read: (file: string) => string): FaceGroup[] {
  const groups = new Map<string, FaceFunction[]>();
  let group = "";
  for (const [, comment, names, path] of index.matchAll(
    /^\/\/ (.+)$|^export \{([^}]*)\} from "\.\/([^"]*)"/gm
  )) {
    if (comment !== undefined) group = comment;
    if (names === undefined) continue;
    const file = path!.replace(/\.js$/, ".ts");
    const found = names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "))
      .flatMap((name) => documented(name, file, read(file)));
    groups.set(group, [...(groups.get(group) ?? []), ...found]);
  }
  return [...groups].flatMap(([name, functions]) => (functions.length > 0 ? [{name, functions}] : []));
}

function documented(name: string, file: string, source: string): FaceFunction[] {
  const definition = new RegExp(
    `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export (?:async )?(?:function\\*?|const|class) ${name}\\b`
  ).exec(source);
  if (definition === null) return [];
  const lines = definition[1]!.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  const tag = lines.findIndex((line) => line.startsWith("@example"));
  const prose = (tag < 0 ? lines : lines.slice(0, tag)).join("\n").trim();
  const paragraphs = prose.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "));
  const [summary = "", ...rest] = paragraphs;
  const [details = "", ...sources] = rest.join(" ").split(/\bSources?: /);
  return [
    {
      name,
      file,
      summary,
      details: details.trim(),
      source: sources.join(" ").trim(),
      examples: tag < 0 ? [] : lines.slice(tag + 1).filter((line) => line !== "")
    }
  ];
}
