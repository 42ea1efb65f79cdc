/**
 * The end of a round: the whole space as a map with the best place on it, and what the round taught, told from the
 * student's own deployments. It opens when the round is over, and not before.
 */
import {html} from "htl";
import {batchingCopyOf} from "../lib/lessons/batchingLesson.js";
import {type Round, roundLesson} from "../lib/lessons/batchingRound.js";
import {latencyName} from "../lib/lessons/batchingScenario.js";
import {optimumOf, type Surface, surfaceAxes} from "../lib/lessons/batchingSurface.js";
import type {Track} from "../lib/tables/track.js";
import type {BatchingDesk} from "./batchingDesk.js";
import {deploymentLog} from "./deploymentLog.js";
import {instrument} from "./instrument.js";
import {mapSkeleton} from "./skeletons.js";
import {surfaceMap, surfaceMapSentence, surfaceMapTable} from "./surfaceMap.js";

export interface BatchingSpace extends HTMLElement {
  showRound(round: Round): void;
}

/** The panel of the round: its deployments, and when it is over the map and the lesson. */
export function batchingSpace(track: Track, desk: BatchingDesk): BatchingSpace {
  const {batching: mission} = track;
  const log = html`<div class="log"></div>`;
  const host = html`<div></div>`;
  const root = html`<div class="space">${log}${host}</div>` as BatchingSpace;
  let surface: Surface | null = null;
  let asked = false;
  let round: Round | undefined;

  const open = () => {
    const panel = instrument({plate: ["2C", "The whole space"], description: ""});
    panel.classList.add("spacepanel");
    const lesson = html`<div class="lesson"></div>`;
    host.replaceChildren(panel);
    return {panel, lesson};
  };
  let opened: ReturnType<typeof open> | undefined;
  const draw = () => {
    if (!round) return;
    if (round.state === "running") {
      opened = undefined;
      host.replaceChildren(closedSpace());
      return;
    }
    opened ??= open();
    const {panel, lesson} = opened;
    const axes = surfaceAxes(mission);
    const shown = surface ?? {...axes, cells: []};
    const complete = shown.cells.length === axes.batches.length * axes.windows.length;
    const best = complete ? optimumOf(shown.cells) : null;
    const data = {
      surface: shown,
      best,
      complete,
      deployments: round.deployments,
      throughputTarget: mission.throughputTarget.value,
      latencyLimit: mission.latencyTarget.value
    };
    if (complete) {
      const sentences = roundLesson(mission, round, {
        best,
        noneReason: batchingCopyOf(track.id).none(track)
      });
      lesson.replaceChildren(
        html`<h3>${headline(round, best !== null)}</h3>`,
        ...sentences.map((words) => html`<p>${words}</p>`)
      );
    }
    panel.show({
      sentence: surfaceMapSentence(data),
      draw: (width) => surfaceMap(data, {width}),
      below: [lesson],
      table: () => surfaceMapTable(data),
      seed: mission.seed
    });
  };
  root.showRound = (next) => {
    round = next;
    log.replaceChildren(deploymentLog(next.deployments, {latencyName: latencyName(mission)}));
    if (next.state !== "running" && !asked) {
      asked = true;
      desk.ask("surface", {track: track.id}, (answer) => {
        surface = answer;
        draw();
      });
    }
    draw();
  };
  return root;
}

/** The panel while the round runs, and before it: it says what will be there. */
export function closedSpace(): HTMLElement {
  return instrument({
    plate: ["2C", "The whole space"],
    description:
      "Every batch size and window on one map, and the best of them. It opens when your round is over: when both hold, when the ten are used, or when you claim that none will do.",
    locked: true,
    lockedWords: "opens when the round is over",
    skeleton: mapSkeleton
  });
}

function headline({state, deployments, claimedAt}: Round, reachable: boolean): string {
  const count = deployments.length;
  if (state === "met") return `Met, with deployment ${deployments.find(({pass}) => pass)?.number ?? count}.`;
  if (claimedAt !== null)
    return reachable
      ? "You said that none meets both. Some do."
      : "You said that none meets both. That is the truth.";
  return reachable
    ? "Ten deployments, and not met. This is where it was."
    : "Ten deployments, and none could meet both.";
}
