import {mmc} from "./mmc.js";
export function mm1({arrivalRate, serviceRate}: {arrivalRate: number; serviceRate: number}) {
  return mmc({arrivalRate, serviceRate, servers: 1});
}
