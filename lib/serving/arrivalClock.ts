/**
 * Whose clock wrote a table's arrivals. A client's clock says when a request was sent; a server's own records often
 * begin when its scheduler takes the request from its inbox, which it does once an iteration, a few microseconds apart
 * for all that came meanwhile: such arrivals have waited out the running iteration already.
 */
import type {TableRequest} from "./requestTable.js";

export type ArrivalClock = "client" | "scheduler";

/** Gaps within one emptying of the inbox are shorter than this [s]; none are exactly 0. */
const INBOX_GAP = 1e-4;

/**
 * The clock of a table's arrivals: the scheduler's if it measured queueing, or if there are latencies and at least one
 * gap in fifty is so short that only an inbox explains it, ten times as many as independent arrivals of that rate have.
 *
 * @example
 * arrivalClock(requestTable("arrival_s,input_tokens,output_tokens\n0,9,9\n0.5,9,9\n1.1,9,9")) // => "client"
 */
export function arrivalClock(requests: readonly TableRequest[]): ArrivalClock {
  if (requests.some(({queueing}) => queueing >= 0)) return "scheduler";
  if (!requests.some(({ttft, endToEnd}) => ttft >= 0 || endToEnd >= 0)) return "client";
  const gaps = requests.slice(1).map(({arrival}, i) => arrival - requests[i]!.arrival);
  const short = gaps.filter((gap) => gap > 0 && gap <= INBOX_GAP).length;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const byChance = gaps.length * -Math.expm1(-INBOX_GAP / mean);
  return short >= gaps.length / 50 && short > 10 * byChance ? "scheduler" : "client";
}
