import { deleteEntry, readEntry, writeEntry } from './keychain-entries.ts';

/** The desktop program's process for the OS keychain; `keychain-client.ts` starts it, and kills it when it is late. */

export interface KeychainRequest {
  readonly id: number;
  readonly verb: 'get' | 'set' | 'delete';
  readonly name: string;
  readonly value?: string;
}

export type KeychainResponse =
  { readonly id: number; readonly value: string | null } | { readonly id: number; readonly error: string };

process.parentPort.on('message', ({ data }: { data: KeychainRequest }) => reply(data));

/** What was asked for first is done first: side by side, a removal could overtake what is kept after it, and take it away. */
let last: Promise<void> = Promise.resolve();

function reply(request: KeychainRequest): void {
  const { id } = request;
  const post = (response: KeychainResponse): void => process.parentPort.postMessage(response);
  last = last
    .then(() => answer(request))
    .then(
      (value) => post({ id, value }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.message : String(error) }),
    );
}

async function answer({ verb, name, value }: KeychainRequest): Promise<string | null> {
  if (verb === 'set') await writeEntry(name, value ?? '');
  if (verb === 'delete') await deleteEntry(name);
  return verb === 'get' ? readEntry(name) : null;
}
