/** The storyboard's three parts with the reader's progress on the chosen track. */
import type {Ledger} from "../lib/lab/ledger.js";
import {batchingCurve, cliffCurve, concurrencyCurve} from "../lib/lessons/storyPictures.js";
import {trackOf, tracks} from "../lib/tables/tracks.js";
import {lessons} from "./lessons.js";
import type {StoryPart} from "./storyboard.js";
import {partState} from "./trackState.js";

const cloud = tracks[0]!;

const stories = [
  {
    part: 1,
    title: "The concurrency invariant",
    question: "The request rate doubles. How many requests are in the machine?",
    does: "Turn arrival rate and execution time, watch Little’s law hold, and find the memory that the load needs.",
    picture: concurrencyCurve(cloud)
  },
  {
    part: 2,
    title: "The batching tax",
    question: "Does a larger batch make a single user wait more, or less?",
    does: "Ten deployments to find the batch and the window that meet both throughput and the tail.",
    picture: batchingCurve(cloud)
  },
  {
    part: 3,
    title: "The utilization cliff",
    question: "Can the hardware run at 100 percent without an endless line?",
    does: "Design a serving architecture that holds 80 percent under bursts, against a stakeholder who wants no lag.",
    picture: cliffCurve()
  }
] as const;

const MINUTES = 15;

/** The parts; one that has no page yet has no link. */
export function storyParts(ledger: Ledger): readonly StoryPart[] {
  const track = trackOf(ledger.chosen?.track) ?? cloud;
  return stories.map((story) => {
    const page = lessons.find(({part}) => part === story.part);
    const {state, fraction} = partState(ledger, track.id, story.part);
    return {
      ...story,
      minutes: MINUTES,
      href: page ? `.${page.path}` : null,
      progress: fraction,
      state: page ? `${track.name}: ${state}.` : "Not open yet."
    };
  });
}
