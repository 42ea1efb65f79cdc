// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {mathPeek} from "../../src/components/mathPeek.js";

describe("math peek", () => {
  const formula = {name: "Capacity", tex: "X = B / t", live: "4 / 2 s", holds: "up to 4", fails: "from 5 on"};

  it("shows the numbers of now in every line, and keeps what is set in type", () => {
    const peek = mathPeek();
    peek.show([formula]);
    const tex = peek.querySelector(".tex")?.firstElementChild;
    expect(tex?.outerHTML).toContain("<math");
    peek.show([{...formula, live: "8 / 3 s", holds: "up to 8", fails: "from 9 on"}]);
    expect(peek.querySelector(".tex")?.firstElementChild).toBe(tex);
    const said = peek.querySelector(".formula")?.textContent ?? "";
    for (const words of ["8 / 3 s", "up to 8", "from 9 on"]) expect(said).toContain(words);
    for (const words of ["4 / 2 s", "up to 4", "from 5 on"]) expect(said).not.toContain(words);
  });

  it("sets other formulas afresh", () => {
    const peek = mathPeek();
    peek.show([formula]);
    peek.show([formula, {...formula, name: "Wait", tex: "W = L / \\lambda"}]);
    expect(peek.querySelectorAll(".formula")).toHaveLength(2);
  });
});
