import type { Finding } from '../../../shared/findings.ts';
import {
  FINDING_SUBJECTS,
  type FindingSubject,
  LIMITS,
  type RuleId,
  WEAK_BEYOND,
} from '../../../shared/finding-rules.ts';
import { isLoopback, parseListenAddress } from '../../../shared/listen-address.ts';
import { readEndpoint } from '../../settings/endpoint-store.ts';
import { readSecurity } from '../../settings/security-store.ts';
import { readLogFacts } from '../log-findings-store.ts';
import type { Question } from '../question.ts';

/** What is found about the store as a whole: its clock, its log and its settings. */

const subject = (
  name: FindingSubject,
  facts: Partial<Pick<Finding, 'at' | 'count' | 'text'>> = {},
): Finding => ({
  id: FINDING_SUBJECTS[name],
  name,
  hint: null,
  owner: null,
  at: null,
  count: null,
  text: null,
  ...facts,
});

/** `at`: the newest entry of the log, which is later than now. */
function clockSetBack({ sqlite, now, upTo }: Question): Finding[] {
  const { newestAt } = readLogFacts(sqlite, now, upTo);
  return newestAt !== null && newestAt - now > LIMITS.clock ? [subject('clock', { at: newestAt })] : [];
}

/** `at`: the last verification. A log that is younger than that had no need of one. */
function logNotVerified({ sqlite, now, upTo }: Question): Finding[] {
  const { verifiedAt, oldestAt } = readLogFacts(sqlite, now, upTo);
  const since = verifiedAt ?? oldestAt;
  return since !== null && now - since >= LIMITS.verification ? [subject('log', { at: verifiedAt })] : [];
}

/** `count`: entries that no signature covers. */
function unsignedLog({ sqlite, now, upTo }: Question): Finding[] {
  const { size, signed } = readLogFacts(sqlite, now, upTo);
  const behind = size - (signed ?? 0);
  return size > 0 && (signed === null || behind > LIMITS.unsignedEntries)
    ? [subject('log', { count: behind })]
    : [];
}

/** `count`: how the setting stands; `text`: the address, where it is one. */
async function weakSettings({ db, validityDays, expiringSoonDays }: Question): Promise<Finding[]> {
  const settings = { ...(await readSecurity(db)), validityDays, expiringSoonDays };
  const weak = (Object.keys(WEAK_BEYOND) as (keyof typeof WEAK_BEYOND)[]).flatMap((name) => {
    const value = settings[name];
    const limit = WEAK_BEYOND[name];
    const sound = 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
    return sound ? [] : [subject(name, { count: value })];
  });
  const { address } = await readEndpoint(db);
  const host = parseListenAddress(address)?.host;
  const reachable = host !== undefined && !isLoopback(host);
  const all = reachable ? [...weak, subject('endpointAddress', { text: address })] : weak;
  return all.toSorted((one, other) => one.id - other.id);
}

type StoreRuleId = Extract<RuleId, 'clock-set-back' | 'log-not-verified' | 'unsigned-log' | 'weak-settings'>;

/** A handful each, so they are read whole. */
export const STORE_RULES: Readonly<
  Record<StoreRuleId, (question: Question) => readonly Finding[] | Promise<readonly Finding[]>>
> = {
  'clock-set-back': clockSetBack,
  'log-not-verified': logNotVerified,
  'unsigned-log': unsignedLog,
  'weak-settings': weakSettings,
};

export const isStoreRule = (id: RuleId): id is StoreRuleId => Object.hasOwn(STORE_RULES, id);
