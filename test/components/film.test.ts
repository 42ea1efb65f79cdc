// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";
import {
  type FilmData,
  filmSentence,
  filmTable,
  type RequestFilm,
  requestFilm
} from "../../src/components/film/requestFilm.js";

/** Three arrive at 1, 2, 3 s, each is served 4 s, one place and one to wait: the third is lost. */
const records = simulateQueue({
  arrivals: {kind: "replay", times: [1, 2, 3]},
  service: {kind: "deterministic", mean: 4},
  capacity: 2,
  seed: 1
});
const data: FilmData = {
  records,
  duration: 12,
  pace: 1,
  places: 1,
  bufferPlaces: 1,
  limit: 2,
  surge: {time: 6, label: "the rate doubles"},
  requestName: "requests",
  rackName: "one place"
};

/** The browser's frames, drawn by hand. */
let frames: Map<number, FrameRequestCallback>;
let reduced: boolean;

function nextFrame(now: number): void {
  const due = [...frames.values()];
  frames.clear();
  for (const callback of due) callback(now);
}

beforeEach(() => {
  frames = new Map();
  reduced = false;
  let id = 0;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => {
    frames.set(++id, callback);
    return id;
  });
  vi.stubGlobal("cancelAnimationFrame", (cancelled: number) => frames.delete(cancelled));
  vi.stubGlobal("matchMedia", () => ({matches: reduced, addEventListener() {}, removeEventListener() {}}));
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function film(time = 0, options: Parameters<typeof requestFilm>[1] = {}): RequestFilm {
  const element = requestFilm(data, {time, width: 900, ...options});
  document.body.append(element);
  return element;
}
const press = (element: RequestFilm, selector: string) =>
  element.querySelector<HTMLElement>(selector)?.click();
const parcels = (element: RequestFilm) =>
  Array.from(element.querySelectorAll("g.parcel"), (parcel) => parcel.outerHTML).sort();

describe("the film", () => {
  it("owns its value: time, whether it plays, speed", () => {
    expect(film(2.5).value).toEqual({time: 2.5, playing: false, speed: 1});
    expect(film(99).value.time).toBe(12);
  });

  it("steps from event to event both ways, and stops there", () => {
    const element = film(0);
    const times = [0, 1, 2, 3, 4].map(() => {
      press(element, '[aria-label="Next event"]');
      return element.time;
    });
    expect(times).toEqual([1, 2, 3, 5, 9]);
    press(element, '[aria-label="Previous event"]');
    expect(element.value).toMatchObject({time: 5, playing: false});
  });

  it("plays at pace times speed, and never more than a tenth of a second at once", () => {
    const element = film(4);
    press(element, ".playbutton");
    expect(element.querySelector(".playbutton")?.textContent).toBe("Pause");
    nextFrame(1000);
    nextFrame(1050);
    expect(element.time).toBeCloseTo(4.05, 9);
    element.querySelector<HTMLInputElement>('.speeds input[value="4"]')?.click();
    nextFrame(1075);
    expect(element.time).toBeCloseTo(4.15, 9);
    nextFrame(99_000);
    expect(element.time).toBeCloseTo(4.55, 9);
    press(element, ".playbutton");
    nextFrame(99_050);
    expect(element.value).toMatchObject({playing: false, speed: 4});
    expect(element.time).toBeCloseTo(4.55, 9);
  });

  it("stops at its end and plays from the start again", () => {
    const element = film(11.98);
    press(element, ".playbutton");
    nextFrame(0);
    nextFrame(90);
    expect(element.value).toMatchObject({time: 12, playing: false});
    expect(element.querySelector(".playbutton")?.textContent).toBe("Play");
    press(element, ".playbutton");
    expect(element.value).toMatchObject({time: 0, playing: true});
  });

  it("emits input when the time changes, at most once a frame, and the last time is always told", () => {
    const element = film(0);
    const told: number[] = [];
    element.addEventListener("input", () => told.push(element.time));
    for (const time of [1, 2, 3]) element.seek(time);
    expect(told).toEqual([1]);
    nextFrame(0);
    expect(told).toEqual([1, 3]);
    nextFrame(16);
    element.seek(3);
    expect(told).toEqual([1, 3]);
    element.time = 5;
    expect(told).toEqual([1, 3, 5]);
  });

  it("is taken hold of by a native range, which stops it", () => {
    const element = film(4);
    press(element, ".playbutton");
    const range = element.querySelector<HTMLInputElement>('[aria-label="Time in the film"]');
    if (!range) throw new Error("no range");
    range.value = "500";
    range.dispatchEvent(new Event("input", {bubbles: true}));
    expect(element.value).toMatchObject({time: 3, playing: false});
    expect(range.getAttribute("aria-valuetext")).toBe("0:03.0 of 0:12.0");
  });

  it("shows the same picture at the same time, scrubbed from either side", () => {
    const element = film(2.5);
    const there = parcels(element);
    expect(there.length).toBeGreaterThan(1);
    element.seek(8);
    expect(parcels(element)).not.toEqual(there);
    element.seek(2.5);
    expect(parcels(element)).toEqual(there);
  });

  it("lets a step be seen: what it brings moves, and then rests where a seek would put it", () => {
    const element = film(1);
    press(element, '[aria-label="Next event"]');
    const moving = parcels(element);
    nextFrame(0);
    for (let now = 90; now < 900; now += 90) nextFrame(now);
    expect(frames.size).toBe(0);
    const rest = parcels(element);
    expect(rest).not.toEqual(moving);
    element.seek(5);
    element.seek(2);
    expect(parcels(element)).toEqual(rest);
  });

  it("stops for good when disposed of, and when it is no longer on the page", () => {
    const element = film(4);
    press(element, ".playbutton");
    element.dispose();
    expect(frames.size).toBe(0);
    const gone = film(4);
    press(gone, ".playbutton");
    gone.remove();
    nextFrame(0);
    nextFrame(16);
    expect(gone.value).toMatchObject({time: 4, playing: false});
    expect(frames.size).toBe(0);
  });

  it("waits while it is out of sight or the page is hidden", () => {
    let see: ((entries: {isIntersecting: boolean}[]) => void) | undefined;
    vi.stubGlobal(
      "IntersectionObserver",
      class {
        constructor(callback: typeof see) {
          see = callback;
        }
        observe() {}
        disconnect() {}
      }
    );
    const element = film(4);
    press(element, ".playbutton");
    nextFrame(0);
    nextFrame(50);
    const seen = element.time;
    see?.([{isIntersecting: false}]);
    nextFrame(100);
    nextFrame(150);
    const hidden = element.time;
    nextFrame(5000);
    expect(element.time).toBe(hidden);
    expect(hidden - seen).toBeLessThan(0.06);
    see?.([{isIntersecting: true}]);
    nextFrame(9000);
    nextFrame(9050);
    expect(element.time).toBeCloseTo(hidden + 0.05, 9);
    const visibility = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    nextFrame(9100);
    const covered = element.time;
    nextFrame(9150);
    expect(element.time).toBe(covered);
    visibility.mockRestore();
    document.dispatchEvent(new Event("visibilitychange"));
    nextFrame(9200);
    nextFrame(9250);
    expect(element.time).toBeCloseTo(covered + 0.05, 9);
  });

  it("takes another run at the time where it stands", () => {
    const element = film(8);
    element.load({...data, duration: 6});
    expect(element.time).toBe(6);
    element.load(data);
    expect(element.time).toBe(6);
  });

  it("says politely where it stands, once it stands, and nothing while it plays", () => {
    vi.useFakeTimers({toFake: ["setTimeout", "clearTimeout"]});
    const element = film(1);
    const live = element.querySelector('[aria-live="polite"]');
    press(element, ".playbutton");
    nextFrame(0);
    nextFrame(50);
    vi.advanceTimersByTime(2000);
    expect(live?.textContent).toBe("");
    press(element, ".playbutton");
    press(element, '[aria-label="Next event"]');
    vi.advanceTimersByTime(2000);
    expect(live?.textContent).toContain("Stopped at 0:02.0. 1 parcel on the belt, 1 in the rack.");
    element.dispose();
  });
});

describe("a reader who asked for less motion", () => {
  it("sees six stills, and steps at once from picture to picture", () => {
    reduced = true;
    const element = film(1);
    expect(element.querySelectorAll(".filmstrip figure")).toHaveLength(6);
    expect(element.querySelector(".playbutton")).toBeNull();
    expect(element.querySelector(".speeds")).toBeNull();
    press(element, '[aria-label="Next event"]');
    expect(element.time).toBe(2);
    const rest = parcels(element);
    for (let now = 0; now < 900; now += 90) nextFrame(now);
    expect(parcels(element)).toEqual(rest);
  });

  it("goes from a still to its moment", () => {
    reduced = true;
    const element = film(1);
    const still = Array.from(element.querySelectorAll<HTMLElement>(".filmstrip figcaption"));
    const lost = still.find(({textContent}) => textContent?.includes("the first one is lost"));
    lost?.querySelector("button")?.click();
    expect(element.time).toBe(3);
    expect(lost?.textContent).toContain("0:03");
  });
});

describe("the film in words", () => {
  const index = filmIndex(records);
  const options = {playing: false, duration: 12, bufferPlaces: 1};

  it("says where it stands, who waits, who is served, and how many are lost", () => {
    expect(filmSentence(filmFrame(index, 2.5), options)).toBe(
      "Stopped at 0:02.5. 1 parcel on the belt, 1 in the rack. Tied: waiting. Solid: being served. Arrow: answered."
    );
    expect(filmSentence(filmFrame(index, 3), {...options, playing: true})).toBe(
      "Playing. 1 parcel on the belt, 1 in the rack. 1 lost so far. Tied: waiting. Solid: being served. Arrow: answered. Crossed: lost."
    );
    expect(filmSentence(filmFrame(index, 0), {...options, bufferPlaces: 0})).toContain("No line is possible");
  });

  it("has a table of those in the system now: who, what, where, since when", () => {
    expect(filmTable(filmFrame(index, 2.5), 12)).toEqual({
      columns: ["number", "state", "where", "since", "in the system for"],
      rows: [
        [1, "being served", "place 1", "0:01.0", "1.5 s"],
        [2, "waiting", "1 in line", "0:02.0", "500 ms"]
      ]
    });
    expect(filmTable(filmFrame(index, 0.5), 12).rows).toEqual([]);
  });

  it("keeps the table short where the line is long, and says how many it leaves out", () => {
    const crowd = simulateQueue({
      arrivals: {kind: "replay", times: new Array(200).fill(1)},
      service: {kind: "deterministic", mean: 9},
      seed: 1
    });
    const {rows} = filmTable(filmFrame(filmIndex(crowd), 2), 12);
    expect(rows).toHaveLength(60);
    expect(rows.at(-1)?.[1]).toBe("and 141 more waiting");
  });
});
