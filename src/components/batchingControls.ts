/** Part 2's rail: batch size, window, service rate, seed; below them is the place where a configuration is deployed. */
import {html} from "htl";
import {formatDuration, formatNumber} from "../lib/format.js";
import {
  type BatchingControls,
  latencyName,
  missionServiceTimes,
  startingBatch
} from "../lib/lessons/batchingScenario.js";
import {type Glance, glance, type Surroundings} from "../lib/lessons/batchingSurroundings.js";
import type {BatchingMission, Track} from "../lib/tables/track.js";
import {seedField} from "./seedField.js";
import {slider} from "./slider.js";

export interface BatchingRail extends HTMLElement {
  readonly value: BatchingControls;
  /** What the sweep knows: from then on, the rail says at once about what to expect. */
  surround(surroundings: Surroundings): void;
}

export interface BatchingRailOptions {
  readonly value: BatchingControls;
  readonly disabled: boolean;
  /** Where configurations are deployed; sits in the rail. */
  readonly deployment: Element | null;
}

/** A custom input: owns `.value` and emits `input`. Disabled, it shows what will be there. */
export function batchingRail(
  {batching: mission}: Track,
  {value: initial, disabled, deployment}: BatchingRailOptions
): BatchingRail {
  const {one} = mission.request;
  const batch = slider("Batch size", mission.batchRange, {value: initial.batch, disabled});
  const window = slider("Max batch window", mission.windowRange, {value: initial.window, disabled});
  const speed = slider("Service rate", mission.speedRange, {value: initial.speed, disabled});
  const seed = seedField(initial.seed, {disabled});
  const times = html`<p class="note" role="status"></p>`;
  const expected = html`<p class="glance" hidden=${disabled}></p>`;
  let surroundings: Surroundings | null = null;
  const reset = html`<button type="button" class="button" disabled=${disabled}>Set back to the mission</button>`;
  const value = (): BatchingControls => ({
    batch: batch.value,
    window: window.value,
    speed: speed.value,
    seed: seed.value
  });
  const render = () => {
    const now = value();
    const service = missionServiceTimes(mission, now.speed);
    const full = now.batch === 1 ? "" : `, ${now.batch} together ${formatDuration(service[now.batch]!)}`;
    times.textContent = `One ${one} alone takes ${formatDuration(service[1]!)}${full}: at most ${formatNumber(now.batch / service[now.batch]!)} per second.`;
  };
  const expect = () => {
    const found = surroundings && glance(mission, surroundings, value());
    expected.textContent = found ? `Expect ${glanceWords(found, mission)}.` : "";
  };
  const root = html`<section class="controls rail" aria-label="Controls">
    <h3>Controls</h3>
    ${batch}${window}${speed}
    ${expected}${times}
    ${seed}
    ${disabled ? html`<p class="note">They work as soon as your prediction is in. Then you have ten deployments.</p>` : [html`<hr>`, deployment, html`<hr>`, reset]}
  </section>` as BatchingRail;
  root.addEventListener("input", () => {
    render();
    expect();
  });
  root.surround = (known) => {
    surroundings = known;
    expect();
  };
  reset.addEventListener("click", () => {
    const mine = startingBatch(mission);
    batch.value = mine.batch;
    window.value = mine.window;
    speed.value = mine.speed;
    seed.value = mine.seed;
    root.dispatchEvent(new Event("input", {bubbles: true}));
  });
  Object.defineProperty(root, "value", {get: value});
  render();
  return root;
}

/** About what to expect, in two significant digits: the sweep is read between its places. */
function glanceWords({throughput, latency}: Glance, mission: BatchingMission): string {
  const time = Number.isFinite(latency) ? `about ${formatDuration(latency, 2)}` : "without end";
  return `about ${formatNumber(throughput, 2)} per second of machine time, ${latencyName(mission)} ${time}`;
}
