import { AppError } from '../shared/rpc.ts';

/** Throws `INVALID_INPUT` about a field when there is a problem with it. The contract asks the same; others call the core too. */
export function refuseIf(field: string, problem: string | null): void {
  if (problem !== null) throw new AppError('INVALID_INPUT', problem, { field });
}
