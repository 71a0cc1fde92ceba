import { english } from '../../shared/language/t.ts';
import { openStore } from '../../core/db/open.ts';
import { examine } from '../../core/findings/examine.ts';
import { ruleOf, SEVERITIES, type Severity } from '../../shared/finding-rules.ts';
import type { Finding, FindingSummary } from '../../shared/findings.ts';
import { visible } from '../../shared/text.ts';
import { openTenants } from '../open-tenants.ts';
import { parseOptions, storePathOf } from '../options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

const help = `Usage: latchkey audit findings [OPTION …]

Looks for keys, accounts and settings that should be mended, by the rules that the
desktop program shows under Findings. What was dismissed there and rules that are
switched off are left out. Changes nothing.

  --tenant NAME  only this tenant (default: all that are not archived)
  --severity high|medium|low
                 only findings as severe as that, or more
  --store PATH   the store to look at (default: the desktop program's)
  --json         JSON instead of text
  --help         this text

Exit status: 0 nothing was found, 1 something was, 2 the question could not be
answered.
`;

/** `latchkey audit findings`: what should be mended, for scripts and scheduled jobs. */
export const findings: Verb = { summary: 'Look for keys and settings that should be mended', help, run };

interface Looked {
  readonly tenant: string;
  readonly summary: FindingSummary;
}

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    around.out(help);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError('This verb takes options only.');
  const wanted = severities(values.severity);
  const store = await openStore({
    path: storePathOf(values.store, around),
    mode: 'read',
    now: around.now,
  });
  try {
    const looked: Looked[] = [];
    for (const tenant of await openTenants(store, values.tenant)) {
      const summary = await examine(store, tenant.id, around.now());
      const rules = summary.rules.filter(({ rule }) => wanted.includes(ruleOf(rule).severity));
      looked.push({ tenant: tenant.name, summary: { ...summary, rules } });
    }
    around.out(
      values.json ? `${JSON.stringify({ tenants: looked.map(asJson) })}\n` : looked.map(asText).join('\n'),
    );
    return looked.some(({ summary }) => summary.rules.length > 0) ? 1 : 0;
  } finally {
    await store.close();
  }
}

const OPTIONS = {
  tenant: { type: 'string' },
  severity: { type: 'string' },
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function severities(given: string | undefined): readonly Severity[] {
  if (given === undefined) return SEVERITIES;
  const least = SEVERITIES.findIndex((severity) => severity === given);
  if (least < 0) throw new UsageError('--severity needs high, medium or low.');
  return SEVERITIES.slice(0, least + 1);
}

const asJson = ({ tenant, summary }: Looked) => ({
  tenant,
  ...summary,
  rules: summary.rules.map(({ rule, count, first }) => {
    const { severity, title, reason } = ruleOf(rule);
    return { rule, severity, title, reason, count, first };
  }),
});

function asText({ tenant, summary: { rules, off, dismissed } }: Looked): string {
  const lines = [visible(tenant)];
  for (const severity of SEVERITIES) {
    for (const { rule, count, first } of rules.filter((one) => ruleOf(one.rule).severity === severity)) {
      lines.push(`  ${severity.padEnd(6)}  ${english(ruleOf(rule).title)}: ${count}  (${rule})`);
      lines.push(...first.map((finding) => `          ${named(finding)}`));
      if (count > first.length) lines.push(`          and ${count - first.length} more`);
    }
  }
  if (rules.length === 0) lines.push('  Nothing to mend.');
  if (dismissed > 0) lines.push(`  Dismissed: ${dismissed}`);
  if (off.length > 0) lines.push(`  Switched off: ${off.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

const named = ({ id, name, hint }: Finding): string =>
  hint === null ? visible(name) : `${visible(name)} (${hint}, id ${id})`;
