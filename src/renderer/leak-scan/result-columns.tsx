import { t } from '../../shared/language/t.ts';
import { MATCH_NAMES } from '../../shared/leak-scan-words.ts';
import type { ScanRow } from '../../shared/leak-scan.ts';
import type { Column } from '../access/AccessTable.tsx';
import { ScreenLink } from '../access/ScreenLink.tsx';
import { detailsPath } from '../keys/paths.ts';
import classes from './LeakScan.module.css';
import { RevokeButton } from './RevokeButton.tsx';
import { StandingBadge } from './StandingBadge.tsx';
import { nameAndFolder, withinInWords } from './words.ts';

/** The columns of places where keys were found. */
export const resultColumns = (): readonly Column<ScanRow>[] => [
  { name: t('Place'), renderCell: (row) => <Place row={row} /> },
  {
    name: t('Line'),
    width: 90,
    renderCell: ({ line, column }) => (
      <span data-exact={column === null ? undefined : `Column ${column}`}>{line ?? ''}</span>
    ),
  },
  { name: t('Key'), width: 240, renderCell: (row) => <Key row={row} /> },
  {
    name: t('State'),
    width: 160,
    renderCell: ({ match }) => match.of === 'tenant' && <StandingBadge standing={match.standing} />,
  },
  {
    name: t('Actions'),
    width: 116,
    actions: true,
    renderCell: ({ match, path, line }) => (
      <div className={classes.rowAction}>
        <RevokeButton
          match={match}
          of={t('the key in {name}{value}', {
            name: nameAndFolder(path).name,
            value: line === null ? '' : t(', line {line}', { line }),
          })}
        />
      </div>
    ),
  },
];

function Place({ row }: { readonly row: ScanRow }) {
  const { name, folder } = nameAndFolder(row.path);
  const within = withinInWords(row);
  return (
    <div className={classes.place} title={[row.path, within].filter(Boolean).join(' · ')}>
      <span className={classes.clip}>
        {name}
        {within !== '' && <span className={classes.within}> {within}</span>}
      </span>
      <span className={classes.under}>
        <bdi>{folder}</bdi>
      </span>
    </div>
  );
}

function Key({ row: { match, hint } }: { readonly row: ScanRow }) {
  return (
    <div className={classes.place}>
      <span className={classes.clip}>
        {match.of !== 'tenant' ? (
          t(MATCH_NAMES[match.of])
        ) : match.standing === 'removed' ? (
          match.key.name
        ) : (
          <ScreenLink to={detailsPath(match.key.id)}>{match.key.name}</ScreenLink>
        )}
      </span>
      <span className={`${classes.clip} ${classes.hint}`}>{hint}</span>
    </div>
  );
}
