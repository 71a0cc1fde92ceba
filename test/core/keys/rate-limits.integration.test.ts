import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { readDetails } from '../../../src/core/keys/key-details.ts';
import { editInput, type GenerateInput } from '../../../src/shared/key-input.ts';
import { editOf, entriesAfter, newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});
const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const details = () => readDetails(here.deps, here.ada, 1);
const lastEntry = async () => (await entriesAfter(here.deps.db)).at(-1);
const policy = async () =>
  (await meddle(here.store).selectFrom('secrets').select('policy').executeTakeFirstOrThrow()).policy;

describe('the rate limits of a key', () => {
  it('are off until somebody says otherwise', async () => {
    await make();
    expect((await details()).rateLimits).toEqual([]);
    expect(await policy()).toBe(`${here.fullAccess}|all|||||`);
    expect(await lastEntry()).toMatchObject({ details: { after: { rateLimits: [] } } });
  });

  it('are kept by unit, in the policy that verification reads and in the log', async () => {
    await make({ requestsPerDay: 50_000, requestsPerSecond: 10, requestsPerMinute: 5 });
    expect((await details()).rateLimits).toEqual([
      { unit: 'second', requests: 10 },
      { unit: 'minute', requests: 5 },
      { unit: 'day', requests: 50_000 },
    ]);
    expect(await policy()).toBe(`${here.fullAccess}|all||||10/s,5/m,50000/d|`);
    expect(await lastEntry()).toMatchObject({
      details: { after: { rateLimits: ['10 per second', '5 per minute', '50,000 per day'] } },
    });
  });

  it('change by an edit, with before and after in the log', async () => {
    const { row } = await make({ requestsPerSecond: 10 });
    await edit(here.deps, here.ada, editOf(row, { requestsPerMinute: 600, requestsPerSecond: 20 }));
    expect((await lastEntry())?.details).toMatchObject({
      before: { rateLimits: ['10 per second'] },
      after: { rateLimits: ['20 per second', '600 per minute'] },
    });
    await edit(here.deps, here.ada, editOf((await details()).row));
    expect((await lastEntry())?.details).toMatchObject({
      before: { rateLimits: ['20 per second', '600 per minute'] },
      after: { rateLimits: [] },
    });
    expect(await policy()).toBe(`${here.fullAccess}|all|||||`);
  });

  const WRONG = [0, -1, 1.5, 1_000_000_001, Number.NaN, Number.POSITIVE_INFINITY];
  it.each(
    (['second', 'minute', 'day'] as const).flatMap((unit) =>
      WRONG.map((requests) => [unit, requests] as const),
    ),
  )('per %s cannot be %d: refused at its field, and nothing is changed', async (unit, requests) => {
    const field = { second: 'requestsPerSecond', minute: 'requestsPerMinute', day: 'requestsPerDay' }[unit];
    const failure = {
      code: 'INVALID_INPUT',
      field,
      message: `Requests per ${unit} must be a whole number from 1 to 1,000,000,000. Leave it empty for no limit.`,
    };
    const { row } = await make();
    const before = await entriesAfter(here.deps.db);
    expect(await refusal(make({ name: 'Other', [field]: requests }))).toMatchObject(failure);
    expect(await refusal(edit(here.deps, here.ada, editOf(row, { [field]: requests })))).toMatchObject(
      failure,
    );
    expect(await entriesAfter(here.deps.db)).toEqual(before);
    // And at the door of the contract with the same words.
    const read = editInput.safeParse(editOf(row, { [field]: requests }));
    expect(read.error?.issues).toMatchObject([{ path: [field], message: failure.message }]);
  });

  it('takes the largest and the smallest', async () => {
    await make({ requestsPerSecond: 1, requestsPerDay: 1_000_000_000 });
    expect((await details()).rateLimits).toEqual([
      { unit: 'second', requests: 1 },
      { unit: 'day', requests: 1_000_000_000 },
    ]);
  });
});
