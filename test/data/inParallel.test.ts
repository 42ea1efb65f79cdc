import {describe, expect, test} from "vitest";
import {inParallel} from "../../data/support/inParallel.js";

const module = new URL("../support/sweepModules.ts", import.meta.url);

describe("inParallel", () => {
  test.each([1, 2, 5])("gives the results in the order of the tasks on %i threads", async (cores) => {
    const tasks = Array.from({length: 20}, (_, answer) => ({answer, spin: answer < 3 ? 1e6 : 10}));
    const done: number[] = [];
    const results = await inParallel(tasks, {
      module,
      cores,
      cost: ({spin}) => spin,
      onResult: ({answer}) => done.push(answer)
    });
    expect(results).toEqual(tasks.map(({answer}) => [answer, true]));
    expect(done.sort((a, b) => a - b)).toEqual(tasks.map(({answer}) => answer));
  });

  test("hands out the dearest tasks first", async () => {
    const tasks = [1, 3, 2].map((answer) => ({answer}));
    const done: number[] = [];
    await inParallel(tasks, {
      module,
      cores: 1,
      cost: ({answer}) => answer,
      onResult: ({answer}) => done.push(answer)
    });
    expect(done).toEqual([3, 2, 1]);
  });

  test("ends with the error of the task that throws, and says which it was", async () => {
    const tasks = [{answer: 1}, {fail: "invalid rate: -1"}, {answer: 2}];
    await expect(inParallel(tasks, {module, cores: 2, cost: () => 1})).rejects.toThrow(
      'invalid rate: -1 in {"fail":"invalid rate: -1"}'
    );
  });

  test("nothing to do is done at once", async () => {
    expect(await inParallel([], {module, cores: 4, cost: () => 1})).toEqual([]);
  });
});
