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
  readonly arrivalRate: number;
  readonly timeInSystem: number;
}

export interface LittleLawCalculator extends HTMLElement {
  readonly value: CalculatorValue;
  /** The running values on offer. */
  setLive(live: CalculatorValue): void;
}

const LARGEST = 1e12;

const FIELDS = [
  {key: "inSystem", symbol: "L", name: "in the system", unit: "requests"},
  {key: "arrivalRate", symbol: "λ", name: "arrival rate", unit: "per second"},
  {key: "timeInSystem", symbol: "W", name: "time in the system", unit: "s"}
] as const;

type Key = (typeof FIELDS)[number]["key"];

/** The calculator, solving for L at first. */
export function littleLawCalculator({
  arrivalRate,
  timeInSystem
}: Omit<CalculatorValue, "inSystem">): LittleLawCalculator {
  const name = uniqueId("calculator");
  let solved: Key = "inSystem";
  let value: CalculatorValue = {arrivalRate, timeInSystem, inSystem: arrivalRate * timeInSystem};
  let live = value;
  const message = html`<p class="message" role="status"></p>`;
  const sentence = html`<p class="sentence" role="status"></p>`;
  const inputs = new Map<Key, HTMLInputElement>();
  const show = (number: number) => formatNumber(number, 5).replaceAll(",", "");

  const render = () => {
    for (const [key, input] of inputs) {
      input.readOnly = key === solved;
      input.value = show(value[key]);
      input.setAttribute("aria-invalid", "false");
    }
    sentence.textContent = `L = λ × W: ${formatNumber(value.inSystem, 4)} = ${formatNumber(value.arrivalRate, 4)} per second × ${formatNumber(value.timeInSystem, 4)} s.`;
  };
  const solve = (given: CalculatorValue) => {
    const {inSystem, arrivalRate: rate, timeInSystem: time} = given;
    const law =
      solved === "inSystem"
        ? littlesLaw({arrivalRate: rate, meanSojourn: time})
        : solved === "arrivalRate"
          ? littlesLaw({meanInSystem: inSystem, meanSojourn: time})
          : littlesLaw({meanInSystem: inSystem, arrivalRate: rate});
    value = {inSystem: law.meanInSystem, arrivalRate: law.arrivalRate, timeInSystem: law.meanSojourn};
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const fields = FIELDS.map(({key, symbol, name: words, unit}) => {
    const input =
      html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${`${symbol}, ${words}, in ${unit}`}>` as HTMLInputElement;
    inputs.set(key, input);
    const radio = html`<input type="radio" name=${name} value=${key} checked=${key === solved}>`;
    radio.addEventListener("change", (event) => {
      event.stopPropagation();
      solved = key;
      message.textContent = "";
      render();
    });
    input.addEventListener("input", (event) => event.stopPropagation());
    input.addEventListener("change", () => {
      const parsed = parseNumber(input.value, {min: 0, max: LARGEST});
      const zero = parsed.ok && parsed.value === 0;
      if (!parsed.ok || zero) {
        message.textContent = `${symbol}: ${parsed.ok ? "it must be larger than 0." : parsed.message} It stays at ${show(value[key])}.`;
        input.setAttribute("aria-invalid", "true");
        input.value = show(value[key]);
        return;
      }
      message.textContent = "";
      solve({...value, [key]: parsed.value});
    });
    return html`<div class="calcfield"><strong>${symbol}</strong> ${words}<span class="reading">${input}<span class="unit">${unit}</span></span><label class="solve">${radio} solve for ${symbol}</label></div>`;
  });
  const use = html`<button type="button" class="button">Use the running values</button>`;
  use.addEventListener("click", () => {
    if (!(live.arrivalRate > 0 && live.timeInSystem > 0)) {
      message.textContent = "Nothing has been answered yet: let the film run a little.";
      return;
    }
    message.textContent = "";
    solve({...live, inSystem: solved === "inSystem" ? live.arrivalRate * live.timeInSystem : live.inSystem});
  });
  const root =
    html`<div class="calculator">${sentence}<div class="calcfields">${fields}</div>${message}<p>${use}</p></div>` as LittleLawCalculator;
  root.setLive = (values) => {
    live = values;
  };
  Object.defineProperty(root, "value", {get: () => value});
  render();
  return root;
}
