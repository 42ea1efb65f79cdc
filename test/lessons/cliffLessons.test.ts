import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {evidenceText} from "../../lib/lab/evidence.js";
import {cliffAnswer} from "../../lib/lessons/cliffAnswer.js";
import {
  cliffStart,
  hasEffect,
  LEVEL_CONTROLS,
  levelOf,
  levelsOf,
  machineAt,
  missingFor
} from "../../lib/lessons/cliffControls.js";
import {cliffFeedback} from "../../lib/lessons/cliffFeedback.js";
import {cliffFormulas} from "../../lib/lessons/cliffFormulas.js";
import {contrast, contrastLevel, deployment, liveLook, machineCliff} from "../../lib/lessons/cliffJobs.js";
import {cliffChoices, cliffCopyOf, cliffForm, cliffMechanisms} from "../../lib/lessons/cliffLesson.js";
import {cliffLink} from "../../lib/lessons/cliffLink.js";
import {cliffEvidence} from "../../lib/lessons/cliffReadings.js";
import {tracks} from "../../lib/tables/tracks.js";

const byTrack = tracks.map((track) => [track.name, track] as const);
/** The answers of a generator, the pauses between them left out. */
const answers = <T>(steps: Iterable<T | null>): T[] => [...steps].filter((step): step is T => step !== null);

describe("the question", () => {
  test.each(byTrack)(
    "%s: whatever is answered, something is said to it, with the track's numbers",
    (_name, track) => {
      const answer = cliffAnswer(track.cliff);
      fc.assert(
        fc.property(
          fc.constantFrom(null, ...cliffChoices.map(({id}) => id)),
          fc.constantFrom(...cliffMechanisms.map(({id}) => id)),
          fc.oneof(
            fc.double({min: 0, max: 1e6, noNaN: true}),
            fc.constant(answer.number),
            fc.constant(answer.mean)
          ),
          (choice, mechanism, number) => {
            const feedback = cliffFeedback(answer, {choice, mechanism, number});
            expect(feedback.length).toBeGreaterThan(0);
            for (const {title, text} of feedback)
              expect(`${title} ${text}`).not.toMatch(/NaN|undefined|Infinity/);
          }
        )
      );
      expect(cliffFeedback(answer, null)).toEqual([]);
    }
  );

  test.each(byTrack)("%s: right is said to be right, and to nobody else", (_name, track) => {
    const answer = cliffAnswer(track.cliff);
    const {mechanism, number} = answer;
    const choice = answer.asks === "loss" ? "lossy" : "no";
    const ids = (change: object) =>
      cliffFeedback(answer, {choice, mechanism, number, ...change}).map(({id}) => id);
    expect(ids({})).toEqual(["right"]);
    expect(ids({choice: "yes"})).not.toContain("right");
    expect(ids({mechanism: "linear"})).toContain("right-number-wrong-mechanism");
    expect(ids({number: number / 3})).not.toContain("right");
  });

  test.each(byTrack)("%s: the form's scale holds the truth, and the texts are whole", (_name, track) => {
    const answer = cliffAnswer(track.cliff);
    const form = cliffForm(track, answer);
    expect(answer.number).toBeGreaterThan(form.min);
    expect(answer.number).toBeLessThan(form.max);
    const copy = cliffCopyOf(track.id);
    const texts = [
      ...copy.situation(track),
      copy.lede,
      copy.explanation(track, answer),
      copy.demand(track),
      copy.defence(track),
      ...form.lines
    ];
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(20);
      expect(text).not.toMatch(/NaN|undefined|Infinity|∞/);
    }
  });
});

describe("levels", () => {
  test.each(byTrack)(
    "%s: each has columns to set; those it needs exist; the start has all effects",
    (_name, track) => {
      const mission = track.cliff;
      const start = cliffStart(mission);
      for (const control of LEVEL_CONTROLS) {
        expect(hasEffect(levelOf(mission, control, start[control]), start)).toBe(true);
        for (const level of levelsOf(mission, control)) {
          expect(Object.keys(level.set).length).toBeGreaterThan(0);
          for (const id of level.needs?.ids ?? [])
            expect(levelOf(mission, level.needs!.control, id).id).toBe(id);
        }
      }
      expect(() => levelOf(mission, "pool", "__proto__")).toThrow("invalid pool: __proto__");
    }
  );

  test("a level without effect sets nothing and says what it needs", () => {
    const mission = tracks[0]!.cliff;
    const start = cliffStart(mission);
    const prefix = levelOf(mission, "state", "prefix");
    expect(hasEffect(prefix, start)).toBe(false);
    expect(missingFor(mission, prefix, start)).toEqual(["Paged"]);
    expect(machineAt(mission, {...start, state: "prefix"})).toEqual(machineAt(mission, start));
    expect(machineAt(mission, {...start, state: "prefix", pool: "paged"})).toMatchObject({cache: "shared"});
  });
});

describe("the link", () => {
  test.each(byTrack)("%s: what is written is read again", (_name, track) => {
    const mission = track.cliff;
    const levels = (control: (typeof LEVEL_CONTROLS)[number]) =>
      fc.constantFrom(...levelsOf(mission, control).map(({id}) => id));
    fc.assert(
      fc.property(
        levels("state"),
        levels("pool"),
        levels("policy"),
        levels("precision"),
        fc.boolean(),
        fc.integer({min: 0, max: 2 ** 32 - 1}),
        (state, pool, policy, precision, poisson, seed) => {
          const controls = {...cliffStart(mission), state, pool, policy, precision, poisson, seed};
          fc.pre(hasEffect(levelOf(mission, "state", state), controls));
          const {controls: again, notes} = cliffLink.read(track, cliffLink.write(track, controls));
          expect(notes).toEqual([]);
          expect(again).toEqual(controls);
        }
      ),
      {numRuns: 40}
    );
  });

  test("nonsense gives the mission's own settings and says so", () => {
    const [cloud] = tracks as [(typeof tracks)[number]];
    const read = (query: string) => cliffLink.read(cloud, query);
    expect(read("v=1&rate=99").notes[0]).toMatch(/Arrival rate: 99 is out of range; 8 per second/);
    expect(read("v=1&policy=magic").notes[0]).toMatch(/Batching policy: “magic” is not one of the choices/);
    expect(read("v=1&state=prefix").notes[0]).toMatch(/does nothing beside/);
    expect(read("v=1&state=prefix").controls).toEqual(cliffStart(cloud.cliff));
    expect(read("v=1&budget=300").notes[0]).toMatch(/Token budget: 300 is between two steps/);
  });
});

describe("the bench's jobs", () => {
  test.each(byTrack)(
    "%s: a look is there at once and gets longer; the pictures of it stay",
    (_name, track) => {
      const looks = answers(liveLook(track.cliff, cliffStart(track.cliff)));
      expect(looks.map(({share}) => share)).toEqual([0, 1 / 16, 1 / 4, 1]);
      const observed = looks.map(({results}) => results.observed);
      expect([...observed].sort((a, b) => a - b)).toEqual(observed);
      for (const {slots} of looks) expect(slots.segments.length).toBe(looks[0]!.slots.segments.length);
      const last = looks.at(-1)!;
      for (const item of cliffEvidence(track.cliff, last, []))
        expect(evidenceText(item)).not.toMatch(/NaN|undefined/);
      for (const {live} of cliffFormulas(track.cliff, last)) expect(live).not.toMatch(/NaN|undefined|–/);
    }
  );

  test.each(byTrack)("%s: a contrast has the same requests, and another policy", (_name, track) => {
    const start = cliffStart(track.cliff);
    const own = start[track.cliff.contrast];
    const level = contrastLevel(track.cliff, own);
    expect(level).not.toBe(own);
    expect(contrastLevel(track.cliff, level)).toBe(own);
    const [both] = answers(contrast(track.cliff, start, level));
    expect(both!.own.length).toBe(both!.other.length);
    expect(both!.own.length).toBeGreaterThan(100);
    expect(both!.own).not.toEqual(both!.other);
  });

  test("the cliff of a machine rises with the load and is complete at the end", () => {
    const mission = tracks[0]!.cliff;
    const controls = {...cliffStart(mission), policy: "continuous-chunked", pool: "paged"};
    const steps = answers(
      machineCliff({...mission, machine: {...mission.machine, deployed: 600}} as typeof mission, controls)
    );
    const {points, done} = steps.at(-1)!;
    expect(done).toBe(true);
    expect(steps.slice(0, -1).every((step) => !step.done)).toBe(true);
    const rates = points.map(({arrivalRate}) => arrivalRate);
    expect([...rates].sort((a, b) => a - b)).toEqual(rates);
    expect(points.at(-1)!.values[1]).toBeGreaterThan(points[0]!.values[1]!);
    expect(points.at(-1)!.utilization).toBeGreaterThan(1);
  });

  test("a deployment carries what the ledger keeps", () => {
    const mission = tracks[3]!.cliff;
    const [done] = answers(deployment(mission, cliffStart(mission), 2));
    expect(done!.verdict.met).toBe(false);
    expect(done!.configuration).toMatchObject({Network: "NeuralAids", "Buffer level": "One static buffer"});
    expect(Object.keys(done!.results)).toContain("lost");
    expect(done!.verdict.bindingWords).toMatch(/hardware lead: lost .*%, at most 0%/);
  });
});
