import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  cumulativeFlow,
  EVENT,
  eventLog,
  inSystem,
  type QueueRecords,
  queueMetrics,
  type StepFunction,
  simulateQueue
} from "../../lib/index.js";
import {arrivalSpecs, queueSpecs, serviceSpecs} from "../support/queueSpecs.js";

const indices = ({count}: QueueRecords): number[] => Array.from({length: count}, (_, i) => i);
const served = (records: QueueRecords): number[] => indices(records).filter((i) => records.server[i] >= 0);

/** The area under a step function between two times. */
function areaUnder({times, counts}: StepFunction, from: number, to: number): number {
  let area = 0;
  for (let i = 0; i < times.length; ++i) {
    const begin = Math.max(from, times[i]);
    const end = Math.min(to, i + 1 < times.length ? times[i + 1] : Infinity);
    if (end > begin) area += counts[i] * (end - begin);
  }
  return area;
}

const overlap = (begin: number, end: number, from: number, to: number): number =>
  Math.max(0, Math.min(end, to) - Math.max(begin, from));

describe("for every queue", () => {
  test("causality: arrival <= start <= departure, and who is lost never starts", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const {arrival, start, departure, server} = records;
        const broken = indices(records).filter((i) =>
          server[i] < 0
            ? !(Number.isNaN(start[i]) && Number.isNaN(departure[i]))
            : !(arrival[i] <= start[i] && start[i] <= departure[i])
        );
        expect(broken).toEqual([]);
        expect(arrival.every((time, i) => i === 0 || time >= arrival[i - 1])).toBe(true);
      })
    );
  });

  test("first come, first served: starts are in order of arrival", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const starts = served(records).map((i) => records.start[i]);
        expect(starts.every((time, k) => k === 0 || time >= starts[k - 1]!)).toBe(true);
      })
    );
  });

  test("a server serves one request at a time, and none waits while a server is idle", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const {arrival, start, departure, server} = records;
        const freeAt = new Float64Array(records.servers).fill(-Infinity);
        for (const i of served(records)) {
          expect(start[i]).toBeGreaterThanOrEqual(freeAt[server[i]]);
          if (start[i] > arrival[i]) expect(start[i]).toBeLessThanOrEqual(Math.min(...freeAt) * (1 + 1e-12));
          freeAt[server[i]] = departure[i];
        }
      })
    );
  });

  test("conservation: arrivals = departures + lost + in system, at every moment, and never more than the places", () => {
    fc.assert(
      fc.property(queueSpecs, fc.double({min: 0, max: 60, noNaN: true}), (spec, moment) => {
        const records = simulateQueue(spec);
        const {times, counts} = inSystem(records);
        const at = times.findLastIndex((time) => time <= moment);
        const arrived = indices(records).filter((i) => records.arrival[i] <= moment);
        const lost = arrived.filter((i) => records.server[i] < 0);
        const departed = arrived.filter((i) => records.departure[i] <= moment);
        expect(arrived.length).toBe(lost.length + departed.length + counts[at]);
        expect(counts.every((n) => n >= 0 && n <= records.capacity)).toBe(true);
        expect(counts[counts.length - 1]).toBe(0);
      })
    );
  });

  test("a request is lost only when every place is taken", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const {arrival, departure, server, capacity} = records;
        for (const i of indices(records)) {
          const present = indices(records).filter((k) => k < i && departure[k] > arrival[i]).length;
          if (server[i] < 0 !== present >= capacity) expect.fail(`request ${i} met ${present}`);
        }
      }),
      {numRuns: 50}
    );
  });

  test("Little's law is an identity in any window: area under N = time that requests spend in it", () => {
    const moment = fc.double({min: 0, max: 50, noNaN: true});
    fc.assert(
      fc.property(queueSpecs, moment, moment, fc.integer({min: 1, max: 30}), (spec, a, b, batches) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 0.01];
        const records = simulateQueue(spec);
        const metrics = queueMetrics(records, {from, to, batches});
        const spent = served(records).reduce(
          (sum, i) => sum + overlap(records.arrival[i], records.departure[i], from, to),
          0
        );
        const waited = served(records).reduce(
          (sum, i) => sum + overlap(records.arrival[i], records.start[i], from, to),
          0
        );
        const area = metrics.meanInSystem.mean * (to - from);
        expect(Math.abs(area - spent)).toBeLessThanOrEqual(1e-9 * Math.max(1, spent));
        expect(Math.abs(area - areaUnder(inSystem(records), from, to))).toBeLessThanOrEqual(
          1e-9 * Math.max(1, spent)
        );
        expect(Math.abs(metrics.meanInQueue.mean * (to - from) - waited)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, waited)
        );
        expect(
          Math.abs(metrics.utilization * records.servers * (to - from) - (spent - waited))
        ).toBeLessThanOrEqual(1e-9 * Math.max(1, spent));
      })
    );
  });

  test("L = lambda W over a whole run, from empty to empty", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const to = Math.max(records.horizon, ...served(records).map((i) => records.departure[i])) + 1;
        const {meanInSystem, arrivalRate, throughput, meanSojourn, accepted} = queueMetrics(records, {to});
        fc.pre(accepted > 0);
        expect(meanInSystem.mean).toBeCloseTo(arrivalRate * meanSojourn.mean, 9);
        expect(throughput).toBe(arrivalRate);
      })
    );
  });

  test("the event log tells each request's story once, in order of time", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const {time, kind, request} = eventLog(records);
        const story = new Map<number, number[]>();
        const {arrival, start, departure} = records;
        const told = [arrival, start, departure, arrival];
        expect(time.every((now, k) => now === told[kind[k]]![request[k]])).toBe(true);
        expect(time.every((now, k) => k === 0 || now >= time[k - 1])).toBe(true);
        for (const [k, i] of request.entries()) story.set(i, [...(story.get(i) ?? []), kind[k]]);
        expect(story.size).toBe(records.count);
        for (const [i, kinds] of story)
          expect(kinds).toEqual(
            records.server[i] < 0 ? [EVENT.lose] : [EVENT.arrive, EVENT.start, EVENT.depart]
          );
      })
    );
  });

  test("replaying the events leaves no server with two requests, nor more waiting than there are places", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const {kind, request} = eventLog(records);
        const busy = new Set<number>();
        let present = 0;
        for (let k = 0; k < kind.length; ++k) {
          const server = records.server[request[k]];
          if (kind[k] === EVENT.arrive) ++present;
          if (kind[k] === EVENT.start) {
            if (busy.has(server)) expect.fail(`server ${server} has two requests`);
            busy.add(server);
          }
          if (kind[k] === EVENT.depart) {
            busy.delete(server);
            --present;
          }
          if (present > records.capacity) expect.fail(`${present} requests in ${records.capacity} places`);
        }
        expect([present, busy.size]).toEqual([0, 0]);
      })
    );
  });

  test("cumulative flows: as many leave as are admitted, and never before", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const {arrivals, departures} = cumulativeFlow(simulateQueue(spec));
        expect(departures.length).toBe(arrivals.length);
        expect(
          departures.every((time, k) => time >= arrivals[k] && (k === 0 || time >= departures[k - 1]))
        ).toBe(true);
      })
    );
  });
});

describe("seeds", () => {
  test("the same spec gives the same bytes", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        expect(simulateQueue(spec)).toEqual(simulateQueue(structuredClone(spec)));
      }),
      {numRuns: 50}
    );
  });

  test("another seed gives another run", () => {
    const run = (seed: number) =>
      simulateQueue({
        arrivals: {kind: "poisson", rate: 1},
        service: {kind: "exponential", mean: 1},
        customers: 5,
        seed
      });
    expect(run(1).arrival).not.toEqual(run(2).arrival);
    expect(run(1).departure).not.toEqual(run(2).departure);
  });

  test("a shorter run is the beginning of a longer one, however it is cut", () => {
    fc.assert(
      fc.property(
        arrivalSpecs,
        serviceSpecs,
        fc.integer({min: 1, max: 3000}),
        (arrivals, service, customers) => {
          const long = simulateQueue({arrivals, service, customers: 6000, seed: 3});
          const short = simulateQueue({arrivals, service, customers, seed: 3});
          expect(short.departure).toEqual(long.departure.slice(0, short.count));
          const until = long.arrival[Math.min(customers, long.count - 1)] ?? 1;
          fc.pre(until > 0);
          const cut = simulateQueue({arrivals, service, customers: 6000, until, seed: 3});
          expect(cut.arrival).toEqual(long.arrival.filter((time) => time < until));
          expect(cut.departure).toEqual(long.departure.slice(0, cut.count));
        }
      ),
      {numRuns: 40}
    );
  });

  test("another service law leaves the arrivals alone; other arrivals leave the services alone", () => {
    fc.assert(
      fc.property(
        arrivalSpecs,
        arrivalSpecs,
        serviceSpecs,
        serviceSpecs,
        (arrivals, others, service, law) => {
          const spec = {arrivals, service, servers: 32, customers: 100, seed: 9};
          const records = simulateQueue(spec);
          expect(simulateQueue({...spec, service: law}).arrival).toEqual(records.arrival);
          fc.pre(service.kind !== "byStream");
          const other = simulateQueue({...spec, arrivals: others});
          const both = Math.min(records.count, other.count);
          for (let i = 0; i < both; ++i)
            expect(other.departure[i] - other.start[i]).toBeCloseTo(
              records.departure[i] - records.start[i],
              9
            );
        }
      )
    );
  });

  test("a run can be replayed from its arrivals", () => {
    fc.assert(
      fc.property(arrivalSpecs, fc.integer({min: 1, max: 3}), (arrivals, servers) => {
        const spec = {
          service: {kind: "gamma", mean: 0.5, cv: 0.7} as const,
          servers,
          customers: 100,
          seed: 4
        };
        const records = simulateQueue({...spec, arrivals});
        const again = simulateQueue({...spec, arrivals: {kind: "replay", times: records.arrival}});
        expect(again.departure).toEqual(records.departure);
        expect(again.server).toEqual(records.server);
      })
    );
  });
});

describe("with common random numbers, request by request", () => {
  const exponential = (mean: number) => ({kind: "exponential", mean}) as const;

  test("longer service means later departures", () => {
    fc.assert(
      fc.property(
        arrivalSpecs,
        fc.integer({min: 1, max: 4}),
        fc.double({min: 1, max: 3, noNaN: true}),
        (arrivals, servers, factor) => {
          const spec = {arrivals, servers, customers: 150, seed: 6};
          const fast = simulateQueue({...spec, service: exponential(0.4)});
          const slow = simulateQueue({...spec, service: exponential(0.4 * factor)});
          expect(slow.departure.every((time, i) => time >= fast.departure[i] * (1 - 1e-12))).toBe(true);
          expect(slow.start.every((time, i) => time >= fast.start[i] * (1 - 1e-12))).toBe(true);
        }
      )
    );
  });

  test("another server means no later start", () => {
    fc.assert(
      fc.property(arrivalSpecs, serviceSpecs, fc.integer({min: 1, max: 4}), (arrivals, service, servers) => {
        const spec = {arrivals, service, customers: 150, seed: 6};
        const few = simulateQueue({...spec, servers});
        const many = simulateQueue({...spec, servers: servers + 1});
        expect(many.start.every((time, i) => time <= few.start[i] * (1 + 1e-12))).toBe(true);
      })
    );
  });
});
