// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {calculatorSentence, littleLawCalculator} from "../../src/components/littleLawCalculator.js";

type Symbol = "L" | "λ" | "W";
const order: readonly Symbol[] = ["L", "λ", "W"];

function calculator(options = {}) {
  const root = littleLawCalculator({arrivalRate: 5.5, timeInSystem: 4, ...options});
  const fields = Array.from(root.querySelectorAll<HTMLInputElement>("input[type='text']"));
  const radios = Array.from(root.querySelectorAll<HTMLInputElement>("input[type='radio']"));
  const heard: unknown[] = [];
  root.addEventListener("input", () => heard.push(root.value));
  return {
    root,
    heard,
    field: (symbol: Symbol) => fields[order.indexOf(symbol)],
    message: () => root.querySelector(".message")?.textContent ?? "",
    sentence: () => root.querySelector(".sentence")?.textContent ?? "",
    type(symbol: Symbol, text: string) {
      const field = fields[order.indexOf(symbol)];
      field.value = text;
      field.dispatchEvent(new Event("input", {bubbles: true}));
      field.dispatchEvent(new Event("change", {bubbles: true}));
    },
    solveFor(symbol: Symbol) {
      const radio = radios[order.indexOf(symbol)];
      radio.checked = true;
      radio.dispatchEvent(new Event("input", {bubbles: true}));
      radio.dispatchEvent(new Event("change", {bubbles: true}));
    },
    useRunning: () => root.querySelector<HTMLButtonElement>("button")?.click()
  };
}

describe("LittleLawCalculator", () => {
  it("gives the third of any two: L, then lambda, then W", () => {
    const {root, type, solveFor} = calculator();
    expect(root.value).toEqual({arrivalRate: 5.5, timeInSystem: 4, inSystem: 22});
    type("λ", "8");
    expect(root.value.inSystem).toBe(32);
    solveFor("λ");
    type("L", "24");
    expect(root.value).toEqual({inSystem: 24, timeInSystem: 4, arrivalRate: 6});
    solveFor("W");
    type("λ", "12");
    expect(root.value).toEqual({inSystem: 24, arrivalRate: 12, timeInSystem: 2});
  });

  it("lets nobody type into the one that is solved for", () => {
    const {field, solveFor, type, root} = calculator();
    expect([field("L").readOnly, field("λ").readOnly]).toEqual([true, false]);
    solveFor("λ");
    expect([field("L").readOnly, field("λ").readOnly]).toEqual([false, true]);
    type("λ", "99");
    expect(root.value.arrivalRate).toBe(5.5);
  });

  it("emits input once for each new value, and for nothing else", () => {
    const {heard, type, solveFor} = calculator();
    type("λ", "8");
    expect(heard).toEqual([{arrivalRate: 8, timeInSystem: 4, inSystem: 32}]);
    type("λ", "no");
    solveFor("W");
    expect(heard).toHaveLength(1);
  });

  it.each([
    "five",
    "",
    "-1",
    "0",
    "1e99",
    "NaN",
    "Infinity",
    "1,000,000",
    "<img src=x onerror=alert(1)>",
    "9".repeat(400)
  ])("refuses %j in words and keeps the last valid value", (text) => {
    const {root, type, message, field} = calculator();
    type("W", text);
    expect(message()).toMatch(/^W: .*It stays at 4 s\.$/);
    expect(root.value).toEqual({arrivalRate: 5.5, timeInSystem: 4, inSystem: 22});
    expect(field("W").value).toBe("4");
    expect(field("W").getAttribute("aria-invalid")).toBe("true");
    expect(root.querySelector("img")).toBeNull();
    type("W", "2");
    expect(message()).toBe("");
    expect(field("W").getAttribute("aria-invalid")).toBe("false");
  });

  it("reads a decimal comma and shows what it will read again", () => {
    const {root, type, field} = calculator();
    type("λ", "1250,5");
    expect(root.value.arrivalRate).toBe(1250.5);
    expect(field("λ").value).toBe("1250.5");
    type("λ", field("λ").value);
    expect(root.value.arrivalRate).toBe(1250.5);
  });

  it("takes the running values, for the unknown the law's own", () => {
    const {root, useRunning, solveFor} = calculator();
    root.setLive({arrivalRate: 5.53, timeInSystem: 5.15, inSystem: 28.6});
    expect(root.textContent).toContain("now L 28.6, λ 5.53 per second, W 5.15 s");
    useRunning();
    expect(root.value.inSystem).toBeCloseTo(5.53 * 5.15, 12);
    solveFor("W");
    useRunning();
    expect(root.value.inSystem).toBe(28.6);
    expect(root.value.timeInSystem).toBeCloseTo(28.6 / 5.53, 12);
  });

  it("says that there are no running values yet, or none with an end", () => {
    const {root, useRunning, message} = calculator();
    useRunning();
    expect(message()).toContain("Nothing has been answered yet");
    root.setLive({arrivalRate: 5, timeInSystem: Number.NaN, inSystem: 3});
    useRunning();
    expect(message()).toContain("Nothing has been answered yet");
    root.setLive({arrivalRate: 5, timeInSystem: Infinity, inSystem: Infinity});
    useRunning();
    expect(message()).toContain("grow without end");
    expect(root.value.inSystem).toBe(22);
  });

  it("names each field and each choice, and tells changes to those who listen", () => {
    const {root, sentence, solveFor} = calculator({requestName: "frames"});
    for (const input of root.querySelectorAll("input")) expect(input.getAttribute("aria-label")).toBeTruthy();
    expect(
      new Set(Array.from(root.querySelectorAll<HTMLInputElement>("input[type='radio']"), ({name}) => name))
        .size
    ).toBe(1);
    for (const name of [".message", ".sentence"])
      expect(root.querySelector(name)?.getAttribute("role")).toBe("status");
    expect(sentence()).toBe("L = λ × W: 5.5 per second × 4 s = 22 frames.");
    solveFor("λ");
    expect(sentence()).toBe("λ = L ÷ W: 22 frames ÷ 4 s = 5.5 per second.");
    expect(
      calculatorSentence({inSystem: 22, arrivalRate: 5.5, timeInSystem: 4}, "timeInSystem", "hops")
    ).toBe("W = L ÷ λ: 22 hops ÷ 5.5 per second = 4 s.");
  });
});
