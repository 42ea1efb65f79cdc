/** A round of deployments: when it is over, and when the whole space may be seen. */
import {attemptsLeft, attemptsOf, currentRound, type Ledger, type Place} from "../lab/ledger.js";
import type {CliffMission} from "../tables/track.js";
import {loggedDeployments} from "./cliffChallenge.js";

/** Whether a round has ended, this one or one before: met, or all deployments used. */
export function roundOver(mission: CliffMission, ledger: Ledger, place: Place): boolean {
  return (
    currentRound(ledger, place) > 1 ||
    attemptsLeft(ledger, place) === 0 ||
    loggedDeployments(mission, attemptsOf(ledger, place)).some(({met}) => met)
  );
}
