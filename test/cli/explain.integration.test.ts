import { expect, it } from 'vitest';
import { generate } from '../../src/core/keys/generate.ts';
import { typed } from '../support/command-line.ts';
import { newKey } from '../support/keys.ts';
import { organisation } from '../support/people.ts';

it('ends with the rate limits of a key that has some, which only an endpoint counts', async () => {
  const here = await organisation();
  const limits = { requestsPerSecond: 10, requestsPerDay: 5_000 };
  const { secret } = await generate(here.deps, here.ada, newKey(here.fullAccess, limits));
  const explain = (...args: string[]) =>
    typed(['explain', '--store', here.store.path, ...args], { stdin: secret });
  const valid = await explain();
  expect(valid).toMatchObject({ code: 0, err: '' });
  expect(valid.out).toContain('✓ REVOKED                   The key is not revoked.\n');
  expect(valid.out).toContain(
    '? RATE_LIMITED              The key may make so many requests: 10 a second, 5,000 a day. Those that it has made are not looked at here.\n\nVALID ',
  );
  const refused = await explain('--json', '--permission', 'moon:land');
  expect(refused).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(refused.out).steps.at(-1)).toMatchObject({ code: 'RATE_LIMITED', result: 'not reached' });
});
