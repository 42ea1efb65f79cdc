/** The ledger as a page: everything that was predicted, deployed, written and measured, track by track. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {evidenceText} from "../lib/lab/evidence.js";
import type {Attempt, Ledger, LedgerEntry, LedgerRecord, Lock, Prediction} from "../lib/lab/ledger.js";
import type {Track} from "../lib/tables/track.js";
import {plateGlyph} from "./glyphs.js";
import {confidences} from "./predictionLock.js";
import {clockTime} from "./ticket.js";

/** The words for ids in the ledger: mechanisms, questions, fields. Unknown ids are shown as they are. */
export interface LedgerWords {
  readonly question: (id: string) => string;
  readonly mechanism: (id: string) => string;
  readonly choice: (id: string) => string;
  readonly part: (part: number) => string;
  /** What the lab says to the question on this track, or null where it takes a simulation. */
  readonly truth: (question: string, track: string) => string | null;
}

const FIELDS: Readonly<Record<string, string>> = {
  observation: "What I saw",
  explanation: "Explaining the gap",
  reflection: "Reflection"
};

/** What a text of the student's is called; an unknown field as it is. */
export const fieldName = (field: string): string => FIELDS[field] ?? field;

/** What a deployment says that nothing bound. */
const NONE = "none";

/** One card a part and track that holds something; a sentence where nothing is there yet. */
export function ledgerView(ledger: Ledger, tracks: readonly Track[], words: LedgerWords): HTMLElement {
  const entries = ledger.entries.filter(hasContent);
  if (entries.length === 0)
    return html`<p>Nothing yet. Commit a prediction in <a href="./concurrency">Part 1</a>, and it will stand here with its time.</p>`;
  const known = tracks.map(({id}) => id);
  const ordered = [...entries].sort(
    (a, b) => known.indexOf(a.track) - known.indexOf(b.track) || a.part - b.part
  );
  return html`<div>${ordered.map((entry) =>
    entryCard(
      entry,
      tracks.find(({id}) => id === entry.track),
      words
    )
  )}</div>`;
}

function hasContent({locks, texts, evidence, attempts}: LedgerEntry): boolean {
  return locks.length + texts.length + evidence.length + attempts.length > 0;
}

function entryCard(entry: LedgerEntry, track: Track | undefined, words: LedgerWords): HTMLElement {
  const {part, locks, texts, evidence, attempts} = entry;
  const rows = [
    ...locks.flatMap((lock) => lockRows(lock, entry.track, words)),
    ...texts.flatMap(({field, versions}) =>
      versions
        .filter(({text}) => text.trim() !== "")
        .map(
          ({text, editedAt}, i): Row => [
            `${fieldName(field)}${i > 0 ? " (another tab)" : ""}`,
            `${text}\n(${dateAndTime(editedAt)})`
          ]
        )
    ),
    ...evidence.map((item): Row => ["Evidence", evidenceText(item)]),
    ...attempts.map((attempt): Row => {
      const number = attempts.filter(({round}) => round === attempt.round).indexOf(attempt) + 1;
      return [`Deployment ${number}, round ${attempt.round}`, attemptText(attempt)];
    })
  ];
  return html`<section class="ledgerpart">
    <h3>${track ? plateGlyph(track.glyph) : null} ${track?.name ?? entry.track}: ${words.part(part)}</h3>
    <dl>${rows.map(([term, text]) => html.fragment`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
  </section>`;
}

type Row = readonly [term: string, text: string];

/** What was deployed, what came out, and the verdict. */
function attemptText({configuration, results, verdict, binding, at}: Attempt): string {
  const numbers = Object.fromEntries(
    Object.entries(results).filter(([, value]) => typeof value === "number")
  );
  const why = binding === "" || binding === NONE ? "" : ` ${binding}`;
  return `${recordText(configuration)}\n${verdict.replace(/\.$/, "")}.${why}\n${recordText(numbers)} (${dateAndTime(at)})`;
}

const recordText = (record: LedgerRecord): string =>
  Object.entries(record)
    .map(([key, value]) => `${key} ${typeof value === "number" ? formatNumber(value) : value}`)
    .join("; ");

function lockRows({question, predictions, skippedAt}: Lock, track: string, words: LedgerWords): Row[] {
  const rows: Row[] = predictions.map((prediction, i) => [
    i === 0 ? "First prediction" : "Later prediction",
    `${words.question(question)}\n${predictionText(prediction, words)}`
  ]);
  if (skippedAt !== null)
    rows.unshift(["Skipped", `${words.question(question)}\nat ${dateAndTime(skippedAt)}`]);
  const truth = words.truth(question, track);
  if (truth !== null) rows.push(["The lab’s answer", truth]);
  return rows;
}

function predictionText(
  {number, choice, mechanism, confidence, committedAt}: Prediction,
  words: LedgerWords
): string {
  const said =
    [
      ...(choice === null ? [] : [words.choice(choice)]),
      ...(number === null ? [] : [formatNumber(number, 4)])
    ].join(" ") || "–";
  return `${said}. ${words.mechanism(mechanism)} (${confidences[confidence - 1]}, ${dateAndTime(committedAt)})`;
}

function dateAndTime(iso: string): string {
  return `${new Date(iso).toLocaleDateString("en-GB")} ${clockTime(iso)}`;
}
