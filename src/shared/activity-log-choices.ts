/** In a file of its own, so that the renderer gets it without zod. */

/** Entries of one page of the activity log at most. */
export const LOG_PAGE = 100;

export const OUTCOMES = ['done', 'refused'] as const;

/** Characters of a search of the log at most. */
export const LOG_SEARCH_MAX = 200;
