import keytar from 'keytar';

/**
 * The only file that touches the OS keychain, and a process of its own: keytar blocks its threads without a timeout
 * when the keyring is locked, and four such calls would freeze the whole program. Whoever started this process
 * kills it when an answer is late (`keychain-client.ts`).
 */

const SERVICE = 'Latchkey';

export interface KeychainRequest {
  readonly id: number;
  readonly verb: 'get' | 'set' | 'delete';
  readonly name: string;
  readonly value?: string;
}

export type KeychainResponse =
  { readonly id: number; readonly value: string | null } | { readonly id: number; readonly error: string };

// Electron starts it as a utility process, the command line as a forked one.
const parent = process.parentPort as Electron.ParentPort | undefined;
if (parent) parent.on('message', ({ data }: { data: KeychainRequest }) => reply(data));
else process.on('message', (request: KeychainRequest) => reply(request));

function post(response: KeychainResponse): void {
  if (parent) parent.postMessage(response);
  else process.send?.(response);
}

/** What was asked for first is done first: side by side, a removal could overtake what is kept after it, and take it away. */
let last: Promise<void> = Promise.resolve();

function reply(request: KeychainRequest): void {
  const { id } = request;
  last = last
    .then(() => answer(request))
    .then(
      (value) => post({ id, value }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.message : String(error) }),
    );
}

async function answer({ verb, name, value }: KeychainRequest): Promise<string | null> {
  if (verb === 'set') await keytar.setPassword(SERVICE, name, value ?? '');
  if (verb === 'delete') await keytar.deletePassword(SERVICE, name);
  return verb === 'get' ? keytar.getPassword(SERVICE, name) : null;
}
