import { EVERY_ACCOUNT } from '../../shared/account-choices.ts';
import { EVERYTHING } from '../../shared/everything.ts';
import { t } from '../../shared/language/t.ts';
import type { Tenant } from '../../shared/tenants.ts';
import { accountPath } from '../accounts/paths.ts';
import { api, failureOf } from '../api.ts';
import { openTenant } from '../app/open-tenant.ts';
import { navigate } from '../app/router.ts';
import { DATA_ACCESS } from '../data-access/paths.ts';
import { hintOf } from '../keys/list/whole-key.ts';
import { detailsPath } from '../keys/paths.ts';
import {
  IconApiSet,
  IconAuthorizationGroup,
  IconDataAccess,
  IconKey,
  IconRole,
  IconTenant,
  IconAccounts,
} from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import type { Entry, Section } from './entry.ts';
import { matching } from './match.ts';

/** What the store has that fits: keys and accounts by the core's own search, of which there can be very many. */

const KEYS = 6;
const ACCOUNTS = 5;
const OF_EACH = 4;

/** Keys and accounts that the core finds. */
export async function searchStore(typed: string): Promise<readonly Section[]> {
  const search = typed.trim();
  const [keys, accounts] = await Promise.all([
    api.keys.list({ view: { ...EVERYTHING, search }, after: null, limit: KEYS }),
    api.accounts.list({ view: { ...EVERY_ACCOUNT, search }, after: null, limit: ACCOUNTS }),
  ]);
  return [
    {
      heading: t('API keys'),
      entries: keys.rows.map(({ id, name, hint, owner, state }) => ({
        id: `key ${id}`,
        label: name,
        about: [hint, owner?.username, state === 'revoked' && 'revoked'].filter(Boolean).join(' · '),
        icon: IconKey,
        run: () => navigate(detailsPath(id)),
      })),
    },
    {
      heading: t('User accounts'),
      entries: accounts.rows.map(({ id, username, displayName, status }) => ({
        id: `account ${id}`,
        label: username,
        about: [displayName !== username && displayName, status === 'disabled' && 'disabled']
          .filter(Boolean)
          .join(' · '),
        icon: IconAccounts,
        run: () => navigate(accountPath(id)),
      })),
    },
  ];
}

/** Everything else that has a name and a page, and for super users the tenants; read once while the palette is open. */
export async function readNamed(openId: number, maySwitch: boolean): Promise<readonly Section[]> {
  const [tenants, roles, groups, apiSets, dataAccess] = await Promise.all([
    maySwitch ? api.tenants.list(undefined) : [],
    api.roles.list(undefined),
    api.authorizationGroups.list(undefined),
    api.apiSets.list(undefined),
    api.dataAccess.list(undefined),
  ]);
  return [
    {
      heading: t('Tenants'),
      entries: tenants.filter(({ id, archivedAt }) => id !== openId && archivedAt === null).map(tenantEntry),
    },
    section(t('Roles'), '/roles', IconRole, roles),
    section(t('Authorization groups'), '/authorization-groups', IconAuthorizationGroup, groups),
    section(t('API sets'), '/api-sets', IconApiSet, apiSets),
    section(t('Data access groups'), DATA_ACCESS, IconDataAccess, dataAccess),
  ];
}

const tenantEntry = ({ id, name }: Pick<Tenant, 'id' | 'name'>): Entry => ({
  id: `tenant ${id}`,
  label: t('Open tenant {name}', { name }),
  about: '',
  icon: IconTenant,
  run: () => {
    openTenant(id).catch((error: unknown) => toast({ message: failureOf(error).message, color: 'red' }));
  },
});

/** Those of the named things that fit. */
export const matchNamed = (named: readonly Section[], typed: string): readonly Section[] =>
  named.map(({ heading, entries }) => ({ heading, entries: matching(entries, typed, OF_EACH, 3) }));

interface Named {
  readonly id: number;
  readonly name: string;
  readonly description: string;
}

const section = (heading: string, path: string, icon: Entry['icon'], rows: readonly Named[]): Section => ({
  heading,
  entries: rows.map(({ id, name, description }) => ({
    id: `${path} ${id}`,
    label: name,
    about: description,
    icon,
    run: () => navigate(`${path}/${id}`),
  })),
});

/** What a key that was pasted whole is. Nothing of it but its hint is kept. */
export async function findPasted(
  key: string,
): Promise<{ readonly says: string; readonly entry: Entry | null }> {
  const hint = hintOf(key);
  const { found, id, name } = await api.keys.find({ text: key });
  if (found === 'unknown') return { says: t('Key {hint} is not known here.', { hint }), entry: null };
  if (found === 'malformed') return { says: t('Key {hint} is mistyped or cut off.', { hint }), entry: null };
  if (found === 'removed' || id === null) {
    return {
      says: t('Key {hint} belonged to “{name}”, which was removed.', { hint, name: name ?? '' }),
      entry: null,
    };
  }
  const about =
    found === 'current'
      ? t('{hint} is its current secret', { hint })
      : t('{hint} is its previous secret', { hint });
  return {
    says: '',
    entry: {
      id: `key ${id}`,
      label: name ?? hint,
      about,
      icon: IconKey,
      run: () => navigate(detailsPath(id)),
    },
  };
}
