import {describe, expect, test} from "vitest";
import {
  allenCunneen,
  ddc,
  erlangB,
  erlangC,
  kingman,
  littlesLaw,
  md1,
  mg1,
  mg11,
  mm1,
  mm1k,
  mmc,
  mmck,
  mmInf,
  serversForUtilization,
  serversForWait
} from "../../lib/index.js";

const arrivalRate = 1;
const serviceRate = 2;
const serviceTime = 0.5;
const serviceScv = 1;
const arrivalScv = 1;
const servers = 2;

type Options = Readonly<Record<string, number>>;

/** Each function with a valid call; every option of it is then spoilt in turn. */
const functions: readonly [string, (options: never) => unknown, Options][] = [
  ["mm1", mm1, {arrivalRate, serviceRate}],
  ["mmc", mmc, {arrivalRate, serviceRate, servers}],
  ["mm1k", mm1k, {arrivalRate, serviceRate, capacity: 3}],
  ["mmck", mmck, {arrivalRate, serviceRate, servers, capacity: 3}],
  ["mmInf", mmInf, {arrivalRate, serviceRate}],
  ["md1", md1, {arrivalRate, serviceTime}],
  ["mg1", mg1, {arrivalRate, serviceTime, serviceScv, serviceThirdMoment: 1}],
  ["mg11", mg11, {arrivalRate, serviceTime}],
  ["ddc", ddc, {arrivalRate, serviceTime, servers}],
  ["kingman", kingman, {arrivalRate, serviceTime, arrivalScv, serviceScv}],
  ["allenCunneen", allenCunneen, {arrivalRate, serviceTime, arrivalScv, serviceScv, servers}],
  ["serversForUtilization", serversForUtilization, {arrivalRate, serviceTime, utilization: 0.8}],
  ["serversForWait", serversForWait, {arrivalRate, serviceTime, wait: 0.1, probability: 0.9}],
  ["littlesLaw", littlesLaw, {arrivalRate, meanSojourn: 1}],
  ["littlesLaw", littlesLaw, {meanInSystem: 1, meanSojourn: 1}],
  ["littlesLaw", littlesLaw, {meanInSystem: 1, arrivalRate}]
];

const whole = new Set(["servers", "capacity"]);
const positive = new Set(["serviceRate", "serviceTime", "serviceThirdMoment", "utilization"]);

describe.each(functions)("%s", (_name, call, options) => {
  test("answers a sensible call", () => {
    expect(() => call(options as never)).not.toThrow();
  });

  for (const name of Object.keys(options)) {
    const nonsense = [-1, Number.NaN, Infinity, -Infinity, ...(whole.has(name) ? [0, 2.5, 2 ** 53] : [])];
    test.each([...nonsense, ...(positive.has(name) ? [0] : [])])(
      `refuses ${name}: %f, by its name`,
      (value) => {
        const error = new RangeError(`invalid ${name}: ${value}`);
        expect(() => call({...options, [name]: value} as never)).toThrow(error);
      }
    );
  }
});

describe.each(functions)("%s takes numbers and nothing that converts to one", (_name, call, options) => {
  for (const name of Object.keys(options)) {
    test.each([["2"], [""], [null], [true], [[2]], [2n], [{}]])(`${name}: %o`, (value) => {
      expect(() => call({...options, [name]: value} as never)).toThrow(
        new RangeError(`invalid ${name}: ${String(value)}`)
      );
    });
  }
});

describe("by name and value", () => {
  test.each([
    ["invalid capacity: 1", () => mmck({arrivalRate, serviceRate, servers: 2, capacity: 1})],
    ["invalid utilization: 1.1", () => serversForUtilization({arrivalRate, serviceTime, utilization: 1.1})],
    ["invalid probability: 1", () => serversForWait({arrivalRate, serviceTime, wait: 0, probability: 1})],
    [
      "invalid serviceThirdMoment: 0.4",
      () => mg1({arrivalRate, serviceTime, serviceScv, serviceThirdMoment: 0.4})
    ],
    ["invalid servers: 0", () => erlangB(0, 1)],
    ["invalid servers: 1.5", () => erlangC(1.5, 1)],
    ["invalid offeredLoad: -1", () => erlangB(1, -1)],
    ["invalid offeredLoad: NaN", () => erlangC(1, Number.NaN)],
    ["invalid arrivalRate: 0", () => littlesLaw({meanInSystem: 1, arrivalRate: 0})],
    ["invalid meanSojourn: 0", () => littlesLaw({meanInSystem: 1, meanSojourn: 0})],
    ["invalid number of quantities given: 1", () => littlesLaw({arrivalRate: 1})],
    [
      "invalid number of quantities given: 3",
      () => littlesLaw({arrivalRate: 1, meanSojourn: 1, meanInSystem: 1})
    ]
  ])("%s", (message, call) => {
    expect(call).toThrow(new RangeError(message));
  });

  const stable = {arrivalRate, serviceRate};
  const queues = [
    mm1(stable),
    mm1({arrivalRate: 3, serviceRate}),
    mmc({...stable, servers}),
    mmck({...stable, servers, capacity: 5}),
    mmck({...stable, servers, capacity: 2}),
    mmInf(stable),
    md1({arrivalRate, serviceTime}),
    ddc({arrivalRate, serviceTime, servers})
  ];

  test.each([-0.1, 1.1, Number.NaN, Infinity])("a quantile at p = %f", (p) => {
    for (const queue of queues) {
      expect(() => queue.waitQuantile(p)).toThrow(new RangeError(`invalid p: ${p}`));
      expect(() => queue.sojournQuantile(p)).toThrow(new RangeError(`invalid p: ${p}`));
    }
  });

  test.each(["0.5", null, undefined, true])("a quantile at p = %o", (p) => {
    for (const queue of queues) {
      expect(() => queue.waitQuantile(p as never)).toThrow(new RangeError(`invalid p: ${p}`));
      expect(() => queue.waitTail(p as never)).toThrow(new RangeError(`invalid t: ${p}`));
    }
  });

  test("a distribution function at no time", () => {
    for (const queue of queues) {
      for (const f of [queue.waitCdf, queue.waitTail, queue.sojournCdf, queue.sojournTail])
        expect(() => f(Number.NaN)).toThrow(new RangeError("invalid t: NaN"));
    }
  });

  test("the ends are answers: nothing before time 0, everything by the end of time, no bound at p = 1", () => {
    for (const queue of [queues[0], queues[2], queues[3], queues[6]]) {
      expect(queue.waitCdf(-1)).toBe(0);
      expect(queue.sojournTail(-1)).toBe(1);
      expect(queue.waitCdf(Infinity)).toBe(1);
      expect(queue.sojournTail(Infinity)).toBe(0);
      expect(queue.waitQuantile(1)).toBe(Infinity);
      expect(queue.sojournQuantile(1)).toBe(Infinity);
      expect(queue.waitQuantile(0)).toBe(0);
    }
    expect(queues[6].sojournQuantile(0)).toBe(serviceTime);
    expect(queues[7].sojournQuantile(1)).toBe(serviceTime);
  });
});
