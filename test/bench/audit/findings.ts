import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Actor } from '../../../src/core/actor.ts';
import { createExaminer } from '../../../src/core/findings/examiner.ts';
import { makeStore, NOW, TENANT } from '../list/stores.ts';
import { median } from '../verify/in-process.ts';

const ROUNDS = 5;

export interface FindingFigures {
  readonly seconds: number;
  /** The longest for which the thread that asks could not do anything else, milliseconds. */
  readonly held: number;
  readonly found: number;
}

/** Looks for findings in a tenant of so many keys, as the program does: in a thread of its own. */
export async function measureFindings(folder: string, keys: number): Promise<FindingFigures> {
  const { store } = await makeStore(folder, 'findings.db', keys);
  const { path } = store;
  await store.close();
  const examiner = createExaminer({ storePath: path, nativeBinding: undefined });
  const actor: Actor = {
    accountId: 1,
    username: 'auditor',
    tenantId: TENANT,
    authorities: new Set(['view']),
    sessionId: null,
    origin: 'desktop',
  };
  const [times, delays]: [number[], number[]] = [[], []];
  let found = 0;
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const begin = performance.now();
      const { rules } = await examiner.all(actor, NOW);
      const took = (performance.now() - begin) / 1_000;
      delay.disable();
      found = rules.reduce((sum, { count }) => sum + count, 0);
      if (round === 0) continue;
      times.push(took);
      delays.push(delay.max / 1e6);
    }
  } finally {
    await examiner.close();
  }
  return { seconds: median(times), held: Math.max(...delays), found };
}
