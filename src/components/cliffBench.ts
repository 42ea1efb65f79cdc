/**
 * Part 3's bench at work: it asks the worker for what the controls show, keeps the last answer in sight, marked as such,
 * until a better one comes, and draws each in its instruments.
 */
import type {CliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffVerdict, type LoggedDeployment} from "../lib/lessons/cliffChallenge.js";
import {type CliffControls, levelsOf} from "../lib/lessons/cliffControls.js";
import {
  type CliffContrast,
  type CliffLook,
  contrastLevel,
  type MachineCliff
} from "../lib/lessons/cliffJobs.js";
import type {Track} from "../lib/tables/track.js";
import {afterPause} from "./afterPause.js";
import {type Bubbles, cliffBubbles} from "./cliffBubbles.js";
import type {CliffChartCurve} from "./cliffChart.js";
import type {CliffDesk} from "./cliffDesk.js";
import type {CliffPanels} from "./cliffPanels.js";
import {showBudget, showCliff, showContrast, showLook, showMeasured} from "./cliffShow.js";
import {showMachine} from "./cliffShowMachine.js";
import type {Stakeholder} from "./cliffStakeholder.js";
import type {Instrument} from "./instrument.js";

export interface CliffBench {
  /** Shows a configuration: marks what is there as the previous one and asks for the new. */
  show(controls: CliffControls): void;
  /** Draws the round's deployments. */
  showDeployments(deployments: readonly LoggedDeployment[]): void;
  /** Calls back with the latest look now and whenever there is a new one, until the returned function is called. */
  observe(callback: (look: CliffLook | null) => void): () => void;
}

export interface CliffBenchOptions {
  readonly panels: CliffPanels;
  readonly desk: CliffDesk;
  readonly stakeholder: Stakeholder;
  readonly curves: readonly CliffChartCurve[];
  readonly answer: CliffAnswer;
  readonly prediction: number | null;
  readonly controls: CliffControls;
}

/** A bench of a track, on its panels. */
export function cliffBench(
  track: Track,
  {panels, desk, stakeholder, curves, answer, prediction, controls: started}: CliffBenchOptions
): CliffBench {
  const mission = track.cliff;
  const levels = levelsOf(mission, mission.contrast).map(({id, name}) => ({id, name}));
  const observers = new Set<(look: CliffLook | null) => void>();
  let controls = started;
  let look: CliffLook | null = null;
  let machine: MachineCliff | null = null;
  let other: CliffContrast | null = null;
  let deployments: readonly LoggedDeployment[] = [];
  let beside = contrastLevel(mission, started[mission.contrast]);

  const bubbles: Bubbles = cliffBubbles(panels.bubbles, {
    words: {...mission.machine.words, one: track.request.one, many: track.request.many},
    step: mission.machine.step,
    levels,
    beside,
    onLevel(id) {
      beside = id;
      askContrast();
    }
  });
  let drawnSaturation = NaN;
  const drawCliff = () => {
    drawnSaturation = look?.results.saturation ?? NaN;
    showCliff(panels.cliff, {curves, answer, prediction, controls, look});
  };
  const drawMachine = () => showMachine(panels, track, {controls, machine, look, deployments});
  /** Two runs can stand side by side when only the contrasted level differs. */
  const matches = (a: CliffControls, b: CliffControls) =>
    same({...a, [mission.contrast]: ""}, {...b, [mission.contrast]: ""});
  // Hundreds of shapes: they are drawn when the controls rest, and say until then that they are of the setting before.
  const showBubbles = () => {
    if (!look || !same(look.controls, controls)) return;
    bubbles.show(look, other && matches(other.controls, look.controls) ? other : null, look.controls.seed);
    fresh(panels.bubbles);
  };
  const drawBubbles = afterPause(showBubbles);
  function askContrast(): void {
    stale(panels.contrast);
    desk.ask("contrast", {track: track.id, controls, level: beside}, (answered) => {
      other = answered;
      fresh(panels.contrast);
      const own = levels.find(({id}) => id === controls[mission.contrast])?.name ?? "";
      showContrast(panels.contrast, track, own, answered);
      drawBubbles();
    });
  }
  desk.ask("measured", {track: track.id}, (measured) => showMeasured(panels.measured, measured));
  return {
    show(next) {
      const shape = next.poisson !== controls.poisson || next.burstiness !== controls.burstiness;
      controls = next;
      showBudget(panels.budget, track, next);
      for (const panel of [panels.machine, panels.busy, panels.waterfall, panels.bubbles]) stale(panel);
      if (shape || !look) drawCliff();
      desk.ask("look", {track: track.id, controls: next}, (answered) => {
        const opening = !look;
        const first = !look || !same(look.controls, answered.controls);
        look = answered;
        for (const panel of [panels.waterfall, panels.machine, panels.busy]) fresh(panel);
        showLook(panels, track, answered);
        stakeholder.judge(cliffVerdict(mission, answered.results));
        drawMachine();
        if (answered.results.saturation !== drawnSaturation) drawCliff();
        if (opening) showBubbles();
        else if (first || panels.bubbles.dataset.stale) drawBubbles();
        for (const observer of observers) observer(answered);
      });
      askContrast();
      desk.ask("machine", {track: track.id, controls: next}, (answered) => {
        machine = answered;
        drawMachine();
      });
    },
    showDeployments(next) {
      deployments = next;
      if (look) drawMachine();
    },
    observe(callback) {
      observers.add(callback);
      callback(look);
      return () => observers.delete(callback);
    }
  };
}

/** Whether two settings are the same: what the worker sends back is a copy. */
function same(a: CliffControls, b: CliffControls): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is shown is of the configuration before; the style says so in words. */
function stale(panel: Instrument): void {
  if (panel.querySelector(".screen svg")) panel.dataset.stale = "previous setting";
}

function fresh(panel: Instrument): void {
  delete panel.dataset.stale;
}
