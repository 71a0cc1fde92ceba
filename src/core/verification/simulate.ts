import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { ExplainInput, Simulation } from '../../shared/verification.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';
import { keyNotFound } from '../keys/key-errors.ts';
import { type Answer, answerOf } from './answer.ts';
import { EXPLANATIONS, STATUS } from './codes.ts';
import { explain } from './explain.ts';
import type { Asked } from './request.ts';
import { secretsOfKey } from './secret-of-key-store.ts';
import type { Verification, Verifier } from './verifier.ts';

export interface SimulateDeps {
  readonly db: ReadDb;
  readonly verifier: Verifier;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * What verification would answer to a request, step by step, for a key of the actor's tenant. The `Verifier` decides, as
 * for the endpoint; nothing is counted, and what was presented is neither kept nor repeated.
 * @throws AppError `KEY_NOT_FOUND`, `NO_PREVIOUS_SECRET`
 */
export async function simulate(deps: SimulateDeps, actor: Actor, input: ExplainInput): Promise<Simulation> {
  requireAuthority(actor, 'view');
  const time = input.time ?? deps.now();
  const verification = ownOnly(actor, await verify(deps, actor, input, time));
  const { code, subject } = verification;
  const answer = answerOf(deps.verifier, verification);
  return {
    code,
    status: STATUS[code],
    message: t(EXPLANATIONS[code]),
    time,
    steps: [...explain(verification).steps],
    key: subject ? keyOf(answer, subject.secret) : null,
    grants: grantsOf(answer),
  };
}

async function verify(
  { db, verifier }: SimulateDeps,
  actor: Actor,
  input: ExplainInput,
  time: number,
): Promise<Verification> {
  const { presented, address, operation, permissions } = input;
  const asked: Asked = {
    address: address.trim() === '' ? null : address.trim(),
    operation: operation && { method: operation.method, target: operation.path },
    permissions,
  };
  // A time that a person has chosen is no clock's.
  const clock = input.time === null ? time : null;
  if (presented.by === 'text') return verifier.verify({ ...asked, key: presented.text }, time, clock);
  const secrets = await secretsOfKey(db, actor.tenantId, presented.id);
  if (!secrets) throw keyNotFound();
  const hash = secrets[presented.secret];
  if (!hash) throw noPreviousSecret();
  return verifier.verifyHash(hash, asked, time, clock);
}

/** A secret of another tenant is none: nothing may tell that it is one. */
const ownOnly = ({ tenantId }: Actor, verification: Verification): Verification =>
  verification.subject && verification.subject.secret.tenantId !== tenantId
    ? { code: 'NOT_FOUND' }
    : verification;

function keyOf({ key }: Answer, { expiresAt, removed }: { expiresAt: number | null; removed: boolean }) {
  if (!key) return null;
  const { id, name, hint, owner } = key;
  return { id, name, hint, owner, expiresAt, removed };
}

function grantsOf({ key }: Answer): Simulation['grants'] {
  if (!key?.roles || !key.permissions) return null;
  const { roles, permissions, dataScopes } = key;
  return {
    roles: [...roles],
    permissions: [...permissions],
    dataScopes: dataScopes ? [...dataScopes] : null,
  };
}

const noPreviousSecret = (): AppError =>
  new AppError(
    'NO_PREVIOUS_SECRET',
    t('The key has no previous secret: it was never rotated. Choose its current secret.'),
    { field: 'secret' },
  );
