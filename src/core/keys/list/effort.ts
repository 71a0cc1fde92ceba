/** What the ways to a page cost, so that the cheapest is taken. Microseconds, roughly, in a store of 1,000,000 keys. */
export interface Effort {
  /** So few keys are read and sorted without asking what else could be done. */
  readonly few: number;
  /** Up to here the keys of a filter are counted; beyond it their number is guessed from a sample. */
  readonly counted: number;
  /** Ids of each of the sample's windows. */
  readonly sample: number;
  /** Keys that a walk meets before anything is guessed. */
  readonly firstRound: number;
  /** A walk may meet so many times the keys that were guessed. */
  readonly patience: number;
  /** To meet one more key along an index. */
  readonly step: number;
  /** To read one key by its id, and to sort it. */
  readonly row: number;
  /** To put one id into a set, and to look for one there. */
  readonly remember: number;
  readonly recall: number;
}

export const EFFORT: Effort = {
  few: 200,
  counted: 4_000,
  sample: 32,
  firstRound: 300,
  patience: 4,
  step: 0.15,
  row: 5,
  remember: 0.25,
  recall: 0.15,
};
