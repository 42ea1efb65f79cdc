/**
 * The lab at work on a page: the one place where the pure ledger meets the browser's storage, clock and tabs. Pages
 * watch it; components change it through `update`, and are told whether the change was saved.
 */
import type {Ledger} from "../lib/lab/ledger.js";
import {withTrack} from "../lib/lab/ledgerChanges.js";
import {type LedgerStore, openLedgerStore} from "../lib/lab/ledgerStore.js";
import type {Track} from "../lib/tables/track.js";
import {trackIds, trackOf, tracks} from "../lib/tables/tracks.js";
import {themeSwitch, trackSwitch} from "./header.js";
import {clockTime} from "./ticket.js";

export interface SaveReport {
  readonly words: string;
  readonly failed: boolean;
}

export interface Lab {
  readonly ledger: Ledger;
  /** The track in use: the chosen one, or the first until a choice is made. */
  readonly track: Track;
  /** What loading found: a ledger set aside, storage denied. Empty where all is well. */
  readonly notices: readonly string[];
  /** Whether the last change is safe; null before the first. */
  readonly status: SaveReport | null;
  /** This tab's name in the ledger's texts. */
  readonly editor: string;
  readonly store: LedgerStore;
  update(change: (ledger: Ledger) => Ledger): void;
  chooseTrack(id: string | null): void;
  /** Calls back after every change until the returned function is called. */
  observe(callback: () => void): () => void;
  /** A value derived from the lab, for a cell: yields when it changes in content. */
  watch<T>(derive: (lab: Lab) => T): AsyncGenerator<T, void>;
  now(): string;
}

let only: Lab | undefined;

/** The page's lab: opened once, with the tools in the header. */
export function openLab(): Lab {
  only ??= create();
  return only;
}

const KEY_LETTERS = 8;

/** A short random id: for a new ledger, for this tab. */
function randomId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_LETTERS));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The browser's storage, or null where even asking for it is forbidden. */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function create(): Lab {
  const store = openLedgerStore({
    storage: browserStorage(),
    now: () => Date.now(),
    newId: () => randomId("ledger"),
    tracks: trackIds
  });
  const loaded = store.load();
  const observers = new Set<() => void>();
  let ledger = loaded.ledger;
  let status: SaveReport | null = null;

  const tell = () => {
    for (const observer of [...observers]) observer();
  };
  const lab: Lab = {
    get ledger() {
      return ledger;
    },
    get track() {
      return trackOf(ledger.chosen?.track) ?? (tracks[0] as Track);
    },
    notices: loaded.notices,
    get status() {
      return status;
    },
    editor: randomId("tab"),
    store,
    update(change) {
      const result = store.save(change(ledger));
      ledger = result.ledger;
      status =
        result.status === "saved"
          ? {words: `saved ${clockTime(result.at)}`, failed: false}
          : {words: result.detail, failed: true};
      tell();
    },
    chooseTrack(id) {
      if (id !== null && id !== ledger.chosen?.track && trackOf(id))
        lab.update((current) => withTrack(current, {track: id, at: lab.now()}));
    },
    observe(callback) {
      observers.add(callback);
      return () => observers.delete(callback);
    },
    watch: (derive) => watch(lab, derive),
    now: () => new Date().toISOString()
  };

  addEventListener("storage", (event) => {
    if (event.key !== store.key) return;
    ledger = store.absorb(ledger, event.newValue);
    tell();
  });
  mountTools(lab);
  return lab;
}

async function* watch<T>(lab: Lab, derive: (lab: Lab) => T): AsyncGenerator<T, void> {
  let wake = () => {};
  let shown: string | undefined;
  const stop = lab.observe(() => wake());
  try {
    while (true) {
      const value = derive(lab);
      const content = JSON.stringify(value);
      if (content !== shown) {
        shown = content;
        yield value;
      }
      // A change between the yield and here is caught by comparing again at once.
      if (JSON.stringify(derive(lab)) === shown)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stop();
  }
}

function mountTools(lab: Lab): void {
  document.querySelector("#theme-switch")?.replaceChildren(themeSwitch());
  const tools = trackSwitch(tracks, {value: lab.track, onChange: (id) => lab.chooseTrack(id)});
  document.querySelector("#track-switch")?.replaceChildren(tools);
  lab.observe(() => tools.show(lab.track));
  const main = document.querySelector("#observablehq-main");
  if (main && lab.notices.length > 0) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    for (const words of lab.notices) {
      const line = document.createElement("p");
      line.textContent = words;
      notice.append(line);
    }
    main.prepend(notice);
  }
}
