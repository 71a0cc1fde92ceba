/** How much work each way to a page may take before another one is worth it. Measured by `npm run bench:list`. */
export interface Effort {
  /** So few keys are read and sorted rather than looked for along an order. */
  readonly few: number;
  /** A filter with so few keys is worth being walked along instead of all keys. */
  readonly some: number;
  /** Keys that a walk meets in its first round, and in any. */
  readonly firstRound: number;
  readonly largestRound: number;
  /** Keys that a walk may meet when each is looked up in the texts. */
  readonly patience: number;
  /** And when all tests are answered by indexes. */
  readonly lastPatience: number;
}

export const EFFORT: Effort = {
  few: 4_000,
  some: 20_000,
  firstRound: 1_000,
  largestRound: 16_000,
  patience: 7_000,
  lastPatience: 60_000,
};
