/** The facts below any table row, with their sources: value, unit as written, kind, date, source. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import type {Fact} from "../lib/tables/fact.js";

function isFact(value: unknown): value is Fact {
  return (
    typeof value === "object" && value !== null && "kind" in value && "source" in value && "value" in value
  );
}

function collect(value: unknown, path: readonly string[]): (readonly [name: string, fact: Fact])[] {
  if (isFact(value)) return [[path.join(", "), value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => collect(inner, [...path, words(key)]));
}

function words(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

function shown({value, unit}: Fact): string {
  const magnitude = Math.abs(value);
  const number =
    magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7)
      ? value.toExponential(4)
      : formatNumber(value, 5);
  return unit ? `${number} ${unit}` : number;
}

/** A table under its heading; values are in base units (s, B, 1/s, W, J). */
export function factTable(title: string, row: unknown): HTMLElement {
  const facts = collect(row, []);
  return html`<details><summary><strong>${title}</strong>: ${facts.length} figures</summary><table>
    <thead><tr><th scope="col">figure</th><th scope="col" class="number">value (base units)</th><th scope="col">kind</th><th scope="col">date</th><th scope="col">source</th></tr></thead>
    <tbody>${facts.map(([name, fact]) => html`<tr><td>${name}</td><td class="number">${shown(fact)}</td><td>${fact.kind}</td><td>${fact.date}</td><td>${fact.source}</td></tr>`)}</tbody>
  </table></details>`;
}
