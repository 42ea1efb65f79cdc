/** A key of patterns under a drawing: a swatch and its words, for what cannot be labelled where it stands. */
import {html} from "htl";
import {color, figure, pattern} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {type SlotPattern, slotPattern} from "./slotPatterns.js";

export type KeyPaint = SlotPattern | "wait" | "math" | "light" | "free" | "lost" | "holds" | "beyond";

const WIDTH = 22;
const HEIGHT = 13;

/** The key, in order. */
export function patternKey(entries: readonly (readonly [paint: KeyPaint, words: string])[]): HTMLElement {
  return html`<ul class="patternkey">${entries.map(([paint, words]) => html`<li>${swatch(paint)}${words}</li>`)}</ul>`;
}

function swatch(paint: KeyPaint): SVGSVGElement {
  const svg = figure(WIDTH, HEIGHT, "");
  svg.attr("class", null).attr("role", null).attr("aria-label", null).attr("aria-hidden", "true");
  const plain = {math: color.math, light: color.mathSoft, free: color.field, holds: color.pass} as const;
  const fill =
    paint === "wait" || paint === "lost"
      ? pattern(svg, paint)
      : paint === "beyond"
        ? beyondHatch(svg)
        : paint in plain
          ? plain[paint as keyof typeof plain]
          : slotPattern(svg, paint as SlotPattern);
  const edge = {
    wait: color.wait,
    lost: color.lost,
    beyond: color.lost,
    math: color.math,
    light: color.math,
    holds: color.pass
  } as const;
  svg
    .append("rect")
    .attr("x", 0.5)
    .attr("y", 0.5)
    .attr("width", WIDTH - 1)
    .attr("height", HEIGHT - 1)
    .attr("fill", fill)
    .attr("stroke", paint in edge ? edge[paint as keyof typeof edge] : color.edge);
  return svg.node()!;
}
