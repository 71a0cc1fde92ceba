import type { EditInput } from '../../shared/key-input.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import {
  checkConfiguration,
  type Configuration,
  describeConfiguration,
  identifyConfiguration,
} from './configuration.ts';
import { findFor, targetOf } from './find-for.ts';
import { type ChangedKey, type KeyDeps, readChanged } from './key-deps.ts';
import { keyChanged } from './key-errors.ts';
import { type KeyRecord, reindexKey, updateKeys } from './key-store.ts';
import { putScope } from './scope-store.ts';

/** Changes the name of a key and what limits it. Secret, owner and expiry stay; refused when it was changed since `revision`. */
export function edit({ db, now }: KeyDeps, actor: Actor, input: EditInput): Promise<ChangedKey> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'edit', input.id, time);
    if (key.revision !== input.revision) throw keyChanged(key.name);
    const { columns, scope } = await checkConfiguration(write, actor, key.owner, input, key.id);
    const before = await describeConfiguration(write, actor.tenantId, key.id, columnsOf(key));
    await updateKeys(write, [key.id], columns);
    await putScope(write, key.id, scope);
    await reindexKey(write, { ...key, name: columns.name, description: columns.description });
    const after = await describeConfiguration(write, actor.tenantId, key.id, columns);
    const ids = await identifyConfiguration(write, key.id, columns, key.owner?.accountId ?? null);
    return {
      result: await readChanged(write, actor.tenantId, key.id, time),
      entries: [
        {
          action: 'keys.edit',
          target: targetOf({ id: key.id, name: columns.name }),
          details: { ...differences(before, after), ids },
        },
      ],
    };
  });
}

const columnsOf = (key: KeyRecord): Configuration['columns'] => ({
  name: key.name,
  name_key: key.nameKey,
  description: key.description,
  authorization_group_id: key.authorizationGroupId,
  api_access: key.apiAccess,
  allowlist: key.allowlist,
  rate_limits: key.rateLimits,
});
