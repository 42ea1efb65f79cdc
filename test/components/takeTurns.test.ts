import {afterEach, describe, expect, it, vi} from "vitest";
import {takeTurns} from "../../src/components/takeTurns.js";
import {turnDesk} from "../../src/components/turnDesk.js";

type Kind = "urgent" | "slow" | "broken";
interface Job {
  readonly kind: Kind;
  readonly id: number;
  readonly steps?: number;
}

/** A worker's global face without a worker: what it is sent, and what it posts. */
function stage(turn?: number) {
  const posted: {readonly id: number; readonly kind: Kind; readonly value: unknown}[] = [];
  let receive: (event: {readonly data: Job}) => void = () => {};
  vi.stubGlobal("addEventListener", (_type: string, listener: typeof receive) => {
    receive = listener;
  });
  vi.stubGlobal("postMessage", (message: (typeof posted)[number]) => posted.push(message));
  takeTurns<Kind, Job>({
    order: ["urgent", "slow", "broken"],
    *stepsOf({kind, id, steps = 3}) {
      for (let k = 1; k <= steps; ++k) {
        if (kind === "broken") throw new Error("no such machine");
        yield k % 2 ? `${id}:${k}` : null;
      }
    },
    ...(turn === undefined ? {} : {turn})
  });
  return {posted, send: (data: Job) => receive({data})};
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

afterEach(() => vi.unstubAllGlobals());

describe("jobs that take turns", () => {
  it("post what they yield and nothing for null, the urgent kind before the one that came earlier", async () => {
    const {posted, send} = stage();
    send({kind: "slow", id: 1});
    send({kind: "urgent", id: 2});
    await settle();
    expect(posted.map(({kind, value}) => `${kind} ${value}`)).toEqual([
      "urgent 2:1",
      "urgent 2:3",
      "slow 1:1",
      "slow 1:3"
    ]);
  });

  it("a new job takes the place of the old one of its kind", async () => {
    const {posted, send} = stage(8);
    send({kind: "slow", id: 1, steps: 1e9});
    send({kind: "slow", id: 2, steps: 1});
    await settle();
    expect(posted.at(-1)).toEqual({kind: "slow", id: 2, value: "2:1"});
    expect(posted.filter(({id}) => id === 2)).toHaveLength(1);
    const known = posted.length;
    await settle();
    expect(posted).toHaveLength(known);
  });

  it("what fails ends its own job alone: it is said, and later jobs still run", async () => {
    const failed = vi.fn();
    process.once("uncaughtException", failed);
    const known = process.listeners("uncaughtException").filter((listener) => listener !== failed);
    for (const listener of known) process.off("uncaughtException", listener);
    const {posted, send} = stage();
    send({kind: "broken", id: 1});
    await settle();
    send({kind: "slow", id: 2, steps: 1});
    await settle();
    for (const listener of known) process.on("uncaughtException", listener);
    expect(failed).toHaveBeenCalledOnce();
    expect(posted).toEqual([{kind: "slow", id: 2, value: "2:1"}]);
  });
});

describe("the desk before it", () => {
  it("hands an answer to who asked last, and to nobody after it is disposed", () => {
    const listeners = new Map<string, (event: unknown) => void>();
    const sent: {readonly id: number; readonly kind: string}[] = [];
    const worker = {
      addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
      postMessage: (message: (typeof sent)[number]) => sent.push(message),
      terminate: vi.fn()
    };
    const onFailure = vi.fn();
    const desk = turnDesk<{a: {x: number}; b: object}, {a: string; b: string}>(worker as unknown as Worker, {
      onFailure
    });
    const answers: string[] = [];
    desk.ask("a", {x: 1}, (answer) => answers.push(`first ${answer}`));
    desk.ask("a", {x: 2}, (answer) => answers.push(`second ${answer}`));
    desk.ask("b", {}, (answer) => answers.push(`b ${answer}`));
    const answer = (index: number, value: string) =>
      listeners.get("message")?.({data: {id: sent[index]!.id, kind: sent[index]!.kind, value}});
    answer(0, "late");
    answer(1, "yes");
    answer(2, "too");
    expect(answers).toEqual(["second yes", "b too"]);
    expect(sent[1]).toMatchObject({kind: "a", x: 2});
    listeners.get("error")?.({message: ""});
    expect(onFailure).toHaveBeenCalledWith("The simulation could not run: the worker did not start.");
    desk.dispose();
    answer(1, "again");
    expect(answers).toHaveLength(2);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
