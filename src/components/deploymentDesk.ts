/**
 * The ten-deployments rule at the rail: a button that commits the configuration of the sliders, what is left of the
 * ten, the claim that no batch size meets both, and a new round. Everything goes into the ledger.
 */
import {html} from "htl";
import {LEDGER_LIMITS, type Place} from "../lib/lab/ledger.js";
import {withStep} from "../lib/lab/ledgerChanges.js";
import {withAttempt, withRound} from "../lib/lab/ledgerRounds.js";
import type {Deployable, DeploymentReport} from "../lib/lessons/batchingDeployment.js";
import {claimStep, type Round, roundOf} from "../lib/lessons/batchingRound.js";
import {type BatchingControls, windowName} from "../lib/lessons/batchingScenario.js";
import type {BatchingDesk} from "./batchingDesk.js";
import type {Lab} from "./lab.js";

export interface DeploymentDesk extends HTMLElement {
  /** The configuration that the sliders show, and whether they show another machine than the mission's. */
  offer(configuration: Deployable, options: {readonly otherMachine: boolean}): void;
  /** Takes what the sliders show from them, now and at every step: a press of the button never lags behind them. */
  follow(rail: HTMLElement & {readonly value: BatchingControls}): void;
  /** The round has changed. */
  showRound(round: Round): void;
}

export interface DeploymentDeskOptions {
  readonly place: Place;
  readonly desk: BatchingDesk;
  /** Whether the claim is true here. */
  readonly reachable: boolean;
}

const SEEDS = 2 ** 32;

/** The desk. It reads the round from the ledger at every press, so that two tabs cannot make eleven of ten. */
export function deploymentDesk(lab: Lab, {place, desk, reachable}: DeploymentDeskOptions): DeploymentDesk {
  let configuration: Deployable | undefined;
  let busy = false;
  const what = html`<p class="what"></p>`;
  const machine = html`<p class="note" hidden>The sliders show another machine. What you have, and deploy on, is the mission’s at 1×.</p>`;
  const button = html`<button type="button" class="button primary deploy">Deploy</button>`;
  const pips = html`<ol class="pips" aria-hidden="true"></ol>`;
  const left = html`<p class="left"></p>`;
  const status = html`<p class="status" role="status"></p>`;
  const claim = html`<button type="button" class="linkbutton">No batch size meets both</button>`;
  const yes = html`<button type="button" class="button">Yes, none meets both</button>`;
  const no = html`<button type="button" class="button">No, go on</button>`;
  const confirm = html`<div class="confirm" hidden><p class="note">That is an answer, and it ends the round. Is it yours?</p><p>${yes} ${no}</p></div>`;
  const again = html`<button type="button" class="button" hidden>Start a new round</button>`;
  const root = html`<div class="deploymentdesk" role="group" aria-label="Deploy">
    <h3>Deploy</h3>${what}${machine}${button}${again}${pips}${left}${status}<p class="claim">${claim}</p>${confirm}
  </div>` as DeploymentDesk;

  const enable = (round: Round) => {
    const over = round.state !== "running";
    button.setAttribute("aria-disabled", String(over || busy));
    claim.hidden = over;
    again.hidden = !over;
    if (over) confirm.hidden = true;
  };
  const commit = (report: DeploymentReport) => {
    busy = false;
    const id = `deployment-${randomSeed()}-${randomSeed()}`;
    try {
      lab.update((ledger) => withAttempt(ledger, {...place, ...report, id, at: lab.now()}));
    } catch (error) {
      status.textContent = `Not logged: the ledger is full (${(error as Error).message}).`;
      return;
    }
    const round = roundOf(lab.ledger, place);
    const saved = lab.status?.failed ? ` Not saved: ${lab.status.words}` : "";
    status.textContent = `Number ${round.deployments.length}: ${report.verdict}. ${report.binding}${saved}`;
    root.showRound(round);
    // On a short screen the rail scrolls by itself, and what came out would stand below its edge.
    status.scrollIntoView?.({block: "nearest"});
  };
  button.addEventListener("click", () => {
    const round = roundOf(lab.ledger, place);
    if (busy || !configuration || round.state !== "running") return;
    busy = true;
    enable(round);
    status.textContent = "Deployed. Traffic that you have not seen is running …";
    desk.ask("deploy", {track: place.track, configuration, seed: randomSeed()}, commit);
  });
  claim.addEventListener("click", () => {
    confirm.hidden = false;
    no.focus();
  });
  no.addEventListener("click", () => {
    confirm.hidden = true;
    claim.focus();
  });
  yes.addEventListener("click", () => {
    const round = roundOf(lab.ledger, place);
    if (round.state !== "running") return;
    lab.update((ledger) => withStep(ledger, {...place, step: claimStep(round.round), at: lab.now()}));
    status.textContent = reachable
      ? "Not so: there are configurations that meet both. One stands below."
      : "Accepted. No batch size meets both; the reason stands below.";
    root.showRound(roundOf(lab.ledger, place));
    button.focus();
  });
  again.addEventListener("click", () => {
    const round = roundOf(lab.ledger, place);
    if (round.state === "running") return;
    if (round.round >= LEDGER_LIMITS.rounds) {
      status.textContent = `The ledger keeps ${LEDGER_LIMITS.rounds} rounds, and this was the last.`;
      return;
    }
    lab.update((ledger) => withRound(ledger, {...place, at: lab.now()}));
    status.textContent = `Round ${round.round + 1} begins. The ledger keeps the others.`;
    root.showRound(roundOf(lab.ledger, place));
    button.focus();
  });

  root.offer = (next, {otherMachine}) => {
    configuration = next;
    machine.hidden = !otherMachine;
    what.textContent = `Batch size ${next.batch}, ${windowName(next.window)}.`;
  };
  root.follow = (rail) => {
    const take = () => {
      const {batch, window, speed} = rail.value;
      root.offer({batch, window}, {otherMachine: speed !== 1});
    };
    rail.addEventListener("input", take);
    take();
  };
  root.showRound = (round) => {
    const {deployments, state, left: remaining} = round;
    const most = LEDGER_LIMITS.attemptsPerRound;
    pips.replaceChildren(
      ...Array.from({length: most}, (_, i) => {
        const one = deployments[i];
        return html`<li class=${one ? (one.pass ? "pip pass" : "pip used") : "pip"}></li>`;
      })
    );
    const number = round.round > 1 ? `Round ${round.round}: ` : "";
    left.textContent = {
      running: `${number}${remaining} of ${most} deployments left.`,
      met: `${number}met with deployment ${deployments.find(({pass}) => pass)?.number ?? deployments.length}.`,
      used: `${number}all ${most} are used.`,
      claimed: `${number}ended by your claim.`
    }[state];
    enable(round);
  };
  root.showRound(roundOf(lab.ledger, place));
  return root;
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % SEEDS;
}
