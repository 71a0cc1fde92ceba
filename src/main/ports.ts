import type { FileBeside } from '../core/private-file.ts';
import type { EventName, Events } from '../shared/contract.ts';
import type { LanguageChoice } from '../shared/language/languages.ts';
import type { KeychainUnavailable } from '../shared/keychain-words.ts';
import type { KeychainState } from '../shared/session.ts';
import type { FromEndpoint, ToEndpoint } from './endpoint/messages.ts';

/** What the backend needs of the outside world; Electron supplies it in the program, tests supply their own. */
export interface Ports {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly keychain: Keychain;
  readonly clipboard: Clipboard;
  /**
   * Asks the person for a place and writes the file there, readable to them alone; `null` when they cancel. `allowed` is
   * asked in between, because much may happen while the question stands; when it throws, nothing is written. A text in
   * pieces is asked for only then, and when it throws, nothing stays.
   */
  readonly saveFile: (
    suggestedName: string,
    text: SavedText,
    allowed: () => Promise<void>,
    beside?: FileBeside,
  ) => Promise<string | null>;
  /** Asks the person for files or folders of this computer; `null` when they cancel. */
  readonly choosePaths: (what: ChosenPaths) => Promise<readonly string[] | null>;
  /** Asks the person where a file of that name is to go, and whether one that is there may go; `null`: cancelled. */
  readonly choosePlace: (suggestedName: string) => Promise<string | null>;
  /** Tells the renderer something unasked. */
  readonly emit: <N extends EventName>(name: N, payload: Events[N]) => void;
  /** Called when the first secret starts to wait and when the last one is gone. */
  readonly onSecretShown?: (shown: boolean) => void;
  /** Puts a language in force in this process, for the next start too; without it everything stays in English. */
  readonly speak?: (choice: LanguageChoice) => Promise<void>;
  /** The name under which this computer stands in the list of remembered devices. */
  readonly deviceName: string;
  readonly notifier: Notifier;
  /** Runs something again and again, at most this often; returns what ends it. Milliseconds. */
  readonly every: (interval: number, work: () => void) => () => void;
  /** The program's own version, and those of what it is made with. */
  readonly about: {
    readonly version: string;
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  /** Starts the process of the verification endpoint. */
  readonly forkEndpoint: () => EndpointProcess;
  readonly onInternalError: (call: string, error: unknown) => void;
  /** Where internal errors are noted, to name it to people. */
  readonly logFile: string;
}

export type ChosenPaths = 'files' | 'folders' | 'baseline' | 'import' | 'backup' | 'backup folder';

/** What is written to a file; where it matters, made once its place is known. */
export type SavedText = string | AsyncIterable<string | Uint8Array> | ((path: string) => string);

/** The process of the verification endpoint (`endpoint/entry.ts`), as whoever started it sees it. */
export interface EndpointProcess {
  readonly send: (message: ToEndpoint) => void;
  readonly onMessage: (listener: (message: FromEndpoint) => void) => void;
  /** The code is `null` where a signal ended it. */
  readonly onExit: (listener: (code: number | null) => void) => void;
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void;
}

/** Notifications of the desktop. */
export interface Notifier {
  /** False where the desktop has none. */
  readonly works: () => boolean;
  /** Shows one in place of the one before; returns what takes it away. `onClick` brings the window up first. */
  readonly show: (title: string, body: string, onClick: () => void) => () => void;
}

export interface Clipboard {
  readonly write: (text: string) => Promise<void>;
  readonly read: () => Promise<string>;
}

export type { KeychainUnavailable };
export type KeychainAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly unavailable: KeychainUnavailable };

/** The OS keychain; every answer comes within its deadline, and none is thrown. */
export interface Keychain {
  readonly state: () => Promise<KeychainState>;
  readonly get: (name: string) => Promise<KeychainAnswer<string | null>>;
  readonly set: (name: string, value: string) => Promise<KeychainAnswer<null>>;
  readonly delete: (name: string) => Promise<KeychainAnswer<null>>;
}
