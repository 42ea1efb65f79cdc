/**
 * The LittleLawCalculator: any two of L, lambda and W give the third. A custom input that owns `.value`; what cannot be
 * read is said in words and the last valid value stays.
 */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {parseNumber} from "../lib/lab/prediction.js";
import {littlesLaw} from "../lib/queueing/littlesLaw.js";
import {uniqueId} from "./theme.js";

export interface CalculatorValue {
  readonly inSystem: number;
  /** [1/s]. */
  readonly arrivalRate: number;
  /** [s]. */
  readonly timeInSystem: number;
}

export interface CalculatorOptions extends Omit<CalculatorValue, "inSystem"> {
  /** "requests", "frames". */
  readonly requestName?: string;
  /** The running values on offer from the start; see setLive. */
  readonly live?: CalculatorValue;
}

export interface LittleLawCalculator extends HTMLElement {
  readonly value: CalculatorValue;
  /** The running values on offer. */
  setLive(live: CalculatorValue): void;
}

const LARGEST = 1e12;
const SHOWN_DIGITS = 5;

type Key = keyof CalculatorValue;

interface Field {
  readonly key: Key;
  readonly symbol: string;
  /** What stands before it in L = lambda x W. */
  readonly operator: string;
  readonly name: string;
  readonly unit: string;
}

/** The calculator, solving for L at first. */
export function littleLawCalculator({
  arrivalRate,
  timeInSystem,
  requestName = "requests",
  live: offered
}: CalculatorOptions): LittleLawCalculator {
  const fields: readonly Field[] = [
    {key: "inSystem", symbol: "L", operator: "", name: "in the system", unit: requestName},
    {key: "arrivalRate", symbol: "λ", operator: "=", name: "arrival rate", unit: "per second"},
    {key: "timeInSystem", symbol: "W", operator: "×", name: "time in the system", unit: "s"}
  ];
  const group = uniqueId("calculator");
  let solved: Key = "inSystem";
  let value: CalculatorValue = {arrivalRate, timeInSystem, inSystem: arrivalRate * timeInSystem};
  let live = offered;
  const message = html`<p class="message" role="status"></p>`;
  const sentence = html`<p class="sentence" role="status"></p>`;
  const running = html`<span class="state"></span>`;
  const inputs = new Map<Key, HTMLInputElement>();

  const render = () => {
    for (const [key, input] of inputs) {
      input.readOnly = key === solved;
      input.value = show(value[key]);
      input.setAttribute("aria-invalid", "false");
    }
    sentence.textContent = calculatorSentence(value, solved, requestName);
  };
  const solve = (given: CalculatorValue) => {
    value = solvedFor(solved, given);
    message.textContent = "";
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const refuse = (words: string, input?: HTMLInputElement) => {
    message.textContent = words;
    input?.setAttribute("aria-invalid", "true");
  };
  const fieldElement = ({key, symbol, operator, name, unit}: Field) => {
    const id = uniqueId("field");
    const input =
      html`<input id=${id} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" aria-label=${`${symbol}, ${name}, ${unit}`}>` as HTMLInputElement;
    const radio = html`<input type="radio" name=${group} value=${key} checked=${key === solved} aria-label=${`Solve for ${symbol}, ${name}`}>`;
    inputs.set(key, input);
    radio.addEventListener("input", (event) => event.stopPropagation());
    radio.addEventListener("change", () => {
      solved = key;
      message.textContent = "";
      render();
    });
    input.addEventListener("input", (event) => event.stopPropagation());
    input.addEventListener("change", () => {
      if (key === solved) return;
      const parsed = parseNumber(input.value, {min: 0, max: LARGEST});
      if (parsed.ok && parsed.value > 0) {
        solve({...value, [key]: parsed.value});
        return;
      }
      const why = parsed.ok ? "It must be larger than 0." : parsed.message;
      input.value = show(value[key]);
      refuse(`${symbol}: ${why} It stays at ${show(value[key])} ${unit}.`, input);
    });
    return html`<div class="calcfield">
      <label for=${id}>${operator} <strong>${symbol}</strong> ${name}</label>
      <span class="reading">${input}<span class="unit" aria-hidden="true">${unit}</span></span>
      <label class="solve">${radio} solve for ${symbol}</label>
    </div>`;
  };
  const use = html`<button type="button" class="button">Use the running values</button>`;
  use.addEventListener("click", () => {
    if (!live || !(live.arrivalRate > 0 && live.timeInSystem > 0 && live.inSystem > 0))
      refuse("Nothing has been answered yet: let the film run a little.");
    else if (!Object.values(live).every(Number.isFinite)) refuse("The running values grow without end.");
    else solve(live);
  });
  const root = html`<div class="calculator" role="group" aria-label="Little’s law calculator">
    ${sentence}
    <div class="calcfields" role="group" aria-label="Two are given, the third is solved for">${fields.map(fieldElement)}</div>
    ${message}
    <p>${use} ${running}</p>
  </div>` as LittleLawCalculator;
  root.setLive = (values) => {
    live = values;
    running.textContent = runningWords(values);
  };
  Object.defineProperty(root, "value", {get: () => value});
  if (offered) root.setLive(offered);
  render();
  return root;
}

/** The law with its numbers, the unknown first. */
export function calculatorSentence(value: CalculatorValue, solved: Key, requestName: string): string {
  const [l, rate, time] = [value.inSystem, value.arrivalRate, value.timeInSystem].map((number) =>
    formatNumber(number, 4)
  );
  if (solved === "arrivalRate") return `λ = L ÷ W: ${l} ${requestName} ÷ ${time} s = ${rate} per second.`;
  if (solved === "timeInSystem") return `W = L ÷ λ: ${l} ${requestName} ÷ ${rate} per second = ${time} s.`;
  return `L = λ × W: ${rate} per second × ${time} s = ${l} ${requestName}.`;
}

function solvedFor(solved: Key, {inSystem, arrivalRate, timeInSystem}: CalculatorValue): CalculatorValue {
  const law =
    solved === "inSystem"
      ? littlesLaw({arrivalRate, meanSojourn: timeInSystem})
      : solved === "arrivalRate"
        ? littlesLaw({meanInSystem: inSystem, meanSojourn: timeInSystem})
        : littlesLaw({meanInSystem: inSystem, arrivalRate});
  return {inSystem: law.meanInSystem, arrivalRate: law.arrivalRate, timeInSystem: law.meanSojourn};
}

function runningWords({inSystem, arrivalRate, timeInSystem}: CalculatorValue): string {
  if (!(arrivalRate > 0 && timeInSystem > 0)) return "";
  return `now L ${formatNumber(inSystem)}, λ ${formatNumber(arrivalRate)} per second, W ${formatNumber(timeInSystem)} s`;
}

/** As it is typed: plain digits, no thousands separators. */
function show(number: number): string {
  return formatNumber(number, SHOWN_DIGITS).replaceAll(",", "");
}
