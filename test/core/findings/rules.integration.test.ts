import { expect, it } from 'vitest';
import type { RuleId } from '../../../src/shared/finding-rules.ts';
import * as age from './cases/age.ts';
import * as limits from './cases/limits.ts';
import * as people from './cases/people.ts';
import * as store from './cases/store.ts';
import * as use from './cases/use.ts';
import { type Case, found, names, scene } from './scene.ts';

/** Each rule at its edge; a rule without a case does not compile. */
const CASES: Readonly<Record<RuleId, Case>> = {
  'broad-permissions': limits.broadPermissions,
  'disabled-creator': people.disabledCreator,
  'tombstone-tried': use.tombstoneTried,
  'clock-set-back': store.clockSetBack,
  'wide-allowlist': limits.wideAllowlist,
  'no-expiry': age.noExpiry,
  'old-secret': age.oldSecret,
  'expires-soon': age.expiresSoon,
  'two-secrets': age.twoSecrets,
  'never-used': use.neverUsed,
  unused: use.unused,
  'many-refusals': use.manyRefusals,
  'owner-disabled': people.ownerDisabled,
  'confusable-name': limits.confusableName,
  'no-data-group': people.noDataGroup,
  'weak-settings': store.weakSettings,
  'log-not-verified': store.logNotVerified,
  'unsigned-log': store.unsignedLog,
  'no-allowlist': limits.noAllowlist,
  'all-api-sets': limits.allApiSets,
  expired: age.expired,
  'owner-left': people.ownerLeft,
};

it.each(Object.entries(CASES) as [RuleId, Case][])(
  '%s is found from its edge on, and not once it is mended',
  async (rule, arrange) => {
    const here = await scene();
    const { finds, hit, mend, says = {} } = await arrange(here);
    expect(names(await found(here, rule)), 'just not').toEqual([]);
    await hit();
    const findings = await found(here, rule);
    expect(names(findings), 'found').toContain(finds);
    expect(findings.find(({ name }) => name === finds)).toMatchObject(says);
    await mend();
    expect(names(await found(here, rule)), 'mended').toEqual([]);
  },
);
