import { english } from '../../src/shared/language/t.ts';
import { format } from 'prettier';
import { type About, RULE_IDS, ruleOf, SEVERITIES } from '../../src/shared/finding-rules.ts';

/** docs/findings.md: the rules by which Latchkey looks for what should be mended. Computed from the rules alone. */

/** How a stale page is mended. */
export const COMMAND = 'node scripts/findings.mjs';

const HEAD = `# Findings

What Latchkey looks for under **Audit** → **Findings**, and with \`latchkey audit findings\`: keys, accounts, settings and the log, by the rules
below. Each finding has a button that mends it, in the dialogs that do the same elsewhere; it is gone at the next look, which comes with every change.

Written by \`${COMMAND}\`; do not edit it.

- A key that is revoked or expired is told of only by the rules that are about that: what it could do if it worked is no danger.
- **Dismiss** puts one finding aside until a day, a year at most, with a reason that everybody sees. It comes back on its date, or with
  **Bring back**. **Rules** switches a rule off for the tenant. Both need Manage Settings and are in the activity log; looking needs View.
- Spans are exact to the millisecond; refusals are counted in whole hours.
- Uses and refusals are those that a [verification endpoint](verification.md) has written down. Without one, every key counts as never used.
- A name looks like another one after NFKC, with look-alikes of the Latin, Greek, Cyrillic and Armenian scripts, dashes and quotes taken as one, and in
  words 0 as o, 1 and | as l, I as l, rn as m and vv as w. Other scripts and letters with marks are not compared.
- Who rotated a key knows its secret too; the rule about disabled administrators goes by who created it.

\`\`\`
latchkey audit findings [--tenant NAME] [--severity high|medium|low] [--store PATH] [--json]
\`\`\`

exits with 0 when nothing was found, 1 when something was, and 2 when the question could not be answered.
`;

const ABOUT: Readonly<Record<About, string>> = {
  key: 'key',
  account: 'account',
  setting: 'setting',
  log: 'activity log',
  clock: 'clock',
};

/** The page as it must be. */
export function findingsPage(): Promise<string> {
  const rows = SEVERITIES.flatMap((severity) =>
    RULE_IDS.filter((id) => ruleOf(id).severity === severity).map((id) => {
      const { about, title, reason } = ruleOf(id);
      return [severity, english(title), `\`${id}\``, ABOUT[about], english(reason).replaceAll('|', '\\|')];
    }),
  );
  const head = ['Severity', 'Rule', 'Id', 'About', 'Why, and what to do'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return format(`${HEAD}\n${lines.join('\n')}\n`, { parser: 'markdown', printWidth: 110, singleQuote: true });
}
