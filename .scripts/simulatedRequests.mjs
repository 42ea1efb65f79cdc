// Adds up what the sweeps of a build say that they have simulated.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {tableFromIPC} from "@uwdata/flechette";

export function simulatedRequests(folder) {
  const names = existsSync(folder) ? readdirSync(folder, {recursive: true}).map(String) : [];
  const files = names.filter((name) => name.endsWith(".arrow"));
  const requests = files.map((name) => {
    const about = tableFromIPC(readFileSync(join(folder, name)))
      .getChild("about")
      .at(0);
    return JSON.parse(about).requests;
  });
  return {files: files.length, requests: requests.reduce((sum, count) => sum + count, 0)};
}
