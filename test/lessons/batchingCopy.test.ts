import {describe, expect, it} from "vitest";
import {batchingAnswer} from "../../lib/lessons/batchingAnswer.js";
import {batchingFeedback} from "../../lib/lessons/batchingFeedback.js";
import {batchingFormulas} from "../../lib/lessons/batchingFormulas.js";
import {type LiveRun, liveRun} from "../../lib/lessons/batchingJobs.js";
import {
  batchingCopy,
  batchingDirections,
  batchingForm,
  batchingMechanisms
} from "../../lib/lessons/batchingLesson.js";
import {batchingLink} from "../../lib/lessons/batchingLink.js";
import {batchingEvidence, tailPrompt} from "../../lib/lessons/batchingReadings.js";
import {startingBatch} from "../../lib/lessons/batchingScenario.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";

const named = tracks.map((track) => [track.id, track] as const);
const trackNamed = (id: string) => {
  const track = trackOf(id);
  if (!track) throw new Error(id);
  return track;
};
const NO_GAPS = /NaN|undefined|Infinity|\[object/;

/** The live run of a configuration, to its end. */
function settled(id: string, change: {batch?: number; window?: number; speed?: number} = {}): LiveRun {
  const {batching} = trackNamed(id);
  let last: LiveRun | null = null;
  for (const run of liveRun(batching, {...startingBatch(batching), ...change})) if (run) last = run;
  if (!last?.done) throw new Error("the run does not end");
  return last;
}

describe("feedback", () => {
  it.each(named)("%s: every direction, mechanism and number gets an answer", (_id, {batching}) => {
    const answer = batchingAnswer(batching);
    for (const {id: direction} of batchingDirections)
      for (const {id: mechanism} of batchingMechanisms)
        for (const number of [0, answer.large.wait * 1e3, 2 * answer.large.formation * 1e3, 1e7]) {
          const items = batchingFeedback(answer, {direction, number, mechanism});
          expect(items.length, `${direction} ${mechanism} ${number}`).toBeGreaterThan(0);
          for (const {title, text} of items) expect(`${title} ${text}`).not.toMatch(NO_GAPS);
        }
  });

  it("tells the first one's wait from the mean, and a faster machine from a faster answer", () => {
    const answer = batchingAnswer(trackNamed("cloud").batching);
    const ids = (direction: string, mechanism: string, number: number) =>
      batchingFeedback(answer, {direction, mechanism, number}).map(({id}) => id);
    expect(ids("higher", "fill", (31 / 3) * 1e3)).toContain("whole-fill-for-all");
    expect(ids("lower", "shared", 100)).toEqual(["batching-speeds-up", "cost-shared"]);
    expect(ids("higher", "fill", (31 / 6) * 1e3)).toEqual(["right"]);
    expect(batchingFeedback(answer, null)).toEqual([]);
  });
});

describe("the copy", () => {
  it.each(named)("%s: has every text, with numbers and no gaps", (id, track) => {
    const copy = batchingCopy[id]!;
    const answer = batchingAnswer(track.batching);
    const run = settled(id);
    const round = {round: 1, deployments: [], left: 10, state: "running", claimedAt: null} as const;
    const form = batchingForm(track, answer);
    const texts = [
      ...copy.situation(track),
      copy.explanation(track, answer),
      copy.none(track),
      ...form.lines,
      tailPrompt(track, run, round, {ratio: 5.2, configurations: 4000}),
      tailPrompt(track, null, round, null),
      ...batchingFormulas(track.batching, run).flatMap(({live, holds, fails}) => [live, holds, fails])
    ];
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(20);
      expect(text).not.toMatch(NO_GAPS);
    }
    expect(form.max).toBeGreaterThan(answer.large.wait * 1e3);
    for (const {value, seed} of batchingEvidence(track, run, round)) {
      expect(Number.isFinite(value)).toBe(true);
      expect(seed).toBe(track.batching.seed);
    }
  });

  it("holds the accusation of ten times the mean to the run's own numbers, and to the whole sweep", () => {
    const track = trackNamed("cloud");
    const run = settled("cloud");
    const round = {round: 1, deployments: [], left: 10, state: "running", claimedAt: null} as const;
    const {p99, meanSojourn} = run.measure.totals;
    const ratio = (p99.value / meanSojourn.mean).toPrecision(2);
    const prompt = tailPrompt(track, run, round, {ratio: 5.04, configurations: 4321});
    expect(prompt).toContain(`Yours is ${ratio} times: it is not so. None of the 4,321 steady`);
    expect(prompt).toContain("goes beyond 5.");
    // One request alone: 2.277 s of math and what it takes to the user.
    expect(prompt).toContain(
      `your mean is ${(meanSojourn.mean / (2.2774 + track.batching.transferTime.value)).toPrecision(2)} times that`
    );
    expect(tailPrompt(track, run, round, {ratio: 12.3, configurations: 4321})).toContain(
      "In the sweep it goes up to 12."
    );
    const long = {
      ...run,
      measure: {
        ...run.measure,
        totals: {...run.measure.totals, p99: {value: 11 * meanSojourn.mean, halfWidth: 0}}
      }
    };
    expect(tailPrompt(track, long, round, null)).toContain("Yours is 11 times: it is so.");
    expect(tailPrompt(track, null, round, null)).toContain("Look whether it is so.");
  });

  it("no gain is called none, and a loss is no gain", () => {
    const tiny = trackNamed("tiny");
    const words = batchingCopy.tiny!.explanation(tiny, batchingAnswer(tiny.batching));
    expect(words).toMatch(/The machine has gained nothing: 181 per second of its time stayed 181\./);
    const mobile = trackNamed("mobile");
    expect(batchingCopy.mobile!.explanation(mobile, batchingAnswer(mobile.batching))).toMatch(
      /^In batches of 4 the regions wait .* The machine has gained: /
    );
  });

  it("formulas say that there is no steady state, in words", () => {
    const run = settled("cloud", {batch: 4});
    const live = batchingFormulas(trackNamed("cloud").batching, run).map((formula) => formula.live);
    expect(live.join(" ")).toContain("no steady state");
    expect(live.join(" ")).toContain("grows by");
    expect(live.join(" ")).not.toMatch(/NaN|undefined/);
  });
});

describe("the link", () => {
  it.each(named)("%s: carries the controls to another reader", (_id, track) => {
    const controls = {batch: 7, window: track.batching.windowRange.max / 3, speed: 1.35, seed: 99};
    const carried = batchingLink.read(track, batchingLink.write(track, controls));
    expect(carried.notes).toEqual([]);
    expect(carried.controls).toEqual({...controls, window: expect.closeTo(controls.window, 15)});
    expect(batchingLink.read(track, "")).toEqual({controls: startingBatch(track.batching), notes: []});
  });

  it("moves what is out of range to the nearest, and says so", () => {
    const {controls, notes} = batchingLink.read(
      trackNamed("edge"),
      "v=1&batch=900&window=-3&speed=fast&seed=1.5"
    );
    expect(controls).toMatchObject({batch: 128, window: 0, speed: 1});
    expect(notes).toHaveLength(4);
  });
});
