import { runBatch } from '../../core/keys/batch.ts';
import { edit } from '../../core/keys/edit.ts';
import { keysAsCsv, noteExport, requireMayExport } from '../../core/keys/export-keys.ts';
import { importTemplate } from '../../core/keys/import/problems-csv.ts';
import { findKey } from '../../core/keys/find-key.ts';
import { generate } from '../../core/keys/generate.ts';
import { readActivity } from '../../core/keys/key-activity.ts';
import { readOwners } from '../../core/keys/key-authority.ts';
import type { KeyWithSecret } from '../../core/keys/key-deps.ts';
import { readDetails, readImpact } from '../../core/keys/key-details.ts';
import { readRows } from '../../core/keys/key-rows.ts';
import { listKeys } from '../../core/keys/list/list-keys.ts';
import { previewBatch } from '../../core/keys/preview-batch.ts';
import { remove, restore } from '../../core/keys/remove.ts';
import { reinstate, revoke } from '../../core/keys/revoke.ts';
import { finishRotation, rotate } from '../../core/keys/rotate.ts';
import { type Actor, requireAuthority } from '../../core/actor.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { PendingSecrets } from '../pending-secrets.ts';
import type { Context } from './context.ts';

export const keys: Handlers<LatchkeyContract, Context>['keys'] = {
  generate: async ({ accounts, session, secrets }, input) => {
    const actor = await session.actor();
    return held(secrets, actor, await generate(accounts, actor, input));
  },
  edit: async ({ accounts, session }, input) => edit(accounts, await session.actor(), input),
  rotate: async ({ accounts, session, secrets }, input) => {
    const actor = await session.actor();
    return held(secrets, actor, await rotate(accounts, actor, input));
  },
  finishRotation: async ({ accounts, session }, { id }) =>
    finishRotation(accounts, await session.actor(), id),
  revoke: async ({ accounts, session }, input) => revoke(accounts, await session.actor(), input),
  reinstate: async ({ accounts, session }, { id }) => reinstate(accounts, await session.actor(), id),
  remove: async ({ accounts, session }, { id }) => remove(accounts, await session.actor(), id),
  restore: async ({ accounts, session }, { id }) => restore(accounts, await session.actor(), id),

  previewBatch: async ({ accounts, session }, input) => previewBatch(accounts, await session.actor(), input),
  batch: async ({ accounts, session, batches }, input) => {
    const actor = await session.actor();
    return batches.run((watch) => runBatch(accounts, actor, input, watch));
  },
  cancelBatch: ({ batches }) => {
    batches.cancel();
    return {};
  },

  list: async ({ accounts, session }, input) => listKeys(accounts, await session.actor(), input),
  count: async ({ accounts, session, surveyor }, { view }) => ({
    total: await surveyor.count((await viewer(session)).tenantId, view, accounts.now()),
  }),
  survey: async ({ accounts, session, surveyor }, { view }) =>
    surveyor.survey((await viewer(session)).tenantId, view, accounts.now()),
  rows: async ({ accounts, session }, { ids }) => ({
    rows: await readRows(accounts.db, (await viewer(session)).tenantId, ids, accounts.now()),
  }),
  find: async ({ accounts, session }, { text }) => findKey(accounts, await session.actor(), text),

  get: async ({ accounts, session }, { id }) => readDetails(accounts, await session.actor(), id),
  impact: async ({ accounts, session }, { id }) => readImpact(accounts, await session.actor(), id),
  activity: async ({ accounts, session }, input) => readActivity(accounts, await session.actor(), input),
  owners: async ({ accounts, session }) => readOwners(accounts.db, await session.actor()),

  export: async ({ accounts, session, ports }, { selection, withSha256 = false }) => {
    const actor = await session.actor();
    const options = { withSha256 };
    const { text, keys } = await keysAsCsv(accounts, actor, selection, options);
    const path = await ports.saveFile('API keys.csv', text, async () => {
      requireMayExport(await session.still(actor), options);
      // Before it is written: no file leaves without its entry.
      await noteExport(accounts, actor, keys, options);
    });
    return { path, keys };
  },

  previewImport: async ({ session, imports }, { file }) =>
    imports.preview(await session.actor(), file, () => session.authorize('manages-keys')),
  import: async ({ session, imports }, input) => imports.run(await session.actor(), input),
  saveImportProblems: async ({ session, imports }, { id }) =>
    imports.saveProblems(await session.actor(), id, () => session.authorize('manages-keys')),
  saveImportTemplate: async ({ session, ports }) => ({
    path: await ports.saveFile('API keys to import.csv', importTemplate(), () =>
      session.authorize('manages-keys'),
    ),
  }),
};

/** Who may look: for reads that ask for a tenant only. */
async function viewer(session: Context['session']): Promise<Actor> {
  const actor = await session.actor();
  requireAuthority(actor, 'view');
  return actor;
}

/** Hands a new secret to those that wait to be saved; from here on it is in one place. */
function held(secrets: PendingSecrets, actor: Actor, { row, usage, secret: text }: KeyWithSecret) {
  return { row, usage, secret: secrets.add(actor.accountId, { kind: 'key', name: row.name, text }) };
}
