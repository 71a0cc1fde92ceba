import { describe, expect, it } from 'vitest';
import { describeShipped } from '../../scripts/package/sbom.ts';

describe('the bill of materials', () => {
  const bill = {
    bomFormat: 'CycloneDX',
    metadata: { timestamp: 'now', component: { type: 'application', name: 'some-folder', version: '0.0.0' } },
    components: [
      { name: 'react', version: '19.3.1', scope: 'optional' as const },
      { name: 'react', version: '18.0.0' },
      { name: 'vitest', version: '5.1.1', scope: 'required' as const },
      { name: 'keytar', version: '7.10.6', purl: 'pkg:npm/%40github/keytar@7.10.6' },
    ],
  };
  const told = describeShipped(bill, { name: 'latchkey', version: '1.2.3' }, [
    { name: 'react', version: '19.3.1' },
    { name: '@github/keytar', version: '7.10.6' },
  ]);

  it('says of each package in that version whether it is shipped', () => {
    expect(told.components.map(({ scope }) => scope)).toEqual([
      'required',
      'excluded',
      'excluded',
      'required',
    ]);
  });

  it('is about the program, whatever the folder of the checkout is called', () => {
    expect(told.metadata).toEqual({
      timestamp: 'now',
      component: { type: 'application', name: 'latchkey', version: '1.2.3', purl: 'pkg:npm/latchkey@1.2.3' },
    });
    expect(told.bomFormat).toBe('CycloneDX');
  });
});
