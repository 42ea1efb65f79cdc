/** What is left of a number after a product of two others, with the digits that rounding the product would lose. */

/**
 * whole - first x second, all > 0. Near saturation the difference is small, and of a rounded product only the rounding
 * would be left; so that rounding is found (Dekker 1971, Numerische Mathematik 18) and taken off as well.
 */
export function lessProduct(whole: number, first: number, second: number): number {
  const product = first * second;
  const close = product > whole / 2 && product < 2 * whole;
  return close ? whole - product - roundedOff(first, second) : whole - product;
}

/** first x second less its rounded value: exact but for numbers that leave a double's range. */
function roundedOff(first: number, second: number): number {
  const small = scaleOf(Math.min(first, second));
  const large = scaleOf(Math.max(first, second));
  const a = Math.min(first, second) / small;
  const b = Math.max(first, second) / large;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  const error = aLow * bLow - (a * b - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return error * large * small;
}

/** A power of two within a factor of four of x: division by it is exact, and keeps what follows from overflowing. */
function scaleOf(x: number): number {
  return 2 ** Math.floor(Math.log2(x));
}

/** x as a sum of two numbers of half its digits (Veltkamp), whose products are exact. */
function halves(x: number): readonly [number, number] {
  const shifted = (2 ** 27 + 1) * x;
  const high = shifted - (shifted - x);
  return [high, x - high];
}
