/** Collects the runs of iterations, one row a run. */
import type {IterationTime} from "./iterationModel.js";
import type {IterationRuns} from "./servingRecords.js";

/** One row: what IterationRuns holds in columns. */
export interface IterationRow {
  readonly start: number;
  readonly duration: number;
  readonly iterations: number;
  readonly decodeSequences: number;
  readonly contextTokens: number;
  readonly prefillSequences: number;
  readonly prefillTokens: number;
  readonly heldRows: number;
  readonly running: number;
  readonly waiting: number;
  readonly preemptions: number;
  readonly reservedTokens: number;
  readonly heldTokens: number;
  readonly sharedTokens: number;
}

const PARTS = ["linear", "attention", "vocabulary", "allReduce", "overhead"] as const;

export class IterationLog {
  private readonly rows: IterationRow[] = [];
  private readonly parts = PARTS.map(() => [] as number[]);

  /** `time` is that of the run's middle iteration: parts grow linearly, so that the middle stands for all. */
  add(row: IterationRow, time: IterationTime): void {
    this.rows.push(row);
    for (const [i, part] of PARTS.entries()) this.parts[i]!.push(time[part] * row.iterations);
  }

  records(): IterationRuns {
    const {rows, parts} = this;
    const floats = (column: keyof IterationRow) => Float64Array.from(rows, (row) => row[column]);
    const integers = (column: keyof IterationRow) => Int32Array.from(rows, (row) => row[column]);
    const [linear, attention, vocabulary, allReduce, overhead] = parts.map((part) => Float64Array.from(part));
    return {
      count: rows.length,
      start: floats("start"),
      duration: floats("duration"),
      iterations: integers("iterations"),
      decodeSequences: integers("decodeSequences"),
      contextTokens: floats("contextTokens"),
      prefillSequences: integers("prefillSequences"),
      prefillTokens: integers("prefillTokens"),
      heldRows: integers("heldRows"),
      running: integers("running"),
      waiting: integers("waiting"),
      preemptions: integers("preemptions"),
      reservedTokens: floats("reservedTokens"),
      heldTokens: floats("heldTokens"),
      sharedTokens: floats("sharedTokens"),
      linear: linear!,
      attention: attention!,
      vocabulary: vocabulary!,
      allReduce: allReduce!,
      overhead: overhead!
    };
  }
}
