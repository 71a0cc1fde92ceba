import { useCallback, useState } from 'react';
import { FINDING_PAGE, type RuleId } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import type { Failure } from '../../shared/rpc.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';

interface RuleFindings {
  readonly items: readonly Finding[];
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly showMore: () => void;
  /** Back to the first few. */
  readonly showFew: () => void;
}

/** Pages of a rule until so many are there, or all. */
async function readPages(rule: RuleId, wanted: number): Promise<readonly Finding[]> {
  const items: Finding[] = [];
  for (let after: number | null = null, more = true; more && items.length < wanted; more = after !== null) {
    const page: Awaited<ReturnType<typeof api.findings.items>> = await api.findings.items({
      rule,
      after,
      limit: FINDING_PAGE,
    });
    items.push(...page.items);
    after = page.end;
  }
  return items;
}

/** The findings of one rule: the first few, then page by page, and as many again after every look at everything. */
export function useRuleFindings(rule: RuleId, first: readonly Finding[]): RuleFindings {
  const [wanted, setWanted] = useState(0);
  const { value, busy, failure } = useReading(
    // oxlint-disable-next-line react/exhaustive-deps -- another question in all but words
    useCallback(() => readPages(rule, wanted), [rule, wanted, first]),
  );
  return {
    items: wanted > 0 && value !== null && value.length > 0 ? value : first,
    busy: busy && wanted > 0,
    failure,
    showMore: () => setWanted(wanted + FINDING_PAGE),
    showFew: () => setWanted(0),
  };
}
