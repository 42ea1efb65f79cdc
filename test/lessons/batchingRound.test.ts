import {describe, expect, it} from "vitest";
import {type Ledger, newLedger} from "../../lib/lab/ledger.js";
import {withStep} from "../../lib/lab/ledgerChanges.js";
import {ledgerJson, parseLedger} from "../../lib/lab/ledgerFormat.js";
import {withAttempt, withRound} from "../../lib/lab/ledgerRounds.js";
import {type Deployable, deploy, deploymentOf} from "../../lib/lessons/batchingDeployment.js";
import {bindingCounts, claimStep, roundLesson, roundOf} from "../../lib/lessons/batchingRound.js";
import type {SurfaceCell} from "../../lib/lessons/batchingSurface.js";
import {trackIds, trackOf} from "../../lib/tables/tracks.js";

const cloud = trackOf("cloud")!;
const place = {track: "cloud", part: 2} as const;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString();

function deployed(list: readonly Deployable[], from: Ledger = newLedger({id: "a", at: 0})): Ledger {
  return list.reduce((ledger, configuration, i) => {
    const report = deploy(cloud.batching, configuration, 1000 + i);
    const {attempts = []} = ledger.entries.find(({part}) => part === 2) ?? {};
    return withAttempt(ledger, {...place, ...report, id: `d${attempts.length}`, at: at(attempts.length)});
  }, from);
}

const SLOW = {batch: 64, window: 9};
const LITTLE = {batch: 64, window: 2};
const UNSTABLE = {batch: 6, window: 2};
const BOTH = {batch: 24, window: 5};
const best: SurfaceCell = {batch: 24, window: 5, throughput: 4.2, latency: 9.3, score: 1.05, pass: true};

describe("a round of ten", () => {
  it("runs until both hold, and then is over, sooner than ten", () => {
    const before = roundOf(deployed([SLOW, LITTLE]), place);
    expect(before).toMatchObject({round: 1, left: 8, state: "running", claimedAt: null});
    const after = roundOf(deployed([SLOW, LITTLE, BOTH]), place);
    expect(after).toMatchObject({left: 7, state: "met"});
    expect(after.deployments.map(({number, pass}) => [number, pass])).toEqual([
      [1, false],
      [2, false],
      [3, true]
    ]);
  });

  it("is used up after ten, and a new round begins at ten again while the old one stays", () => {
    const ten = deployed(Array.from({length: 10}, () => SLOW));
    expect(roundOf(ten, place)).toMatchObject({left: 0, state: "used"});
    const next = withRound(ten, {...place, at: at(30)});
    expect(roundOf(next, place)).toMatchObject({round: 2, left: 10, state: "running", deployments: []});
    expect(next.entries[0]!.attempts).toHaveLength(10);
  });

  it("ends by the claim, which counts for its own round alone", () => {
    const claimed = withStep(deployed([SLOW]), {...place, step: claimStep(1), at: at(5)});
    expect(roundOf(claimed, place)).toMatchObject({state: "claimed", claimedAt: at(5), left: 9});
    expect(roundOf(withRound(claimed, {...place, at: at(6)}), place)).toMatchObject({
      state: "running",
      claimedAt: null
    });
  });

  it("survives export and import, and looks at no other track", () => {
    const ledger = deployed([UNSTABLE, BOTH]);
    const read = parseLedger(ledgerJson(ledger), {tracks: trackIds});
    expect(read.ok && roundOf(read.ledger, place)).toEqual(roundOf(ledger, place));
    expect(roundOf(ledger, {track: "edge", part: 2}).deployments).toEqual([]);
  });

  it.each([
    ["configuration", "batch size", 0],
    ["configuration", "batch size", 1e300],
    ["configuration", "window [s]", -1],
    ["results", "p99 [s]", -5],
    ["results", "mean [s]", 0],
    ["results", "judged latency [s]", "soon"],
    ["results", "missed", 1.5],
    ["results", "throughput [1/s of machine time]", -1],
    ["results", "verdict", "won"]
  ] as const)("leaves out an attempt whose %s say of %s: %s", (part, key, value) => {
    const good = {...deploy(cloud.batching, SLOW, 1), id: "a", round: 1, at: at(1)};
    expect(deploymentOf(good, 1)).toMatchObject({batch: 64, window: 9});
    expect(deploymentOf({...good, [part]: {...good[part], [key]: value}}, 1)).toBeNull();
  });

  it("passes over attempts that it cannot read, and still counts them as used", () => {
    const strange = withAttempt(deployed([SLOW]), {
      ...place,
      id: "x",
      configuration: {policy: "fcfs"},
      results: {},
      seed: 1,
      verdict: "?",
      binding: "",
      at: at(9)
    });
    const round = roundOf(strange, place);
    expect(round.deployments).toHaveLength(1);
    expect(round.left).toBe(8);
  });
});

describe("what a round taught", () => {
  it("counts what bound, the most frequent first, with the direction", () => {
    const {deployments} = roundOf(deployed([SLOW, SLOW, LITTLE, UNSTABLE, BOTH]), place);
    expect(bindingCounts(deployments)).toEqual([
      {
        knob: "the window",
        count: 3,
        off: [
          ["too long", 2],
          ["too short", 1]
        ]
      },
      {knob: "the batch size", count: 1, off: [["too small for the load", 1]]}
    ]);
  });

  it("is told from the student's own deployments, with their numbers", () => {
    const round = roundOf(deployed([SLOW, SLOW, LITTLE, UNSTABLE]), place);
    const words = roundLesson(cloud.batching, round, {best, noneReason: ""});
    expect(words[0]).toBe("In 3 of your 4 deployments the window bound: twice too long, once too short.");
    expect(words[1]).toBe("In 1 of them the batch size bound: too small for the load.");
    const [short, long] = [round.deployments[2]!, round.deployments[0]!];
    expect(words[2]).toContain(`2 s (batch 64), gave ${short.throughput.toPrecision(3)}`);
    expect(words[2]).toContain(`9 s (batch 64), gave ${long.throughput.toPrecision(3)}`);
    expect(words.at(-1)).toContain("a batch of up to 24 with a window of 5 s");
    for (const sentence of words) expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("has something to say of a round without a single deployment", () => {
    const round = roundOf(newLedger({id: "a", at: 0}), place);
    const words = roundLesson(cloud.batching, round, {best: null, noneReason: "Nothing is shared."});
    expect(words).toEqual(["No batch size meets both. Nothing is shared."]);
  });
});
