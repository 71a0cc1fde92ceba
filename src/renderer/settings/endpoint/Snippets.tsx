import { Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { EndpointSettings } from '../../../shared/endpoint.ts';
import { t } from '../../../shared/language/t.ts';
import { parseListenAddress, reachedAt } from '../../../shared/listen-address.ts';
import { gatewaySnippets, serveCommand, serveUnit } from '../../gateways/snippets.ts';
import { CodeSamples } from '../../ui/CodeSamples.tsx';
import { rich } from '../../ui/rich.tsx';
import classes from '../Settings.module.css';

/** How gateways ask the endpoint, and how it runs where there is no desktop. */
export function Snippets({ settings }: { readonly settings: EndpointSettings }) {
  const gateways = useMemo(() => gatewaySnippets(settings.address), [settings.address]);
  const served = useMemo(
    () => [
      { name: t('Command'), code: serveCommand(settings) },
      { name: 'systemd', code: serveUnit(settings) },
    ],
    [settings],
  );
  const listen = parseListenAddress(settings.address);
  const stands = listen === null ? undefined : reachedAt(listen).host;
  return (
    <>
      <section className={classes.panel} aria-labelledby="gateways">
        <div>
          <Title order={3} id="gateways" size="h4">
            {t('Ask from a gateway')}
          </Title>
          <Text size="sm" c="dimmed">
            {rich('With the saved address.{stands}', {
              stands:
                stands !== listen?.host &&
                t(' From another computer write this one’s address in place of {stands}.', {
                  stands: stands ?? '',
                }),
            })}
          </Text>
        </div>
        <CodeSamples label={t('Gateways')} one={t('snippet')} samples={gateways} />
      </section>
      <section className={classes.panel} aria-labelledby="servers">
        <div>
          <Title order={3} id="servers" size="h4">
            {t('Without a desktop')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('On a server the command line does the same, with the store of the person who runs it.')}
          </Text>
        </div>
        <CodeSamples label={t('Ways to run it')} one={t('snippet')} samples={served} />
      </section>
    </>
  );
}
