import { type RuleId, ruleOf } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import type { Authority } from '../../shared/authorities.ts';
import type { Remedy } from '../../shared/remedies.ts';
import { api } from '../api.ts';
import { navigate } from '../app/router.ts';
import { mayOpen, routeOf } from '../app/routes.ts';
import { useAdministrator } from '../app/session.ts';
import { type EditPlace, type KeyDialogKind, openKeyDialog } from '../keys/key-dialog.ts';
import { useMayChange } from '../keys/may-change.ts';
import { detailsPath } from '../keys/paths.ts';

/** The buttons that mend findings. All of them lead to the dialogs and screens that do the same elsewhere. */

/** Those that open a dialog about a key, and where its form begins. */
const DIALOGS: Partial<Record<Remedy, { readonly kind: KeyDialogKind; readonly at?: EditPlace }>> = {
  rotate: { kind: 'rotate' },
  'finish-rotation': { kind: 'finish-rotation' },
  revoke: { kind: 'revoke' },
  remove: { kind: 'remove' },
  'set-allowlist': { kind: 'edit', at: 'allowlist' },
  'limit-permissions': { kind: 'edit', at: 'permissions' },
  'choose-api-sets': { kind: 'edit', at: 'apiAccess' },
  rename: { kind: 'edit' },
};

const TENANT = { path: '/settings/tenant', authority: 'manage-settings' } as const;
const SECURITY = { path: '/settings/security', authority: 'manage-tenants' } as const;
/** Where a weak setting is set, and by whom. */
const SETTINGS: Readonly<Record<string, { readonly path: string; readonly authority: Authority }>> = {
  idleLockMinutes: SECURITY,
  clipboardSeconds: SECURITY,
  lockoutFailures: SECURITY,
  lockoutMinutes: SECURITY,
  endpointAddress: { path: '/settings/endpoint', authority: 'manage-tenants' },
  validityDays: TENANT,
  expiringSoonDays: TENANT,
};
/** The screen on which the log is verified. */
const LOG = '/activity-log';

/** Of a rule's remedies those that this person may apply to a finding. */
export function useRemedies(): (rule: RuleId, finding: Finding) => readonly Remedy[] {
  const { authorities } = useAdministrator();
  const mayChange = useMayChange();
  return (rule, { name, owner }) =>
    ruleOf(rule).remedies.filter((remedy) => {
      if (remedy === 'view-details') return true;
      if (remedy === 'add-to-group') return authorities.includes('manage-access-control');
      if (remedy === 'open-settings') {
        const place = SETTINGS[name];
        return place !== undefined && authorities.includes(place.authority);
      }
      if (remedy === 'open-log') {
        const log = routeOf(LOG);
        return log !== undefined && mayOpen(log.route, authorities);
      }
      return mayChange({ owner: owner && { ...owner, active: true } });
    });
}

/**
 * Opens what mends a finding, but for **Add to group**, which the screen does itself.
 * @returns false when the key has gone meanwhile
 */
export async function mend(remedy: Remedy, { id, name }: Finding): Promise<boolean> {
  const dialog = DIALOGS[remedy];
  if (dialog) {
    const [row] = (await api.keys.rows({ ids: [id] })).rows;
    if (!row) return false;
    openKeyDialog(dialog.kind, row, dialog.at ?? null);
  } else if (remedy === 'view-details') navigate(detailsPath(id));
  else if (remedy === 'open-log') navigate(LOG);
  else if (remedy === 'open-settings') navigate(SETTINGS[name]?.path ?? '/settings');
  return true;
}
