// Plays a server's requests through the engine: npm run replay -- scenario.json requests.csv [--closed-loop clients]
// [--stagger seconds] [--blocks number] [--clock client|scheduler] [--json]. Exit code 2: what was given makes no sense.
import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {parseArgs} from "node:util";
import {replay} from "../lib/serving/replay.js";
import {replayJson} from "../lib/serving/replayJson.js";
import {replayReport} from "../lib/serving/replayReport.js";
import {replayScenario} from "../lib/serving/replayScenario.js";
import {requestTable} from "../lib/serving/requestTable.js";

const USAGE =
  "npm run replay -- scenario.json requests.csv [--closed-loop clients] [--stagger seconds] [--blocks number] [--clock client|scheduler] [--json]";

function refuse(problem: string): never {
  console.error(`replay: ${problem}\nusage: ${USAGE}`);
  process.exit(2);
}

/** The result of reading or understanding one input; a problem is said with the input's name. */
function from<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) refuse(`--${name} needs a number, not "${text}"`);
  return value;
}

/** Paths are meant from where the command was given, which npm leaves for the project's folder. */
function textOf(path: string): string {
  return readFileSync(resolve(process.env.INIT_CWD ?? ".", path), "utf8");
}

const {values, positionals} = from("arguments", () =>
  parseArgs({
    allowPositionals: true,
    options: {
      "closed-loop": {type: "string"},
      stagger: {type: "string"},
      blocks: {type: "string"},
      clock: {type: "string"},
      json: {type: "boolean", default: false}
    }
  })
);
const [scenarioFile, requestFile, ...rest] = positionals;
if (scenarioFile === undefined || requestFile === undefined || rest.length > 0)
  refuse("two files are needed");
const {clock} = values;
if (clock !== undefined && clock !== "client" && clock !== "scheduler")
  refuse(`--clock is client or scheduler, not "${clock}"`);
const clients = numberOf("closed-loop", values["closed-loop"]);
const stagger = numberOf("stagger", values.stagger);
const blocks = numberOf("blocks", values.blocks);
const described = from(scenarioFile, () => replayScenario(JSON.parse(textOf(scenarioFile))));
const scenario = blocks === undefined ? described : {...described, kv: {...described.kv, blocks}};
const requests = from(requestFile, () => requestTable(textOf(requestFile)));
const result = from("replay", () =>
  replay(scenario, requests, {
    ...(clients !== undefined && {clients}),
    ...(stagger !== undefined && {stagger}),
    ...(clock !== undefined && {clock})
  })
);
// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.stdout.write(values.json ? `${JSON.stringify(replayJson(result))}\n` : `${replayReport(result)}\n`);
