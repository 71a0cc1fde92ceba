import { memo } from 'react';
import type { KeyRow } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { formatRelativeShort } from '../../ui/format.ts';
import { IconBan } from '../../ui/icons.ts';
import { detailsPath } from '../paths.ts';
import { COLUMNS } from './columns.ts';
import { ExpiresCell } from './ExpiresCell.tsx';
import { RowActions } from './RowActions.tsx';
import { RotationLine } from './RotationLine.tsx';
import classes from './Table.module.css';
import { Day, RowMoment } from './RowMoment.tsx';

interface Props {
  /** `undefined`: its page is still being read. */
  readonly row: KeyRow | undefined;
  /** Its place in the view, counted from 0. */
  readonly index: number;
  readonly now: number;
  readonly expiringSoonDays: number;
  readonly fresh: boolean;
  /** `null`: the person can do nothing with selected keys. */
  readonly selected: boolean | null;
  /** The keyboard is in this row. */
  readonly active: boolean;
  readonly menuOpen: boolean;
  /** Whether the person may change this key. */
  readonly may: boolean;
}

export const rowId = (index: number): string => `key-row-${index}`;

/** What is clicked in a row says so in `data-action`; the table listens once for all. */
export const KeyTableRow = memo(function KeyTableRow(props: Props) {
  const { row, index, now, expiringSoonDays, fresh, selected, active, menuOpen, may } = props;
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      data-index={index}
      data-active={active || undefined}
      data-fresh={fresh || undefined}
      data-revoked={row?.state === 'revoked' || undefined}
    >
      {selected !== null && (
        <td className={classes.tick} data-action={row && 'select'}>
          <input
            type="checkbox"
            aria-label={row ? t('Select {name}', { name: row.name }) : t('Select')}
            checked={selected && row !== undefined}
            disabled={!row}
            tabIndex={active ? 0 : -1}
            onChange={ignore}
          />
        </td>
      )}
      {row ? (
        <>
          <NameCell row={row} now={now} active={active} />
          <td className={classes.hint}>{row.hint}</td>
          <td>
            <div
              className={row.owner?.active === false ? classes.line : classes.twoLines}
              title={row.owner?.username}
            >
              {row.owner?.username ?? t('Tenant')}
            </div>
            {row.owner?.active === false && <div className={classes.under}>{t('Disabled')}</div>}
          </td>
          <td>
            <div className={classes.line} title={row.authorizationGroup?.name}>
              {row.authorizationGroup?.name ?? '—'}
            </div>
          </td>
          <td>
            <span className={classes.badge} data-tone={row.state === 'revoked' ? 'gray' : 'green'}>
              {row.state === 'revoked' ? t('Revoked') : t('Active')}
            </span>
            {row.revocation === 'permanent' && <div className={classes.permanent}>{t('Permanent')}</div>}
          </td>
          <td>
            <ExpiresCell
              expiresAt={row.expiresAt}
              now={now}
              expiringSoonDays={expiringSoonDays}
              reachable={active}
            />
          </td>
          <td>
            {row.lastUsedAt === null ? (
              <span className={classes.never}>{t('Never')}</span>
            ) : (
              <RowMoment time={row.lastUsedAt} reachable={active}>
                <span className={classes.line}>{formatRelativeShort(row.lastUsedAt, now)}</span>
                <Day time={row.lastUsedAt} className={classes.hidden} />
              </RowMoment>
            )}
          </td>
          <td>
            <RowMoment time={row.createdAt} reachable={active} />
          </td>
          <RowActions row={row} active={active} menuOpen={menuOpen} may={may} />
        </>
      ) : (
        <Skeletons />
      )}
    </tr>
  );
});

const ignore = (): void => {};

function NameCell({
  row,
  now,
  active,
}: {
  readonly row: KeyRow;
  readonly now: number;
  readonly active: boolean;
}) {
  return (
    <th scope="row" className={classes.name}>
      <div className={classes.line} title={row.name}>
        {row.state === 'revoked' && <IconBan size={15} aria-hidden="true" />}
        <a href={`#${detailsPath(row.id)}`} data-action="details" tabIndex={active ? 0 : -1}>
          {row.name}
        </a>
      </div>
      <RotationLine row={row} now={now} reachable={active} />
    </th>
  );
}

function Skeletons() {
  return (
    <>
      {COLUMNS.map(({ column }) => (
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is there yet
        <td key={column}>
          <span className={classes.skeleton} data-column={column} />
        </td>
      ))}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is there yet */}
      <td className={classes.actions} />
    </>
  );
}
