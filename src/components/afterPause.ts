/** Puts off what is costly to draw until changes pause. */

const PAUSE = 120;

/** A function that runs `work` once, `pause` after the last of its calls [ms]. */
export function afterPause(work: () => void, pause = PAUSE): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  };
}
