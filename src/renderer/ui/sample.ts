/** A text to copy into something else, with the name of that. */
export interface Sample {
  readonly name: string;
  readonly code: string;
}
