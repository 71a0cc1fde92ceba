/**
 * `npm run bench:verify`: how fast keys are verified, in the process and over HTTP, beside the least that it could cost.
 *
 *   node scripts/bench-verify.mjs [--keys N] [--keep DIR | --store DIR] [--only in-process|compare|http|nginx]
 *
 * Makes a store of 1,000,000 keys and one of 1,000 in a temporary folder. All figures are of one run, medians of five
 * rounds in which the sides take turns. It exits with 1 when a goal is missed, and says which. Measure on an idle machine.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/core/db/open.ts';
import { makeStore, NOW, TENANT } from '../test/bench/list/stores.ts';
import { measureCompared } from '../test/bench/verify/compare.ts';
import { measureBehindNginx, measureHttp } from '../test/bench/verify/http.ts';
import { measureInProcess } from '../test/bench/verify/in-process.ts';
import { addKnownKeys } from '../test/bench/verify/known-keys.ts';
import { tellGoal } from './goals.mjs';
import { fail, say } from './setup/progress.mjs';

const SMALL = 1_000;
const KNOWN = 20_000;

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    store: { type: 'string' },
  },
});

const round = (value, digits = 2) => Number(value.toFixed(digits));
const tell = (goal, value, target, holds, more = {}) =>
  tellGoal({ goal, value: round(value), target, holds, ...more });

async function make(folder, name, keys, known) {
  const { store } = await makeStore(folder, name, keys);
  await store.close();
  return addKnown(folder, name, known);
}

async function addKnown(folder, name, known) {
  const path = join(folder, name);
  const writing = await openStore({ path, mode: 'write', now: () => NOW });
  const secrets = addKnownKeys(writing.sqlite, TENANT, known, NOW);
  await writing.close();
  return { path, secrets };
}

async function inProcess({ large, small }) {
  const figures = [];
  for (const { path, secrets } of [large, small]) {
    const store = await openStore({ path, mode: 'read', now: () => NOW });
    figures.push(measureInProcess(store.sqlite, secrets, NOW));
    await store.close();
  }
  const [inLarge, inSmall] = figures;
  for (const [keys, { baseline, verify, first }] of Object.entries({ large: inLarge, small: inSmall })) {
    console.log(
      `in the process, ${keys} store, µs: ${round(verify)}, the first time ${round(first)}, baseline ${round(baseline)}`,
    );
  }
  const ratio = inLarge.baseline / inLarge.verify;
  tell('in-process verification, of SHA-256 and one SELECT', ratio, '>= 0.8', ratio >= 0.8);
  const first = inLarge.baseline / inLarge.first;
  tell('the same for secrets not seen since the last change', first, '>= 0.8', first >= 0.8);
  const growth = inLarge.verify / inSmall.verify;
  tell('cost at 1,000,000 keys, of that at 1,000', growth, '<= 1.5', growth <= 1.5);
}

async function overHttp({ large }) {
  const { bare, latchkey } = await measureHttp(large.path, large.secrets, NOW);
  console.log(
    `over HTTP, 64 connections: bare ${round(bare.rate, 0)}/s p99 ${round(bare.p99)} ms ${round(bare.cpu)} µs, Latchkey ${round(latchkey.rate, 0)}/s p99 ${round(latchkey.p99)} ms ${round(latchkey.cpu)} µs`,
  );
  const ratio = latchkey.rate / bare.rate;
  tell('requests a second, of a bare node:http responder', ratio, '>= 0.6', ratio >= 0.6);
  tell('p99 at 64 connections, ms', latchkey.p99, '<= 8', latchkey.p99 <= 8);
}

async function behindNginx({ large }) {
  const { bare, latchkey } = await measureBehindNginx(large.path, large.secrets, NOW);
  console.log(
    `behind nginx auth_request, 64 connections: bare ${round(bare.rate, 0)}/s p99 ${round(bare.p99)} ms, Latchkey ${round(latchkey.rate, 0)}/s p99 ${round(latchkey.p99)} ms`,
  );
  const ratio = latchkey.rate / bare.rate;
  tell('requests a second behind nginx, of a bare responder there', ratio, '>= 0.4', ratio >= 0.4);
}

async function compared({ large }, folder, count) {
  const path = join(folder, `better-auth-${process.pid}.db`);
  try {
    const figures = await measureCompared(large.path, large.secrets, count, path, NOW);
    if (figures === null)
      return say('  better-auth cannot be installed here, so nothing is compared with it');
    const { latchkey, betterAuth } = figures;
    console.log(`beside better-auth, µs: ${round(latchkey)} and ${round(betterAuth)}`);
    const ratio = betterAuth / latchkey;
    tell('times as fast as better-auth', ratio, '>= 100', ratio >= 100);
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
  }
}

try {
  say(`  load ${loadavg()[0].toFixed(1)} before it begins`);
  const folder = options.store ?? options.keep ?? mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  mkdirSync(folder, { recursive: true });
  try {
    const one = (name, keys, known) =>
      options.store ? addKnown(folder, name, known) : make(folder, name, keys, known);
    const stores = {
      large: await one('large.db', Number(options.keys), KNOWN),
      small: await one('small.db', SMALL, SMALL),
    };
    const wanted = (part) => options.only === '' || options.only === part;
    if (wanted('in-process')) await inProcess(stores);
    if (wanted('compare')) await compared(stores, folder, Number(options.keys));
    if (wanted('http')) await overHttp(stores);
    if (wanted('nginx')) await behindNginx(stores);
  } finally {
    if (!options.store && !options.keep) rmSync(folder, { recursive: true, force: true });
  }
} catch (error) {
  fail(error);
}
