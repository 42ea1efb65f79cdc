/** The ledger as a page: everything that was predicted, deployed, written and measured, track by track. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {evidenceText} from "../lib/lab/evidence.js";
import type {Ledger, LedgerEntry, Lock, Prediction} from "../lib/lab/ledger.js";
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
}

const FIELDS: Readonly<Record<string, string>> = {
  observation: "What I saw",
  explanation: "Explaining the gap",
  reflection: "Reflection"
};

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
    ...locks.flatMap((lock) => lockRows(lock, words)),
    ...texts.flatMap(({field, versions}) =>
      versions
        .filter(({text}) => text.trim() !== "")
        .map(
          ({text, editedAt}, i): Row => [
            `${FIELDS[field] ?? field}${i > 0 ? " (another tab)" : ""}`,
            `${text}\n(${dateAndTime(editedAt)})`
          ]
        )
    ),
    ...evidence.map((item): Row => ["Evidence", evidenceText(item)]),
    ...attempts.map(
      ({round, verdict, binding, at}): Row => [
        `Deployment, round ${round}`,
        `${verdict}: ${binding} (${dateAndTime(at)})`
      ]
    )
  ];
  return html`<section class="ledgerpart">
    <h3>${track ? plateGlyph(track.glyph) : null} ${track?.name ?? entry.track}: ${words.part(part)}</h3>
    <dl>${rows.map(([term, text]) => html.fragment`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
  </section>`;
}

type Row = readonly [term: string, text: string];

function lockRows({question, predictions, skippedAt}: Lock, words: LedgerWords): Row[] {
  const rows: Row[] = predictions.map((prediction, i) => [
    i === 0 ? "First prediction" : "Later prediction",
    `${words.question(question)}\n${predictionText(prediction, words)}`
  ]);
  if (skippedAt !== null)
    rows.unshift(["Skipped", `${words.question(question)}\nat ${dateAndTime(skippedAt)}`]);
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
