import { beforeEach, expect, test, vi } from 'vitest';
import type { SessionState } from '../../src/shared/session.ts';

const { open, replaced } = vi.hoisted(() => {
  const replaced: string[] = [];
  vi.stubGlobal('window', {
    location: { hash: '#/roles/7' },
    history: { replaceState: (_: null, __: string, url: string) => replaced.push(url) },
  });
  return { open: vi.fn<(input: { id: number }) => Promise<SessionState>>(), replaced };
});

vi.mock('../../src/renderer/api.ts', () => ({
  api: { tenants: { open } },
  failureOf: (error: unknown) => error,
  onEvent: () => () => {},
}));

const { followTenant, openTenant } = await import('../../src/renderer/app/open-tenant.ts');
const { HOME } = await import('../../src/renderer/app/home.ts');
const { answerLeave, setGuard, useRouter } = await import('../../src/renderer/app/router.ts');
const { enter, useSession } = await import('../../src/renderer/app/session.ts');

const inTenant = (id: number): SessionState & { status: 'signed-in' } => ({
  status: 'signed-in',
  remembered: false,
  administrator: {
    accountId: 1,
    username: 'ada',
    displayName: '',
    roles: [],
    authorities: ['manage-tenants'],
    tenant: { id, name: `Tenant ${id}`, keyPrefix: 'lk' },
    ownTenantId: 1,
  },
});
const UNSAVED = { title: 'Discard?', text: '', stay: 'Stay', leave: 'Leave' };
const router = useRouter.getState;
const session = () => useSession.getState().state;

followTenant();

beforeEach(() => {
  open.mockReset().mockImplementation(({ id }) => Promise.resolve(inTenant(id)));
  enter({ status: 'signed-out' });
  enter(inTenant(1));
  useRouter.setState({ path: '/roles/7', guard: null, waiting: null, stayed: null });
  replaced.length = 0;
});

test('another tenant begins at the start screen, in the place of the current entry', async () => {
  await openTenant(2);
  expect(session()).toEqual(inTenant(2));
  expect(router()).toMatchObject({ path: HOME, guard: null });
  expect(replaced).toEqual([`#${HOME}`]);
});

test('who stays with what is unsaved stays', async () => {
  setGuard(UNSAVED);
  const opened = openTenant(2);
  expect(router().waiting).not.toBeNull();
  answerLeave(false);
  await opened;
  expect(open).not.toHaveBeenCalled();
  expect(router()).toMatchObject({ path: '/roles/7', guard: UNSAVED, waiting: null });
  expect(session()).toEqual(inTenant(1));
});

test('who leaves it goes', async () => {
  setGuard(UNSAVED);
  const opened = openTenant(2);
  answerLeave(true);
  await opened;
  expect(router()).toMatchObject({ path: HOME, guard: null });
});

test('what is refused leaves everything as it was, and what is unsaved is asked about again', async () => {
  open.mockRejectedValue(new Error('archived'));
  setGuard(UNSAVED);
  const opened = openTenant(2);
  answerLeave(true);
  await expect(opened).rejects.toThrow('archived');
  expect(router()).toMatchObject({ path: '/roles/7', guard: UNSAVED });
  expect(session()).toEqual(inTenant(1));
});

test('who comes back after signing out is where they were; somebody else begins at the start screen', () => {
  enter({ status: 'signed-out' });
  enter(inTenant(1));
  expect(router().path).toBe('/roles/7');
  enter({ status: 'signed-out' });
  const { administrator, ...state } = inTenant(1);
  enter({ ...state, administrator: { ...administrator, accountId: 2, username: 'bob' } });
  expect(router().path).toBe(HOME);
});

test('who signed out of another tenant begins at the start screen of their own', () => {
  enter(inTenant(2));
  useRouter.setState({ path: '/accounts/7' });
  enter({ status: 'signed-out' });
  enter(inTenant(1));
  expect(router().path).toBe(HOME);
});

test('a tenant that closes is told once, and only to the person who is there', () => {
  enter(inTenant(2));
  expect(session()).toMatchObject({ notice: expect.stringContaining('back in your own') });
  const { administrator } = inTenant(3);
  enter({ status: 'locked', administrator });
  expect(session()).toEqual({ status: 'locked', administrator });
  enter(inTenant(3));
  expect(session()).toMatchObject({ notice: expect.stringContaining('back in your own') });
  enter(inTenant(3));
  expect(session()).toEqual(inTenant(3));
});
