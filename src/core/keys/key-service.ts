import type { KeyRow, KeyUsage } from '../../shared/keys.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable, descriptionProblem, KEY_NAME, nameProblem } from '../../shared/text.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { AnyDb } from '../db/schema.ts';
import { generateKey, hashKey, keyHint } from './key-format.ts';
import { insertTenantKey, type KeyPage, listKeys, nameIsTaken, readKey, readTenant } from './key-store.ts';

export interface KeyDeps {
  readonly db: AnyDb;
  readonly now: () => number;
}

export interface GenerateInput {
  readonly name: string;
  readonly description: string;
  /** Epoch milliseconds in the future, or `null` for a key that never expires. */
  readonly expiresAt: number | null;
}

export interface GeneratedKey {
  readonly row: KeyRow;
  readonly usage: KeyUsage;
  /** The secret, here for the only time. */
  readonly secret: string;
}

/** Makes a tenant key by the rules of names, limits and expiry. */
export async function generateTenantKey(
  { db, now }: KeyDeps,
  actor: Actor,
  input: GenerateInput,
): Promise<GeneratedKey> {
  requireAuthority(actor, 'manage-tenant-api-keys');
  const time = now();
  const { name, description, expiresAt } = checkInput(input, time);

  return change(db, frameOf(actor, time), async (write) => {
    const tenant = await readTenant(write, actor.tenantId);
    if (tenant.counted_keys >= tenant.key_limit) throw limitReached(tenant.key_limit);
    const nameKey = comparable(name);
    if (await nameIsTaken(write, actor.tenantId, nameKey)) throw nameTaken(name);

    const secret = generateKey(tenant.key_prefix);
    const hint = keyHint(secret);
    const id = await insertTenantKey(
      write,
      {
        tenant_id: actor.tenantId,
        name,
        name_key: nameKey,
        description,
        hint,
        authorization_group_id: null,
        revocation: null,
        revoked_at: null,
        expires_at: expiresAt,
        last_used_at: null,
        created_at: time,
        created_by: actor.accountId,
        rotated_at: null,
        deleted_at: null,
      },
      hashKey(secret),
    );
    const row = await readKey(write, actor.tenantId, id);
    if (!row) throw new Error('A key that was just inserted is not there.');
    return {
      result: { row, usage: { counted: tenant.counted_keys + 1, limit: tenant.key_limit }, secret },
      entries: [
        {
          action: 'keys.generate',
          target: { type: 'key', id, name },
          details: { after: { name, description, hint, owner: 'tenant', expiresAt } },
        },
      ],
    };
  });
}

/** One page of the keys of the actor's tenant, newest first. */
export function pageOfKeys(
  { db }: KeyDeps,
  actor: Actor,
  page: {
    readonly after?: { readonly createdAt: number; readonly id: number } | undefined;
    readonly limit: number;
  },
): Promise<KeyPage> {
  requireAuthority(actor, 'view');
  return listKeys(db, actor.tenantId, page);
}

/** The contract has checked the same at the door; the core is also called by others. */
function checkInput(input: GenerateInput, now: number): GenerateInput {
  const name = input.name.trim();
  const description = input.description.trim();
  const wrongName = nameProblem('Key Name', name, KEY_NAME);
  if (wrongName !== null) throw new AppError('INVALID_INPUT', wrongName, { field: 'name' });
  const wrongDescription = descriptionProblem(description);
  if (wrongDescription !== null)
    throw new AppError('INVALID_INPUT', wrongDescription, { field: 'description' });
  if (input.expiresAt !== null && input.expiresAt <= now) {
    throw new AppError(
      'EXPIRY_NOT_IN_FUTURE',
      'Expiration Date must be in the future. Choose a later day, or leave it empty.',
      {
        field: 'expiresAt',
      },
    );
  }
  return { name, description, expiresAt: input.expiresAt };
}

const nameTaken = (name: string): AppError =>
  new AppError('NAME_TAKEN', `There is already a key named “${name}”. Choose another name.`, {
    field: 'name',
  });

const limitReached = (limit: number): AppError =>
  new AppError(
    'KEY_LIMIT_REACHED',
    `All ${limit} keys of this tenant are in use. Remove or permanently revoke one, or ask a super user to raise the limit.`,
  );
