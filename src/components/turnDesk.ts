/** The main thread's side of a worker that takes turns: who asks for what, and which answers are still wanted. */
import type {TurnAnswer} from "./takeTurns.js";

export interface TurnDesk<Questions, Answers> {
  /** Asks; the answers come one by one. A later question of the same kind silences an earlier one. */
  ask<Kind extends keyof Questions & keyof Answers & string>(
    kind: Kind,
    question: Questions[Kind],
    onAnswer: (answer: Answers[Kind]) => void
  ): void;
  dispose(): void;
}

/** A desk before a worker. Where it cannot work, `onFailure` says so in words. */
export function turnDesk<Questions, Answers>(
  worker: Worker,
  {onFailure}: {readonly onFailure: (words: string) => void}
): TurnDesk<Questions, Answers> {
  const wanted = new Map<string, {readonly id: number; readonly receive: (answer: never) => void}>();
  let last = 0;
  worker.addEventListener("message", ({data: {id, kind, value}}: MessageEvent<TurnAnswer<string>>) => {
    const known = wanted.get(kind);
    if (known?.id === id) known.receive(value as never);
  });
  worker.addEventListener("error", ({message}) => {
    onFailure(`The simulation could not run: ${message || "the worker did not start"}.`);
  });
  return {
    ask(kind, question, onAnswer) {
      last += 1;
      wanted.set(kind, {id: last, receive: onAnswer as (answer: never) => void});
      worker.postMessage({...question, kind, id: last});
    },
    dispose() {
      wanted.clear();
      worker.terminate();
    }
  };
}
