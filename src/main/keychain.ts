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

process.parentPort.on('message', ({ data }: { data: KeychainRequest }) => {
  answer(data).then(
    (value) => process.parentPort.postMessage({ id: data.id, value } satisfies KeychainResponse),
    (error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      process.parentPort.postMessage({ id: data.id, error: text } satisfies KeychainResponse);
    },
  );
});

async function answer({ verb, name, value }: KeychainRequest): Promise<string | null> {
  if (verb === 'set') await keytar.setPassword(SERVICE, name, value ?? '');
  if (verb === 'delete') await keytar.deletePassword(SERVICE, name);
  return verb === 'get' ? keytar.getPassword(SERVICE, name) : null;
}
