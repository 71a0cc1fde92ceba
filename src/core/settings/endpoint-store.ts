import { DEFAULT_ENDPOINT, type EndpointSettings, endpointSettings } from '../../shared/endpoint.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { putValues, readValues } from './value-store.ts';

const { address, trustedProxies, terse, startWithLatchkey } = endpointSettings.shape;

/** The endpoint's settings; each that has no row, or one that makes no sense, is the default. */
export async function readEndpoint(db: ReadDb): Promise<EndpointSettings> {
  const values = await readValues(db, 'endpoint', Object.keys(DEFAULT_ENDPOINT));
  return {
    address: address.catch(DEFAULT_ENDPOINT.address).parse(values.get('address')),
    trustedProxies: trustedProxies.catch(DEFAULT_ENDPOINT.trustedProxies).parse(values.get('trustedProxies')),
    terse: terse.catch(DEFAULT_ENDPOINT.terse).parse(values.get('terse')),
    startWithLatchkey: startWithLatchkey
      .catch(DEFAULT_ENDPOINT.startWithLatchkey)
      .parse(values.get('startWithLatchkey')),
  };
}

export const putEndpoint = (db: WriteDb, settings: EndpointSettings): Promise<void> =>
  putValues(db, 'endpoint', settings);
