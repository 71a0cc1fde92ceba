import { english } from '../../shared/language/t.ts';
import { CLOCK_BEHIND, EXPLANATIONS, type VerificationCode } from './codes.ts';
import type { Verifier, Verification } from './verifier.ts';

/** What is said of a key of this store, whatever the answer; the same for the command line and the endpoint. */
export interface AnsweredKey {
  readonly id: number;
  readonly name: string;
  readonly hint: string;
  /** `null`: the tenant itself. */
  readonly owner: string | null;
  readonly tenant: string;
  /** ISO 8601, UTC; `null`: never. */
  readonly expiresAt: string | null;
}

/** What a valid key may do. */
export interface Grants {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** Of the account that owns the key; `null` for a tenant key, which data access control does not limit. */
  readonly dataScopes: readonly string[] | null;
}

export interface Answer {
  readonly valid: boolean;
  readonly code: VerificationCode;
  readonly message: string;
  /** Not there when the secret is none of this store. */
  readonly key?: AnsweredKey & Partial<Grants>;
}

/** What an answer means, in English wherever it is told. A key that only the clock stands against has not expired, and must not be rotated for it. */
export function messageOf({
  code,
  subject,
}: Pick<Verification, 'code'> & { subject?: Verification['subject'] | undefined }): string {
  const end =
    code === 'EXPIRED' ? subject?.secret.expiresAt : code === 'ROTATED' ? subject?.secret.endsAt : null;
  const doubtful = subject?.clockBehind === true && typeof end === 'number' && subject.now < end;
  return english(doubtful ? CLOCK_BEHIND : EXPLANATIONS[code]);
}

/** An answer as it is told. A refused key hands nothing on. */
export function answerOf(verifier: Verifier, { code, subject }: Verification): Answer {
  const valid = code === 'VALID';
  const told = { valid, code, message: messageOf({ code, subject }) };
  if (!subject) return told;
  const { secret, owner, policy } = subject;
  return {
    ...told,
    key: {
      id: secret.keyId,
      name: secret.name,
      hint: secret.hint,
      owner: owner?.username ?? null,
      tenant: verifier.tenantName(secret),
      expiresAt: secret.expiresAt === null ? null : new Date(secret.expiresAt).toISOString(),
      ...(valid && {
        roles: policy.roles,
        permissions: policy.permissions,
        dataScopes: owner?.dataScopes ?? null,
      }),
    },
  };
}
