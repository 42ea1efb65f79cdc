/** Where a drawing's labels lie, by estimated widths, and which of them overlap. */
import {textWidth} from "../../../src/components/marks/textWidth.js";

export interface LabelBox {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const MONO_ADVANCE = 0.6;

function number(element: Element, name: string, otherwise: number): number {
  const value = element.getAttribute(name);
  return value === null ? otherwise : Number(value);
}

/** Boxes of all horizontal texts. */
export function labelBoxes(svg: Element): LabelBox[] {
  return Array.from(svg.querySelectorAll("text"))
    .filter((text) => !text.querySelector("textPath") && text.textContent)
    .map((text) => {
      const size = number(text, "font-size", 12);
      const mono = text.getAttribute("font-family")?.includes("mono") ?? false;
      let width = 0;
      for (const node of text.childNodes) {
        const span = node instanceof Element ? node : text;
        const own = number(span, "font-size", size);
        const weight = number(span, "font-weight", 400);
        const words = node.textContent ?? "";
        width += mono ? words.length * MONO_ADVANCE * own : textWidth(words, own, weight);
        if (span !== text) width += number(span, "dx", 0);
      }
      const x = number(text, "x", 0);
      const y = number(text, "y", 0);
      const anchor = text.getAttribute("text-anchor") ?? "start";
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      return {
        words: text.textContent ?? "",
        left,
        right: left + width,
        top: y - 0.72 * size,
        bottom: y + 0.2 * size
      };
    });
}

/** Pairs of labels that lie on each other by more than `slack` [px] both ways. */
export function overlaps(svg: Element, slack = 1): string[] {
  const boxes = labelBoxes(svg);
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack
      )
      .map((b) => `${a.words} | ${b.words}`)
  );
}

/** Labels that leave the drawing by more than `slack` [px]. */
export function outside(svg: Element, slack = 2): string[] {
  const [, , width = 0, height = 0] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
  return labelBoxes(svg)
    .filter(
      ({left, right, top, bottom}) =>
        left < -slack || right > width + slack || top < -slack || bottom > height + slack
    )
    .map(({words}) => words);
}
