const TIME = /\b(\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z)/;

/** A reason of the core as texts and the times in it (epoch milliseconds), which the window writes in its own zone. */
export const reasonParts = (reason: string): readonly (string | number)[] =>
  reason
    .split(TIME)
    .map((part, place) => (place % 2 === 1 ? Date.parse(part) : part))
    .filter((part) => part !== '');
