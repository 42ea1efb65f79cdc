/**
 * The stage of the film: a chute, a belt with tied parcels that wait, a rack of numbered places where they are served,
 * a belt that takes them away, a bin for those that are lost. Each picture is drawn from the frame and the motion alone.
 */
import {formatNumber} from "../../lib/format.js";
import type {FilmFrame} from "../../lib/lab/filmFrame.js";
import {figure} from "../theme.js";
import {type Motion, type Parcel, parcelsAt, progress, turned} from "./filmMotion.js";
import {appendParcel, drawParcel, parcelPaint} from "./parcelMark.js";
import {stageFurniture} from "./stageFurniture.js";
import {compactLabels, wideLabels} from "./stageLabels.js";
import {stageLayout} from "./stageLayout.js";
import type {StageSpec} from "./stageParts.js";

export interface StageOptions extends StageSpec {
  readonly requestName: string;
  /** What the rack is, in words: "24 places: all the memory there is". */
  readonly rackName: string;
}

export interface FilmStage {
  readonly element: SVGSVGElement;
  /** Draws a frame; `notes` says whether to name who comes, who is next and who has left. */
  render(frame: FilmFrame, motion: Motion, notes?: boolean): void;
}

/** A stage; render it with every frame. */
export function filmStage(options: StageOptions): FilmStage {
  const {width, bufferPlaces, requestName} = options;
  const layout = stageLayout(options);
  const svg = figure(width, layout.height, `Film of ${requestName}: waiting, in service, answered`);
  // What comes in at the edge or has left over it is not drawn beside the stage.
  svg.style("overflow", "hidden");
  const furniture = stageFurniture(svg, layout);
  const paint = parcelPaint(svg);
  const parcelLayer = svg.append("g").attr("class", "parcels");
  (svg.node() as SVGSVGElement).append(furniture.binFront);
  const say = (layout.compact ? compactLabels : wideLabels)(svg, layout, options);

  const render = (frame: FilmFrame, motion: Motion, notes = true) => {
    const rollers = turned(frame, motion);
    furniture.turn(rollers.line, rollers.away);
    furniture.open(trapdoor(frame, motion, bufferPlaces));
    frame.serving.forEach((served, place) => {
      furniture.fill(place, served ? served.share : 0);
    });
    furniture.say(`${frame.lost > 0 ? "✕ " : ""}lost: ${formatNumber(frame.lost)}`, frame.lost > 0);
    parcelLayer
      .selectAll<SVGGElement, Parcel>("g.parcel")
      .data(parcelsAt(frame, layout, motion), ({request}) => request)
      .join((enter) =>
        enter.append("g").each(function () {
          appendParcel(this);
        })
      )
      .each(function (parcel) {
        drawParcel(this, parcel, paint);
      });
    say(frame, notes);
  };
  return {element: svg.node() as SVGSVGElement, render};
}

/** How far the trapdoor of a full system stands open: it opens behind the last one to find room. */
function trapdoor(frame: FilmFrame, motion: Motion, bufferPlaces: number): number {
  if (bufferPlaces === Infinity) return 0;
  const {arrivals, departures} = frame.source;
  const inside = frame.arrived - frame.departed;
  const capacity = frame.serving.length + bufferPlaces;
  const since = (event: number | undefined) =>
    event === undefined ? 1 : progress(event, frame.time, motion, motion.lag);
  if (inside >= capacity) return Math.max(0, since(arrivals[frame.arrived - 1]) - 0.6) / 0.4;
  const left = departures[frame.departed - 1];
  const wasFull = inside + 1 === capacity && left > (arrivals[frame.arrived - 1] ?? 0);
  return wasFull ? Math.max(0, 1 - since(left) / 0.4) : 0;
}
