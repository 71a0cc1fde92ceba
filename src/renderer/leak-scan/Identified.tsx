import { Text, Title } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { writtenAs } from '../../shared/leak-scan-words.ts';
import type { Identification } from '../../shared/leak-scan.ts';
import { ScreenLink } from '../access/ScreenLink.tsx';
import { detailsPath } from '../keys/paths.ts';
import { counted } from '../ui/counted.ts';
import { Fact, FactList } from '../ui/FactList.tsx';
import { formatExact } from '../ui/format.ts';
import { IconAlert, IconRefused } from '../ui/icons.ts';
import classes from './LeakScan.module.css';
import { RevokeButton } from './RevokeButton.tsx';
import { StandingBadge } from './StandingBadge.tsx';
import { matchInWords } from './words.ts';

interface Props {
  readonly answer: Identification;
  readonly outdated: boolean;
}

/** The keys that were in a text, or why there was none. */
export function Identified({ answer: { keys, count, why }, outdated }: Props) {
  return (
    <section className={classes.answer} aria-label={t('Answer')}>
      {outdated && (
        <div className={classes.note}>
          <IconAlert size={17} aria-hidden="true" />
          <span>
            {t('Something in Latchkey was changed since. Paste the key again to see how it stands now.')}
          </span>
        </div>
      )}
      {why !== null && (
        <div className={`${classes.panel} ${classes.why}`}>
          <IconRefused size={20} stroke={1.75} aria-hidden="true" />
          <div>
            <Title order={2}>{t('This is no key')}</Title>
            <Text size="sm">{why}</Text>
          </div>
        </div>
      )}
      {keys.map((key, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- another tenant's keys have nothing else that may be told
        <One key={place} found={key} />
      ))}
      {count > keys.length && (
        <Text size="sm" c="dimmed">
          {t('The text has {moreKeys}.', {
            moreKeys: counted(count - keys.length, 'more key', 'more keys'),
          })}
        </Text>
      )}
    </section>
  );
}

function One({ found: { hint, written, match } }: { readonly found: Identification['keys'][number] }) {
  const own = match.of === 'tenant' ? match : null;
  return (
    <article className={`${classes.panel} ${classes.one}`}>
      <div className={classes.oneHead}>
        <Title order={2}>
          {own === null ? (
            match.of === 'unknown' ? (
              t('Not a key of this store')
            ) : (
              t('Another tenant’s key')
            )
          ) : own.standing === 'removed' ? (
            own.key.name
          ) : (
            <ScreenLink to={detailsPath(own.key.id)}>{own.key.name}</ScreenLink>
          )}
        </Title>
        {own !== null && <StandingBadge standing={own.standing} />}
        <span className={classes.oneAction}>
          <RevokeButton match={match} />
        </span>
      </div>
      <Text size="sm">{matchInWords(match)}</Text>
      <FactList>
        {hint !== null && (
          <Fact name={t('Key')} exact>
            {hint}
          </Fact>
        )}
        {written.length > 0 && <Fact name={t('Written as')}>{writtenAs(written)}</Fact>}
        {own !== null && (
          <>
            <Fact name={t('Owner')}>{own.key.owner ?? t('The tenant')}</Fact>
            {own.endsAt !== null && (
              <Fact name={own.standing === 'rotating' ? t('Works until') : t('Replaced')}>
                {formatExact(own.endsAt)}
              </Fact>
            )}
            <Fact name={t('Expires')}>
              {own.key.expiresAt === null ? t('Never') : formatExact(own.key.expiresAt)}
            </Fact>
            <Fact name={t('Last used')}>
              {own.lastUsedAt === null ? t('Never') : formatExact(own.lastUsedAt)}
            </Fact>
          </>
        )}
      </FactList>
    </article>
  );
}
