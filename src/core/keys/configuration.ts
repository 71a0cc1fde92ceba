import { readAllowlist } from '../../shared/allowlist.ts';
import type { EditInput } from '../../shared/key-input.ts';
import { t } from '../../shared/language/t.ts';
import {
  RATE_FIELDS,
  RATE_UNITS,
  rateInWords,
  rateLimitsOf,
  rateLimitsText,
  rateProblem,
  readRateLimits,
} from '../../shared/rate-limit.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable, descriptionProblem, KEY_NAME, nameProblem } from '../../shared/text.ts';
import type { Actor } from '../actor.ts';
import type { Json } from '../audit/canonical-json.ts';
import { unknownIds } from '../db/named-store.ts';
import type { ReadDb } from '../db/schema.ts';
import { refuseIf } from '../invalid-input.ts';
import type { Owner } from './key-authority.ts';
import { nameTaken } from './key-errors.ts';
import { nameIsTaken } from './key-store.ts';
import { findGroup, readScope, type ScopeIds } from './scope-store.ts';

/** What generating and editing have in common: the names of a key and all that limits it. */
export type ConfigurationInput = Omit<EditInput, 'id' | 'revision'>;

/** The same after every rule has looked at it, as it is stored. */
export interface Configuration {
  readonly columns: {
    readonly name: string;
    readonly name_key: string;
    readonly description: string;
    readonly authorization_group_id: number | null;
    readonly api_access: 'all' | 'selected';
    readonly allowlist: string;
    readonly rate_limits: string;
  };
  readonly scope: ScopeIds;
}

/**
 * Checks a configuration against the rules and against what the tenant has. The contract has checked the form of it at
 * the door; the core is also called by others.
 * @param exceptId the key that is being edited, which may keep its name
 */
export async function checkConfiguration(
  db: ReadDb,
  actor: Actor,
  owner: Owner,
  input: ConfigurationInput,
  exceptId = 0,
): Promise<Configuration> {
  const name = input.name.trim();
  const description = input.description.trim();
  refuseIf('name', nameProblem(t('Key Name'), name, KEY_NAME));
  refuseIf('description', descriptionProblem(description));
  const { entries, problems } = readAllowlist(input.allowlist);
  refuseIf('allowlist', problems[0]?.message ?? null);
  for (const unit of RATE_UNITS) refuseIf(RATE_FIELDS[unit], rateProblem(unit, input[RATE_FIELDS[unit]]));
  const name_key = comparable(name);
  if (await nameIsTaken(db, actor.tenantId, name_key, exceptId)) throw nameTaken(name);
  await checkGroup(db, actor, owner, input.authorizationGroupId);
  await checkScope(db, actor, input);
  return {
    columns: {
      name,
      name_key,
      description,
      authorization_group_id: input.authorizationGroupId,
      api_access: input.apiAccess,
      allowlist: entries.join('\n'),
      rate_limits: rateLimitsText(rateLimitsOf(input)),
    },
    scope: input,
  };
}

/** A configuration in names, for the log. Reads what is stored, so that it says what is there. */
export async function describeConfiguration(
  db: ReadDb,
  tenantId: number,
  keyId: number,
  columns: Configuration['columns'],
): Promise<{ [name: string]: Json }> {
  const { roles, apiSets, excluded } = await readScope(db, keyId);
  const groupId = columns.authorization_group_id;
  const group = groupId === null ? undefined : await findGroup(db, tenantId, groupId);
  return {
    name: columns.name,
    description: columns.description,
    authorizationGroup: group?.name ?? null,
    allowlist: columns.allowlist === '' ? [] : columns.allowlist.split('\n'),
    rateLimits: readRateLimits(columns.rate_limits).map(rateInWords),
    roles: roles.map((role) => role.name),
    apiSets: columns.api_access === 'all' ? 'all' : apiSets.map((set) => set.name),
    withheld: excluded.map(({ resource, action }) => `${resource}:${action}`),
  };
}

/**
 * What it refers to by id, for the log: names may change, and be given to something else. All of it, whatever an edit has
 * changed, each list in the order of the names. Permissions keep their names, so they need no ids.
 */
export async function identifyConfiguration(
  db: ReadDb,
  keyId: number,
  columns: Configuration['columns'],
  ownerAccountId: number | null,
): Promise<{ readonly [name: string]: Json }> {
  const { roles, apiSets } = await readScope(db, keyId);
  return {
    owner: ownerAccountId,
    authorizationGroup: columns.authorization_group_id,
    roles: roles.map((role) => role.id),
    apiSets: columns.api_access === 'all' ? 'all' : apiSets.map((set) => set.id),
  };
}

async function checkGroup(db: ReadDb, actor: Actor, owner: Owner, groupId: number | null): Promise<void> {
  const field = 'authorizationGroupId';
  if (groupId === null) {
    if (owner !== null) return;
    throw new AppError(
      'AUTHORIZATION_GROUP_REQUIRED',
      t('Authorization Group is required for a tenant key.'),
      {
        field,
      },
    );
  }
  const group = await findGroup(db, actor.tenantId, groupId);
  if (!group) {
    throw new AppError(
      'UNKNOWN_AUTHORIZATION_GROUP',
      t('There is no such authorization group. Choose another.'),
      {
        field,
      },
    );
  }
  const wanted = owner === null ? t('Tenant API Key') : t('User');
  if (group.type === wanted) return;
  throw new AppError(
    'WRONG_GROUP_TYPE',
    t('“{name}” is an authorization group of type {type}. Choose one of type {wanted}.', {
      name: group.name,
      type: group.type,
      wanted,
    }),
    { field },
  );
}

async function checkScope(db: ReadDb, actor: Actor, input: ConfigurationInput): Promise<void> {
  const { tenantId } = actor;
  if ((await unknownIds(db, 'roles', tenantId, input.roleIds)).length > 0) {
    throw new AppError('UNKNOWN_ROLE', t('One of the roles is no longer there. Choose again.'), {
      field: 'roleIds',
    });
  }
  if ((await unknownIds(db, 'permissions', tenantId, input.excludedPermissionIds)).length > 0) {
    throw new AppError(
      'UNKNOWN_PERMISSION',
      t('One of the permissions is no longer there. Look at them again.'),
      {
        field: 'excludedPermissionIds',
      },
    );
  }
  if ((await unknownIds(db, 'api_sets', tenantId, input.apiSetIds)).length > 0) {
    throw new AppError('UNKNOWN_API_SET', t('One of the API sets is no longer there. Choose again.'), {
      field: 'apiSetIds',
    });
  }
  if (input.apiAccess === 'selected' && input.apiSetIds.length === 0) {
    throw new AppError('API_SETS_REQUIRED', t('Select at least one API set, or choose All API sets.'), {
      field: 'apiSetIds',
    });
  }
  if (input.apiAccess === 'all' && input.apiSetIds.length > 0) {
    throw new AppError(
      'INVALID_INPUT',
      t('A key for all API sets has none selected. Choose one or the other.'),
      {
        field: 'apiSetIds',
      },
    );
  }
}
