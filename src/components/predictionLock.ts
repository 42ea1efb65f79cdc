/**
 * The lock before the instruments: a choice where the question has one, a number, a mechanism, a confidence, and an
 * explicit commitment. It emits `input`
 * with `.value = {kind: "commit", …} | {kind: "skip"}`; what was committed before is the page's to show.
 */

import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {parseNumber} from "../lib/lab/prediction.js";
import {lockScale} from "./lockScale.js";
import {uniqueId} from "./theme.js";

/** One of a few answers: a claim and, where it needs one, its reason. */
export interface LockOption {
  readonly id: string;
  readonly claim: string;
  readonly why?: string;
}

export interface LockQuestion {
  /** The question itself, in lines. */
  readonly lines: readonly string[];
  /** Asked before the number, where the question has a direction or a yes and no. */
  readonly choice?: {readonly title: string; readonly options: readonly LockOption[]};
  readonly unitName: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value before the change, marked on the scale. */
  readonly before: number;
  readonly mechanisms: readonly LockOption[];
  /** Title of the number's step; "A number" if absent. */
  readonly numberTitle?: string;
  readonly beforeName?: string;
}

export type LockAnswer =
  | {
      readonly kind: "commit";
      readonly choice: string | null;
      readonly number: number;
      readonly mechanism: string;
      readonly confidence: 1 | 2 | 3 | 4 | 5;
    }
  | {readonly kind: "skip"};

export interface PredictionLock extends HTMLElement {
  readonly value: LockAnswer | undefined;
}

export const confidences = ["a guess", "doubtful", "even", "fairly sure", "certain"] as const;

/** The form of the lock. */
export function predictionLock(question: LockQuestion): PredictionLock {
  const name = uniqueId("lock");
  const {
    min,
    max,
    step,
    before,
    unitName,
    mechanisms,
    choice: asked,
    numberTitle = "A number",
    beforeName = "now"
  } = question;
  const steps = asked
    ? {choice: 1, number: 2, mechanism: 3, confidence: 4}
    : {number: 1, mechanism: 2, confidence: 3};
  let choice: string | undefined;
  let number: number | undefined;
  let mechanism: string | undefined;
  let confidence: 1 | 2 | 3 | 4 | 5 | undefined;
  let value: LockAnswer | undefined;

  const field =
    html`<input type="text" inputmode="decimal" autocomplete="off" placeholder="?" aria-label=${`Your number of ${unitName}`} aria-describedby=${`${name}-scale`}>` as HTMLInputElement;
  const less = html`<button type="button" class="button" aria-label="Less">−</button>`;
  const more = html`<button type="button" class="button" aria-label="More">+</button>`;
  const scale = html`<div id=${`${name}-scale`}></div>`;
  const message = html`<p class="message" role="alert"></p>`;

  const drawScale = () => {
    const width = Math.max(220, scale.clientWidth || 460);
    scale.replaceChildren(
      lockScale(
        {before, beforeName, max, unitName, ...(number === undefined ? {} : {prediction: number})},
        width
      )
    );
  };
  const read = (): string => {
    const parsed = parseNumber(field.value, {min, max: Number.MAX_VALUE});
    number = parsed.ok ? parsed.value : undefined;
    field.setAttribute("aria-invalid", String(!parsed.ok && field.value.trim() !== ""));
    drawScale();
    return parsed.ok ? "" : parsed.message;
  };
  const nudge = (direction: 1 | -1) => {
    const from = number ?? before;
    const next = Math.max(min, Math.round((from + direction * step) / step) * step);
    field.value = formatNumber(next, 6).replaceAll(",", "");
    message.textContent = read();
  };
  less.addEventListener("click", () => nudge(-1));
  more.addEventListener("click", () => nudge(1));
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    message.textContent = field.value.trim() === "" ? "" : read();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    nudge(event.key === "ArrowUp" ? 1 : -1);
  });

  const radios = (group: string, options: readonly LockOption[], onChoose: (id: string) => void) =>
    options.map(({id, claim, why = ""}) => {
      const radio = html`<input type="radio" name=${`${name}-${group}`} value=${id}>`;
      radio.addEventListener("change", (event) => {
        event.stopPropagation();
        onChoose(id);
        message.textContent = "";
      });
      return html`<label class="option">${radio}<span><strong>${claim}</strong> ${why}</span></label>`;
    });
  const choices = asked
    ? html`<fieldset class="choice"><legend><span class="step">1</span>${asked.title}</legend><div class="radios">${radios(
        "choice",
        asked.options,
        (id) => {
          choice = id;
        }
      )}</div></fieldset>`
    : null;
  const options = radios("mechanism", mechanisms, (id) => {
    mechanism = id;
  });

  const diamonds = confidences.map((words, index) => {
    const radio = html`<input type="radio" name=${`${name}-confidence`} value=${index + 1}>`;
    radio.addEventListener("change", (event) => {
      event.stopPropagation();
      confidence = (index + 1) as 1 | 2 | 3 | 4 | 5;
      for (const [i, diamond] of diamonds.entries()) diamond.classList.toggle("on", i <= index);
      message.textContent = "";
    });
    return html`<label class="diamond">${radio}<span class="mark" aria-hidden="true"></span>${words}</label>`;
  });

  const commit = html`<button type="button" class="button primary">Commit prediction</button>`;
  const skip = html`<button type="button" class="linkbutton">Skip, and let the ledger say so</button>`;
  const root = html`<div class="lock" role="form" aria-label="Your prediction">
    ${choices}
    <div class="top">
      <fieldset><legend><span class="step">${steps.number}</span>${numberTitle}</legend>
        <div class="number">${less}${field}${more}<span>${unitName}</span></div>${scale}
      </fieldset>
      <fieldset class="mechanism"><legend><span class="step">${steps.mechanism}</span>The mechanism</legend><div class="radios">${options}</div></fieldset>
    </div>
    <div class="bottom">
      <fieldset><legend><span class="step">${steps.confidence}</span>How sure are you?</legend><div class="diamonds">${diamonds}</div></fieldset>
      <div class="commit">${commit}${skip}${message}</div>
    </div>
    <p class="promise">The clock stamps your first answer and nobody can change it, you included. A wrong one costs nothing. It is the most useful kind.</p>
  </div>` as PredictionLock;

  const answer = (given: LockAnswer) => {
    value = given;
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  commit.addEventListener("click", () => {
    const problem = read();
    if (asked && choice === undefined) {
      message.textContent = "Step 1: choose one of the answers.";
      choices?.querySelector("input")?.focus();
    } else if (problem !== "" || number === undefined) {
      message.textContent = problem === "" ? "A number is missing." : `Step ${steps.number}: ${problem}`;
      field.focus();
    } else if (mechanism === undefined) {
      message.textContent = `Step ${steps.mechanism}: choose the mechanism behind your number.`;
      root.querySelector<HTMLInputElement>(".mechanism input")?.focus();
    } else if (confidence === undefined) {
      message.textContent = `Step ${steps.confidence}: say how sure you are.`;
      root.querySelector<HTMLInputElement>(".diamond input")?.focus();
    } else {
      answer({kind: "commit", choice: choice ?? null, number, mechanism, confidence});
    }
  });
  skip.addEventListener("click", () => answer({kind: "skip"}));
  Object.defineProperty(root, "value", {get: () => value});
  if (typeof ResizeObserver === "function") new ResizeObserver(drawScale).observe(scale);
  else drawScale();
  return root;
}
