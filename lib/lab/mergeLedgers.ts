/**
 * The merge of two copies of a ledger, from two tabs or from a file: no work is lost, and the order does not matter.
 *
 * Every component is a join: sets of records with a bound in a total order, the earlier of two times, the later of two
 * choices. A text is a multi-value register (Shapiro, Preguica, Baquero & Zawirski 2011, "Conflict-free replicated data
 * types"): a version goes only when the other copy has seen it and has it no more. So typing on does not leave a
 * trail of old versions, while what two tabs wrote without knowing of each other is all kept.
 * Assumed: no two tabs share the id in `by`.
 */
import {
  type Attempt,
  type EvidenceItem,
  LEDGER_LIMITS,
  LEDGER_VERSION,
  type Ledger,
  type LedgerEntry,
  type LedgerText,
  type Lock,
  type Prediction,
  type Round,
  type Step,
  type TextVersion
} from "./ledger.js";

/**
 * One ledger with all that either has: the prediction committed first stays the first, texts show their newest version
 * with the other tab's beside it, deployments and evidence are united. Commutative, associative (as long as no more
 * than 10 versions of one text are in conflict) and idempotent.
 */
export function mergeLedgers(a: Ledger, b: Ledger): Ledger {
  const [{id, createdAt}] = [a, b].sort((p, q) =>
    byText([p.createdAt, p.id].join(" "), [q.createdAt, q.id].join(" "))
  );
  const [seenByA, seenByB] = [seenEdits(a), seenEdits(b)];
  const entries = joinKeyed(a.entries, b.entries, LEDGER_LIMITS.entries, entryKey, (p, q) =>
    mergeEntries(p, q, seenByA, seenByB)
  );
  return {
    version: LEDGER_VERSION,
    id,
    createdAt,
    chosen: laterChoice(a.chosen, b.chosen),
    entries,
    edits: joinEdits(seenByA, seenByB)
  };
}

/** Predictions in the order of commitment; where there are too many, the first and the newest stay. */
export function joinPredictions(a: readonly Prediction[], b: readonly Prediction[]): readonly Prediction[] {
  const all = union(a, b, ({committedAt}) => committedAt);
  const surplus = all.length - LEDGER_LIMITS.predictions;
  return surplus > 0 ? [all[0], ...all.slice(1 + surplus)] : all;
}

/** Evidence in the order of time; where there is too much, the newest stays. */
export function joinEvidence(
  a: readonly EvidenceItem[],
  b: readonly EvidenceItem[]
): readonly EvidenceItem[] {
  return union(a, b, ({at}) => at).slice(-LEDGER_LIMITS.evidence);
}

/** Deployments in the order of time, each id once; where there are too many, the earliest stay. */
export function joinAttempts(a: readonly Attempt[], b: readonly Attempt[]): readonly Attempt[] {
  const ids = new Set<string>();
  return union(a, b, ({at, id}) => `${at} ${id}`)
    .filter(({id}) => !ids.has(id) && ids.add(id))
    .slice(0, LEDGER_LIMITS.attempts);
}

/** Locks by question. */
export function joinLocks(a: readonly Lock[], b: readonly Lock[]): readonly Lock[] {
  return joinKeyed(
    a,
    b,
    LEDGER_LIMITS.locks,
    ({question}) => question,
    (p, q) => ({
      question: (p ?? q!).question,
      predictions: joinPredictions(p?.predictions ?? [], q?.predictions ?? []),
      skippedAt: earlier(p?.skippedAt ?? null, q?.skippedAt ?? null),
      revealedAt: earlier(p?.revealedAt ?? null, q?.revealedAt ?? null)
    })
  );
}

/** Steps by name, each with the time when it was first done. */
export function joinSteps(a: readonly Step[], b: readonly Step[]): readonly Step[] {
  return joinKeyed(
    a,
    b,
    LEDGER_LIMITS.steps,
    ({step}) => step,
    (p, q) => ({
      step: (p ?? q!).step,
      at: earlier(p?.at ?? null, q?.at ?? null)!
    })
  );
}

/** Rounds by number, each with the time when it was first started. */
export function joinRounds(a: readonly Round[], b: readonly Round[]): readonly Round[] {
  return joinKeyed(
    a,
    b,
    LEDGER_LIMITS.rounds,
    ({round}) => String(round).padStart(6, "0"),
    (p, q) => ({
      round: (p ?? q!).round,
      startedAt: earlier(p?.startedAt ?? null, q?.startedAt ?? null)!
    })
  );
}

/** The latest edit of each tab or session; where there are too many, the newest stay. */
export function joinEdits(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): Ledger["edits"] {
  const latest = new Map(a);
  for (const [by, at] of b) if (at > (latest.get(by) ?? "")) latest.set(by, at);
  return [...latest]
    .map(([by, at]) => ({by, at}))
    .sort((p, q) => byText(`${p.at} ${p.by}`, `${q.at} ${q.by}`))
    .slice(-LEDGER_LIMITS.editors);
}

/** All edits that a copy has seen: those it lists, and those whose text it still has. */
export function seenEdits(ledger: Ledger): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const note = (by: string, at: string) => seen.set(by, at > (seen.get(by) ?? "") ? at : seen.get(by)!);
  for (const {by, at} of ledger.edits) note(by, at);
  for (const {texts} of ledger.entries)
    for (const {versions} of texts) for (const {by, editedAt} of versions) note(by, editedAt);
  return seen;
}

/** Versions of a text, the newest first. */
export function orderVersions(versions: readonly TextVersion[]): readonly TextVersion[] {
  return [...union(versions, [], ({editedAt, by}) => `${editedAt} ${by}`)]
    .reverse()
    .slice(0, LEDGER_LIMITS.versions);
}

/** Joins two lists of keyed items into one in the order of the keys, with at most `most` items. */
export function joinKeyed<T>(
  a: readonly T[],
  b: readonly T[],
  most: number,
  key: (item: T) => string,
  join: (p: T | undefined, q: T | undefined) => T
): readonly T[] {
  const [left, right] = [a, b].map((list) => {
    const items = new Map<string, T>();
    for (const item of list)
      items.set(key(item), items.has(key(item)) ? join(items.get(key(item)), item) : item);
    return items;
  });
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort(byText)
    .slice(0, most)
    .map((name) => join(left.get(name), right.get(name)));
}

/** The order of entries: by track, then by part. */
export function entryKey({track, part}: LedgerEntry): string {
  return `${track}\n${part}`;
}

type Seen = ReadonlyMap<string, string>;

function mergeEntries(
  a: LedgerEntry | undefined,
  b: LedgerEntry | undefined,
  seenByA: Seen,
  seenByB: Seen
): LedgerEntry {
  const {track, part} = (a ?? b)!;
  return {
    track,
    part,
    locks: joinLocks(a?.locks ?? [], b?.locks ?? []),
    texts: joinKeyed(
      a?.texts ?? [],
      b?.texts ?? [],
      LEDGER_LIMITS.texts,
      ({field}) => field,
      (p, q) => mergeTexts(p, q, seenByA, seenByB)
    ).filter(({versions}) => versions.length > 0),
    steps: joinSteps(a?.steps ?? [], b?.steps ?? []),
    evidence: joinEvidence(a?.evidence ?? [], b?.evidence ?? []),
    rounds: joinRounds(a?.rounds ?? [], b?.rounds ?? []),
    attempts: joinAttempts(a?.attempts ?? [], b?.attempts ?? [])
  };
}

function mergeTexts(
  a: LedgerText | undefined,
  b: LedgerText | undefined,
  seenByA: Seen,
  seenByB: Seen
): LedgerText {
  const [inA, inB] = [a?.versions ?? [], b?.versions ?? []];
  const survives = (others: readonly TextVersion[], seen: Seen) => (version: TextVersion) =>
    version.editedAt > (seen.get(version.by) ?? "") ||
    others.some(({by, editedAt}) => by === version.by && editedAt === version.editedAt);
  return {
    field: (a ?? b)!.field,
    versions: orderVersions([...inA.filter(survives(inB, seenByB)), ...inB.filter(survives(inA, seenByA))])
  };
}

/** The union of two lists of plain records without repetitions, ordered by rank, ties by content. */
function union<T>(a: readonly T[], b: readonly T[], rank: (item: T) => string): readonly T[] {
  const items = new Map([...a, ...b].map((item) => [`${rank(item)} ${JSON.stringify(item)}`, item] as const));
  return [...items].sort(([p], [q]) => byText(p, q)).map(([, item]) => item);
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function laterChoice(a: Ledger["chosen"], b: Ledger["chosen"]): Ledger["chosen"] {
  if (a === null || b === null) return a ?? b;
  return `${a.at} ${a.track}` > `${b.at} ${b.track}` ? a : b;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
