import {describe, expect, test} from "vitest";
import {concurrencyAnswer} from "../../lib/lessons/concurrencyAnswer.js";
import {batchingPicture, cliffPicture, concurrencyPicture} from "../../lib/lessons/storyPictures.js";
import {tracks} from "../../lib/tables/tracks.js";

const locked = {open: false, prediction: null};
const skipped = {open: true, prediction: null};

describe.each(tracks.map((track) => [track.id, track] as const))("the storyboard of %s", (_id, track) => {
  const pictures = [
    ["Part 1", (lock: typeof locked) => concurrencyPicture(track, lock)],
    ["Part 2", (lock: typeof locked) => batchingPicture(track, lock)],
    ["Part 3", (lock: typeof locked) => cliffPicture(lock)]
  ] as const;

  test.each(pictures)("%s asks, and gives nothing away, until it is open", (_part, picture) => {
    const {secret, dots, curve, label} = picture(locked);
    expect(secret).not.toBeNull();
    expect(dots.map(({kind}) => kind)).toEqual(["known"]);
    for (const [x] of [...curve, ...dots.map(({at}) => at)]) expect(x).toBeLessThan(secret!.from);
    expect(label).toMatch(/that is the question\.$/);
    expect(picture(skipped).secret).toBeNull();
    expect(picture(skipped).label).not.toMatch(/question/);
  });

  test.each(pictures)("%s stays inside its frame, locked and open", (_part, picture) => {
    for (const {most, dots, curve, limit, secret} of [picture(locked), picture(skipped)]) {
      for (const [x, y] of [...curve, ...dots.map(({at}) => at)]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(most[0]);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(most[1]);
      }
      if (limit) expect(limit.y).toBeLessThan(most[1]);
      if (secret) expect(secret.at).toBeLessThanOrEqual(most[0]);
    }
  });

  test("the scale of the locked picture does not depend on the answer", () => {
    const {limit} = concurrencyAnswer(track.concurrency);
    expect(concurrencyPicture(track, locked).most[1] / limit).toBeCloseTo(1.25, 12);
  });

  test("the reader's first number stands beside the truth, at the top where it is off the scale", () => {
    const {most} = concurrencyPicture(track, skipped);
    for (const prediction of [0.5, 1e6]) {
      const mine = concurrencyPicture(track, {open: true, prediction}).dots.find(
        ({kind}) => kind === "prediction"
      );
      expect(mine?.at[1]).toBe(Math.min(prediction, most[1]));
    }
  });
});
