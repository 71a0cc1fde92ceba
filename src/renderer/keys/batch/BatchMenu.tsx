import { Button, Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { EVERYTHING } from '../../../shared/everything.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { navigate } from '../../app/router.ts';
import { useMay } from '../../app/session.ts';
import { IconBan, IconBatch, IconExport, IconImport, IconReinstate, IconTrash } from '../../ui/icons.ts';
import { IMPORT } from '../paths.ts';
import { start } from './batch-store.ts';
import { ExportHashes } from './ExportHashes.tsx';
import type { AskedAction } from './words.ts';

const ACTIONS = [
  { name: msg('Revoke all API keys'), action: 'revoke', status: 'active', icon: IconBan },
  { name: msg('Reinstate all API keys'), action: 'reinstate', status: 'revoked', icon: IconReinstate },
  { name: msg('Delete all revoked API keys'), action: 'remove', status: 'revoked', icon: IconTrash },
] as const satisfies readonly {
  name: Message;
  action: AskedAction;
  status: string;
  icon: typeof IconBan;
}[];

/** **Batch actions**: what can be done to all keys of the tenant at once, whatever the list shows. */
export function BatchMenu() {
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const mayExport = useMay('export');
  const mayHash = useMay('manage-tenant-api-keys') && mayExport;
  return (
    <>
      <Menu position="bottom-end" width="max-content">
        <Menu.Target>
          <Button ref={button} variant="default" leftSection={<IconBatch size={16} stroke={1.75} />}>
            {t('Batch actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTIONS.map(({ name, action, status, icon: Icon }) => (
            <Menu.Item
              key={t(name)}
              leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
              {...(action === 'remove' && { color: 'var(--mantine-color-error)' })}
              onClick={() =>
                start({
                  title: t(name),
                  action,
                  selection: { by: 'view', view: { ...EVERYTHING, status }, except: [] },
                  typed: true,
                  opener: button.current,
                })
              }
            >
              {t(name)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconImport size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => navigate(IMPORT)}
          >
            {t('Import API keys')}
          </Menu.Item>
          {mayHash && (
            <Menu.Item
              leftSection={<IconExport size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => setAsking(true)}
            >
              {t('Export with SHA-256')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ExportHashes opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}
