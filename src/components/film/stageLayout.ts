/** Where everything stands on the film's stage, at any width, for any number of places and any line in front of them. */
import {compactLayout} from "./compactLayout.js";
import type {StageLayout, StageSpec} from "./stageParts.js";
import {wideLayout} from "./wideLayout.js";

const COMPACT_BELOW = 520;

/** The layout: side by side where there is room, else one below the other. */
export function stageLayout(spec: StageSpec): StageLayout {
  return (spec.width < COMPACT_BELOW ? null : wideLayout(spec)) ?? compactLayout(spec);
}
