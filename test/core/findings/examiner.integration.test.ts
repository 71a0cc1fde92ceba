import { beforeEach, expect, it } from 'vitest';
import { createExaminer, type Examiner } from '../../../src/core/findings/examiner.ts';
import { RULE_IDS } from '../../../src/shared/finding-rules.ts';
import { findingSummary } from '../../../src/shared/findings.ts';
import { holding } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { whenDone } from '../../support/temp-folder.ts';
import { type Scene, scene } from './scene.ts';

let here: Scene;
let examiner: Examiner;
beforeEach(async () => {
  here = await scene();
  examiner = createExaminer({ storePath: here.store.path, nativeBinding: undefined });
  whenDone(() => examiner.close());
});

const look = () => examiner.all(here.ada, here.clock.time);
const page = (limit: number) => examiner.page(here.ada, here.clock.time, 'no-expiry', { after: null, limit });

it('the thread looks at everything, and sees what was changed since', async () => {
  await here.key('Payroll');
  const summary = await look();
  expect(findingSummary.parse(summary)).toEqual(summary);
  expect(summary.rules.map(({ rule }) => rule)).toEqual(
    RULE_IDS.filter((rule) =>
      ['broad-permissions', 'no-expiry', 'unsigned-log', 'no-allowlist', 'all-api-sets'].includes(rule),
    ),
  );
  expect(await page(1)).toMatchObject({ items: [{ name: 'Payroll' }], end: null });
  await here.key('Webshop');
  expect((await look()).rules.find(({ rule }) => rule === 'no-expiry')?.count).toBe(2);
  expect(await page(1)).toMatchObject({ items: [{ name: 'Payroll' }], end: expect.any(Number) });
});

it('those who ask while it looks are answered together, by what is there after they asked', async () => {
  const first = look();
  const [second, third] = [look(), look()];
  expect(await second).toBe(await third);
  expect((await first).rules.map(({ rule }) => rule)).toEqual(['unsigned-log']);
});

it('says so when it has to stop, and starts again at the next question', async () => {
  const asked = refusal(look());
  await new Promise(setImmediate);
  await examiner.close();
  expect(await asked).toMatchObject({ code: 'FINDINGS_STOPPED' });
  expect((await look()).rules).toHaveLength(1);
});

it('passes on why the store cannot be read', async () => {
  const lost = createExaminer({ storePath: `${here.store.path}.gone`, nativeBinding: undefined });
  whenDone(() => lost.close());
  expect(await refusal(lost.all(here.ada, here.clock.time))).toMatchObject({ code: 'STORE_MISSING' });
});

it('answers nobody who may not look', async () => {
  const nobody = holding(here.ada);
  expect(await refusal(examiner.all(nobody, 0))).toMatchObject({ code: 'FORBIDDEN' });
  const asked = examiner.page(nobody, 0, 'unused', { after: null, limit: 1 });
  expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
});
