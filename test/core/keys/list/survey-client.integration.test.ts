import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/core/db/open.ts';
import { createSurveyor, type Surveyor } from '../../../../src/core/keys/list/survey-client.ts';
import { EVERYTHING } from '../../../../src/shared/everything.ts';
import type { KeyView } from '../../../../src/shared/key-view.ts';
import { MORNING } from '../../../support/clock.ts';
import { refusal, tempStore } from '../../../support/store.ts';
import { whenDone } from '../../../support/temp-folder.ts';
import { addKeys, addSurroundings } from './build.ts';
import type { ModelKey } from './model.ts';

const KEYS = Array.from({ length: 450 }, (_, index): ModelKey => ({
  id: index + 1,
  tenantId: 1,
  name: `Key ${String(index).padStart(3, '0')}`,
  description: '',
  hint: 'lk_abcd…wxyz',
  owner: null,
  group: null,
  revocation: index % 3 === 0 ? 'permanent' : null,
  expiresAt: null,
  lastUsedAt: null,
  createdAt: MORNING,
  rotatedAt: null,
  removed: false,
  roleIds: [],
  apiSetIds: [],
}));
const byName: KeyView = { ...EVERYTHING, sort: { column: 'name', descending: false } };

let store: Store;
let surveyor: Surveyor;
beforeEach(async () => {
  store = await tempStore();
  addSurroundings(store.sqlite);
  addKeys(store.sqlite, KEYS);
  surveyor = createSurveyor({ storePath: store.path, nativeBinding: undefined });
  whenDone(() => surveyor.close());
});

describe('the thread that surveys', () => {
  it('counts and marks, and sees what was changed since', async () => {
    expect(await surveyor.count(1, { ...byName, status: 'revoked' }, MORNING)).toBe(150);
    const survey = await surveyor.survey(1, byName, MORNING);
    expect(survey).toMatchObject({ total: 450, marks: { length: 4 } });
    addKeys(store.sqlite, [{ ...KEYS[0], id: 1000, name: 'One more' } as ModelKey]);
    expect(await surveyor.count(1, byName, MORNING)).toBe(451);
  });

  it('gives an earlier survey up for a newer one, but no count', async () => {
    const first = refusal(surveyor.survey(1, byName, MORNING));
    const count = surveyor.count(1, byName, MORNING);
    const second = surveyor.survey(1, { ...byName, status: 'active' }, MORNING);
    expect(await first).toMatchObject({ code: 'SURVEY_SUPERSEDED' });
    expect(await count).toBe(450);
    expect(await second).toMatchObject({ total: 300 });
  });

  it('says so when it has to stop, and starts again at the next question', async () => {
    const asked = refusal(surveyor.survey(1, byName, MORNING));
    await surveyor.close();
    expect(await asked).toMatchObject({ code: 'SURVEY_STOPPED' });
    expect(await surveyor.count(1, byName, MORNING)).toBe(450);
  });

  it('passes on why the store cannot be read', async () => {
    const lost = createSurveyor({ storePath: `${store.path}.gone`, nativeBinding: undefined });
    whenDone(() => lost.close());
    expect(await refusal(lost.count(1, byName, MORNING))).toMatchObject({ code: 'STORE_MISSING' });
  });

  it('survives what it cannot answer', async () => {
    const nowhere = refusal(surveyor.count(99, byName, MORNING));
    expect(await nowhere).toMatchObject({ code: 'SURVEY_STOPPED' });
    expect(await surveyor.count(1, byName, MORNING)).toBe(450);
  });
});
