import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Ledger, ledgerTextOf, lockState, newLedger} from "../../lib/lab/ledger.js";
import {withPrediction, withText} from "../../lib/lab/ledgerChanges.js";
import {LARGEST_LEDGER, ledgerJson} from "../../lib/lab/ledgerFormat.js";
import {
  type KeyValueStorage,
  LEDGER_KEY,
  openLedgerStore,
  type SaveResult
} from "../../lib/lab/ledgerStore.js";
import {mergeLedgers} from "../../lib/lab/mergeLedgers.js";
import {threeCopies, tracks} from "./ledgers.js";

/** A storage in memory with a quota in characters; `items` shows what it holds. */
class FakeStorage implements KeyValueStorage {
  readonly items = new Map<string, string>();
  constructor(public quota = Infinity) {}
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    let used = 0;
    for (const [name, text] of this.items) if (name !== key) used += name.length + text.length;
    if (used + key.length + value.length > this.quota) throw named("QuotaExceededError");
    this.items.set(key, value);
  }
  asides(): string[] {
    return [...this.items].filter(([key]) => key.startsWith(`${LEDGER_KEY}/aside/`)).map(([, text]) => text);
  }
}

const named = (name: string) => Object.assign(new Error(name), {name});

function open(storage: KeyValueStorage | null) {
  let clock = Date.UTC(2026, 2, 1, 9);
  let ids = 0;
  return openLedgerStore({storage, now: () => ++clock, newId: () => `ledger-${++ids}`, tracks});
}

const place = {track: "cloud", part: 1} as const;
const field = "reflection";
const write = (ledger: Ledger, text: string, by: string, at = 0) =>
  withText(ledger, {...place, field, text, by, at});
const shown = (ledger: Ledger) => ledgerTextOf(ledger, {...place, field});
const failure = (result: SaveResult) => (result.status === "failed" ? result.reason : result.status);

describe("a storage that works", () => {
  it("a saved ledger is there after a reload, and the save says when", () => {
    const storage = new FakeStorage();
    const store = open(storage);
    const {ledger, notices} = store.load();
    const saved = store.save(write(ledger, "L is memory", "a"));
    expect(saved).toMatchObject({status: "saved", at: expect.stringMatching(/^2026-03-01T09:00:00/)});
    expect(notices).toEqual([]);
    expect(open(storage).load()).toEqual({ledger: saved.ledger, notices: []});
    expect(storage.asides()).toEqual([]);
  });

  it("loading writes nothing", () => {
    const storage = new FakeStorage();
    open(storage).load();
    expect(storage.items.size).toBe(0);
  });

  it("two tabs that save in turn lose nothing of each other's", () => {
    const storage = new FakeStorage();
    const [one, two] = [open(storage), open(storage)];
    const a = one.save(write(one.load().ledger, "one", "a")).ledger;
    const b = two.save(
      withPrediction(two.load().ledger, {
        ...place,
        question: "q",
        number: 22,
        mechanism: "m",
        confidence: 1,
        at: 1
      })
    ).ledger;
    one.save(write(a, "one more", "a", 2));
    two.save(b);
    const {ledger} = open(storage).load();
    expect(shown(ledger)).toBe("one more");
    expect(lockState(ledger, {...place, question: "q"}).first?.number).toBe(22);
  });

  it("two tabs that opened before either saved lose nothing either", () => {
    fc.assert(
      fc.property(threeCopies, fc.array(fc.boolean(), {maxLength: 5}), ([start, a, b], order) => {
        const storage = new FakeStorage();
        const store = open(storage);
        store.save(start);
        for (const first of [...order, true, false]) expect(store.save(first ? a : b).status).toBe("saved");
        expect(store.load().ledger).toEqual(mergeLedgers(start, mergeLedgers(a, b)));
      }),
      {numRuns: 50}
    );
  });

  it("another tab's write between writing and reading back is merged, and the save is true", () => {
    const storage = new FakeStorage();
    const other = write(newLedger({id: "ledger-1", at: 0}), "from the other", "b");
    const racing: KeyValueStorage = {
      getItem: (key) => storage.getItem(key),
      setItem: (key, text) => {
        storage.setItem(key, text);
        if (!raced) storage.setItem(LEDGER_KEY, ledgerJson(other));
        raced = true;
      }
    };
    let raced = false;
    const mine = withText(newLedger({id: "ledger-1", at: 0}), {
      ...place,
      field: "observation",
      text: "mine",
      by: "a",
      at: 5
    });
    const result = open(racing).save(mine);
    expect(result.status).toBe("saved");
    const {ledger} = open(storage).load();
    expect(ledgerTextOf(ledger, {...place, field: "observation"})).toBe("mine");
    expect(shown(ledger)).toBe("from the other");
  });

  it("what another tab has stored is absorbed; what cannot be read changes nothing", () => {
    const store = open(new FakeStorage());
    const mine = write(newLedger({id: "one", at: 0}), "mine", "a");
    const other = withText(mine, {...place, field: "observation", text: "seen", by: "b", at: 1});
    expect(store.absorb(mine, ledgerJson(other))).toEqual(other);
    for (const text of [null, "", "{", '{"version": 9, "entries": []}'])
      expect(store.absorb(mine, text)).toBe(mine);
  });
});

describe("a storage that fails", () => {
  const mine = write(newLedger({id: "one", at: 0}), "mine", "a");
  const working = () => new FakeStorage();
  const failing: [string, string, () => KeyValueStorage | null][] = [
    ["none", "denied", () => null],
    [
      "denied at reading",
      "denied",
      () => ({
        getItem: () => {
          throw named("SecurityError");
        },
        setItem: () => {}
      })
    ],
    [
      "denied at writing",
      "denied",
      () => ({
        getItem: () => null,
        setItem: () => {
          throw named("SecurityError");
        }
      })
    ],
    ["full", "full", () => new FakeStorage(20)],
    [
      "full, as Firefox says it",
      "full",
      () => ({
        getItem: () => null,
        setItem: () => {
          throw named("NS_ERROR_DOM_QUOTA_REACHED");
        }
      })
    ],
    ["ignoring what is written", "not kept", () => ({getItem: () => null, setItem: () => {}})],
    [
      "cutting off what is written",
      "not kept",
      () => {
        const storage = working();
        return {
          getItem: (key) => storage.getItem(key),
          setItem: (key, text) => storage.setItem(key, text.slice(0, 99))
        };
      }
    ],
    [
      "throwing what is no error",
      "denied",
      () => ({
        getItem: () => null,
        setItem: () => {
          throw undefined;
        }
      })
    ]
  ];

  it.each(failing)(
    "%s: the save fails with the reason “%s”, in words, and the ledger is returned",
    (_name, reason, make) => {
      const result = open(make()).save(mine);
      expect(failure(result)).toBe(reason);
      expect(result).toMatchObject({ledger: mine, detail: expect.stringMatching(/^Not saved: .*\.$/)});
    }
  );

  it("denied storage gives a working ledger and says so", () => {
    const {ledger, notices} = open(null).load();
    expect(ledger.id).toBe("ledger-1");
    expect(notices.join()).toMatch(/does not let the lab store anything/);
  });

  it("a storage that turns full keeps what was saved before", () => {
    const storage = new FakeStorage();
    open(storage).save(mine);
    storage.quota = 700;
    expect(failure(open(storage).save(write(mine, "mine".repeat(500), "a", 1)))).toBe("full");
    expect(shown(open(storage).load().ledger)).toBe("mine");
  });

  it("a storage that begins to cut off gets back what was saved before", () => {
    const storage = new FakeStorage();
    open(storage).save(mine);
    const cutting: KeyValueStorage = {
      getItem: (key) => storage.getItem(key),
      setItem: (key, text) => storage.setItem(key, text.slice(0, 700))
    };
    expect(failure(open(cutting).save(write(mine, "mine".repeat(500), "a", 1)))).toBe("not kept");
    expect(shown(open(storage).load().ledger)).toBe("mine");
  });

  it("a ledger that could not be read again is not written", () => {
    let ledger = mine;
    for (const track of ["a", "b", "c", "d", "e", "f", "g"])
      for (const part of [1, 2, 3] as const)
        for (const name of ["observation", "explanation", "reflection"])
          ledger = withText(ledger, {
            track,
            part,
            field: name,
            text: "\u0001".repeat(20_000),
            by: "a",
            at: 0
          });
    expect(ledgerJson(ledger).length).toBeGreaterThan(LARGEST_LEDGER);
    const storage = new FakeStorage();
    open(storage).save(mine);
    expect(failure(open(storage).save(ledger))).toBe("too large");
    expect(shown(open(storage).load().ledger)).toBe("mine");
  });
});

describe("what cannot be read is never overwritten", () => {
  const unreadable = [
    ["corrupted", '{"format":"model-serving-lab/ledger","version":1,"id":'],
    ["of a future version", '{"format":"model-serving-lab/ledger","version":99,"entries":[]}'],
    ["another program's", "[1,2,3]"],
    ["too large", "x".repeat(LARGEST_LEDGER + 1)]
  ] as const;

  it.each(unreadable)(
    "%s: it is set aside once, said, and a new ledger is begun and saved",
    (_name, text) => {
      const storage = new FakeStorage();
      storage.setItem(LEDGER_KEY, text);
      const store = open(storage);
      const {ledger, notices} = store.load();
      expect(notices.join()).toMatch(
        /could not be read.*set aside under “model-serving-lab\/ledger\/aside\/2026/
      );
      expect(storage.getItem(LEDGER_KEY)).toBe(text);
      for (const words of ["a", "ab", "abc"])
        expect(store.save(write(ledger, words, "a")).status).toBe("saved");
      expect(storage.asides()).toEqual([text]);
    }
  );

  it.each(unreadable)(
    "%s, and no room to set it aside: it is left alone and every save fails",
    (_name, text) => {
      const storage = new FakeStorage(text.length + LEDGER_KEY.length + 10);
      storage.setItem(LEDGER_KEY, text);
      const store = open(storage);
      const {ledger, notices} = store.load();
      expect(notices.join()).toMatch(/left untouched/);
      expect(failure(store.save(write(ledger, "a", "a")))).toBe("set aside failed");
      expect(storage.getItem(LEDGER_KEY)).toBe(text);
    }
  );

  it("appearing while the page is open: it is set aside by the save", () => {
    const storage = new FakeStorage();
    const store = open(storage);
    const {ledger} = store.load();
    storage.setItem(LEDGER_KEY, "written by another program");
    expect(store.save(write(ledger, "a", "a")).status).toBe("saved");
    expect(storage.asides()).toEqual(["written by another program"]);
  });

  it("a name that is taken is not written over", () => {
    const storage = new FakeStorage();
    const store = openLedgerStore({storage, now: () => 0, newId: () => "one", tracks});
    for (const text of ["first", "second", "third"]) {
      storage.setItem(LEDGER_KEY, text);
      store.load();
    }
    expect(storage.asides()).toEqual(["first", "second", "third"]);
  });

  it("a ledger with a damaged item is read, and a copy of the whole is set aside before it is replaced", () => {
    const storage = new FakeStorage();
    const text = ledgerJson(write(newLedger({id: "one", at: 0}), "mine", "a")).replace(
      '"steps":[]',
      '"steps":[{"step":7}]'
    );
    storage.setItem(LEDGER_KEY, text);
    const store = open(storage);
    const {ledger, notices} = store.load();
    expect(shown(ledger)).toBe("mine");
    expect(notices).toEqual([
      "1 damaged item was left out (steps).",
      expect.stringMatching(/^The stored text is set aside under “/)
    ]);
    store.save(write(ledger, "mine too", "b", 1));
    expect(storage.asides()).toEqual([text]);
  });

  it("fields that this lab does not know are in the copy, without a word", () => {
    const storage = new FakeStorage();
    const text = ledgerJson(newLedger({id: "one", at: 0})).replace("{", '{"color":"red",');
    storage.setItem(LEDGER_KEY, text);
    const store = open(storage);
    const {ledger, notices} = store.load();
    store.save(write(ledger, "a", "a"));
    expect(notices).toEqual([]);
    expect(storage.asides()).toEqual([text]);
  });
});
