/** What of CycloneDX we look at; npm writes it. */
interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly scope?: 'required' | 'optional' | 'excluded';
}

interface Bill {
  readonly metadata: { readonly component: object };
  readonly components: readonly Component[];
}

type Named = { readonly name: string; readonly version: string };

/**
 * npm's bill of materials, told what is shipped: npm only knows which packages are declared for development, and of those
 * Vite bundles some. `scope` says it in CycloneDX's words: `required` is in the packages, `excluded` only builds or tests them.
 * @param shipped every package that is in the program
 */
export function describeShipped<Written extends Bill>(
  bill: Written,
  program: Named,
  shipped: readonly Named[],
): Written {
  const inside = new Set(shipped.map((one) => `${one.name}@${one.version}`));
  const { name, version } = program;
  // npm names it by the folder of the checkout.
  const self = { name, version, purl: `pkg:npm/${name}@${version}` };
  return {
    ...bill,
    metadata: { ...bill.metadata, component: { ...bill.metadata.component, ...self } },
    components: bill.components.map((one) => ({
      ...one,
      scope: inside.has(keyOf(one)) ? 'required' : 'excluded',
    })),
  };
}

/** The package's own name is in its address; the other may be an alias that our package.json gave it. */
const keyOf = ({ name, version, purl }: Component): string =>
  purl === undefined ? `${name}@${version}` : decodeURIComponent(purl.replace('pkg:npm/', ''));
