/** Part 3's rail: the load and its shape, the two levels, policy and precision, the token budget, the seed. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {
  budgetHasEffect,
  type CliffControls,
  cliffStart,
  LEVEL_CONTROLS,
  type LevelControl,
  levelOf,
  levelsOf,
  missingFor
} from "../lib/lessons/cliffControls.js";
import type {CliffMission} from "../lib/tables/track.js";
import {levelChoice} from "./levelChoice.js";
import {seedField} from "./seedField.js";
import {slider} from "./slider.js";

export interface CliffRail extends HTMLElement {
  readonly value: CliffControls;
}

export interface CliffRailOptions {
  readonly value: CliffControls;
  readonly disabled: boolean;
}

/** A custom input: owns `.value` and emits `input`. Disabled, it shows what will be there. */
export function cliffRail(mission: CliffMission, {value: initial, disabled}: CliffRailOptions): CliffRail {
  const start = cliffStart(mission);
  const rate = slider("Arrival rate", mission.arrivalRange, {
    value: initial.arrivalRate,
    disabled,
    was: start.arrivalRate
  });
  const poisson =
    html`<input type="checkbox" role="switch" checked=${initial.poisson} disabled=${disabled}>` as HTMLInputElement;
  const burst = slider("Burstiness", mission.burstinessRange, {value: initial.burstiness, disabled});
  const burstNote = html`<p class="note"></p>`;
  const choices = Object.fromEntries(
    LEVEL_CONTROLS.map((control) => [
      control,
      levelChoice(mission.controls[control], levelsOf(mission, control), {value: initial[control], disabled})
    ])
  ) as Readonly<Record<LevelControl, ReturnType<typeof levelChoice>>>;
  const budget =
    mission.budget === null
      ? null
      : slider("Token budget", mission.budget.range, {value: initial.budget, disabled});
  const budgetNote = html`<p class="note"></p>`;
  const seed = seedField(initial.seed, {disabled});
  const reset = html`<button type="button" class="button">Set back to the mission</button>`;

  const value = (): CliffControls => ({
    arrivalRate: rate.value,
    state: choices.state.value,
    pool: choices.pool.value,
    policy: choices.policy.value,
    precision: choices.precision.value,
    budget: budget?.value ?? 0,
    poisson: poisson.checked,
    burstiness: burst.value,
    seed: seed.value
  });
  const render = () => {
    const now = value();
    for (const control of LEVEL_CONTROLS)
      choices[control].limit((id) => {
        const missing = missingFor(mission, levelOf(mission, control, id), now);
        return missing.length === 0 ? "" : `does nothing without: ${missing.join(" or ")}`;
      });
    for (const input of burst.querySelectorAll("input")) input.disabled = disabled || !now.poisson;
    burstNote.textContent = now.poisson
      ? `Coefficient of variation of the gaps: ${now.burstiness > 1 ? `${formatNumber(now.burstiness)}, they come in bursts` : "1, Poisson"}.`
      : "By the clock: there is nothing to burst.";
    if (budget && mission.budget) {
      const idle = !budgetHasEffect(mission, now);
      for (const input of budget.querySelectorAll("input")) input.disabled = disabled || idle;
      budgetNote.textContent = idle
        ? `Tokens an iteration; only with ${mission.budget.needs.map((id) => levelOf(mission, "policy", id).name).join(" or ")}.`
        : "Tokens an iteration computes at most. Small: the others hardly notice a prompt. Large: the prompt is through sooner.";
    }
  };
  const root = html`<section class="controls rail cliffrail" aria-label="Controls">
    <h3>Controls</h3>
    ${rate}
    <label class="switch">${poisson}<span>Poisson traffic</span></label>
    ${burst}${burstNote}
    <hr>
    ${choices.policy}
    ${budget}${budget ? budgetNote : null}
    <hr>
    ${choices.pool}
    ${choices.state}
    ${choices.precision}
    <hr>
    ${seed}
    <p class="note">${disabled ? "They work as soon as your prediction is in." : "▼ marks the mission’s own rate."}</p>
    ${disabled ? null : reset}
  </section>` as CliffRail;

  root.addEventListener("input", render);
  poisson.addEventListener("change", (event) => {
    event.stopPropagation();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  });
  poisson.addEventListener("input", (event) => event.stopPropagation());
  reset.addEventListener("click", () => {
    rate.value = start.arrivalRate;
    for (const control of LEVEL_CONTROLS) choices[control].value = start[control];
    if (budget) budget.value = start.budget;
    poisson.checked = start.poisson;
    burst.value = start.burstiness;
    seed.value = start.seed;
    root.dispatchEvent(new Event("input", {bubbles: true}));
  });
  Object.defineProperty(root, "value", {get: value});
  render();
  return root;
}
