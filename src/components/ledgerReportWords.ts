/** The words and truths that turn a ledger into a document to hand in. */
import type {ReportQuestion, ReportWords} from "../lib/lab/ledgerReport.js";
import {batchingAnswer} from "../lib/lessons/batchingAnswer.js";
import {batchingQuestion} from "../lib/lessons/batchingLesson.js";
import {caseQuestion} from "../lib/lessons/caseLesson.js";
import {cliffAnswer} from "../lib/lessons/cliffAnswer.js";
import {cliffQuestion} from "../lib/lessons/cliffLesson.js";
import {concurrencyAnswer} from "../lib/lessons/concurrencyAnswer.js";
import {concurrencyQuestion} from "../lib/lessons/concurrencyLesson.js";
import type {Track} from "../lib/tables/track.js";
import {tracks} from "../lib/tables/tracks.js";
import {MILLISECOND} from "../lib/units.js";
import {fieldName} from "./ledgerView.js";
import {ledgerWords} from "./ledgerWords.js";

type Asked = Omit<ReportQuestion, "title">;

/** What each question asked a number for, and that number. */
const asked: Readonly<Record<string, (track: Track) => Asked>> = {
  [concurrencyQuestion]: ({concurrency, request}) => ({
    unit: request.many,
    truth: concurrencyAnswer(concurrency).after.inSystem
  }),
  [batchingQuestion]: ({batching}) => ({
    unit: "ms",
    truth: batchingAnswer(batching).large.wait / MILLISECOND
  }),
  // The published plan is simulated on its page; here its unit alone is known.
  [caseQuestion]: () => ({unit: "ms", truth: null}),
  [cliffQuestion]: ({cliff}) => {
    const {number, asks} = cliffAnswer(cliff);
    return {unit: asks === "loss" ? "of 100 lost" : "service times", truth: number};
  }
};

export const ledgerReportWords: ReportWords = {
  tracks,
  part: (part) => `Part ${part}: ${ledgerWords.part(part)}`,
  question: ({track, question}) => {
    const row = tracks.find(({id}) => id === track);
    const numbers = row && asked[question];
    return {title: ledgerWords.question(question), ...(numbers ? numbers(row) : {unit: "", truth: null})};
  },
  mechanism: ledgerWords.mechanism,
  choice: ledgerWords.choice,
  field: fieldName
};
