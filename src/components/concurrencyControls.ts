/** Part 1's rail: arrival rate, model execution time, units of hardware, seed, and the capacity that the load needs. */
import {html} from "htl";
import {formatBytes, formatNumber, formatPercent} from "../lib/format.js";
import {
  type ConcurrencyControls,
  meanServiceTime,
  memoryLimit,
  missionControls,
  servingPlaces
} from "../lib/lessons/concurrencyScenario.js";
import {machineCapacity} from "../lib/lessons/machineCapacity.js";
import type {ConcurrencyMission} from "../lib/tables/track.js";
import {seedField} from "./seedField.js";
import {slider} from "./slider.js";

export interface ControlsRail extends HTMLElement {
  readonly value: ConcurrencyControls;
}

export interface ControlsRailOptions {
  readonly value: ConcurrencyControls;
  readonly disabled: boolean;
}

/** A custom input: owns `.value` and emits `input`. Disabled, it shows what will be there. */
export function controlsRail(
  mission: ConcurrencyMission,
  {value: initial, disabled}: ControlsRailOptions
): ControlsRail {
  const {servers} = mission;
  const rate = slider("Arrival rate", mission.arrivalRange, {
    value: initial.arrivalRate,
    disabled,
    was: mission.arrivalRate.value
  });
  const time = slider("Model execution time", mission.executionRange, {
    value: initial.executionTime,
    disabled
  });
  const units =
    servers.max > servers.min
      ? slider(
          capitalized(servers.unit.many),
          {min: servers.min, max: servers.max, step: 1, unit: ["", 1], snap: true},
          {value: initial.units, disabled}
        )
      : null;
  const seed = seedField(initial.seed, {disabled});
  const goal = slider(
    "Busy at most",
    {min: 0.3, max: 1, step: 0.05, unit: ["%", 0.01]},
    {value: 0.8, disabled, digits: 3}
  );
  const capacity = html`<div class="capacity" role="status"></div>`;
  const placesRow = html`<output class="value"></output>`;
  const reset = html`<button type="button" class="button" disabled=${disabled}>Set back to the mission</button>`;

  const value = (): ConcurrencyControls => ({
    arrivalRate: rate.value,
    executionTime: time.value,
    units: units?.value ?? servers.start,
    seed: seed.value
  });
  const render = () => {
    const now = value();
    placesRow.textContent = formatNumber(servingPlaces(mission, now.units));
    const need = machineCapacity(mission, now, goal.value);
    const busy =
      (now.arrivalRate * meanServiceTime(mission, now.executionTime)) / servingPlaces(mission, now.units);
    const unitName = need.units === 1 ? servers.unit.one : servers.unit.many;
    capacity.replaceChildren(
      html`<p class="note"><strong>${need.places} ${need.places === 1 ? "place" : "places"}</strong> to stay ${formatPercent(goal.value)} busy: ${formatNumber(need.offeredLoad)} ÷ ${formatNumber(goal.value)}. <strong>${formatBytes(need.bytes)}, ${need.units} ${unitName}.</strong></p>`,
      html`<p class="note">${busy >= 1 ? `Now: ${formatPercent(busy, 3)} offered, more than the places can bear.` : `Now: ${formatPercent(busy, 3)} busy.`}</p>`
    );
  };
  const root = html`<section class="controls rail" aria-label="Controls">
    <h3>Controls</h3>
    ${rate}${time}${units}
    <hr>
    <div class="field"><span>Places that serve</span>${placesRow}</div>
    ${seed}
    ${disabled ? html`<p class="note">They work as soon as your prediction is in.</p>` : html`<div class="needed"><strong>Capacity this load needs</strong>${goal}${capacity}</div>`}
    <p class="note">▼ marks the rate before it doubled. ${formatBytes(mission.memory.limit.value)} ÷ ${formatBytes(mission.memory.perRequest.value)} gives ${memoryLimit(mission, 1)} in memory${servers.max > 1 ? ` for each ${servers.unit.one}` : ""}.</p>
    ${disabled ? null : reset}
  </section>` as ControlsRail;

  goal.addEventListener("input", (event) => {
    event.stopPropagation();
    render();
  });
  root.addEventListener("input", render);
  reset.addEventListener("click", () => {
    const mine = missionControls(mission);
    rate.value = mine.arrivalRate;
    time.value = mine.executionTime;
    if (units) units.value = mine.units;
    seed.value = mine.seed;
    root.dispatchEvent(new Event("input", {bubbles: true}));
  });
  Object.defineProperty(root, "value", {get: value});
  render();
  return root;
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
