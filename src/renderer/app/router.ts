import { create } from 'zustand';

/**
 * Where the person is. Hash routes, because the program's own scheme serves a fixed map of files and a reload must
 * come back to the same screen.
 */
interface Router {
  readonly path: string;
  /** How often the person has moved; 0 right after start, when focus belongs to nobody yet. */
  readonly moves: number;
  /** Set while a screen holds something unsaved: what to ask before leaving it. */
  readonly guard: LeaveQuestion | null;
  /** What waits for the answer to that question. */
  readonly waiting: (() => void) | null;
  /** Told when the person stays instead. */
  readonly stayed: (() => void) | null;
}

export interface LeaveQuestion {
  readonly title: string;
  readonly text: string;
  readonly stay: string;
  readonly leave: string;
}

const currentHash = (): string => window.location.hash.replace(/^#/, '') || '/';

export const useRouter = create<Router>()(() => ({
  path: currentHash(),
  moves: 0,
  guard: null,
  waiting: null,
  stayed: null,
}));

const { getState, setState } = useRouter;

function show(path: string): void {
  setState(({ moves }) => ({ path, moves: moves + 1 }));
}

/** Goes to a screen at once, asking nothing; for a form that has just been saved. */
export function go(path: string): void {
  if (path === getState().path) return;
  window.history.pushState(null, '', `#${path}`);
  show(path);
}

/** Takes the place of the current entry, so that Back does not return to it. */
export function redirect(path: string): void {
  window.history.replaceState(null, '', `#${path}`);
  setState({ path });
}

/** Begins anew at a screen, which takes the place of the current entry: for what loses everything on the screen. */
export function startAt(path: string): void {
  window.history.replaceState(null, '', `#${path}`);
  setState({ guard: null, waiting: null, stayed: null });
  show(path);
}

/**
 * Does something that loses the current screen, after asking when that screen holds something unsaved.
 * @param stayed told when the person stays instead
 */
export function leaveThen(action: () => void, stayed: (() => void) | null = null): void {
  if (getState().guard === null) action();
  else setState({ waiting: action, stayed });
}

export const navigate = (path: string): void => {
  if (path !== getState().path) leaveThen(() => go(path));
};

/** The answer to the leave question. */
export function answerLeave(leave: boolean): void {
  const { waiting, stayed } = getState();
  setState({ waiting: null, stayed: null, ...(leave && { guard: null }) });
  if (leave) waiting?.();
  else stayed?.();
}

export const setGuard = (guard: LeaveQuestion | null): void => setState({ guard });

/** Back, forward or a typed address. A guarded screen stays, and its address with it. Returns the undo. */
export function followHistory(): () => void {
  const moved = () => {
    const target = currentHash();
    const { path, guard } = getState();
    if (target === path) return;
    if (guard === null) {
      show(target);
      return;
    }
    window.history.pushState(null, '', `#${path}`);
    setState({ waiting: () => go(target), stayed: null });
  };
  window.addEventListener('popstate', moved);
  return () => window.removeEventListener('popstate', moved);
}
