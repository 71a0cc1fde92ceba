interface Sum {
  readonly tenant: number;
  readonly hour: number;
  uses: number;
  refusals: number;
}

/** Adds up what a batch has of each tenant in each hour: a few rows, however many keys were used. */
export class TenantHours {
  readonly #tenantOf: (keyId: number) => number | undefined;
  readonly #sums = new Map<string, Sum>();

  /** @param tenantOf `undefined` for a key that is gone from a store that was restored meanwhile */
  constructor(tenantOf: (keyId: number) => number | undefined) {
    this.#tenantOf = tenantOf;
  }

  add(keyId: number, hour: number, counted: { readonly uses: number; readonly refusals: number }): void {
    const tenant = this.#tenantOf(keyId);
    if (tenant === undefined) return;
    const place = `${tenant} ${hour}`;
    const sum = this.#sums.get(place) ?? { tenant, hour, uses: 0, refusals: 0 };
    sum.uses += counted.uses;
    sum.refusals += counted.refusals;
    this.#sums.set(place, sum);
  }

  sums(): Iterable<Readonly<Sum>> {
    return this.#sums.values();
  }
}
