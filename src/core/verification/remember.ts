/**
 * Remembers the answers of a pure function of one text, the last of them: what is asked again and again (addresses of
 * clients and proxies) is worked out once.
 * @param most answers, after which all are forgotten
 */
/** Longer texts are not remembered: anybody can send them, and none comes twice. */
const LONGEST = 200;

export function remember<Answer>(work: (text: string) => Answer, most = 10_000): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const answer = known.get(text);
    if (answer !== undefined || known.has(text)) return answer as Answer;
    const fresh = work(text);
    if (known.size >= most) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
