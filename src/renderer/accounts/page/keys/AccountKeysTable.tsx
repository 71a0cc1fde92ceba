import { Anchor, Badge } from '@mantine/core';
import type { AccountDetails } from '../../../../shared/account-row.ts';
import type { KeyRow } from '../../../../shared/key-row.ts';
import { t } from '../../../../shared/language/t.ts';
import accessClasses from '../../../access/AccessList.module.css';
import { AccessTable, type Column } from '../../../access/AccessTable.tsx';
import { useSaid } from '../../../access/said.ts';
import { navigate } from '../../../app/router.ts';
import { ExpiresCell } from '../../../keys/list/ExpiresCell.tsx';
import { RotationLine } from '../../../keys/list/RotationLine.tsx';
import { detailsPath } from '../../../keys/paths.ts';
import { ExactTimes } from '../../../ui/ExactTimes.tsx';
import { IconBan } from '../../../ui/icons.ts';
import { Ago } from '../../../ui/Moment.tsx';
import { useNow } from '../../../ui/useNow.ts';
import { freshPlace, keyLinkId } from './fresh-key.ts';
import { KeyActions } from './KeyActions.tsx';
import classes from './Keys.module.css';
import type { AccountKeys } from './useAccountKeys.ts';

interface Props {
  readonly account: AccountDetails;
  /** `null` while they are being read. */
  readonly keys: AccountKeys | null;
}

/** The keys of one account, newest first. */
export function AccountKeysTable({ account: { row, mayRotate }, keys }: Props) {
  const now = useNow(30_000);
  const fresh = useSaid(freshPlace(row.id));
  return (
    <ExactTimes>
      <AccessTable
        label={t('API keys of this account')}
        columns={columns(now, keys?.expiringSoonDays ?? 0, mayRotate)}
        rows={keys?.rows ?? null}
        freshId={fresh?.id ?? null}
        dimmed={({ state }) => state === 'revoked'}
      />
    </ExactTimes>
  );
}

const columns = (now: number, expiringSoonDays: number, mayRotate: boolean): readonly Column<KeyRow>[] => [
  { name: t('Name'), renderCell: (row) => <NameCell row={row} now={now} /> },
  {
    name: t('Key'),
    width: 116,
    renderCell: ({ hint }) => <span className={accessClasses.mono}>{hint}</span>,
  },
  {
    name: t('Status'),
    width: 96,
    renderCell: ({ state, revocation }) => (
      <>
        <Badge size="sm" tt="none" variant="light" fw={500} color={state === 'revoked' ? 'gray' : 'patina'}>
          {state === 'revoked' ? t('Revoked') : t('Active')}
        </Badge>
        {revocation === 'permanent' && <div className={accessClasses.under}>{t('Permanently')}</div>}
      </>
    ),
  },
  {
    name: t('Expires'),
    width: 112,
    renderCell: ({ expiresAt }) => (
      <ExpiresCell expiresAt={expiresAt} now={now} expiringSoonDays={expiringSoonDays} reachable />
    ),
  },
  {
    name: t('Last used'),
    width: 116,
    renderCell: ({ lastUsedAt }) =>
      lastUsedAt === null ? (
        <span className={accessClasses.quiet}>{t('Never')}</span>
      ) : (
        <Ago time={lastUsedAt} now={now} />
      ),
  },
  {
    name: t('Actions'),
    width: 140,
    actions: true,
    renderCell: (row) => <KeyActions row={row} now={now} mayRotate={mayRotate} />,
  },
];

function NameCell({ row, now }: { readonly row: KeyRow; readonly now: number }) {
  const path = detailsPath(row.id);
  return (
    <div className={classes.name}>
      <div className={accessClasses.nameLine}>
        {row.state === 'revoked' && <IconBan size={15} aria-hidden="true" className={classes.ban} />}
        <Anchor
          id={keyLinkId(row.id)}
          href={`#${path}`}
          title={row.name}
          fz="inherit"
          className={accessClasses.name}
          onClick={(event) => {
            event.preventDefault();
            navigate(path);
          }}
        >
          {row.name}
        </Anchor>
      </div>
      <RotationLine row={row} now={now} reachable />
    </div>
  );
}
