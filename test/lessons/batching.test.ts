import {describe, expect, it} from "vitest";
import {ASKED_BATCH, batchingAnswer} from "../../lib/lessons/batchingAnswer.js";
import {deploy, deployedMeasure, deploymentOf, passes} from "../../lib/lessons/batchingDeployment.js";
import {batchingFilm} from "../../lib/lessons/batchingFilm.js";
import {curvesAlongBatches, type LiveRun, liveRun} from "../../lib/lessons/batchingJobs.js";
import {startingBatch} from "../../lib/lessons/batchingScenario.js";
import {optimumOf, surfaceAxes, surfaceCell, surfaceCells} from "../../lib/lessons/batchingSurface.js";
import {verdictOf} from "../../lib/lessons/batchingVerdict.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";

const named = tracks.map((track) => [track.id, track] as const);
const trackNamed = (id: string) => {
  const track = trackOf(id);
  if (!track) throw new Error(id);
  return track;
};
const AT = "2026-01-01T00:00:00.000Z";
const NO_GAPS = /NaN|undefined|Infinity|\[object/;

/** The live run of a configuration, to its end. */
function settled(id: string, change: {batch?: number; window?: number; speed?: number} = {}): LiveRun {
  const {batching} = trackNamed(id);
  let last: LiveRun | null = null;
  for (const run of liveRun(batching, {...startingBatch(batching), ...change})) if (run) last = run;
  if (!last?.done) throw new Error("the run does not end");
  return last;
}

describe("each track's default shows its crisis", () => {
  it("cloud: the first token comes after five seconds and more, and the p99 passes the limit", () => {
    const {measure} = settled("cloud");
    expect(measure.firstPart).toBeGreaterThan(5);
    expect(measure.latency.value - measure.latency.halfWidth).toBeGreaterThan(10);
  });

  // Eight frames at once, one by one: 8 x 1.478507 ms + 0.15 ms on the way; the module works 240 x 1.478507 ms a second.
  it("edge: the eighth frame is late at 35 % of the module's time", () => {
    const {measure} = settled("edge");
    expect(measure.latency.value).toBeCloseTo(8 * 0.001478507 + 0.00015, 9);
    expect(measure.latency.value).toBeGreaterThan(0.01);
    expect(measure.totals.busyFraction.mean).toBeCloseTo(240 * 0.001478507, 4);
    expect(measure.throughput.mean).toBeCloseTo(1 / 0.001478507, 6);
  });

  it("mobile: nearly half of the regions miss the refresh that they were meant for", () => {
    const {measure} = settled("mobile");
    expect(measure.misses).toBeGreaterThan(0.4);
    expect(measure.totals.p99.value).toBeGreaterThan(1 / 60);
  });

  // Hops at 0, 6 and 12 ms leave together at 12; three take 16.62 ms; those at 18 and 24 find the core at work. Then again.
  it("tiny: three hops of five are cleaned, late, and two are lost", () => {
    const {measure} = settled("tiny");
    expect(measure.totals.lossFraction.mean).toBeCloseTo(0.4, 2);
    expect(measure.latency.value).toBeCloseTo(0.012 + 3 * 0.00554 + 0.000077, 9);
    expect(measure.misses).toBeCloseTo(1, 3);
  });
});

describe("the missions can be met, or are honestly out of reach", () => {
  /** What somebody does who reads what bound: halve the interval of windows, change the batch in the direction named. */
  function play(id: string, seed: number): {readonly tries: number; readonly met: boolean} {
    const {batching: mission} = trackNamed(id);
    let {batch, window} = mission.start;
    let {min: low, max: high} = mission.windowRange;
    for (let number = 1; number <= 10; ++number) {
      const report = deploy(mission, {batch, window}, seed + number);
      const found = deploymentOf({...report, id: "x", round: 1, at: AT}, number);
      if (!found) throw new Error("unreadable");
      if (found.pass) return {tries: number, met: true};
      switch (found.bindingId) {
        case "load":
        case "batch":
        case "queue":
          batch = Math.min(mission.batchRange.max, 2 * batch);
          break;
        case "fill":
          batch = Math.max(1, Math.round(0.75 * batch));
          break;
        case "window":
        case "math":
          high = window;
          window = (low + high) / 2;
          break;
        case "early":
          low = window;
          window = (low + high) / 2;
          break;
        default:
          batch = Math.max(1, batch - 1);
      }
    }
    return {tries: 10, met: false};
  }

  it.each(named)(
    "%s: a sensible strategy meets both within ten deployments where that is possible",
    (id, {batching}) => {
      for (const seed of [100, 20_000, 3_000_000]) expect(play(id, seed).met).toBe(batching.reachable);
    }
  );

  it.each(named)("%s: the default does not meet both, whatever the traffic", (_id, {batching}) => {
    for (const seed of [1, 2, 3]) expect(passes(batching, batching.start, seed)).toBe(false);
  });

  it("tiny: no place of the whole space holds both, on a machine of twice the speed neither", () => {
    const {batching} = trackNamed("tiny");
    const cells = [...surfaceCells(batching, 1)];
    expect(cells.some(({pass}) => pass)).toBe(false);
    expect(optimumOf(cells)).toBeNull();
    // One milliwatt asks for 166.7 x 71.6 hops a second of work; nothing is shared, so any batch does 1 / 5.54 ms.
    for (const {throughput} of cells) expect(throughput).toBeCloseTo(1 / 0.00554, 6);
    expect(batching.throughputTarget.value).toBeGreaterThan((2 * 1) / 0.00554);
  });

  it.each(["cloud", "edge", "mobile"])("%s: the best of the space meets both in a full run too", (id) => {
    const {batching} = trackNamed(id);
    const best = optimumOf([...surfaceCells(batching, batching.seed)]);
    expect(best).not.toBeNull();
    if (best) for (const seed of [7, 8]) expect(passes(batching, best, seed)).toBe(true);
  });
});

describe("the answer to Part 2's question", () => {
  // Random arrivals: the mean wait for a batch of 32 to fill is 31 / (2 lambda).
  it.each(["cloud", "mobile"])("%s: the wait is half of 31 gaps, and next to nothing else", (id) => {
    const {batching} = trackNamed(id);
    const {large, direction, mechanism} = batchingAnswer(batching);
    const expected = 31 / (2 * batching.arrivalRate.value);
    expect(Math.abs(large.formation - expected)).toBeLessThan(2 * large.halfWidth);
    expect(large.queueWait).toBeLessThan(0.01 * expected);
    expect([direction, mechanism]).toEqual(["higher", "fill"]);
  });

  // Four turns of a trigger at 30 Hz: eight frames each wait 3, 2, 1 and 0 turns of 33.3 ms.
  it("edge: a batch of 32 is four turns of the trigger, 50 ms on average", () => {
    const {small, large} = batchingAnswer(trackNamed("edge").batching);
    expect(small.wait).toBeCloseTo(0, 9);
    expect(large.wait).toBeCloseTo(0.05, 9);
  });

  // 31 hops of 6 ms, halved; the core is at it for 32 x 5.54 ms, and what comes meanwhile is lost.
  it("tiny: 93 ms, and nearly half of the sound is lost", () => {
    const {large} = batchingAnswer(trackNamed("tiny").batching);
    expect(large.wait).toBeCloseTo(0.093, 9);
    const missed = Math.floor((32 * 0.00554) / 0.006);
    expect(large.lossFraction).toBeCloseTo(missed / (32 + missed), 2);
  });

  it("smaller full batches are in reach of every machine, so that there is something to compare", () => {
    for (const {batching} of tracks) {
      expect(batching.smallBatch).toBeLessThan(ASKED_BATCH);
      expect(Number.isFinite(batchingAnswer(batching).small.sojourn)).toBe(true);
    }
  });
});

describe("a run and its film", () => {
  it.each(named)(
    "%s: throughput is the mean batch over its mean time, and answers for the time at work",
    (id) => {
      const {totals, throughput} = settled(id).measure;
      expect(throughput.mean * totals.busyFraction.mean).toBeCloseTo(totals.throughput.mean, 6);
    }
  );

  it.each(named)(
    "%s: those in line are those who have come and not yet started, at every step",
    (_id, {batching}) => {
      const {stretch, rows} = batchingFilm(batching, startingBatch(batching));
      const {times, forming, queued, from, to, batches, marked} = stretch;
      expect(times[0]).toBe(from);
      for (let k = 0; k < times.length; ++k) {
        expect(forming[k]).toBeGreaterThanOrEqual(0);
        expect(queued[k]).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(forming[k]! + queued[k]!)).toBe(true);
        if (k > 0) expect(times[k]).toBeGreaterThan(times[k - 1]!);
      }
      for (let k = 1; k < batches.length; ++k)
        expect(batches[k]!.start).toBeGreaterThanOrEqual(batches[k - 1]!.done - 1e-9);
      expect(marked).not.toBeNull();
      expect(marked!.arrival).toBeGreaterThanOrEqual(from);
      expect(marked!.done).toBeLessThanOrEqual(to * (1 + 1e-9));
      for (const {formation, wait, math, transfer, total} of rows)
        expect(formation + wait + math + transfer).toBeCloseTo(total, 9);
    }
  );

  it("without a steady state nothing is reported as if there were one", () => {
    const run = settled("cloud", {batch: 4});
    expect(run.measure.latency.value).toBe(Infinity);
    expect(run.film.rows.every(({total}) => total === Infinity)).toBe(true);
    expect(run.film.stretch.queued.at(-1)).toBeGreaterThan(run.film.stretch.queued[0]!);
  });

  it("the same controls give the same numbers, and each look is surer than the one before", () => {
    const {batching} = trackNamed("cloud");
    const looks = [...liveRun(batching, startingBatch(batching))].filter((run) => run !== null);
    expect(settled("cloud").measure.latency).toEqual(looks.at(-1)!.measure.latency);
    const [first, last] = [looks[0]!, looks.at(-1)!];
    expect(last.measure.totals.served).toBeGreaterThan(20 * first.measure.totals.served);
    expect(last.measure.throughput.halfWidth).toBeLessThan(first.measure.throughput.halfWidth);
  });

  it("the curve of full batches has a knee on the tracks that share work, and none where nothing is shared", () => {
    const kneeOf = (id: string) => {
      const {batching} = trackNamed(id);
      const all = [...curvesAlongBatches(batching, startingBatch(batching))].filter(
        (curves) => curves !== null
      );
      return all.at(-1)!.knee?.batch ?? null;
    };
    for (const id of ["cloud", "edge", "mobile"]) {
      expect(kneeOf(id), id).toBeGreaterThan(4);
      expect(kneeOf(id), id).toBeLessThan(128);
    }
    expect(kneeOf("tiny")).toBeNull();
  });
});

describe("the verdict names what binds", () => {
  const bindingOf = (id: string, batch: number, window: number) => {
    const track = trackNamed(id);
    const controls = {batch, window, speed: 1, seed: 5};
    const measure = deployedMeasure(track.batching, controls, 5, 30_000);
    const {rows} = batchingFilm(track.batching, controls, {stable: measure.totals.stable});
    return verdictOf(track.batching, controls, measure, rows);
  };

  it.each([
    ["cloud", 4, 2, "endless", "load"],
    ["cloud", 128, 10, "slow", "window"],
    ["cloud", 12, 10, "little", "batch"],
    ["cloud", 64, 0, "little", "early"],
    ["cloud", 24, 5, "both", "none"],
    ["edge", 1, 0, "neither", "queue"],
    ["edge", 4, 0, "little", "batch"],
    ["edge", 32, 0.01, "slow", "window"],
    ["mobile", 24, 33, "slow", "fill"],
    ["tiny", 4, 0.012, "neither", "buffer"],
    ["tiny", 1, 0, "little", "machine"]
  ])("%s, batch %i, window %f s: %s, %s", (id, batch, window, verdict, binding) => {
    const found = bindingOf(id, batch, window);
    expect([found.id, found.binding]).toEqual([verdict, binding]);
    expect(found.why.length).toBeGreaterThan(30);
    expect(found.why).not.toMatch(NO_GAPS);
  });
});

describe("a deployment in the ledger", () => {
  it("is the same for the same configuration and seed, and is read back as it was", () => {
    const {batching} = trackNamed("mobile");
    const report = deploy(batching, {batch: 5, window: 0.011}, 99);
    expect(deploy(batching, {batch: 5, window: 0.011}, 99)).toEqual(report);
    const read = deploymentOf(JSON.parse(JSON.stringify({...report, id: "a", round: 1, at: AT})), 3);
    expect(read).toMatchObject({number: 3, batch: 5, window: 0.011, seed: 99, pass: true});
    expect(read!.p99).toBeGreaterThan(read!.mean);
  });

  it("keeps what has no bound as words, and reads it as Infinity", () => {
    const {batching} = trackNamed("cloud");
    const report = deploy(batching, {batch: 2, window: 1}, 4);
    expect(Object.values(report.results).every((value) => value !== Infinity)).toBe(true);
    expect(deploymentOf({...report, id: "a", round: 1, at: AT}, 1)).toMatchObject({
      p99: Infinity,
      pass: false,
      bindingId: "load"
    });
  });

  it.each([
    ["nothing", {}, {}],
    ["words for numbers", {"batch size": "many"}, {}],
    ["another lab's", {policy: "fcfs"}, {goodput: 3}]
  ])("%s is no deployment", (_name, configuration, results) => {
    const attempt = {id: "a", round: 1, configuration, results, seed: 1, verdict: "", binding: "", at: AT};
    expect(deploymentOf(attempt as never, 1)).toBeNull();
  });
});

describe("the surface", () => {
  it("has its corners at the ends of the ranges, and a cell is the simulation of its place", () => {
    const {batching} = trackNamed("edge");
    const {batches, windows} = surfaceAxes(batching);
    expect([batches[0], batches.at(-1), windows[0], windows.at(-1)]).toEqual([1, 128, 0, 0.02]);
    // Eight frames at once in one batch of 4.666 ms, held for nobody.
    expect(surfaceCell(batching, {batch: 8, window: 0.02}, 1)).toMatchObject({pass: true});
    expect(surfaceCell(batching, {batch: 8, window: 0.02}, 1).latency).toBeCloseTo(0.004666136 + 0.00015, 9);
    // One more place in the batch, and it waits the whole window for a ninth frame that does not come.
    expect(surfaceCell(batching, {batch: 9, window: 0.02}, 1).latency).toBeCloseTo(
      0.02 + 0.004666136 + 0.00015,
      9
    );
  });
});
