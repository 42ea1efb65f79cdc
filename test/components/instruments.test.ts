// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {seesaw, seesawSentence, seesawTilt} from "../../src/components/seesaw.js";

describe("seesaw", () => {
  const data = {
    throughput: 240,
    throughputTarget: 240,
    latency: 0.008,
    latencyLimit: 0.01,
    quantileName: "worst",
    lost: 0,
    lostAllowed: 0.01,
    throughputUnit: "frames per second"
  };

  it("is level when both weigh the same, and tips to the heavier side", () => {
    expect(seesawTilt({...data, latency: 0.01})).toBeCloseTo(0, 12);
    expect(seesawTilt({...data, latency: 0.005})).toBeGreaterThan(0);
    expect(seesawTilt({...data, latency: 0.05})).toBeLessThan(0);
    expect(Math.abs(seesawTilt({...data, latency: Infinity}))).toBeLessThanOrEqual(17);
  });

  it("says that both hold only when both do", () => {
    expect(seesawSentence(data)).toMatch(/^Both hold/);
    expect(seesawSentence({...data, latency: 0.02})).toMatch(/^Enough throughput, too slow/);
    expect(seesawSentence({...data, throughput: 10})).toMatch(/^Fast enough, too little/);
    expect(seesawSentence({...data, throughput: 10, latency: 1})).toMatch(/^Too slow and too little/);
    expect(seesaw({...data, latency: Infinity}, {width: 300}).outerHTML).not.toMatch(/NaN|undefined/);
  });
});
