import { canonicalAddress } from './allowlist.ts';
import { isMethod } from './api-pattern.ts';
import { t } from './language/t.ts';
import { quoted } from './text.ts';

/**
 * Rules for a request as people write it down, to ask what becomes of it. Written without Node or DOM, so that the form
 * and the core say the same thing.
 */

/** The methods that are offered; others can be asked for too. */
export const REQUEST_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** In UTF-16 units; more than an endpoint takes of a whole request. */
export const REQUEST_TARGET_MAX = 16_384;
export const NEEDED_PERMISSIONS_MAX = 100;
const PERMISSION_MAX = 200;

/** What is wrong with a client's address, or `null`; nothing typed means that it is not known. */
export function addressProblem(text: string): string | null {
  const address = text.trim();
  if (address === '' || canonicalAddress(address) !== null) return null;
  return t('{address} is not an IP address. Write one, without port or “/”, for example 10.1.2.3.', {
    address: quoted(address),
  });
}

export const methodProblem = (text: string): string | null =>
  isMethod(text) ? null : t('Method must be one word, for example GET.');

/** What is wrong with a request's path, with or without its query, or `null`. */
export function pathProblem(text: string): string | null {
  if (/\s/.test(text)) return t('A path has no spaces. Write them as %20.');
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) {
    return t('Leave out scheme and host: the path begins with the “/” that follows them.');
  }
  return text.startsWith('/') ? null : t('The path must begin with “/”, for example /v1/orders.');
}

/** What is wrong with the permissions that an operation needs, or `null`. */
export function permissionsProblem(needed: readonly string[]): string | null {
  if (needed.length > NEEDED_PERMISSIONS_MAX) {
    return t('No more than {most} permissions can be asked for at once.', {
      most: NEEDED_PERMISSIONS_MAX,
    });
  }
  const wrong = needed.find((one) => one.length > PERMISSION_MAX || !/^[^:\s]+:[^:\s]+$/.test(one));
  return wrong === undefined
    ? null
    : t('{wrong} is no permission. Write a resource and an action, for example invoices:read.', {
        wrong: quoted(wrong),
      });
}
