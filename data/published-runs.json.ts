/**
 * Question: how far is the whole engine from published runs of real servers that nothing was fitted to?
 * Source: lib/tables/publishedServingRuns.ts, played through lib/serving.
 * Output: JSON, an array of {group, what, hardware, load, measured [s], modelled [s], error (modelled / measured - 1), source}.
 * Size: about 20 kB.
 */
import {publishedRunResiduals} from "../lib/serving/publishedRunResiduals.js";
import {gpuDevices} from "../lib/tables/gpuDevices.js";
import {llmModels} from "../lib/tables/llmModels.js";

function load(): string {
  return JSON.stringify(
    publishedRunResiduals().map(({run, what, measured, modelled, error}) => ({
      group: run.group,
      what,
      hardware: `${llmModels[run.hardware.model].name} ${run.hardware.weightPrecision}, ${run.hardware.tensorParallel} × ${gpuDevices[run.hardware.device].name}`,
      measured,
      modelled,
      error,
      source: run.source
    }))
  );
}

process.stdout.write(load());
