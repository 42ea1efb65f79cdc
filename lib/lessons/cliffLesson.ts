/**
 * What Part 3 says on each track: one row a track, each text a function of computed numbers. No figure is typed here
 * that the model or a fact table computes.
 */
import {formatBytes, formatDuration, formatNumber, formatPercent} from "../format.js";
import {invalid} from "../invalid.js";
import type {CliffMission, EngineRow, SharedMachineRow, Track} from "../tables/track.js";
import {MILLISECOND} from "../units.js";
import type {CliffAnswer} from "./cliffAnswer.js";

export interface CliffCopy {
  /** The situation before the question, in paragraphs. */
  situation(track: Track): readonly string[];
  /** The headline's second line after the reveal. */
  lede: string;
  /** What happened, in the track's numbers. */
  explanation(track: Track, answer: CliffAnswer): string;
  /** What the stakeholder wants, before it becomes numbers. */
  demand(track: Track): string;
  /** The defence that the ledger asks for. */
  defence(track: Track): string;
}

const num = formatNumber;

function sharedRow({cliff}: Track): SharedMachineRow {
  if (cliff.machine.kind !== "shared") throw invalid("machine", cliff.machine.kind);
  return cliff.machine;
}

function engineRow({cliff}: Track): EngineRow {
  if (cliff.machine.kind !== "engine") throw invalid("machine", cliff.machine.kind);
  return cliff.machine;
}

const perSecond = (track: Track, job: number) =>
  (sharedRow(track).jobs[job]?.share ?? NaN) * track.cliff.arrivalRate.value;

const limitOf = ({stakeholder}: CliffMission, id: string) =>
  stakeholder.demands.find((demand) => demand.id === id)?.limit.value ?? NaN;

const tailWords = ({number, atGoal, mean, utilization, goal}: CliffAnswer) =>
  `At ${formatPercent(goal)} the slowest of a hundred takes ${num(atGoal)} service times, at ${formatPercent(utilization)} it takes ${num(number)}, and the mean of ${num(mean)} does not tell`;

export const cliffCopy: Readonly<Record<string, CliffCopy>> = {
  cloud: {
    situation: (track) => [
      `You run ${track.machine}. It answers in batches: whoever waits forms the next one, and it runs until its last answer is done. For every request the longest context, ${num(engineRow(track).maxModelLength.value)} tokens, is set aside in memory.`,
      `Finance has seen the monitor. It says that the GPUs are busy nearly all the time, at ${num(track.cliff.arrivalRate.value)} requests per second. Users say that the first word takes seconds. Before you touch anything, a question about any machine.`
    ],
    lede: "The machine did not get slower. The gaps got lost.",
    explanation: ({cliff}, answer) =>
      `With random arrivals and answers of random length (${answer.queue}) a request spends 1 / (1 − ρ) service times in the system on average, and the p99 is ${num(Math.log(PERCENT_SCALE), 2)} times that: ln 100. ${tailWords(answer)}. Whenever nobody waits, the machine idles, and that time cannot be saved up for the next crowd. So a rate of ${num(limitOf(cliff, "throughput"))} per second is only worth something together with the distance from the edge.`,
    demand: ({cliff}) =>
      `The CFO wants zero lag on half of the GPUs. Zero is no number, so this is what was put in writing: ${num(limitOf(cliff, "throughput"))} requests a second on each replica that is left, the first token within ${formatDuration(limitOf(cliff, "ttft"))}, and then ${num(1 / limitOf(cliff, "tpot"))} tokens a second, each for 99 of 100 users.`,
    defence: ({cliff}) =>
      `Defend your final configuration before the CFO: throughput or responsiveness? You may not have both for nothing. How did Little’s law, with ${num(limitOf(cliff, "throughput"))} requests a second and the time each of them stays, shape the memory that you planned for?`
  },
  edge: {
    situation: (track) => [
      `You run ${track.machine}. All cameras hang on one trigger, ${num(sharedRow(track).jobs[0]?.sensorRate ?? 0)} times a second; a frame takes ${formatDuration(sharedRow(track).jobs[0]?.time.value ?? NaN)}, measured, and has ${formatDuration(limitOf(track.cliff, "deadline"))}. The last camera exposes longer in the dark and comes up to ${formatDuration(sharedRow(track).jobs[0]?.jitter?.value ?? NaN)} late.`,
      `The vehicle programme wants more cameras on the same module, for it is idle most of the time. Before you touch anything, a question about any machine: what if frames came at random, at crossings, at shadows, at every pedestrian?`
    ],
    lede: "The module was not slower. It was asked at the wrong moments.",
    explanation: (_track, answer) =>
      `Services here are all alike, which halves the wait, and it is still a cliff (${answer.queue}): ${tailWords(answer)}. Your own cameras are the opposite case: they never come at random, so the worst case can be computed, and it depends on the moments at which they come and hardly on the load. A trigger that fires all of them at once makes a line on a machine that is idle most of the time; the same frames in turn leave none at almost full load.`,
    demand: (track) =>
      `The safety lead wants no frame ever late, in the worst case, and the vehicle programme wants ${num(limitOf(track.cliff, "throughput") / (sharedRow(track).jobs[0]?.sensorRate ?? NaN))} cameras on one module. “Ever” is a number here: the worst frame of a drive within ${formatDuration(limitOf(track.cliff, "deadline"))}, and not one without a buffer.`,
    defence: ({cliff}) =>
      `Defend your final configuration before the safety lead: how many cameras, and why is the mean of no use here? How did Little’s law, with the frames that are in flight at the trigger and the ${formatDuration(limitOf(cliff, "deadline"))} that each may stay, shape the number of buffers?`
  },
  mobile: {
    situation: (track) => [
      `You build ${track.machine}. A frame takes ${formatDuration(sharedRow(track).jobs[0]?.time.value ?? NaN)}, a hand job ${formatDuration(sharedRow(track).jobs[1]?.time.value ?? NaN)}, each part measured; there are ${num(perSecond(track, 0))} frames and ${num(perSecond(track, 1))} hand jobs a second, and a refresh every ${formatDuration(sharedRow(track).vsync?.value ?? NaN)}.`,
      `The chip keeps up, just so, and the display shows half of the frames. Before you touch anything, a question about any machine: what if frames came at random?`
    ],
    lede: "Not overloaded, and yet half of the frames are late.",
    explanation: (_track, answer) =>
      `Frames are all alike, which halves the wait, and it is still a cliff (${answer.queue}): ${tailWords(answer)}. Your own frames come by the clock, so they stand at the edge of it and do not fall, as long as nothing else moves: a hand job in front of a frame is enough, for the refresh does not wait. What helps is not speed as such but slack: more of it than the longest job that can stand in the way.`,
    demand: ({cliff}) =>
      `The UX designer wants zero lag. Here is what zero means: a fresh image at every refresh, hands that are known within ${formatDuration(limitOf(cliff, "hands"))} for 99 of 100, and, says the thermal engineer, a chip that rests ${formatPercent(1 - limitOf(cliff, "busy"))} of the time.`,
    defence: ({cliff}) =>
      `Defend your final configuration before the UX designer: what did responsiveness cost, and who paid? How did Little’s law, with ${num(limitOf(cliff, "throughput"))} jobs a second and the time each of them stays, decide how many buffers the glasses need?`
  },
  tiny: {
    situation: (track) => [
      `You build ${track.machine}. One core, one place of ${formatBytes(sharedRow(track).memory.value)}, no buffer. A hop comes every ${formatDuration(1 / track.cliff.arrivalRate.value)} and takes ${formatDuration(sharedRow(track).jobs[0]?.time.value ?? NaN)}; when the radio has the bus it is up to ${formatDuration(sharedRow(track).jobs[0]?.jitter?.value ?? NaN)} late.`,
      `On paper the core keeps up. In the ear it clicks. Before you touch anything, a question: what if hops came at random?`
    ],
    lede: "Nobody waits here. That is not a comfort.",
    explanation: ({cliff}, {number, utilization, atHalf}) =>
      `A machine without a buffer has no line, so it has no cliff of waiting. It pays in losses: with random arrivals ρ / (1 + ρ), ${num(number)} of 100 at an offered load of ${formatPercent(utilization)}, and still ${num(atHalf)} of 100 at half of that load, whatever the law of service (${cliff.lockQueue} and all its relatives). The core is never quite full either: it idles whenever the hop that would have filled it has been turned away. Hops by the clock lose nothing until one comes too early, and then it is gone.`,
    demand: ({cliff}) =>
      `The hardware lead wants less than ${num(limitOf(cliff, "power") / MILLISECOND)} mW and not one hop lost. Your network was built to separate voices and takes far more. What may it stop doing?`,
    defence: () =>
      "Defend your final configuration before the hardware lead: which hops, which milliwatts, and which voices did you give up? How did Little’s law, with one place and the time that a hop holds it, tell you how fast the network has to be?"
  }
};

/** What the lock offers as mechanism, the same on every track. */
export const cliffMechanisms = [
  {id: "balance", claim: "Work comes as fast as it is done.", why: "On average, so the line stays short."},
  {id: "linear", claim: "The wait grows with the load.", why: "A little more load, a little more wait."},
  {id: "slower", claim: "The machine gets slower.", why: "Heat and contention stretch each service."},
  {id: "gaps", claim: "Gaps are lost for good.", why: "Idle time cannot be saved up for the next burst."},
  {id: "turned-away", claim: "What does not fit is turned away.", why: "The load turns into loss."}
] as const;

/** Whether it can be full without an endless line. */
export const cliffChoices = [
  {id: "yes", claim: "Yes.", why: "That is what full capacity means."},
  {id: "lossy", claim: "Only if it turns some away."},
  {id: "no", claim: "No."}
] as const;

const LARGEST_MULTIPLE = 120;
const PERCENT_SCALE = 100;

/** The lock's form. */
export function cliffForm({cliff, request}: Track, {asks, utilization}: CliffAnswer) {
  const shared = {
    choice: {title: "Can it be busy 100% of the time, without an endless line?", options: cliffChoices},
    mechanisms: cliffMechanisms
  };
  if (asks === "loss")
    return {
      ...shared,
      lines: [
        `Suppose ${request.many} came at random, at ${formatPercent(utilization)} of what the machine can do.`,
        "It has one place and no buffer.",
        "How many of 100 would be lost?"
      ],
      numberTitle: "A number",
      unitName: "of 100 lost",
      min: 0,
      max: PERCENT_SCALE,
      step: 1,
      before: 0,
      beforeName: "by the clock"
    };
  return {
    ...shared,
    lines: [
      `Suppose ${request.many} came at random, at ${formatPercent(utilization)} of what the machine can do.`,
      cliff.lockQueue === "M/M/1"
        ? "Each takes a random time of service."
        : "Each takes the same time of service.",
      "How many service times does the slowest of a hundred spend in the system?"
    ],
    numberTitle: "A number: the p99",
    unitName: "service times",
    min: 1,
    max: LARGEST_MULTIPLE,
    step: 1,
    before: 1,
    beforeName: "alone"
  };
}

/** The texts of a track; a track without any is a row that is missing here. */
export function cliffCopyOf(id: string): CliffCopy {
  const copy = cliffCopy[id];
  if (!copy) throw invalid("track", id);
  return copy;
}

/** The question's key in the ledger: another wording or another truth gets another key. */
export const cliffQuestion = "part3/full-machine";
