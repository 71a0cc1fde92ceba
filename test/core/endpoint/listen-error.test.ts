import { expect, it } from 'vitest';
import { explainListenError } from '../../../src/core/endpoint/listen-error.ts';

const of = (code: string): Error => Object.assign(new Error(code), { code });

it.each([
  ['EADDRINUSE', 'ADDRESS_IN_USE', 'already listens on [::1]:443'],
  ['EACCES', 'PORT_FORBIDDEN', 'listen on port 443. Choose a port from 1024 on.'],
  ['EADDRNOTAVAIL', 'ADDRESS_NOT_HERE', '::1 is no address of this computer.'],
  ['ENOTFOUND', 'ADDRESS_NOT_HERE', 'Choose one of its own'],
])('%s is said as %s, with the cure', (system, code, says) => {
  const explained = explainListenError(of(system), { host: '::1', port: 443 });
  expect(explained).toMatchObject({ code, message: expect.stringContaining(says) });
});

it('what is not about listening stays as it is', () => {
  const error = of('EMFILE');
  expect(explainListenError(error, { host: '::1', port: 443 })).toBe(error);
});
