// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {mathPeek} from "../../src/components/mathPeek.js";

describe("math peek", () => {
  const formula = {
    name: "Capacity",
    tex: "X = \\lambda B",
    live: "4 / 2 s",
    holds: "up to 4",
    fails: "from 5 on"
  };
  const open = (peek: HTMLDetailsElement): void => {
    peek.setAttribute("open", "");
    peek.dispatchEvent(new Event("toggle"));
  };

  it("shows a formula as it is written until somebody looks, and then sets it in type", async () => {
    const peek = mathPeek();
    peek.show([formula]);
    expect(peek.querySelector(".tex")?.textContent).toBe(formula.tex);
    open(peek);
    await expect.poll(() => peek.querySelector(".tex math")?.textContent).toContain("λ");
  });

  it("shows the numbers of now in every line, and keeps what is set in type", async () => {
    const peek = mathPeek();
    peek.show([formula]);
    open(peek);
    await expect.poll(() => peek.querySelector(".tex math")).toBeTruthy();
    const tex = peek.querySelector(".tex")?.firstElementChild;
    peek.show([{...formula, live: "8 / 3 s", holds: "up to 8", fails: "from 9 on"}]);
    expect(peek.querySelector(".tex")?.firstElementChild).toBe(tex);
    const said = peek.querySelector(".formula")?.textContent ?? "";
    for (const words of ["8 / 3 s", "up to 8", "from 9 on"]) expect(said).toContain(words);
    for (const words of ["4 / 2 s", "up to 4", "from 5 on"]) expect(said).not.toContain(words);
  });

  it("sets other formulas afresh", async () => {
    const peek = mathPeek();
    open(peek);
    peek.show([formula]);
    peek.show([formula, {...formula, name: "Wait", tex: "W = L / \\rho"}]);
    await expect.poll(() => peek.querySelectorAll(".tex math")).toHaveLength(2);
    expect(peek.querySelectorAll(".formula")).toHaveLength(2);
    expect(peek.textContent).toContain("ρ");
  });
});
