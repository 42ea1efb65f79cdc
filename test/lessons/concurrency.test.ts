import {describe, expect, it} from "vitest";
import {concurrencyAnswer, concurrencySteadyState} from "../../lib/lessons/concurrencyAnswer.js";
import {concurrencyFeedback} from "../../lib/lessons/concurrencyFeedback.js";
import {concurrencyCopy, concurrencyMechanisms} from "../../lib/lessons/concurrencyLesson.js";
import {
  concurrencyWaterfall,
  flowExample,
  flowRequests,
  flowWindow
} from "../../lib/lessons/concurrencyReadings.js";
import {concurrencyRun, momentOf, peak} from "../../lib/lessons/concurrencyRun.js";
import {concurrencyScenario, memoryLimit, missionControls} from "../../lib/lessons/concurrencyScenario.js";
import {machineCapacity} from "../../lib/lessons/machineCapacity.js";
import {displayTimes} from "../../lib/simulation/displayTimes.js";
import {queueMetrics} from "../../lib/simulation/queueMetrics.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";

const mission = (id: string) => {
  const track = trackOf(id);
  if (!track) throw new Error(id);
  return track.concurrency;
};

describe("the answer to Part 1's question", () => {
  // M/M/27 with lambda 6, mu 1/4, in exact rational arithmetic: L = 27.59810638142316; at 3: 12.000111618679448.
  it("cloud: M/M/27 holds 12.0 requests before and 27.6 after, not 24", () => {
    const {before, after, mechanism} = concurrencyAnswer(mission("cloud"));
    expect(before.inSystem).toBeCloseTo(12.000111618679448, 9);
    expect(after.inSystem).toBeCloseTo(27.59810638142316, 9);
    expect(mechanism).toBe("more");
  });

  // n sensors at once, service s: mean sojourn (n + 1) s / 2; L = 30 n (n + 1) s / 2.
  it("edge: sixteen frames at once stay (16 + 1) / 2 services on average", () => {
    const {before, after, mechanism} = concurrencyAnswer(mission("edge"));
    const s = 0.001478507;
    expect(before.inSystem).toBeCloseTo((30 * 8 * 9 * s) / 2, 9);
    expect(after.inSystem).toBeCloseTo((30 * 16 * 17 * s) / 2, 9);
    expect(mechanism).toBe("more");
  });

  // Hand tracker h = 3.291 ms first, then the frame f = 14.868 ms; the next frame comes at 16.667 ms and starts at
  // h + f = 18.159 ms. L = 30 h + 30 (h + f) + 30 (h + 2 f - 16.667 ms).
  it("mobile: every second frame waits for the hand tracker, the other for that frame", () => {
    const {after, mechanism} = concurrencyAnswer(mission("mobile"));
    const h = 0.003291;
    const f = 0.014868;
    expect(after.inSystem).toBeCloseTo(30 * (h + (h + f) + (h + 2 * f - 1 / 60)), 6);
    expect(mechanism).toBe("more");
  });

  it("tiny: L stays at 0.923 and half of the hops are lost", () => {
    const {before, after, mechanism} = concurrencyAnswer(mission("tiny"));
    expect(before.inSystem).toBeCloseTo(5.54 / 6, 9);
    expect(before.lossFraction).toBe(0);
    expect(after.inSystem).toBeCloseTo(5.54 / 6, 3);
    expect(after.lossFraction).toBeCloseTo(0.5, 3);
    expect(mechanism).toBe("lost");
  });

  it("an endless line is an answer: it says how fast the line grows", () => {
    const cloud = mission("cloud");
    const state = concurrencySteadyState(cloud, {...missionControls(cloud), arrivalRate: 8});
    expect(state).toMatchObject({stable: false, inSystem: Infinity, wait: Infinity});
    expect(state.growthRate).toBeCloseTo(8 - 27 / 4, 12);
    expect(state.utilization).toBeCloseTo(8 / 6.75, 12);
  });
});

describe("each track's default shows its crisis", () => {
  it("cloud: the running average passes the places in memory", () => {
    const {after, limit} = concurrencyAnswer(mission("cloud"));
    expect(limit).toBe(27);
    expect(after.inSystem).toBeGreaterThan(limit);
  });

  it("edge: eight frames already end at 11.8 ms, over the 10 ms deadline, at 35 % utilization", () => {
    const edge = mission("edge");
    const records = simulateQueue(
      concurrencyScenario(edge, {...missionControls(edge), arrivalRate: 240}, {until: 10, surgeAt: 0})
    );
    const {worstSojourn, utilization} = queueMetrics(records);
    expect(worstSojourn * 1e3).toBeCloseTo(8 * 1.478507, 6);
    expect(utilization).toBeCloseTo(240 * 0.001478507, 3);
    expect(worstSojourn).toBeGreaterThan(edge.deadline?.value ?? 0);
  });

  it("edge: sixteen at once do not fit the pool of twelve", () => {
    const edge = mission("edge");
    expect(memoryLimit(edge, 1)).toBe(12);
    const run = concurrencyRun(edge, missionControls(edge));
    expect(peak(run, run.surgeAt, run.duration).count).toBe(16);
  });

  it("mobile: the display falls from 60 to 30 new frames a second", () => {
    const mobile = mission("mobile");
    const records = simulateQueue(
      concurrencyScenario(mobile, missionControls(mobile), {until: 10, surgeAt: 0})
    );
    const shown = displayTimes(records, {
      period: mobile.vsync?.value ?? 0,
      stream: mobile.deadlineStream,
      from: 1,
      to: 9
    });
    expect(shown.displayedPerSecond).toBeCloseTo(30, 0);
  });

  it("tiny: a hop is lost in the film after the rate doubles, and none before", () => {
    const tiny = mission("tiny");
    const run = concurrencyRun(tiny, missionControls(tiny));
    expect(momentOf(run, run.surgeAt).lost).toBe(0);
    expect(momentOf(run, run.duration).lost).toBeGreaterThan(10);
  });
});

describe("the film", () => {
  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: the same controls give the same run, another seed another only where there is chance",
    (_id, {concurrency}) => {
      const controls = missionControls(concurrency);
      const first = concurrencyRun(concurrency, controls);
      expect(concurrencyRun(concurrency, controls).records).toEqual(first.records);
      const other = concurrencyRun(concurrency, {...controls, seed: controls.seed + 1});
      const random = concurrency.arrivals.kind === "poisson";
      expect(Array.from(other.arrivals).join() === Array.from(first.arrivals).join()).toBe(!random);
    }
  );

  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: at every moment those in the system wait or are served, and none beyond the places",
    (_id, {concurrency}) => {
      const run = concurrencyRun(concurrency, missionControls(concurrency));
      for (let k = 0; k <= 200; ++k) {
        const moment = momentOf(run, (k / 200) * run.duration);
        expect(moment.waiting + moment.inService).toBe(moment.inSystem);
        expect(moment.inService).toBeLessThanOrEqual(run.places);
        expect(moment.waiting).toBeGreaterThanOrEqual(0);
      }
    }
  );

  it("cloud: Little's law on the film: counted L and rate times time differ only by those still inside", () => {
    const cloud = mission("cloud");
    const run = concurrencyRun(cloud, missionControls(cloud));
    const {average, arrivalRate, sojourn, inSystem, from, time} = momentOf(run, run.duration);
    const span = time - from;
    const atSurge = momentOf(run, from).inSystem;
    const longest = Math.max(
      ...Array.from(run.records.departure, (t, i) => t - (run.records.arrival[i] ?? 0))
    );
    expect(Math.abs(average - arrivalRate * sojourn) * span).toBeLessThanOrEqual(
      (inSystem + atSurge) * longest
    );
    expect(average).toBeGreaterThan(20);
  });

  it("cloud: the rate doubles in the middle of the film", () => {
    const cloud = mission("cloud");
    const run = concurrencyRun(cloud, missionControls(cloud));
    const before = momentOf(run, run.surgeAt).arrivalRate;
    const after = momentOf(run, run.duration).arrivalRate;
    expect(before).toBeGreaterThan(3 - 4 * Math.sqrt(3 / 120));
    expect(before).toBeLessThan(3 + 4 * Math.sqrt(3 / 120));
    expect(after).toBeGreaterThan(6 - 4 * Math.sqrt(6 / 480));
    expect(after).toBeLessThan(6 + 4 * Math.sqrt(6 / 480));
  });

  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: the flow's window lies in the film and its strip around the moment",
    (_id, {concurrency}) => {
      const run = concurrencyRun(concurrency, missionControls(concurrency));
      for (const share of [0, 0.3, 0.7, 1]) {
        const time = share * run.duration;
        const {from, to} = flowWindow(run, time);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(run.duration * (1 + 1e-12));
        expect(from).toBeLessThanOrEqual(time);
        expect(to).toBeGreaterThanOrEqual(time * (1 - 1e-12));
        for (const {arrival, start, departure} of flowRequests(run, time)) {
          expect(start).toBeGreaterThanOrEqual(arrival);
          expect(departure).toBeGreaterThan(start);
        }
      }
      const example = flowExample(run, run.duration);
      expect(example === null || example.departure >= example.arrival).toBe(true);
    }
  );

  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: the waterfall's parts add up and rise from median to worst",
    (_id, {concurrency}) => {
      const rows = concurrencyWaterfall(
        concurrency,
        concurrencyRun(concurrency, missionControls(concurrency))
      );
      expect(rows.map(({label}) => label)).toEqual(["mean", "median", "p90", "p99", "worst"]);
      for (const {wait, math, transfer, total} of rows) {
        expect(wait + math + transfer).toBeCloseTo(total, 9);
        expect(transfer).toBe(concurrency.transferTime.value);
      }
      const totals = rows.slice(1).map(({total}) => total);
      expect(totals).toEqual([...totals].sort((a, b) => a - b));
    }
  );
});

describe("machine capacity", () => {
  it("22 requests in service at 80 % need 28 places, 75.2 GB, two replicas", () => {
    const need = machineCapacity(mission("cloud"), {arrivalRate: 5.5, executionTime: 4}, 0.8);
    expect(need).toMatchObject({offeredLoad: 22, places: 28, units: 2});
    expect(need.bytes / 1e9).toBeCloseTo(28 * 2.68435456, 6);
  });

  it("a whole number of places at exactly full load is not rounded up", () => {
    expect(machineCapacity(mission("cloud"), {arrivalRate: 6, executionTime: 4}, 1).places).toBe(24);
  });

  it("refuses a utilization that is none", () => {
    expect(() => machineCapacity(mission("cloud"), {arrivalRate: 6, executionTime: 4}, 0)).toThrow(
      "invalid utilization: 0"
    );
    expect(() => machineCapacity(mission("cloud"), {arrivalRate: 6, executionTime: 4}, 1.2)).toThrow(
      "invalid utilization: 1.2"
    );
  });
});

describe("feedback", () => {
  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: every mechanism and any number gets an answer of its own",
    (_id, {concurrency}) => {
      const answer = concurrencyAnswer(concurrency);
      for (const {id: mechanism} of concurrencyMechanisms)
        for (const number of [0, answer.after.inSystem, 2 * answer.before.inSystem, 1e6]) {
          const feedback = concurrencyFeedback(answer, {number, mechanism});
          expect(feedback.length, `${mechanism} ${number}`).toBeGreaterThan(0);
          for (const {title, text} of feedback)
            expect(`${title} ${text}`).not.toMatch(/NaN|undefined|\[object/);
        }
    }
  );

  it("names the misconception that W stays near saturation, and only where it is one", () => {
    const ids = (id: string, mechanism: string) =>
      concurrencyFeedback(concurrencyAnswer(mission(id)), {number: 22, mechanism}).map((item) => item.id);
    expect(ids("cloud", "doubles")).toContain("service-is-sojourn");
    expect(ids("cloud", "more")).not.toContain("service-is-sojourn");
    expect(ids("tiny", "doubles")).toContain("no-buffer-no-queue");
    expect(ids("tiny", "lost")).not.toContain("no-buffer-no-queue");
  });

  it("says nothing to a skipped question", () => {
    expect(concurrencyFeedback(concurrencyAnswer(mission("cloud")), null)).toEqual([]);
  });
});

describe("the copy", () => {
  it.each(tracks.map((track) => [track.id, track] as const))(
    "%s: has every text, with numbers and no gaps",
    (id, track) => {
      const copy = concurrencyCopy[id];
      expect(copy).toBeDefined();
      if (!copy) return;
      const answer = concurrencyAnswer(track.concurrency);
      const texts = [
        ...copy.situation(track, answer),
        copy.doubling(track),
        copy.explanation(track, answer),
        copy.overLimit(track, 1, 24),
        copy.overLimit(track, 9, 24),
        copy.patterson(track, answer)
      ];
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(30);
        expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }
    }
  );
});
