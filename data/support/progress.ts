/** How far a long computation is, and how long the rest will take, in lines that a terminal and a build log both bear. */

/** Where the lines go: process.stderr. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly name: string;
  /** All there is to do, in any unit. */
  readonly total: number;
  /** Milliseconds since any fixed moment: performance.now. */
  readonly now: () => number;
  readonly stream: ProgressStream;
}

/** Milliseconds between two lines: a terminal rewrites one line, a log keeps them all. */
const TERMINAL_PAUSE = 250;
const LOG_PAUSE = 1000;

export interface Progress {
  /** Tells that `amount` more is done. */
  add(amount: number): void;
  /** Ends with a line of one's own. */
  end(text: string): void;
}

/** Reports on `stream`: the share done, the time taken and the time that the rest will take at the same pace. */
export function progress({name, total, now, stream}: ProgressOptions): Progress {
  const started = now();
  const terminal = stream.isTTY === true;
  const pause = terminal ? TERMINAL_PAUSE : LOG_PAUSE;
  let done = 0;
  let shown = started;

  function show(text: string): void {
    // Framework leaves its own line open; a terminal's line is wiped and written again.
    stream.write(terminal ? `\r\x1b[2K${name}: ${text}` : `\n${name}: ${text}`);
  }

  if (terminal) stream.write("\n");
  show("starts");
  return {
    add(amount) {
      done += amount;
      const time = now();
      if (done >= total || time - shown < pause) return;
      shown = time;
      const taken = time - started;
      const left = (taken * (total - done)) / done;
      show(`${Math.floor((100 * done) / total)} %, ${seconds(taken)} gone, about ${seconds(left)} left`);
    },
    end(text) {
      show(`${text}\n`);
    }
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1e3).toFixed(milliseconds < 1e4 ? 1 : 0)} s`;
}
