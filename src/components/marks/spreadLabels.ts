/** Labels in one row that must not overlap: moved sideways as little as possible, in their order. */

export interface RowLabel {
  /** Where the label would like its centre [px]. */
  readonly x: number;
  readonly text: string;
}

/** Width of a text [px]: a sans-serif at `size` px takes a little over half of it a letter. */
export function textWidth(text: string, size = 12): number {
  return text.length * size * 0.56;
}

/**
 * Centres [px] for the labels, each at least half its width from the row's ends and `gap` from its neighbours.
 * Where they do not fit in all, they are packed from the left.
 */
export function spreadLabels(
  labels: readonly RowLabel[],
  {
    from,
    to,
    size = 12,
    gap = 8
  }: {readonly from: number; readonly to: number; readonly size?: number; readonly gap?: number}
): number[] {
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].x - labels[b].x || a - b);
  const half = labels.map(({text}) => textWidth(text, size) / 2);
  const centres = labels.map(({x}, i) => Math.min(Math.max(x, from + half[i]), to - half[i]));
  let edge = from;
  for (const i of order) {
    centres[i] = Math.max(centres[i], edge + half[i]);
    edge = centres[i] + half[i] + gap;
  }
  edge = to;
  for (const i of [...order].reverse()) {
    centres[i] = Math.min(centres[i], edge - half[i]);
    edge = centres[i] - half[i] - gap;
  }
  edge = from;
  for (const i of order) {
    centres[i] = Math.max(centres[i], edge + half[i]);
    edge = centres[i] + half[i] + gap;
  }
  return centres;
}
