import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** What a log was at one moment: so many entries, with this root. C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** Which log: `latchkey/<log id>`. */
  readonly origin: string;
  readonly size: number;
  /** Root of the Merkle tree over the entries, 32 bytes. */
  readonly root: Buffer;
  /** Of the newest entry. */
  readonly epoch: number;
  /** Hash of the newest entry, hex: what the next one must name. The root alone does not tell it. */
  readonly head: string;
}

export const originOf = (logId: string): string => `latchkey/${logId}`;

export const SEED_LENGTH = 32;
/** DER of an Ed25519 private key up to its seed, and of a public key up to its bytes: RFC 8410. */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519 = Buffer.of(0x01);

/** Signs as one installation of Latchkey. */
export class Signer {
  readonly #name: string;
  readonly #key: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;

  /** @param seed 32 random bytes, from the keychain */
  constructor(name: string, seed: Uint8Array) {
    if (seed.length !== SEED_LENGTH) throw new RangeError('A signing seed has 32 bytes.');
    this.#name = name;
    this.#key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#key)
      .export({ format: 'der', type: 'spki' })
      .subarray(PUBLIC_DER.length);
  }

  /** A checkpoint as a signed note. */
  sign(checkpoint: Checkpoint): string {
    return this.signNote(checkpointText(checkpoint));
  }

  /**
   * A C2SP signed note. Ed25519 signs without randomness: the same text gives the same note.
   * @param text lines with a line feed behind each, which nobody can take for a note of another kind
   */
  signNote(text: string): string {
    const signature = Buffer.concat([
      keyId(this.#name, this.publicKey),
      sign(null, Buffer.from(text), this.#key),
    ]);
    return `${text}\n— ${this.#name} ${signature.toString('base64')}\n`;
  }

  /** The public key as others keep it to check signatures: `<name>+<key id>+<base64>`. */
  get verifierKey(): string {
    return verifierKey(this.#name, this.publicKey);
  }
}

export const verifierKey = (name: string, publicKey: Uint8Array): string =>
  `${name}+${keyId(name, publicKey).toString('hex')}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`;

/** Takes a verifier key apart; `null`: it is none. */
export function readVerifierKey(text: string): { readonly name: string; readonly publicKey: Buffer } | null {
  // The name is printed: nothing in it may act on a terminal.
  const [, name = '', id = '', key = ''] =
    /^([^\s+\p{C}]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 1 + SEED_LENGTH || bytes[0] !== ED25519[0]) return null;
  const publicKey = bytes.subarray(1);
  return keyId(name, publicKey).toString('hex') === id ? { name, publicKey } : null;
}

/** What is wrong with a note. */
export type NoteTrouble = 'unreadable' | 'not signed by this key';

/**
 * Opens the signed note of a checkpoint.
 * @param key a verifier key, one of whose signatures must be there and right
 */
export function openCheckpoint(note: string, key: string): Checkpoint | NoteTrouble {
  const opened = openNote(note, key);
  return typeof opened === 'string' ? opened : (readText(opened.text) ?? 'unreadable');
}

/**
 * Opens a signed note, whatever it says.
 * @param key a verifier key, one of whose signatures must be there and right
 */
export function openNote(note: string, key: string): { readonly text: string } | NoteTrouble {
  const known = readVerifierKey(key);
  const end = note.lastIndexOf('\n\n');
  if (!known || end < 0) return 'unreadable';
  const text = note.slice(0, end + 1);
  const id = keyId(known.name, known.publicKey);
  const spki = createPublicKey({
    key: Buffer.concat([PUBLIC_DER, known.publicKey]),
    format: 'der',
    type: 'spki',
  });
  const isSigned = note
    .slice(end + 2)
    .split('\n')
    .some((line) => {
      const [, name, base64 = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = Buffer.from(base64, 'base64');
      return (
        name === known.name &&
        bytes.subarray(0, 4).equals(id) &&
        verify(null, Buffer.from(text), spki, bytes.subarray(4))
      );
    });
  return isSigned ? { text } : 'not signed by this key';
}

const checkpointText = ({ origin, size, root, epoch, head }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\nepoch ${epoch}\nhead ${head}\n`;

function readText(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', epoch = '', head = ''] = text.split('\n');
  const read = {
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    epoch: Number(/^epoch (\d+)$/.exec(epoch)?.[1]),
    head: /^head ([0-9a-f]{64})$/.exec(head)?.[1] ?? '',
  };
  // Whoever signed it may have written what only looks like a number.
  return checkpointText(read) === text && read.root.length === 32 ? read : null;
}

/** The first four bytes of SHA-256(name ‖ LF ‖ algorithm ‖ public key), C2SP signed-note. */
const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey]), 'buffer').subarray(0, 4);
