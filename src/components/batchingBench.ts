/**
 * Part 2's bench at work: it asks the worker for what the sliders show, keeps the last answer in sight, marked as such,
 * until a new one comes, and draws each answer that is better than the one before.
 */
import type {ContrastSide, Curves, LiveRun} from "../lib/lessons/batchingJobs.js";
import type {Round} from "../lib/lessons/batchingRound.js";
import type {BatchingControls} from "../lib/lessons/batchingScenario.js";
import {glanceCurve, type Surroundings} from "../lib/lessons/batchingSurroundings.js";
import type {Track} from "../lib/tables/track.js";
import type {BatchingDesk} from "./batchingDesk.js";
import {allPanels, type BatchingPanels, showContrast, showKnee, showRun} from "./batchingPanels.js";

export interface BatchingBench {
  /** Shows a configuration: marks what is there as the previous one and asks for the new. */
  show(controls: BatchingControls): void;
  /** What the sweep knows: from then on, there is a curve at once for any window. */
  surround(surroundings: Surroundings): void;
  /** Draws the round's deployments. */
  showRound(round: Round): void;
  /** Calls back with the latest run now and whenever there is a new one, until the returned function is called. */
  observe(callback: (run: LiveRun | null) => void): () => void;
}

/** A slider that has not moved for so long [ms] rests. */
const REST = 120;

/** A bench of a track, on its panels. */
export function batchingBench(
  track: Track,
  {
    panels,
    desk,
    round: started
  }: {readonly panels: BatchingPanels; readonly desk: BatchingDesk; readonly round: Round}
): BatchingBench {
  let run: LiveRun | null = null;
  let curves: Curves | null = null;
  let surroundings: Surroundings | null = null;
  let contrast: readonly ContrastSide[] | null = null;
  let round = started;
  let tilt: number | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const observers = new Set<(run: LiveRun | null) => void>();
  const drawKnee = () => showKnee(panels.knee, track, {curves, run, round});

  // Answers come faster than they can be seen: what has come by the next frame is drawn in it, once.
  let drawn: LiveRun | null = null;
  const due = new Set<"run" | "knee" | "contrast">();
  const draw = () => {
    if (due.has("run") && run) {
      const first = drawn?.controls !== run.controls;
      drawn = run;
      tilt = showRun(panels, track, run, first ? tilt : undefined);
      for (const panel of [panels.seesaw, panels.dots, panels.waterfall, panels.depth]) fresh(panel);
      for (const observer of observers) observer(run);
    }
    if (due.has("run") || due.has("knee")) drawKnee();
    if (due.has("contrast") && contrast && run) {
      showContrast(panels.contrast, track, contrast, run.controls);
      fresh(panels.contrast);
    }
    due.clear();
  };
  const later = (what: "run" | "knee" | "contrast") => {
    if (due.size === 0) requestAnimationFrame(draw);
    due.add(what);
  };
  return {
    show(controls) {
      for (const panel of allPanels(panels)) stale(panel);
      const question = {track: track.id, controls};
      if (surroundings) {
        const own = glanceCurve(track.batching, surroundings, controls);
        const greedy = glanceCurve(track.batching, surroundings, {...controls, window: 0});
        curves = {own, greedy, full: curves?.full ?? null, knee: curves?.knee ?? null};
      }
      desk.ask("live", question, (answer) => {
        run = answer;
        later("run");
      });
      // The surroundings are asked for when the slider rests.
      clearTimeout(pause);
      pause = setTimeout(() => {
        desk.ask("curve", question, (answer) => {
          curves = answer;
          fresh(panels.knee);
          later("knee");
        });
        desk.ask("contrast", question, (sides) => {
          contrast = sides;
          later("contrast");
        });
      }, REST);
    },
    surround(known) {
      surroundings = known;
    },
    showRound(next) {
      round = next;
      drawKnee();
    },
    observe(callback) {
      observers.add(callback);
      callback(run);
      return () => observers.delete(callback);
    }
  };
}

/** What is shown is of the configuration before; style.css says so in words. */
function stale(panel: HTMLElement): void {
  if (panel.querySelector(".screen svg")) panel.dataset.stale = "previous setting";
}

function fresh(panel: HTMLElement): void {
  delete panel.dataset.stale;
}
