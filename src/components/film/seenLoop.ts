/** A loop of animation frames that runs only while there is something to move and somebody can see it. */
import {MILLISECOND} from "../../lib/units.js";

export interface SeenLoop {
  /** Begins to run, if it may; call it when something begins to move. */
  wake(): void;
  /** Stops for good and lets go of observers. */
  dispose(): void;
}

/** A frame that comes later than this [s] counts as this late: a film does not leap. */
const LONGEST_STEP = 0.1;

/** Calls `tick` with the seconds since the last frame; `gone` once if the element is no longer on the page. */
export function seenLoop(
  element: Element,
  {
    moving,
    tick,
    gone
  }: {readonly moving: () => boolean; readonly tick: (elapsed: number) => void; readonly gone: () => void}
): SeenLoop {
  let request = 0;
  let last: number | undefined;
  let inSight = true;
  let disposed = false;
  const mayRun = () => !disposed && inSight && !document.hidden && moving();
  const frame = (now: number) => {
    request = 0;
    if (!element.isConnected) return gone();
    const elapsed = last === undefined ? 0 : Math.min(LONGEST_STEP, (now - last) * MILLISECOND);
    last = now;
    tick(elapsed);
    if (request === 0 && mayRun()) request = requestAnimationFrame(frame);
  };
  const wake = () => {
    if (request !== 0 || !mayRun()) return;
    last = undefined;
    request = requestAnimationFrame(frame);
  };
  const sight =
    typeof IntersectionObserver === "function"
      ? new IntersectionObserver((entries) => {
          inSight = entries[entries.length - 1]?.isIntersecting ?? true;
          wake();
        })
      : undefined;
  sight?.observe(element);
  document.addEventListener("visibilitychange", wake);
  return {
    wake,
    dispose() {
      disposed = true;
      cancelAnimationFrame(request);
      sight?.disconnect();
      document.removeEventListener("visibilitychange", wake);
    }
  };
}
