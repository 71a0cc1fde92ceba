import { describe, expect, it } from 'vitest';
import { EXPLANATIONS, type Refusal, REFUSALS, STATUS } from '../../../src/core/verification/codes.ts';
import { CHECKS, decide, type Subject } from '../../../src/core/verification/decide.ts';
import { explain } from '../../../src/core/verification/explain.ts';
import { compilePolicy, type PolicyFacts, readPolicy } from '../../../src/core/verification/policy.ts';
import { keyAlone, type VerificationRequest } from '../../../src/core/verification/request.ts';
import { MORNING as now } from '../../support/clock.ts';

const VECTOR = 'lk_000000000000000000000000000000000dawgh';
const FACTS: PolicyFacts = {
  roles: ['Billing'],
  group: 'Read only',
  apiSets: ['Orders'],
  operations: [{ method: 'GET', path: '/v1/orders/{id}' }],
  permissions: ['invoices:read', 'orders:read'],
};
const policy = (text: string) => compilePolicy(readPolicy(text), FACTS);
const request = (more: Partial<VerificationRequest> = {}): VerificationRequest => ({
  ...keyAlone(VECTOR),
  ...more,
});
const sound: Subject = {
  secret: {
    keyId: 1,
    tenantId: 1,
    ownerAccountId: null,
    name: 'Payroll',
    hint: 'lk_0000…awgh',
    endsAt: null,
    revoked: false,
    removed: false,
    expiresAt: null,
    policy: '1|all|||||',
    version: 1,
  },
  tenantArchived: false,
  owner: null,
  policy: policy('1|all|||||'),
  request: request(),
  now,
  clockBehind: false,
};
const secret = (more: Partial<Subject['secret']>) => (subject: Subject) => ({
  ...subject,
  secret: { ...subject.secret, ...more },
});
const asking = (more: Partial<VerificationRequest>) => (subject: Subject) => ({
  ...subject,
  request: { ...subject.request, ...more },
});
const limited = (text: (subject: Subject) => string) => (subject: Subject) => ({
  ...subject,
  policy: policy(text(subject)),
});
const robot = { accountId: 9, username: 'robot', active: false, dataScopes: [] };

/** What makes each refusal apply, in the order of product.md, without touching what another one looks at. */
const troubles: readonly (readonly [Refusal, (subject: Subject) => Subject])[] = [
  ['DELETED', secret({ removed: true })],
  ['ROTATED', secret({ endsAt: now })],
  ['REVOKED', secret({ revoked: true })],
  ['EXPIRED', secret({ expiresAt: now })],
  ['OWNER_DISABLED', (subject) => ({ ...subject, owner: robot })],
  ['OWNER_DISABLED', (subject) => ({ ...subject, tenantArchived: true })],
  ['IP_NOT_ALLOWED', limited(({ policy: { text } }) => `1|${text.apiAccess}|||||10.0.0.0/8`)],
  ['KEY_MANAGEMENT_FORBIDDEN', asking({ operation: { method: 'POST', target: '/latchkey/keys' } })],
  ['API_NOT_ALLOWED', limited(({ policy: { text } }) => `1|selected||1|||${text.allowlist.join('\n')}`)],
  ['INSUFFICIENT_PERMISSIONS', asking({ permissions: ['orders:read', 'orders:write'] })],
];

describe('the order of the refusals', () => {
  it('has a way to each', () => {
    expect(decide(sound)).toBe('VALID');
    expect(CHECKS.map(({ code }) => code)).toEqual([...new Set(troubles.map(([code]) => code))]);
  });

  it.each(troubles)('%s is the answer when nothing else is wrong', (code, trouble) => {
    expect(decide(trouble(sound))).toBe(code);
  });

  it('the first that applies is the answer, for every combination', () => {
    for (let chosen = 1; chosen < 2 ** troubles.length; chosen += 1) {
      const applying = troubles.filter((_, place) => chosen & (1 << place));
      const subject = applying.reduce((worse, [, trouble]) => trouble(worse), sound);
      expect(decide(subject)).toBe(applying[0]?.[0]);
    }
  });

  it('is the one of product.md', () => {
    expect(REFUSALS).toEqual([
      'MISSING',
      'MALFORMED',
      'NOT_FOUND',
      ...new Set(troubles.map(([code]) => code)),
    ]);
  });

  it('has an explanation and a status for each', () => {
    for (const code of [...REFUSALS, 'VALID', 'RATE_LIMITED'] as const) {
      expect(EXPLANATIONS[code]).toMatch(/^[A-Z].*\.$/);
      expect(STATUS[code]).toBe(
        code === 'VALID' ? 200 : code === 'RATE_LIMITED' ? 429 : REFUSALS.indexOf(code) < 8 ? 401 : 403,
      );
    }
  });
});

describe('the moments', () => {
  it.each([
    ['a key is valid until the millisecond before its expiry', { expiresAt: now + 1 }, 'VALID'],
    ['a key is expired exactly at its expiry', { expiresAt: now }, 'EXPIRED'],
    ['a previous secret lives until the millisecond before its deadline', { endsAt: now + 1 }, 'VALID'],
    ['a previous secret is dead exactly at its deadline', { endsAt: now }, 'ROTATED'],
  ] as const)('%s', (_what, more, code) => {
    expect(decide(secret(more)(sound))).toBe(code);
  });
});

describe('what limits a key', () => {
  const answer = (text: string, more: Partial<VerificationRequest>) =>
    decide({ ...sound, policy: policy(text), request: request(more) });
  const orders = (method: string, target: string) => ({ operation: { method, target } });

  it.each([
    ['1|all|||||', {}, 'VALID'],
    ['1|all|||||10.0.0.0/8', {}, 'IP_NOT_ALLOWED'],
    ['1|all|||||10.0.0.0/8', { address: '10.9.8.7' }, 'VALID'],
    ['1|all|||||10.0.0.0/8', { address: '::ffff:10.9.8.7' }, 'VALID'],
    ['1|all|||||10.0.0.0/8', { address: '11.0.0.1' }, 'IP_NOT_ALLOWED'],
    ['1|all|||||10.0.0.0/8', { address: 'localhost' }, 'IP_NOT_ALLOWED'],
    ['1|selected||1|||', {}, 'API_NOT_ALLOWED'],
    ['1|selected||1|||', orders('GET', '/v1/orders/7?full=1'), 'VALID'],
    ['1|selected||1|||', orders('POST', '/v1/orders/7'), 'API_NOT_ALLOWED'],
    ['1|selected||1|||', orders('GET', '/v1/orders/../admin'), 'API_NOT_ALLOWED'],
    ['1|all|||||', orders('GET', '/v1/anything'), 'VALID'],
    ['1|all|||||', orders('GET', '/latchkey'), 'KEY_MANAGEMENT_FORBIDDEN'],
    ['1|all|||||', orders('GET', '/%6catchkey/keys'), 'KEY_MANAGEMENT_FORBIDDEN'],
    ['1|all|||||', orders('GET', '/v1/../latchkey/keys'), 'KEY_MANAGEMENT_FORBIDDEN'],
    ['1|all|||||', orders('GET', '/v1/latchkey'), 'VALID'],
    ['1|all|||||', { permissions: ['latchkey:manage-tenant-api-keys'] }, 'KEY_MANAGEMENT_FORBIDDEN'],
    ['1|all|||||', { permissions: ['orders:read', 'invoices:read'] }, 'VALID'],
    ['1|all|||||', { permissions: ['orders:Read'] }, 'INSUFFICIENT_PERMISSIONS'],
  ] as const)('%s, %o: %s', (text, more, code) => {
    expect(answer(text, more)).toBe(code);
  });

  it.each(['', 'all', '1|everything|||||', '1|all||||', '1|all||||||'])(
    'a policy that cannot be read (“%s”) lets nobody in',
    (text) => {
      expect(() => readPolicy(text)).toThrow('cannot be read');
    },
  );
});

describe('an explanation', () => {
  it.each(troubles)(
    'of %s passes what comes before, refuses it, and reaches nothing after',
    (code, trouble) => {
      const explained = explain({ code, subject: trouble(sound) });
      expect(explained.code).toBe(code);
      const at = REFUSALS.indexOf(code);
      expect(explained.steps.map((step) => [step.code, step.result])).toEqual(
        REFUSALS.map((step, place) => [
          step,
          place < at ? 'passed' : place === at ? 'refused' : 'not reached',
        ]),
      );
      for (const { reason } of explained.steps) expect(reason).toMatch(/^[\dA-Z].*\.$/);
    },
  );

  it('of a valid key passes everything', () => {
    const { code, steps } = explain({ code: 'VALID', subject: sound });
    expect(code).toBe('VALID');
    expect(steps.every(({ result }) => result === 'passed')).toBe(true);
  });

  it('of a key with rate limits ends with them, which nobody can know beforehand', () => {
    const last = (subject: Subject) => explain({ code: decide(subject), subject }).steps.at(-1);
    const rated = { ...sound, policy: policy('1|all||||10/s,600/m|') };
    expect(last(rated)).toEqual({
      code: 'RATE_LIMITED',
      result: 'not simulated',
      reason:
        'The key may make so many requests: 10 a second, 600 a minute. Those that it has made are not looked at here.',
    });
    expect(last(secret({ revoked: true })(rated))).toMatchObject({
      code: 'RATE_LIMITED',
      result: 'not reached',
      reason: 'Whether the key has made too many requests.',
    });
  });

  it('says no more than a step has looked at', () => {
    const reasonOf = (subject: Subject, code: Refusal) =>
      explain({ code: decide(subject), subject }).steps.find((step) => step.code === code)?.reason;
    expect(reasonOf(secret({ expiresAt: now })(sound), 'REVOKED')).toBe('The key is not revoked.');
    expect(reasonOf({ ...sound, owner: robot }, 'OWNER_DISABLED')).toBe(
      'The account “robot” is disabled or deleted.',
    );
  });

  it.each(['MISSING', 'MALFORMED', 'NOT_FOUND'] as const)('of %s, without a key of the store', (code) => {
    const { code: explained, steps } = explain({ code });
    expect(explained).toBe(code);
    expect(steps.filter(({ result }) => result === 'refused')).toMatchObject([{ code }]);
  });

  it('never says the secret', () => {
    for (const [code, trouble] of troubles) {
      expect(JSON.stringify(explain({ code, subject: trouble(sound) }))).not.toContain(VECTOR);
    }
  });
});
