import { addMembers } from '../../../../src/core/access/data-access-members.ts';
import { createDataAccessGroup } from '../../../../src/core/access/data-access-service.ts';
import { disableAccount } from '../../../../src/core/accounts/account-status.ts';
import { removeAccount } from '../../../../src/core/accounts/remove-account.ts';
import { remove } from '../../../../src/core/keys/remove.ts';
import { revoke } from '../../../../src/core/keys/revoke.ts';
import { rotate } from '../../../../src/core/keys/rotate.ts';
import { MINUTE } from '../../../support/clock.ts';
import type { Case } from '../scene.ts';

export const ownerDisabled: Case = async (s) => {
  const shop = await s.machine('shop');
  const id = await s.key('Payroll', { ownerAccountId: shop });
  return {
    finds: 'Payroll',
    hit: () => disableAccount(s.deps, s.ada, shop),
    says: { owner: { accountId: shop, username: 'shop' } },
    mend: () => revoke(s.deps, s.ada, { id, how: 'until-reinstated' }),
  };
};

export const ownerLeft: Case = async (s) => {
  const shop = await s.machine('shop');
  const id = await s.key('Payroll', { ownerAccountId: shop });
  // Disabled is not gone.
  await disableAccount(s.deps, s.ada, shop);
  return {
    finds: 'Payroll',
    hit: () => removeAccount(s.deps, s.ada, { id: shop, keys: { fate: 'revoke' } }),
    says: { at: s.clock.time },
    mend: () => remove(s.deps, s.ada, id),
  };
};

export const disabledCreator: Case = async (s) => {
  const ben = await s.person('ben');
  const id = await s.key('Payroll', {}, ben);
  s.clock.pass(MINUTE);
  return {
    finds: 'Payroll',
    hit: () => disableAccount(s.deps, s.ada, ben.accountId),
    says: { text: 'ben', at: s.clock.time },
    mend: async () => {
      s.clock.pass(1);
      await rotate(s.deps, s.ada, { id, overlap: 'none' });
    },
  };
};

export const noDataGroup: Case = async (s) => {
  const shop = await s.machine('shop');
  const group = await createDataAccessGroup(s.deps, s.ada, { name: 'UK', description: '', scopes: ['gb'] });
  return {
    finds: 'shop',
    // Without a key there is nothing that could reach data.
    hit: () => s.key('Payroll', { ownerAccountId: shop }),
    says: { id: shop, count: 1, hint: null },
    mend: () => addMembers(s.deps, s.ada, { id: group.id, accountIds: [shop] }),
  };
};
