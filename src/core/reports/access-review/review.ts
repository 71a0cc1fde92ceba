import { msg } from '../../../shared/language/t.ts';
import { requireTenant } from '../../tenants/tenant-rules.ts';
import { requireRoom } from '../bounds.ts';
import type { ReportDocument } from '../document.ts';
import { asOfFacts, type Fact, positionAt } from '../position.ts';
import type { Reading } from '../reading.ts';
import { replay } from '../replay/replay.ts';
import type { ReportWatch, RequestOf } from '../request.ts';
import { answering, isLatchkeysOwn } from './answer.ts';
import { grantSections } from './grants.ts';
import { reachSection, shutSection, sortKeys, workingSection } from './keys.ts';
import { peopleOf, peopleSection } from './people.ts';
import { checkQuestion, questionText } from './question.ts';
import { unsaidSection } from './unsaid.ts';

/** Who could reach what at a moment, or who could reach one thing: from the log alone, whatever the store says now. */
export async function collectAccessReview(
  reading: Reading,
  { tenantId, asOf, question: given }: RequestOf<'access-review'>,
  watch: ReportWatch,
): Promise<ReportDocument> {
  const question = given == null ? null : checkQuestion(given);
  const { name } = await requireTenant(reading.db, tenantId);
  const position = positionAt(reading.sqlite, asOf);
  const replayed = replay(reading.sqlite, { tenantId, upTo: position.seq, asOf }, watch);
  const { state, entries } = replayed;
  const answers = question && answering(state, question);
  const asked = question && questionText(question);
  const sorted = sortKeys(state, asOf, answers);
  const people = peopleOf(state, answers);
  const keyLines = sorted.reaching.length * 2 + (question ? 0 : sorted.shut.length) + sorted.unknown.length;
  requireRoom(keyLines + people.length, msg('Ask who could reach one permission, operation or data scope.'));
  return {
    kind: 'access-review',
    title: asked === null ? 'Access review' : `Access review: who could reach ${asked}`,
    // As it was called then.
    tenant: state.tenant.name ?? name,
    facts: [
      ...asOfFacts(asOf, position),
      { id: 'entries', label: 'Log entries that it is rebuilt from', value: entries },
      ...(asked === null ? [] : questionFacts(asked, question !== null && isLatchkeysOwn(question))),
      {
        id: 'keys',
        label: asked === null ? 'Keys that worked' : 'Keys that could reach it',
        value: sorted.reaching.length,
      },
      { id: 'people', label: asked === null ? 'People' : 'People who could reach it', value: people.length },
    ],
    sections: [
      workingSection(state, asOf, sorted, asked),
      reachSection(state, sorted),
      ...(asked === null ? [shutSection(state, sorted)] : []),
      ...(question?.by === 'operation' ? [] : [peopleSection(state, people, asked)]),
      ...(asked === null ? grantSections(state) : []),
      unsaidSection(replayed, sorted),
    ],
  };
}

const questionFacts = (asked: string, isOwn: boolean): Fact[] => [
  { id: 'question', label: 'Who could reach', value: asked },
  ...(isOwn
    ? [{ id: 'own', label: 'Answer', value: 'No key ever may: it is one of Latchkey’s own operations.' }]
    : []),
];
