/**
 * Asks one thing after the other; one that has not begun yet answers all who ask the same meanwhile. For questions that
 * take a moment and are asked anew with every change.
 * @returns asks: `same` is equal for equal questions
 */
export function coalesced<Answer>(): (same: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const waiting = new Map<string, Promise<Answer>>();
  let underWay: Promise<unknown> = Promise.resolve();
  return (same, ask) => {
    const known = waiting.get(same);
    if (known) return known;
    const answer = underWay.then(() => {
      waiting.delete(same);
      return ask();
    });
    waiting.set(same, answer);
    underWay = answer.catch(() => undefined);
    return answer;
  };
}
