// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import {
  batchingPicture,
  cliffPicture,
  concurrencyPicture,
  type StoryPicture
} from "../../lib/lessons/storyPictures.js";
import {tracks} from "../../lib/tables/tracks.js";
import {textBox} from "../../src/components/marks/labelBoard.js";
import type {Anchor} from "../../src/components/marks/write.js";
import {storyPicture} from "../../src/components/storyPicture.js";

const locks = [
  {open: false, prediction: null},
  {open: true, prediction: null},
  ...[0, 1, 3, 12, 22, 500].map((prediction) => ({open: true, prediction}))
];
const pictures = tracks.flatMap((track) =>
  locks.flatMap((lock): [string, StoryPicture][] => [
    [
      `${track.id}, Part 1, ${lock.open ? `open, said ${lock.prediction}` : "locked"}`,
      concurrencyPicture(track, lock)
    ],
    ...(lock.prediction === null
      ? ([
          [`${track.id}, Part 2, ${lock.open}`, batchingPicture(track, lock)],
          [`Part 3, ${lock.open}`, cliffPicture(lock)]
        ] as [string, StoryPicture][])
      : [])
  ])
);

describe("the pictures of the storyboard", () => {
  test.each(pictures)(
    "%s: words beside each other and inside, and a sentence for those who do not see it",
    (_name, picture) => {
      const svg = storyPicture(picture);
      expect(svg.getAttribute("aria-label")).toContain(picture.label);
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      const words = Array.from(svg.querySelectorAll("text")).map((text) => {
        const number = (name: string) => Number(text.getAttribute(name) ?? 0);
        const at = {
          x: number("x"),
          y: number("y"),
          anchor: (text.getAttribute("text-anchor") ?? "start") as Anchor
        };
        const style = {size: number("font-size"), weight: Number(text.getAttribute("font-weight") ?? 400)};
        return {text: text.textContent ?? "", ...textBox(text.textContent ?? "", at, style)};
      });
      expect(words.length).toBeGreaterThan(2);
      words.forEach((a, i) => {
        expect(a.left, a.text).toBeGreaterThanOrEqual(0);
        expect(a.right, a.text).toBeLessThanOrEqual(300);
        for (const b of words.slice(i + 1))
          expect(
            a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1,
            `"${a.text}" and "${b.text}"`
          ).toBe(true);
      });
      expect(svg.querySelectorAll("[data-part=secret]").length).toBe(picture.secret ? 1 : 0);
      for (const rect of svg.querySelectorAll("rect[width]"))
        expect(Number(rect.getAttribute("width"))).toBeGreaterThan(0);
    }
  );
});
