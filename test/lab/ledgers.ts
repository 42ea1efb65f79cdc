/** Ledgers for property tests: what students can do in several tabs, and files that nobody wrote with this lab. */
import fc from "fast-check";
import {type Confidence, type Ledger, newLedger, type Part, TEXT_FIELDS} from "../../lib/lab/ledger.js";
import {
  withEvidence,
  withoutOtherVersions,
  withPrediction,
  withReveal,
  withSkip,
  withStep,
  withText,
  withTrack
} from "../../lib/lab/ledgerChanges.js";
import {withAttempt, withRound} from "../../lib/lab/ledgerRounds.js";

export const tracks = ["cloud", "edge", "mobile", "tiny"] as const;

/** Any UTF-16 text, halves of pairs included. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({min: 32, max: 126}), fc.nat(0xffff)), {maxLength: 60})
  .map((codes) => String.fromCharCode(...codes));

/** A few instants, so that ties and clocks that were set back happen. */
const instant = fc.integer({min: 1_700_000_000_000, max: 1_700_000_000_020});
const place = fc.record({
  track: fc.constantFrom(...tracks.slice(0, 2)),
  part: fc.constantFrom<Part>(1, 2),
  at: instant
});
const question = fc.constantFrom("doubled rate", "doubled rate/2");
const word = fc.constantFrom("", "W grew", "W grew because of waiting", "the line", " ", "\u0000<b>\ud800");
const number = fc.oneof(
  fc.constantFrom(0, -0, 22, 28.5, -3, 1e300),
  fc.double({noNaN: true, noDefaultInfinity: true})
);
const record = fc.dictionary(
  fc.constantFrom("batch", "window", "constructor", "toString", "1", "Arrival rate"),
  fc.oneof(number, fc.boolean(), anyText),
  {maxKeys: 4, noNullPrototype: true}
);

export interface Step {
  readonly name: string;
  change(ledger: Ledger, tab: string): Ledger;
}

const step = (name: string, change: Step["change"]): Step => ({name, change});

/** Anything that one click or keystroke does; what a full round or list refuses changes nothing. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(place, question, number, word, fc.integer({min: 1, max: 5}))
    .map(([at, asked, value, mechanism, confidence]) =>
      step(`predict ${value} ${JSON.stringify(at)}`, (ledger) =>
        withPrediction(ledger, {
          ...at,
          question: asked,
          number: value,
          mechanism,
          confidence: confidence as Confidence
        })
      )
    ),
  fc
    .tuple(place, question)
    .map(([at, asked]) => step("skip", (ledger) => withSkip(ledger, {...at, question: asked}))),
  fc
    .tuple(place, question)
    .map(([at, asked]) => step("reveal", (ledger) => withReveal(ledger, {...at, question: asked}))),
  fc
    .tuple(place, fc.constantFrom(...TEXT_FIELDS.slice(0, 2)), word)
    .map(([at, field, text]) =>
      step(`write ${field} ${text}`, (ledger, by) => withText(ledger, {...at, field, text, by}))
    ),
  fc
    .tuple(place, fc.constantFrom(...TEXT_FIELDS.slice(0, 2)))
    .map(([at, field]) => step("dismiss", (ledger) => withoutOtherVersions(ledger, {...at, field}))),
  fc
    .tuple(place, fc.constantFrom("seen", "run"))
    .map(([at, done]) => step("step", (ledger) => withStep(ledger, {...at, step: done}))),
  fc.tuple(place, number, record).map(([at, value, configuration]) =>
    step("evidence", (ledger) =>
      withEvidence(ledger, {
        ...at,
        evidence: {label: "average L", value, unit: "requests", configuration, seed: 2621}
      })
    )
  ),
  fc
    .tuple(place, fc.uuid(), record, record)
    .map(([at, id, configuration, results]) =>
      step("deploy", (ledger) =>
        withAttempt(ledger, {...at, id, configuration, seed: 7, results, verdict: "fails", binding: "p99"})
      )
    ),
  place.map((at) => step("round", (ledger) => withRound(ledger, at))),
  place.map((at) => step("track", (ledger) => withTrack(ledger, at)))
);

export function play(ledger: Ledger, steps: readonly Step[], tab: string): Ledger {
  return steps.reduce((state, {change}) => {
    try {
      return change(state, tab);
    } catch (error) {
      if (error instanceof RangeError) return state;
      throw error;
    }
  }, ledger);
}

const steps = fc.array(anyStep, {maxLength: 12});

/** A ledger as one tab leaves it. */
export const anyLedger: fc.Arbitrary<Ledger> = steps.map((list) =>
  play(newLedger({id: "one", at: 0}), list, "tab-a")
);

/** Three copies of one ledger, each changed by a tab of its own. */
export const threeCopies: fc.Arbitrary<readonly [Ledger, Ledger, Ledger]> = fc
  .tuple(steps, steps, steps, steps)
  .map(([before, a, b, c]) => {
    const shared = play(newLedger({id: "one", at: 0}), before, "tab-0");
    return [play(shared, a, "tab-a"), play(shared, b, "tab-b"), play(shared, c, "tab-c")] as const;
  });
