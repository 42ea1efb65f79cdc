import fc from "fast-check";
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
  type QueueMeasures,
  type SojournLaw,
  type WaitLaw
} from "../../lib/index.js";
import {expectRelative} from "./closeTo.js";

const rho = fc.double({min: 0.001, max: 0.9999, noNaN: true});
const anyRho = fc.double({min: 0.001, max: 5, noNaN: true});
const serviceTime = fc.double({min: 1e-4, max: 1e3, noNaN: true});
const scv = fc.double({min: 0, max: 20, noNaN: true});
const servers = fc.integer({min: 1, max: 60});
const extra = fc.integer({min: 0, max: 60});
const p = fc.double({min: 1e-6, max: 0.999999, noNaN: true});

type Queue = QueueMeasures & WaitLaw & SojournLaw;

/** Every kind of queue at the same load; those with known laws, then those without. */
function queuesWithLaws(load: number, s: number, c: number, places: number): Queue[] {
  const arrivalRate = (load * c) / s;
  const serviceRate = 1 / s;
  return [
    mm1({arrivalRate: load / s, serviceRate}),
    mmc({arrivalRate, serviceRate, servers: c}),
    mm1k({arrivalRate: load / s, serviceRate, capacity: 1 + places}),
    mmck({arrivalRate, serviceRate, servers: c, capacity: c + places}),
    mmInf({arrivalRate, serviceRate}),
    md1({arrivalRate: load / s, serviceTime: s}),
    ddc({arrivalRate, serviceTime: s, servers: c})
  ];
}

function queuesWithoutLaws(load: number, s: number, c: number, a2: number, s2: number): QueueMeasures[] {
  const one = {arrivalRate: load / s, serviceTime: s, serviceScv: s2};
  return [
    mg1(one),
    mg11({arrivalRate: load / s, serviceTime: s}),
    kingman({...one, arrivalScv: a2}),
    allenCunneen({...one, arrivalRate: (load * c) / s, arrivalScv: a2, servers: c})
  ];
}

describe("in every queue", () => {
  test("Little's law holds for the system and for the line, with the rate of the accepted", () => {
    fc.assert(
      fc.property(rho, serviceTime, servers, extra, scv, scv, (load, s, c, places, a2, s2) => {
        for (const queue of [
          ...queuesWithLaws(load, s, c, places),
          ...queuesWithoutLaws(load, s, c, a2, s2)
        ]) {
          expectRelative(queue.meanInSystem, queue.acceptedRate * queue.meanSojourn, 1e-13, queue.method);
          expectRelative(queue.meanQueueLength, queue.acceptedRate * queue.meanWait, 1e-13, queue.method);
          expectRelative(queue.meanSojourn, queue.meanWait + s, 1e-13, queue.method);
        }
      })
    );
  });

  test("shares are between 0 and 1, and what is offered is served or lost", () => {
    fc.assert(
      fc.property(anyRho, serviceTime, servers, extra, scv, scv, (load, s, c, places, a2, s2) => {
        for (const queue of [
          ...queuesWithLaws(load, s, c, places),
          ...queuesWithoutLaws(load, s, c, a2, s2)
        ]) {
          for (const share of [queue.waitProbability, queue.lossProbability]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
          expectRelative(
            queue.acceptedRate * s + queue.lossProbability * queue.offeredLoad,
            queue.offeredLoad,
            1e-12
          );
          if (queue.lossProbability > 0) expect(queue.utilization).toBeLessThanOrEqual(1 + 1e-15);
        }
      })
    );
  });

  test("quantiles invert the distribution function, and a sojourn outlasts a wait", () => {
    fc.assert(
      fc.property(rho, serviceTime, servers, extra, p, (load, s, c, places, probability) => {
        for (const queue of queuesWithLaws(load, s, c, places)) {
          const wait = queue.waitQuantile(probability);
          const sojourn = queue.sojournQuantile(probability);
          expect(sojourn, queue.method).toBeGreaterThan(wait);
          if (wait === 0)
            expect(queue.waitCdf(0), queue.method).toBeGreaterThanOrEqual(probability * (1 - 1e-12));
          else expect(Math.abs(queue.waitCdf(wait) - probability), queue.method).toBeLessThan(1e-12);
          if (queue.method.startsWith("D/D")) expect(sojourn).toBe(s);
          else if (sojourn > s * 1.0000001 || !queue.method.startsWith("M/D"))
            expect(Math.abs(queue.sojournCdf(sojourn) - probability), queue.method).toBeLessThan(1e-11);
          expectRelative(queue.sojournCdf(sojourn) + queue.sojournTail(sojourn), 1, 1e-13, queue.method);
          expectRelative(queue.waitCdf(wait) + queue.waitTail(wait), 1, 1e-13, queue.method);
        }
      })
    );
  });

  test("quantiles rise with p from the least value to Infinity, and do so across the jump at 0", () => {
    fc.assert(
      fc.property(rho, servers, extra, (load, c, places) => {
        for (const queue of queuesWithLaws(load, 1, c, places)) {
          const atZero = Math.min(1 - queue.waitProbability, 1 - 1e-12);
          let wait = 0;
          let sojourn = 0;
          for (const probability of [0, 1e-9, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9]) {
            expect(queue.waitQuantile(probability)).toBeGreaterThanOrEqual(wait);
            expect(queue.sojournQuantile(probability)).toBeGreaterThanOrEqual(sojourn);
            wait = queue.waitQuantile(probability);
            sojourn = queue.sojournQuantile(probability);
          }
          expect(queue.waitQuantile(atZero), queue.method).toBe(0);
          expect(queue.waitQuantile(atZero * 0.999)).toBe(0);
          if (atZero < 0.999 && !queue.method.startsWith("D/D"))
            expect(queue.waitQuantile(atZero + 1e-6)).toBeGreaterThan(0);
        }
      })
    );
  });

  test("times scale with the service: twice the speed at twice the rate, half of every time", () => {
    fc.assert(
      fc.property(rho, serviceTime, servers, extra, p, (load, s, c, places, probability) => {
        const slow = queuesWithLaws(load, s, c, places);
        const fast = queuesWithLaws(load, s / 2, c, places);
        for (const [i, queue] of slow.entries()) {
          expectRelative(fast[i].meanSojourn, queue.meanSojourn / 2, 1e-15);
          expectRelative(fast[i].sojournQuantile(probability), queue.sojournQuantile(probability) / 2, 1e-9);
        }
      })
    );
  });

  test("a higher load means longer lines and waits", () => {
    fc.assert(
      fc.property(rho, rho, servers, extra, p, (one, other, c, places, probability) => {
        const low = queuesWithLaws(Math.min(one, other), 1, c, places);
        const high = queuesWithLaws(Math.max(one, other), 1, c, places);
        for (const [i, queue] of low.entries()) {
          const slack = 1 + 1e-9;
          expect(queue.meanWait).toBeLessThanOrEqual(high[i].meanWait * slack);
          expect(queue.waitProbability).toBeLessThanOrEqual(high[i].waitProbability * slack);
          expect(queue.lossProbability).toBeLessThanOrEqual(high[i].lossProbability * slack);
          expect(queue.sojournQuantile(probability)).toBeLessThanOrEqual(
            high[i].sojournQuantile(probability) * slack
          );
        }
      })
    );
  });
});

describe("limits", () => {
  test("M/M/c with one server is M/M/1", () => {
    fc.assert(
      fc.property(rho, serviceTime, p, (load, s, probability) => {
        const one = mmc({arrivalRate: load / s, serviceRate: 1 / s, servers: 1});
        const expected = mm1({arrivalRate: load / s, serviceRate: 1 / s});
        expectRelative(one.meanWait, expected.meanWait, 1e-13);
        expectRelative(one.waitProbability, expected.waitProbability, 1e-13);
        expectRelative(one.sojournQuantile(probability), expected.sojournQuantile(probability), 1e-8);
      })
    );
  });

  test("M/M/c with ever more servers is M/M/infinity", () => {
    const many = mmc({arrivalRate: 5, serviceRate: 1, servers: 200});
    const endless = mmInf({arrivalRate: 5, serviceRate: 1});
    expectRelative(many.meanInSystem, endless.meanInSystem, 1e-15);
    expectRelative(many.sojournQuantile(0.999), endless.sojournQuantile(0.999), 1e-14);
  });

  test("M/M/c/K with ever more places is M/M/c", () => {
    fc.assert(
      fc.property(fc.double({min: 0.001, max: 0.95, noNaN: true}), servers, p, (load, c, probability) => {
        const finite = mmck({arrivalRate: load * c, serviceRate: 1, servers: c, capacity: c + 2000});
        const endless = mmc({arrivalRate: load * c, serviceRate: 1, servers: c});
        expectRelative(finite.meanInSystem, endless.meanInSystem, 1e-12);
        expectRelative(finite.waitProbability, endless.waitProbability, 1e-12);
        for (const t of [0.1, 1, 5]) {
          expectRelative(finite.waitTail(t), endless.waitTail(t), 1e-11);
          expectRelative(finite.sojournTail(t), endless.sojournTail(t), 1e-11);
        }
        expectRelative(finite.sojournQuantile(probability), endless.sojournQuantile(probability), 1e-8);
      }),
      {numRuns: 50}
    );
  });

  test("M/M/c/c is Erlang's loss system: nobody waits, the sojourn is the service", () => {
    fc.assert(
      fc.property(anyRho, servers, p, (load, c, probability) => {
        const queue = mmck({arrivalRate: load * c, serviceRate: 1, servers: c, capacity: c});
        expectRelative(queue.lossProbability, erlangB(c, load * c), 1e-13);
        expect(queue.waitProbability).toBe(0);
        expect(queue.waitQuantile(probability)).toBe(0);
        expectRelative(queue.sojournQuantile(probability), -Math.log1p(-probability), 1e-14);
      })
    );
  });

  test("M/M/1/1 is M/G/1/1, and M/M/1/K loses rho^K (1 - rho) / (1 - rho^(K + 1))", () => {
    fc.assert(
      fc.property(anyRho, extra, (load, k) => {
        expectRelative(
          mm1k({arrivalRate: load, serviceRate: 1, capacity: 1}).lossProbability,
          mg11({arrivalRate: load, serviceTime: 1}).lossProbability,
          1e-14
        );
        fc.pre(Math.abs(load - 1) > 0.01);
        const loss = mm1k({arrivalRate: load, serviceRate: 1, capacity: 1 + k}).lossProbability;
        expectRelative(loss, (load ** (1 + k) * (1 - load)) / (1 - load ** (2 + k)), 1e-12);
      })
    );
  });

  test("at rho = 1 a finite line is found at each length alike, and the formulas pass smoothly through it", () => {
    for (const capacity of [2, 7, 100, 2000]) {
      const at = mm1k({arrivalRate: 1, serviceRate: 1, capacity});
      expectRelative(at.lossProbability, 1 / (capacity + 1), 1e-14);
      expectRelative(at.meanInSystem, capacity / 2, 1e-13);
      for (const nudge of [1e-13, -1e-13, 1e-9, -1e-9]) {
        const beside = mm1k({arrivalRate: 1 + nudge, serviceRate: 1, capacity});
        const slack = 2 * capacity * Math.abs(nudge) + 1e-13;
        expectRelative(beside.lossProbability, at.lossProbability, slack);
        expectRelative(beside.meanWait, at.meanWait, slack);
        expectRelative(beside.sojournTail(capacity / 2), at.sojournTail(capacity / 2), 3 * slack);
      }
    }
  });

  test("Pollaczek-Khinchine with scv 1 is M/M/1, with scv 0 M/D/1", () => {
    fc.assert(
      fc.property(rho, serviceTime, (load, s) => {
        const arrivalRate = load / s;
        const random = mg1({arrivalRate, serviceTime: s, serviceScv: 1});
        expectRelative(random.meanWait, mm1({arrivalRate, serviceRate: 1 / s}).meanWait, 1e-11);
        const fixed = mg1({arrivalRate, serviceTime: s, serviceScv: 0});
        expectRelative(fixed.meanWait, md1({arrivalRate, serviceTime: s}).meanWait, 1e-14);
      })
    );
  });
});

describe("Erlang's formulas", () => {
  test("B lies below C, both rise with the load and fall with the servers", () => {
    fc.assert(
      fc.property(servers, fc.double({min: 0.01, max: 80, noNaN: true}), (c, load) => {
        expect(erlangB(c, load)).toBeLessThan(erlangC(c, load));
        expect(erlangB(c, load * 1.01)).toBeGreaterThan(erlangB(c, load));
        expect(erlangB(c + 1, load)).toBeLessThan(erlangB(c, load));
        expect(erlangC(c, load * 1.01)).toBeGreaterThanOrEqual(erlangC(c, load));
        expect(erlangC(c + 1, load)).toBeLessThanOrEqual(erlangC(c, load));
      })
    );
  });

  test("pooling two like halves loses less and waits less", () => {
    fc.assert(
      fc.property(servers, rho, (c, load) => {
        expect(erlangB(2 * c, 2 * c * load)).toBeLessThanOrEqual(erlangB(c, c * load));
        expect(erlangC(2 * c, 2 * c * load)).toBeLessThanOrEqual(erlangC(c, c * load));
      })
    );
  });
});

describe("from rho = 1 on", () => {
  test("no steady state is reported, and the line's growth is", () => {
    fc.assert(
      fc.property(fc.double({min: 1, max: 20, noNaN: true}), servers, p, (load, c, probability) => {
        const unstable = [
          mm1({arrivalRate: load, serviceRate: 1}),
          md1({arrivalRate: load, serviceTime: 1}),
          mmc({arrivalRate: load * c, serviceRate: 1, servers: c}),
          mg1({arrivalRate: load, serviceTime: 1, serviceScv: 0.5}),
          kingman({arrivalRate: load, serviceTime: 1, arrivalScv: 1, serviceScv: 1}),
          allenCunneen({arrivalRate: load * c, serviceTime: 1, arrivalScv: 1, serviceScv: 1, servers: c})
        ];
        for (const queue of unstable) {
          expect(queue.stable, queue.method).toBe(false);
          for (const mean of [queue.meanWait, queue.meanSojourn, queue.meanQueueLength, queue.meanInSystem])
            expect(mean).toBe(Infinity);
          expect(queue.waitProbability).toBe(1);
          expectRelative(queue.utilization, load, 1e-15);
          const capacity = queue.offeredLoad / queue.utilization;
          expect(Math.abs(queue.backlogGrowthRate - (queue.acceptedRate - capacity))).toBeLessThan(
            1e-12 * load * c
          );
          expect(queue.backlogGrowthRate).toBeGreaterThanOrEqual(0);
        }
        for (const queue of unstable.slice(0, 3) as Queue[]) {
          expect(queue.waitQuantile(probability)).toBe(Infinity);
          expect(queue.sojournQuantile(probability)).toBe(Infinity);
          expect(queue.sojournCdf(1e9)).toBe(0);
          expect(queue.sojournTail(1e9)).toBe(1);
        }
      })
    );
  });

  test("a finite line is stable at every load", () => {
    const queue = mmck({arrivalRate: 1000, serviceRate: 1, servers: 3, capacity: 10});
    expect(queue).toMatchObject({stable: true, backlogGrowthRate: 0});
    expect(queue.utilization).toBeLessThanOrEqual(1);
    expectRelative(queue.acceptedRate, 3, 1e-9);
    expect(queue.sojournQuantile(0.99)).toBeLessThan(Infinity);
  });
});

test("an empty system: nobody waits, a lone request would take its service", () => {
  for (const queue of [...queuesWithLaws(0, 2, 3, 4), ...queuesWithoutLaws(0, 2, 3, 1, 1)]) {
    expect(queue, queue.method).toMatchObject({
      utilization: 0,
      waitProbability: 0,
      meanQueueLength: 0,
      meanInSystem: 0,
      meanWait: 0,
      meanSojourn: 2,
      lossProbability: 0,
      stable: true
    });
  }
  for (const queue of queuesWithLaws(0, 2, 3, 4)) {
    expect(queue.waitQuantile(0.999)).toBe(0);
    expect(queue.waitQuantile(1)).toBe(0);
    expect(queue.sojournQuantile(0.9)).toBeGreaterThan(0);
  }
});

test("Little's law gives the third of any two", () => {
  fc.assert(
    fc.property(serviceTime, serviceTime, (arrivalRate, meanSojourn) => {
      const {meanInSystem} = littlesLaw({arrivalRate, meanSojourn});
      expect(meanInSystem).toBe(arrivalRate * meanSojourn);
      expectRelative(littlesLaw({meanInSystem, meanSojourn}).arrivalRate, arrivalRate, 1e-15);
      expectRelative(littlesLaw({meanInSystem, arrivalRate}).meanSojourn, meanSojourn, 1e-15);
    })
  );
  expect(littlesLaw({meanInSystem: 0, arrivalRate: 3}).meanSojourn).toBe(0);
});
