import { Button, Menu } from '@mantine/core';
import { type Message, msg, t } from '../../shared/language/t.ts';
import type { ScanFormat } from '../../shared/leak-scan-words.ts';
import { api, failureOf } from '../api.ts';
import { useMay, useSession, whose } from '../app/session.ts';
import { counted } from '../ui/counted.ts';
import { IconExport } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';

const FORMATS: readonly (readonly [ScanFormat, Message])[] = [
  ['csv', msg('CSV, for spreadsheets')],
  ['json', msg('JSON')],
  ['sarif', msg('SARIF, for code hosts')],
];

/** **Export**: what was found, or a baseline of it, in a file that the person chooses. */
export function ExportMenu() {
  const may = useMay('export');
  if (!may) return null;
  const save = async (call: () => Promise<{ path: string | null; places: number }>) => {
    const asker = whose(useSession.getState().state);
    const say = (message: string, color?: string) => {
      if (asker === whose(useSession.getState().state))
        toast({ message, ...(color !== undefined && { color }) });
    };
    try {
      const { path, places } = await call();
      if (path !== null) say(t('{places} written to {path}.', { places: counted(places, 'place'), path }));
    } catch (error) {
      say(failureOf(error).message, 'red');
    }
  };
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <Button variant="default" leftSection={<IconExport size={16} stroke={1.75} />}>
          {t('Export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(([format, name]) => (
          <Menu.Item key={format} onClick={() => void save(() => api.leakScan.export({ format }))}>
            {t(name)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void save(() => api.leakScan.writeBaseline({}))}>
          {t('Baseline, so that these are passed over')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
