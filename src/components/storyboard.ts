/** The three parts as a storyboard: each picture is a small curve of the model that the part is about. */
import {extent, line, scaleLinear} from "d3";
import {html} from "htl";
import {color, figure} from "./theme.js";

export interface StoryPicture {
  /** Points of the curve in model units. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** A point to mark, with its words. */
  readonly mark: readonly [x: number, y: number, words: string];
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

export interface StoryPart {
  readonly part: number;
  readonly title: string;
  readonly minutes: number;
  readonly question: string;
  readonly does: string;
  readonly picture: StoryPicture;
  /** Link, or null where the part is not open yet. */
  readonly href: string | null;
  /** Progress on the chosen track, 0 to 1, and its state in words. */
  readonly progress: number;
  readonly state: string;
}

const WIDTH = 300;
const HEIGHT = 130;

/** One picture of the storyboard. */
export function storyPicture({points, xLabel, yLabel, mark, label}: StoryPicture): SVGSVGElement {
  const svg = figure(WIDTH, HEIGHT, label);
  const [x0 = 0, x1 = 1] = extent(points, ([x]) => x);
  const top = Math.max(...points.map(([, y]) => y));
  const x = scaleLinear([x0, x1], [14, WIDTH - 14]);
  const y = scaleLinear([0, top], [HEIGHT - 26, 14]);
  svg
    .append("path")
    .attr("d", `M14,14V${HEIGHT - 26}H${WIDTH - 14}`)
    .attr("fill", "none")
    .attr("stroke", color.second);
  svg
    .append("path")
    .attr(
      "d",
      line<readonly [number, number]>(
        (p) => x(p[0]),
        (p) => y(p[1])
      )(points)
    )
    .attr("fill", "none")
    .attr("stroke", color.math)
    .attr("stroke-width", 2.5);
  svg.append("circle").attr("cx", x(mark[0])).attr("cy", y(mark[1])).attr("r", 5).attr("fill", color.ink);
  svg
    .append("text")
    .attr("x", x(mark[0]) - 10)
    .attr("y", y(mark[1]) + 4)
    .attr("text-anchor", "end")
    .attr("font-weight", 600)
    .attr("fill", color.ink)
    .text(mark[2]);
  svg
    .append("text")
    .attr("x", WIDTH - 14)
    .attr("y", HEIGHT - 9)
    .attr("text-anchor", "end")
    .attr("fill", color.second)
    .text(xLabel);
  svg.append("text").attr("x", 20).attr("y", 20).attr("fill", color.second).text(yLabel);
  return svg.node()!;
}

/** The list of parts with pictures, questions and the reader's progress. */
export function storyboard(parts: readonly StoryPart[]): HTMLElement {
  return html`<ol class="storyboard">${parts.map(
    ({part, title, minutes, question, does, picture, href, progress, state}) => {
      const heading = href === null ? html`<h3>${title}</h3>` : html`<h3><a href=${href}>${title}</a></h3>`;
      return html`<li><div class="picture">${storyPicture(picture)}</div><div class="text">
      <p class="kicker">Part ${part} · ${minutes} min</p>${heading}
      <p><strong>${question}</strong></p><p>${does}</p>
      <div class="progress" role="progressbar" aria-label=${`Part ${part}: progress`} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(100 * progress)}><div style=${{width: `${100 * progress}%`}}></div></div>
      <p class="state">${state}</p></div></li>`;
    }
  )}</ol>`;
}
