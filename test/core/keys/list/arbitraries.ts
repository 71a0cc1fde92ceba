import fc from 'fast-check';
import { EXPIRATIONS, KEY_COLUMNS, type KeyView, STATUSES } from '../../../../src/shared/key-view.ts';
import { comparable } from '../../../../src/shared/text.ts';
import { DAY, MORNING } from '../../../support/clock.ts';
import { API_SETS, GROUPS, OWNERS, ROLES } from './build.ts';
import { EXPIRING_SOON_DAYS, type ModelKey } from './model.ts';

/** Pieces that make texts collide: accents, ligatures, what folds to more letters, emoji, quotes and FTS5's own words. */
const PIECES = [
  ...'a b Inv oice É e\u0301 ß ẞ ﬁ İ … " \' * ^ 🔑 👩‍💻 漢字 1 17 # - : % _ \\ ſ Ω \u{10ffff} NEAR('.split(' '),
  ' ',
  ' AND ',
];
const words = (max: number) =>
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: max }).map((pieces) => pieces.join(''));

const soon = MORNING + EXPIRING_SOON_DAYS * DAY;
/** On, just before and just after every moment that means something. */
const expiry = fc.option(
  fc.constantFrom(MORNING - DAY, MORNING - 1, MORNING, MORNING + 1, soon - 1, soon, soon + 1, soon + DAY),
);

/** A key without an id. */
export const plainKey = fc.record({
  name: words(5),
  description: fc.option(words(8), { nil: '' }),
  hint: fc.stringMatching(/^[A-Z0-9a-z]{4}…[A-Z0-9a-z]{4}$/).map((random) => `lk_${random}`),
  owner: fc.option(fc.constantFrom(...OWNERS)),
  group: fc.option(fc.constantFrom(...GROUPS)),
  revocation: fc.option(fc.constantFrom('until-reinstated' as const, 'permanent' as const)),
  expiresAt: expiry,
  lastUsedAt: fc.option(fc.integer({ min: MORNING - 3, max: MORNING })),
  createdAt: fc.integer({ min: MORNING - 3, max: MORNING }),
  rotatedAt: fc.option(fc.integer({ min: MORNING - 1, max: MORNING + 2 })),
  removed: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  tenantId: fc.integer({ min: 0, max: 5 }).map((number) => (number === 0 ? 2 : 1)),
  roleIds: fc.subarray([...ROLES]),
  apiSetIds: fc.subarray([...API_SETS]),
});

/** Keys with ids from 1 and names that differ. */
export const someKeys = fc
  .array(plainKey, { maxLength: 60, size: 'max' })
  .map((keys) => keys.map((made, index): ModelKey => Object.assign(made, { id: index + 1 })))
  .map(withDifferentNames);

function withDifferentNames(keys: readonly ModelKey[]): ModelKey[] {
  const byName = new Map(keys.map((made) => [`${made.tenantId} ${comparable(made.name)}`, made]));
  return [...byName.values()];
}

const anything = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });

/** Views; what is searched is mostly a part of some key. */
export const someView = (keys: readonly ModelKey[]): fc.Arbitrary<KeyView> =>
  fc.record({
    search: fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      { weight: 3, arbitrary: partOf(keys) },
      { weight: 1, arbitrary: words(3) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 70 }).map(String) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 70 }).map((id) => ` #${id}`) },
    ),
    status: fc.constantFrom(...STATUSES),
    expiration: fc.constantFrom('all' as const, ...EXPIRATIONS),
    owner: fc.oneof(
      fc.constant('all' as const),
      fc.constant('tenant' as const),
      fc.record({ accountId: fc.constantFrom(...OWNERS.map(({ id }) => id), 99) }),
    ),
    authorizationGroupId: anything(fc.constantFrom(...GROUPS.map(({ id }) => id), 99)),
    roleId: anything(fc.constantFrom(...ROLES, 99)),
    apiSetId: anything(fc.constantFrom(...API_SETS, 99)),
    slice: anything(
      fc.oneof(
        fc.constant({ by: 'never-used' as const }),
        fc.record({
          by: fc.constantFrom('expiry' as const, 'secret' as const),
          after: fc.option(fc.constantFrom(MORNING - 2, MORNING, MORNING + 1)),
          until: fc.option(fc.constantFrom(MORNING - 1, MORNING, MORNING + 1, soon)),
        }),
      ),
    ),
    sort: fc.record({ column: fc.constantFrom(...KEY_COLUMNS), descending: fc.boolean() }),
  });

function partOf(keys: readonly ModelKey[]): fc.Arbitrary<string> {
  const texts = keys.flatMap(({ name, description, hint, owner }) => [
    name,
    description,
    hint,
    owner?.username ?? 'nobody',
  ]);
  return fc
    .tuple(fc.constantFrom(...texts, 'lk_'), fc.nat(12), fc.integer({ min: 1, max: 12 }))
    .map(([text, from, length]) => {
      const points = [...text];
      const start = Math.min(from, Math.max(0, points.length - length));
      return points.slice(start, start + length).join('');
    });
}
