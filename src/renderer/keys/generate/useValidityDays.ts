import { EVERYTHING } from '../../../shared/everything.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';

/** As the tenant has it before its administrators say otherwise. */
const USUAL = 90;

const read = async () => (await api.keys.list({ view: EVERYTHING, after: null, limit: 1 })).validityDays;
const readNothing = async () => USUAL;

/** How long an account's key is valid unless something else is said. Days. @param needed false: nobody asks */
export const useValidityDays = (needed: boolean): number =>
  useReading(needed ? read : readNothing, false).value ?? USUAL;
