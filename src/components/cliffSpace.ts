/**
 * The explorer of the whole space: every machine that the controls can make, at every rate and in every traffic, from
 * the sweep that the build has made. It opens when the round is over.
 */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {type CliffControls, cliffStart} from "../lib/lessons/cliffControls.js";
import {cliffLink} from "../lib/lessons/cliffLink.js";
import {sameMachine, servingGrid} from "../lib/lessons/servingGrid.js";
import {machineWords, type SpaceMachine, servingSpace, trafficWords} from "../lib/lessons/servingSpace.js";
import type {ServingSweepRow} from "../lib/lessons/sweepRows.js";
import type {Track, Traffic} from "../lib/tables/track.js";
import {rackSkeleton} from "./cliffSkeletons.js";
import {type SpaceData, spaceChart, spaceSentence, spaceTable} from "./cliffSpaceChart.js";
import {type Instrument, instrument} from "./instrument.js";
import {patternKey} from "./marks/patternKey.js";
import {readSweep, sweepRows} from "./sweepData.js";
import {uniqueId} from "./theme.js";

const plate = ["3I", "The whole space"] as const;
const OFFERED = 5;

export interface CliffSpace extends HTMLElement {
  /** Marks the bench's machine. */
  offer(controls: CliffControls): void;
}

/** The panel before the round is over. */
export function closedSpace(): Instrument {
  return instrument({
    plate,
    description:
      "Every machine that the controls can make, over the arrival rate and in each kind of traffic: where all demands hold.",
    locked: true,
    lockedWords: "opens when the round is over",
    skeleton: rackSkeleton
  });
}

/** The panel with the sweep in it. */
export function cliffSpace(track: Track, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): CliffSpace {
  const {cliff: mission} = track;
  const sweep = readSweep(bytes);
  const rows = sweepRows<ServingSweepRow>(sweep);
  const {traffics} = servingGrid(mission);
  const asked = mission.stakeholder.traffic;
  const id = uniqueId("traffic");
  const key = (traffic: Traffic) => trafficWords(traffic);
  const select =
    html`<select id=${id}>${traffics.map((traffic) => html`<option value=${key(traffic)} selected=${key(traffic) === key(asked)}>${key(traffic)}</option>`)}</select>` as HTMLSelectElement;
  const figureHost = html`<div></div>`;
  const offers = html`<div class="offers"></div>`;
  const root = html`<div class="cliffspace"><div class="bubbletools"><label for=${id}>Traffic</label>${select}</div>
    ${figureHost}
    ${patternKey([
      ["holds", "all demands hold"],
      ["wait", "a demand is missed"],
      ["beyond", "no steady state, or it does not fit"]
    ])}${offers}</div>`;
  const panel = instrument({plate, description: ""});
  const spaces = new Map<string, readonly SpaceMachine[]>();
  let controls = cliffStart(mission);
  let drawn = 0;

  const data = (): SpaceData => {
    const traffic = traffics.find((one) => key(one) === select.value) ?? asked;
    let machines = spaces.get(key(traffic));
    if (!machines) {
      machines = servingSpace(mission, rows, traffic);
      spaces.set(key(traffic), machines);
    }
    return {mission, machines, own: sameMachine(mission, controls), traffic: key(traffic)};
  };
  const draw = () => {
    const shown = data();
    drawn = Math.round(root.clientWidth || 640);
    figureHost.replaceChildren(spaceChart(shown, {width: drawn}));
    panel.say(spaceSentence(shown));
    panel.tabulate(() => spaceTable(shown), sweep.about.seed);
    offers.replaceChildren(...offersOf(shown));
  };
  const offersOf = ({machines}: SpaceData): readonly HTMLElement[] => {
    const meeting = machines.filter(({meets}) => meets).slice(0, OFFERED);
    const note = html`<p class="note">A deployment runs longer than one of these points, and meets worse.</p>`;
    if (meeting.length === 0) return [note];
    const linkTo = ({levels}: SpaceMachine) =>
      `?${cliffLink.write(track, {...cliffStart(mission), ...levels, arrivalRate: mission.throughputTarget.value})}`;
    return [
      html`<p class="note">Those that go furthest, to be taken to the bench:</p>`,
      html`<ul class="offerlist">${meeting.map((machine) => html`<li><a href=${linkTo(machine)}>${machineWords(mission, machine.levels)}</a>, up to ${formatNumber(machine.most)} of ${formatNumber(machine.saturation)} per second</li>`)}</ul>`,
      note
    ];
  };
  for (const type of ["change", "input"])
    select.addEventListener(type, (event) => {
      event.stopPropagation();
      if (type === "change") draw();
    });
  if (typeof ResizeObserver === "function")
    new ResizeObserver(() => {
      if (Math.abs(Math.round(root.clientWidth) - drawn) > 1) draw();
    }).observe(root);
  panel.mount(root);
  const space = panel as unknown as CliffSpace;
  space.offer = (next) => {
    const moved =
      JSON.stringify(sameMachine(mission, next)) !== JSON.stringify(sameMachine(mission, controls));
    controls = next;
    if (moved || drawn === 0) draw();
  };
  return space;
}
