import { useState } from 'react';
import { msg, t } from '../../shared/language/t.ts';
import { api, failureOf } from '../api.ts';
import { counted } from '../ui/counted.ts';
import { toast } from '../ui/toast.tsx';

const WHY = {
  'no keychain': msg(
    'It is not signed, because the keychain of this computer does not answer. Unlock it and export again.',
  ),
  'in doubt': msg('It is not signed, because the log does not go on from what was signed. Verify the log.'),
} as const;

/** **Export signed log**. @param onDone it has an entry of its own */
export function useExport(onDone: () => void): { readonly busy: boolean; readonly run: () => void } {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { path, entries, unsigned } = await api.activityLog.export(undefined);
      if (path === null) return;
      onDone();
      const saved = t('{entries} saved in {path}.', { entries: counted(entries, 'entry', 'entries'), path });
      if (unsigned === null) toast({ message: saved });
      else toast({ message: `${saved} ${t(WHY[unsigned])}`, color: 'yellow' });
    } catch (error) {
      toast({ message: failureOf(error).message, color: 'red' });
    } finally {
      setBusy(false);
    }
  };
  return { busy, run: () => void run() };
}
