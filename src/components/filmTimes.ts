/** The film's clock for the other instruments: at most ten times a second while it plays, at once when it stands. */
import {Generators} from "observablehq:stdlib";
import type {RequestFilm} from "./film/requestFilm.js";

const INTERVAL = 100;

/** Yields the film's time [s]. */
export function filmTimes(film: RequestFilm): AsyncGenerator<number> {
  return Generators.observe<number>((notify) => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = undefined;
      last = performance.now();
      notify(film.value.time);
    };
    const heard = () => {
      const wait = film.value.playing ? last + INTERVAL - performance.now() : 0;
      if (wait <= 0) tell();
      else timer ??= setTimeout(tell, wait);
    };
    film.addEventListener("input", heard);
    tell();
    return () => {
      clearTimeout(timer);
      film.removeEventListener("input", heard);
    };
  });
}
