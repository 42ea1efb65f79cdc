/** Feedback on a prediction: what is said to a misconception, in the track's own numbers. */

export interface Feedback {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
