/** The storyboard's three parts with the reader's progress on the chosen track. */
import {type Ledger, lockState, type Part} from "../lib/lab/ledger.js";
import {batchingQuestion} from "../lib/lessons/batchingLesson.js";
import {cliffQuestion} from "../lib/lessons/cliffLesson.js";
import {concurrencyQuestion} from "../lib/lessons/concurrencyLesson.js";
import {
  batchingPicture,
  cliffPicture,
  concurrencyPicture,
  type StoryLock,
  type StoryPicture
} from "../lib/lessons/storyPictures.js";
import type {Track} from "../lib/tables/track.js";
import {trackOf, tracks} from "../lib/tables/tracks.js";
import {lessons} from "./lessons.js";
import type {StoryPart} from "./storyboard.js";
import {partState} from "./trackState.js";

type Story = Pick<StoryPart, "title" | "question" | "does"> & {
  readonly part: Part;
  /** The key of the lock that keeps the picture's answer. */
  readonly asked: string;
  readonly picture: (track: Track, lock: StoryLock) => StoryPicture;
};

const stories: readonly Story[] = [
  {
    part: 1,
    title: "The concurrency invariant",
    question: "The request rate doubles. How many requests are in the machine?",
    does: "Turn arrival rate and execution time, watch Little’s law hold, and find the memory that the load needs.",
    asked: concurrencyQuestion,
    picture: concurrencyPicture
  },
  {
    part: 2,
    title: "The batching tax",
    question: "Does a larger batch make a single user wait more, or less?",
    does: "Ten deployments to find the batch and the window that meet both throughput and the tail.",
    asked: batchingQuestion,
    picture: batchingPicture
  },
  {
    part: 3,
    title: "The utilization cliff",
    question: "Can the hardware run at 100 percent without an endless line?",
    does: "Design a serving architecture that holds 80 percent under bursts, against a stakeholder who wants no lag.",
    asked: cliffQuestion,
    picture: (_track, lock) => cliffPicture(lock)
  }
];

const MINUTES = 15;

/** The parts; one that has no page yet has no link. */
export function storyParts(ledger: Ledger): readonly StoryPart[] {
  const track = trackOf(ledger.chosen?.track) ?? tracks[0]!;
  return stories.map(({asked, picture, ...story}) => {
    const page = lessons.find(({part}) => part === story.part);
    const {state, fraction} = partState(ledger, track.id, story.part);
    const {open, first} = lockState(ledger, {track: track.id, part: story.part, question: asked});
    return {
      ...story,
      picture: picture(track, {open, prediction: first?.number ?? null}),
      minutes: MINUTES,
      href: page ? `.${page.path}` : null,
      progress: fraction,
      state: page ? `${track.name}: ${state}.` : "Not open yet."
    };
  });
}
