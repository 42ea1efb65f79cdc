/**
 * The stakeholder's challenge: the demands with their acceptance checks, each held against the bench and against the
 * last deployment; a button that deploys, at most ten times a round; and the log of what came out and what bound.
 */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {
  attemptsLeft,
  attemptsOf,
  currentRound,
  LEDGER_LIMITS,
  ledgerEntry,
  type Place
} from "../lib/lab/ledger.js";
import {withAttempt, withRound} from "../lib/lab/ledgerRounds.js";
import {
  bindingWords,
  type CliffVerdict,
  configurationWords,
  type LoggedDeployment,
  loggedDeployments,
  wayOut
} from "../lib/lessons/cliffChallenge.js";
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import {cliffCopyOf} from "../lib/lessons/cliffLesson.js";
import {cliffMetrics, demandName} from "../lib/lessons/cliffMetrics.js";
import type {Track} from "../lib/tables/track.js";
import type {CliffDesk} from "./cliffDesk.js";
import {plateGlyph} from "./glyphs.js";
import type {Lab} from "./lab.js";

export interface Stakeholder extends HTMLElement {
  /** The configuration of the bench, which a deployment takes. */
  offer(controls: CliffControls): void;
  /** Takes it from the controls, now and at every step: a press of the button never lags behind them. */
  follow(rail: HTMLElement & {readonly value: CliffControls}): void;
  /** What the bench says of it, as far as it is simulated. */
  judge(verdict: CliffVerdict): void;
  /** Draws the log anew: the ledger has changed. */
  refresh(): void;
}

/** The card. It reads the ledger at every press, so that two tabs cannot make eleven of ten. */
export function cliffStakeholder(
  lab: Lab,
  {track, desk}: {readonly track: Track; readonly desk: CliffDesk}
): Stakeholder {
  const mission = track.cliff;
  const place: Place = {track: track.id, part: 3};
  const {role, demands, traffic} = mission.stakeholder;
  let controls: CliffControls | undefined;
  let running = false;

  const rows = demands.map((demand) => {
    const {show} = cliffMetrics[demand.metric];
    const now = html`<span class="now"></span>`;
    const element = html`<li class="demand"><span class="who">${demand.who}</span>
      <span class="check">${demand.check} <strong>${demandName(demand)} ${demand.sense === "atMost" ? "≤" : "≥"} ${show(demand.limit.value)}</strong></span>${now}</li>`;
    return {element, now, show};
  });
  const what = html`<p class="what"></p>`;
  const button = html`<button type="button" class="button primary deploy">Deploy</button>`;
  const pips = html`<ol class="pips" aria-hidden="true"></ol>`;
  const left = html`<p class="left"></p>`;
  const status = html`<p class="status" role="status"></p>`;
  const again = html`<button type="button" class="button" hidden>Start a new round</button>`;
  const over = html`<div class="over"></div>`;
  const log = html`<div></div>`;
  const traffic_ = traffic.poisson ? "random traffic" : "the mission’s own clocked traffic";
  const root = html`<section class="stakeholder" aria-label="The stakeholder’s challenge">
    <div class="card">
      <div class="persona">${plateGlyph(track.glyph)}<div><h3>The ${role}</h3><p class="attribution">imagined, like all personas here</p></div></div>
      <p>${cliffCopyOf(track.id).demand(track)}</p>
      <ul class="demands">${rows.map(({element}) => element)}</ul>
    </div>
    <div class="deploydesk" role="group" aria-label="Deploy">
      <h3>Deploy</h3>${what}
      <p class="note">At full length, on ${traffic_} that you have not seen.</p>
      ${button}${pips}${left}${status}${again}
    </div>
    <div class="log">${log}${over}</div>
  </section>` as Stakeholder;

  const round = () => {
    const deployments = loggedDeployments(mission, attemptsOf(lab.ledger, place));
    const met = deployments.find((deployment) => deployment.met) ?? null;
    const remaining = attemptsLeft(lab.ledger, place);
    return {deployments, met, remaining, ended: met !== null || remaining === 0};
  };
  const enable = () => {
    const {ended} = round();
    button.setAttribute("aria-disabled", String(ended || running));
    again.hidden = !ended;
  };
  button.addEventListener("click", () => {
    if (running || !controls || round().ended) return;
    running = true;
    enable();
    status.textContent = "Deployed. Traffic that you have not seen is running …";
    const attempt = ledgerEntry(lab.ledger, place).attempts.length;
    desk.ask(
      "deploy",
      {track: track.id, controls, attempt},
      ({controls: deployed, verdict, configuration, results}) => {
        running = false;
        try {
          lab.update((ledger) =>
            withAttempt(ledger, {
              ...place,
              id: `deployment-${ledgerEntry(ledger, place).attempts.length + 1}-${lab.editor}`,
              configuration,
              results,
              seed: deployed.seed,
              verdict: verdict.verdict,
              binding: verdict.bindingWords,
              at: lab.now()
            })
          );
        } catch (error) {
          status.textContent = `Not logged: the ledger takes no more (${(error as Error).message}).`;
          enable();
          return;
        }
        const {deployments} = round();
        const saved = lab.status?.failed ? ` Not saved: ${lab.status.words}` : "";
        status.textContent = `Number ${deployments.length}: ${verdict.verdict} ${verdict.met ? "" : `What binds is the ${verdict.bindingWords}.`}${saved}`;
        root.refresh();
      }
    );
  });
  again.addEventListener("click", () => {
    if (!round().ended) return;
    if (currentRound(lab.ledger, place) >= LEDGER_LIMITS.rounds) {
      status.textContent = `The ledger keeps ${LEDGER_LIMITS.rounds} rounds, and this was the last.`;
      return;
    }
    lab.update((ledger) => withRound(ledger, {...place, at: lab.now()}));
    status.textContent = `Round ${currentRound(lab.ledger, place)} begins. The ledger keeps the others.`;
    root.refresh();
    button.focus();
  });

  root.offer = (next) => {
    controls = next;
    what.textContent = `${configurationWords(mission, next)}.`;
  };
  root.follow = (rail) => {
    rail.addEventListener("input", () => root.offer(rail.value));
    root.offer(rail.value);
  };
  root.judge = ({outcomes}) => {
    outcomes.forEach(({value, met}, i) => {
      const {now, show} = rows[i]!;
      now.className = met ? "now met" : "now missed";
      now.textContent = `${met ? "✓" : "✕"} on the bench ${show(value)}`;
    });
  };
  root.refresh = () => {
    const {deployments, met, remaining, ended} = round();
    const most = LEDGER_LIMITS.attemptsPerRound;
    const number = currentRound(lab.ledger, place);
    pips.replaceChildren(
      ...Array.from({length: most}, (_, i) => {
        const one = deployments[i];
        return html`<li class=${one ? (one.met ? "pip pass" : "pip used") : "pip"}></li>`;
      })
    );
    const prefix = number > 1 ? `Round ${number}: ` : "";
    left.textContent = met
      ? `${prefix}met with deployment ${met.number}.`
      : remaining > 0
        ? `${prefix}${remaining} of ${most} deployments left.`
        : `${prefix}all ${most} are used.`;
    log.replaceChildren(
      deploymentTable(
        deployments,
        demands.map(demandName),
        demands.map(({metric}) => cliffMetrics[metric].show)
      )
    );
    over.replaceChildren(...(ended ? [ending(met, deployments)] : []));
    enable();
  };
  const ending = (met: LoggedDeployment | null, deployments: readonly LoggedDeployment[]): HTMLElement => {
    const {cost} = mission.stakeholder.wayOut;
    const known = configurationWords(mission, wayOut(mission));
    const more = html`<p class="note"><a href="#instrument-3i">The whole space</a> is open: every machine that the controls can make, at every rate.</p>`;
    if (met)
      return html`<div><p class="success">Signed, with deployment ${met.number}: ${met.configuration}.</p><p class="note">What it costs is not in the demands. The lab’s own way out is ${known}. ${cost}</p>${more}</div>`;
    return html`<div><p class="failure">Ten deployments, and not all demands are met at once.</p>
      <p class="note">What bound, and how often: ${bindingWords(deployments)}. One way out is ${known}. ${cost}</p>${more}</div>`;
  };
  root.refresh();
  return root;
}

function deploymentTable(
  deployments: readonly LoggedDeployment[],
  names: readonly string[],
  shows: readonly ((value: number) => string)[]
): HTMLElement {
  if (deployments.length === 0)
    return html`<p class="note">Nothing has been deployed yet. Each deployment will stand here: what came out, and which demand bound.</p>`;
  return html`<div class="tablewrap deployments" tabindex="0" role="region" aria-label="Deployments"><table>
    <thead><tr><th scope="col">no.</th><th scope="col">configuration</th><th scope="col" class="number">rate</th>${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}<th scope="col">verdict, and what bound</th></tr></thead>
    <tbody>${deployments.map(
      ({
        number,
        configuration,
        arrivalRate,
        values,
        met,
        verdict,
        binding
      }) => html`<tr class=${met ? "pass" : ""}>
      <th scope="row">${number}</th><td>${configuration}</td><td class="number" data-column="rate">${formatNumber(arrivalRate)}/s</td>
      ${values.map((value, i) => html`<td class="number" data-column=${names[i]}>${shows[i]!(value)}</td>`)}
      <td><strong>${met ? "✓" : "✕"} ${verdict}</strong> ${met ? "" : binding}</td></tr>`
    )}</tbody></table></div>`;
}
