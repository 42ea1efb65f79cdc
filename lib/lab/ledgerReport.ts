/**
 * The ledger as a document to hand in: track by track and part by part, in Markdown that reads well as plain text.
 * What ids mean is looked up by functions that are handed in; what the student wrote is text and stays text.
 */
import {formatNumber} from "../format.js";
import {evidenceText} from "./evidence.js";
import {
  type Attempt,
  type Ledger,
  type LedgerEntry,
  type Lock,
  otherVersions,
  type Prediction
} from "./ledger.js";
import {predictionGap} from "./predictionGap.js";

/** What a question asked for, and what was true. */
export interface ReportQuestion {
  readonly title: string;
  /** Unit of the number, "" where it has none. */
  readonly unit: string;
  /** Null where there is no number to compare with. */
  readonly truth: number | null;
}

/** The words for ids; a lookup that does not know an id returns it as it is. */
export interface ReportWords {
  readonly tracks: readonly {readonly id: string; readonly name: string}[];
  part(part: number): string;
  question(place: {readonly track: string; readonly part: number; readonly question: string}): ReportQuestion;
  mechanism(id: string): string;
  choice(id: string): string;
  field(id: string): string;
}

/** The whole ledger; tracks in the order of `words.tracks`, those it does not know after them. */
export function ledgerReport(ledger: Ledger, words: ReportWords): string {
  const order = (track: string) => (words.tracks.findIndex(({id}) => id === track) + 1 || Infinity) as number;
  const tracks = [...new Set(ledger.entries.map(({track}) => track))].sort((a, b) =>
    compare(order(a), order(b))
  );
  const parts = tracks.flatMap((track) => [
    `## ${inline(words.tracks.find(({id}) => id === track)?.name ?? track)}`,
    ...ledger.entries
      .filter((entry) => entry.track === track)
      .flatMap((entry) => [`### ${inline(words.part(entry.part))}`, ...entryLines(ledger, entry, words)])
  ]);
  const body = parts.length > 0 ? parts : ["Nothing has been done yet."];
  return `${["# Model Serving Lab: ledger", `Begun ${day(ledger.createdAt)}. All times are UTC.`, ...body].join("\n\n")}\n`;
}

function entryLines(ledger: Ledger, entry: LedgerEntry, words: ReportWords): string[] {
  const {track, part, locks, texts, evidence, attempts} = entry;
  return [
    ...locks.flatMap((lock) =>
      lockLines(lock, words.question({track, part, question: lock.question}), words)
    ),
    ...texts.flatMap(({field, versions: [shown]}) => [
      `**${inline(words.field(field))}** (${time(shown.editedAt)})`,
      quote(shown.text),
      ...otherVersions(ledger, {track, part, field}).flatMap((other) => [
        `In another tab (${time(other.editedAt)}):`,
        quote(other.text)
      ])
    ]),
    ...(evidence.length > 0
      ? [
          "**Evidence**",
          evidence.map((item) => `- ${inline(evidenceText(item))} (${time(item.at)})`).join("\n")
        ]
      : []),
    ...[...new Set(attempts.map(({round}) => round))].flatMap((round) => [
      `**Deployments, round ${round}**`,
      attempts
        .filter((attempt) => attempt.round === round)
        .map((attempt, i) => `${i + 1}. ${attemptLine(attempt)}`)
        .join("\n")
    ])
  ];
}

function lockLines(
  {predictions, skippedAt, revealedAt}: Lock,
  {title, unit, truth}: ReportQuestion,
  words: ReportWords
): string[] {
  const line = (prediction: Prediction, i: number) => {
    const after = revealedAt !== null && prediction.committedAt > revealedAt ? ", after the reveal" : "";
    const said = [
      ...(prediction.number === null ? [] : [`${formatNumber(prediction.number, 6)} ${unit}`.trim()]),
      ...(prediction.choice === null ? [] : [words.choice(prediction.choice)])
    ].join(", ");
    const name = i === 0 ? "First prediction" : "Later prediction";
    return `- ${name}: ${inline(said)}; ${inline(words.mechanism(prediction.mechanism))}; confidence ${prediction.confidence} of 5 (${time(prediction.committedAt)}${after})${gapWords(prediction, truth)}`;
  };
  const skipped = skippedAt === null ? [] : [`- Skipped (${time(skippedAt)})`];
  const answer = truth === null ? [] : [`- Truth: ${`${formatNumber(truth, 6)} ${inline(unit)}`.trim()}`];
  return [`**${inline(title)}**`, [...skipped, ...predictions.map(line), ...answer].join("\n")];
}

function gapWords({number}: Prediction, truth: number | null): string {
  if (number === null || truth === null) return "";
  const {ratio, direction, within} = predictionGap(number, truth);
  if (within) return ": right within a tenth";
  const times = Number.isFinite(ratio) ? `, ${formatNumber(ratio)} times the truth` : "";
  return `: too ${direction === "under" ? "low" : "high"}${times}`;
}

function attemptLine({configuration, seed, results, verdict, binding, at}: Attempt): string {
  const list = (record: Attempt["results"]) =>
    Object.entries(record)
      .map(([key, value]) => `${key} ${typeof value === "number" ? formatNumber(value, 4) : String(value)}`)
      .join(", ");
  return inline(
    `${sentence(binding === "" || binding === "none" ? verdict : `${verdict.replace(/\.$/, "")}: ${binding}`)} ${list(configuration)}, seed ${seed}: ${list(results)} (${time(at)})`
  );
}

function sentence(words: string): string {
  return words.endsWith(".") ? words : `${words}.`;
}

function quote(text: string): string {
  return escaped(text)
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function inline(text: string): string {
  return escaped(text.replace(/\s+/g, " ").trim());
}

/** Text that no Markdown viewer takes for markup that loads or runs anything: no HTML, links or images. */
function escaped(text: string): string {
  return text.replace(/[\\<]/g, "\\$&").replace(/\](?=[([:])/g, "\\]");
}

function day(iso: string): string {
  return iso.slice(0, "2026-01-31".length);
}

function time(iso: string): string {
  return iso.slice(0, "2026-01-31T12:00".length).replace("T", " ");
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
