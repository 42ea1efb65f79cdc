/** The pages of the lab, in order. A new lesson is a page and a line here. */

export interface Lesson {
  readonly path: string;
  readonly name: string;
  /** The part's number, where the page is one. */
  readonly part?: number;
}

export const lessons: readonly Lesson[] = [
  {path: "/concurrency", name: "Concurrency", part: 1},
  {path: "/batching", name: "Batching", part: 2},
  {path: "/cliff", name: "The cliff", part: 3},
  {path: "/ledger", name: "Ledger"},
  {path: "/methods", name: "Methods"}
];
