import {stableMeasures, unstableMeasures} from "./queueMeasures.js";
export function mmc({arrivalRate, serviceRate, servers}: {arrivalRate: number; serviceRate: number; servers: number}) {
  const serviceTime = 1 / serviceRate;
  const a = arrivalRate * serviceTime;
  const utilization = a / servers;
  const base = {method: "M/M/c", arrivalRate, serviceTime, utilization, saturationRate: servers * serviceRate};
  if (utilization >= 1) return unstableMeasures(base);
  let b = 1;
  for (let k = 1; k <= servers; ++k) b = (a * b) / (k + a * b);
  const c = b / (1 - utilization * (1 - b));
  return stableMeasures({...base, waitProbability: c, meanWait: c / (servers * serviceRate - arrivalRate)});
}
