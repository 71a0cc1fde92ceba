const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round whole number that nothing goes beyond: 1, 2, 3, … 10, 12, 15, 20, … */
export function scaleTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const tops = STEPS.map((step) => Math.round(step * power * 10) / 10);
  return tops.find((top) => Number.isInteger(top) && top >= most) ?? most;
}
