/**
 * A process that changes a store until it is killed: `desktop` by the services that the window's calls end in, `endpoint`
 * by what `latchkey serve` writes about uses, and by entries of the command line. Before each change it says what it is
 * about to do, and after its commit that it is done; a line that was said is in the pipe whatever becomes of the process.
 */
import { writeSync } from 'node:fs';
import { frameOf } from '../../src/core/actor.ts';
import { change } from '../../src/core/audit/change.ts';
import { openStore, type Store } from '../../src/core/db/open.ts';
import { useWriter } from '../../src/core/endpoint/use-store.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { hashKey } from '../../src/core/keys/key-format.ts';
import { remove } from '../../src/core/keys/remove.ts';
import { revoke } from '../../src/core/keys/revoke.ts';
import { HOUR } from '../../src/shared/duration.ts';
import { newKey } from '../support/keys.ts';
import type { Said, Step } from './said.ts';
import { whoActs } from './who.ts';

const [, , path = '', role = '', round = '', group = '', usedKey = ''] = process.argv;

const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

/** Does one thing between the two lines about it. */
async function step(about: Step, work: () => unknown): Promise<void> {
  say({ ...about, done: false });
  await work();
  say({ ...about, done: true });
}

/** Generates, revokes and removes keys, as somebody who is in a great hurry. */
async function desktop(store: Store): Promise<never> {
  const actor = await whoActs(store.db, 'desktop');
  const deps = { db: store.db, now: Date.now };
  for (let count = 1; ; count += 1) {
    const name = `Round ${round}, key ${count}`;
    let id = 0;
    say({ what: 'key', name, done: false });
    const { secret, row } = await generate(deps, actor, newKey(Number(group), { name }));
    id = row.id;
    say({ what: 'key', name, id, hash: hashKey(secret).toString('hex'), done: true });
    await step({ what: 'revoked', name, id }, () => revoke(deps, actor, { id, how: 'permanent' }));
    if (count % 3 === 0) await step({ what: 'removed', name, id }, () => remove(deps, actor, id));
  }
}

/** Counts uses of one key, and notes that the log was exported. */
async function endpoint(store: Store): Promise<never> {
  const actor = await whoActs(store.db, 'cli');
  const write = useWriter(store.sqlite);
  // Waits for the other's change as the endpoint's thread does, and not for milliseconds.
  store.sqlite.pragma('busy_timeout = 2000');
  const keyId = Number(usedKey);
  for (let count = 1; ; count += 1) {
    const now = Date.now();
    const use = {
      keyId,
      hint: '',
      address: '10.0.0.7',
      hour: now - (now % HOUR),
      uses: 1,
      first: now,
      last: now,
    };
    await step({ what: 'use' }, () => write({ uses: [use], refusals: [] }));
    const name = `Round ${round}, entry ${count}`;
    await step({ what: 'entry', name }, () =>
      change(store.db, frameOf(actor, now), () =>
        Promise.resolve({ result: null, entries: [{ action: 'test.entry', details: { name } }] }),
      ),
    );
  }
}

say({ what: 'ready', done: true });
// Everything is loaded: the round begins when both are told to.
process.stdin.once('data', () => {
  void openStore({ path, mode: 'write', now: Date.now }).then(role === 'desktop' ? desktop : endpoint);
});
