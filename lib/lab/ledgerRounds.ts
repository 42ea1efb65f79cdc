/** Rounds of deployments in the ledger: ten a round, each kept for good with what it was and what came of it. */
import {invalid} from "../invalid.js";
import {isoTime, isoTimeAfter} from "./instant.js";
import {
  type Attempt,
  attemptsLeft,
  currentRound,
  LEDGER_LIMITS,
  type Ledger,
  type LedgerRecord,
  ledgerEntry,
  type Place
} from "./ledger.js";
import {type At, withEntry} from "./ledgerChanges.js";
import {plainRecord, requireKey, requireLabel, requireRoom, requireSeed} from "./ledgerChecks.js";
import {joinAttempts, joinRounds} from "./mergeLedgers.js";

/** One deployment to be logged; its round is the running one. */
export interface Deployment extends Place, At {
  readonly id: string;
  readonly configuration: LedgerRecord;
  readonly seed: number;
  readonly results: LedgerRecord;
  readonly verdict: string;
  readonly binding: string;
}

/**
 * The ledger with one more deployment in the running round.
 * @throws RangeError when the round's ten are used, or for an id, seed, words or records that cannot be kept
 */
export function withAttempt(
  ledger: Ledger,
  {at, track, part, id, configuration, seed, results, verdict, binding}: Deployment
): Ledger {
  const place = {track, part};
  if (attemptsLeft(ledger, place) === 0) throw invalid("attempt", LEDGER_LIMITS.attemptsPerRound + 1);
  requireKey("id", id);
  requireSeed(seed);
  requireLabel("verdict", verdict);
  requireLabel("binding", binding);
  const {attempts} = ledgerEntry(ledger, place);
  requireRoom("attempts", attempts.length, LEDGER_LIMITS.attempts);
  if (attempts.some((known) => known.id === id)) throw invalid("id", id);
  const attempt: Attempt = {
    id,
    round: currentRound(ledger, place),
    configuration: plainRecord("configuration", configuration),
    seed,
    results: plainRecord("results", results),
    verdict,
    binding,
    at: isoTimeAfter("at", at, attempts.at(-1)?.at ?? null)
  };
  return withEntry(ledger, place, (entry) => ({...entry, attempts: joinAttempts(entry.attempts, [attempt])}));
}

/** The ledger with a new round of deployments begun; those of earlier rounds stay. */
export function withRound(ledger: Ledger, {at, ...place}: Place & At): Ledger {
  const round = {round: currentRound(ledger, place) + 1, startedAt: isoTime("at", at)};
  if (round.round > LEDGER_LIMITS.rounds) throw invalid("round", round.round);
  return withEntry(ledger, place, (entry) => ({...entry, rounds: joinRounds(entry.rounds, [round])}));
}
