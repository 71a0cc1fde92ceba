import { Code } from '@mantine/core';
import { useMemo } from 'react';
import { t } from '../../../shared/language/t.ts';
import { DEFAULT_ADDRESS } from '../../../shared/listen-address.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { gatewaySnippets } from '../../gateways/snippets.ts';
import { CodeSamples } from '../../ui/CodeSamples.tsx';
import { rich } from '../../ui/rich.tsx';
import { SAMPLES } from './samples.ts';

const read = () => api.endpoint.address(undefined);

/** How an application sends the key, and how a gateway in front of your API has it verified. */
export function HowToUse() {
  const { value } = useReading(read);
  const address = value?.address ?? DEFAULT_ADDRESS;
  const samples = useMemo(() => [...SAMPLES, ...gatewaySnippets(address)], [address]);
  return (
    <CodeSamples
      label={t('How to use it')}
      one={t('sample')}
      samples={samples}
      renderHint={(sample) => (SAMPLES.includes(sample) ? send() : <Ask address={address} />)}
    />
  );
}

const send = () => (
  <>
    {rich(
      'Send the key in the header <code>X-API-Key</code>. Keep it in a vault or in an environment variable, never in the program’s text.',
      { code: <Code /> },
    )}
  </>
);

function Ask({ address }: { readonly address: string }) {
  return (
    <>
      {rich(
        'For the gateway in front of your API: it asks the verification endpoint at {address} about each request. The same lines serve every key.',
        { address: <Code>{address}</Code> },
      )}
    </>
  );
}
