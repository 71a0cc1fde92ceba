/** Rows of a file that a preview shows. */
export const PREVIEW_ROWS = 20;
/** Problems that are told of one by one; a file of them has all. */
export const PROBLEMS_TOLD = 1_000;
