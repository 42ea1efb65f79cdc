/** The deployments of a round as a table: what was deployed, what came out, and which limit bound, in words. */
import {html} from "htl";
import {formatDuration, formatNumber, formatPercent} from "../lib/format.js";
import type {Deployment} from "../lib/lessons/batchingDeployment.js";

/** The table; a sentence where nothing has been deployed yet. */
export function deploymentLog(
  deployments: readonly Deployment[],
  {latencyName}: {readonly latencyName: string}
): HTMLElement {
  if (deployments.length === 0)
    return html`<p class="note">Nothing has been deployed yet. Each deployment will stand here: what came out, and which limit bound.</p>`;
  const columns = [
    "batch",
    "window",
    "throughput",
    "mean",
    "p99",
    ...(latencyName === "p99" ? [] : [latencyName]),
    "missed"
  ];
  return html`<div class="tablewrap deployments" tabindex="0" role="region" aria-label="Deployments"><table role="table">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">no.</th>${columns.map((name) => html`<th scope="col" role="columnheader" class="number">${name}</th>`)}<th scope="col" role="columnheader">verdict, and what bound</th></tr></thead>
    <tbody role="rowgroup">${deployments.map((one) => row(one, columns, latencyName))}</tbody>
  </table></div>`;
}

/** Narrow, a row is a card whose cells carry their column's name (batching.css); the roles keep it a table for all. */
function row(one: Deployment, columns: readonly string[], latencyName: string): HTMLElement {
  const {number, batch, window, throughput, mean, p99, latency, misses, verdict, binding, pass} = one;
  const values = [
    String(batch),
    formatDuration(window),
    `${formatNumber(throughput)}/s`,
    time(mean),
    time(p99),
    ...(latencyName === "p99" ? [] : [time(latency)]),
    formatPercent(misses)
  ];
  return html`<tr role="row" class=${pass ? "pass" : ""}>
    <th scope="row" role="rowheader"><span class=${pass ? "deploymentmark pass" : "deploymentmark"}><span>${number}</span></span></th>
    ${values.map((value, i) => html`<td role="cell" class="number" data-column=${columns[i]}>${value}</td>`)}
    <td role="cell"><strong>${pass ? "✓" : "✕"} ${verdict}.</strong> ${binding}</td></tr>`;
}

function time(seconds: number): string {
  return Number.isFinite(seconds) ? formatDuration(seconds) : "∞";
}
