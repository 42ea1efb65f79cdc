/** Stationary laws by brute force: a dense matrix and plain Gaussian elimination; the judge of cleverer ways. */

/** The stationary law of a finite continuous-time chain with these rates between its states, `rate(from, to)`. */
export function stationary(states: number, rate: (from: number, to: number) => number): number[] {
  // Balance: for each state, what flows in minus what flows out is 0; the last equation is that all add up to 1.
  const rows = Array.from({length: states}, (_, to) =>
    Array.from({length: states + 1}, (_, from) => (from < states && from !== to ? rate(from, to) : 0))
  );
  for (let from = 0; from < states; ++from) {
    let out = 0;
    for (let to = 0; to < states; ++to) if (to !== from) out += rate(from, to);
    rows[from]![from] = -out;
  }
  rows[states - 1] = Array(states + 1).fill(1);
  for (let k = 0; k < states; ++k) {
    let pivot = k;
    for (let i = k + 1; i < states; ++i) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < states; ++i) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      if (factor !== 0) for (let j = k; j <= states; ++j) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const law = Array<number>(states).fill(0);
  for (let k = states - 1; k >= 0; --k) {
    let sum = rows[k]![states]!;
    for (let j = k + 1; j < states; ++j) sum -= rows[k]![j]! * law[j]!;
    law[k] = sum / rows[k]![k]!;
  }
  return law;
}
