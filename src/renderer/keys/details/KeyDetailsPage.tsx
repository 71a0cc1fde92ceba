import '../scope/styles.ts';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { localized, t } from '../../../shared/language/t.ts';
import { usePathId } from '../../app/path-id.ts';
import { go } from '../../app/router.ts';
import { useMay } from '../../app/session.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useNow } from '../../ui/useNow.ts';
import { onKeyChange } from '../key-changes.ts';
import { useMayChange } from '../may-change.ts';
import { LIST } from '../paths.ts';
import { countText } from '../scope/permission-choice.ts';
import { PermissionList } from '../scope/PermissionList.tsx';
import { Activity } from './Activity.tsx';
import classes from './Details.module.css';
import { Facts } from './Facts.tsx';
import { NoData } from '../../accounts/page/data-access/NoData.tsx';
import { HowToUse } from './HowToUse.tsx';
import { BackToKeys, KeyHead } from './KeyHead.tsx';
import { Limits } from './Limits.tsx';
import { Refusals } from './Refusals.tsx';
import { scopeInWords } from './scope-in-words.ts';
import { Secrets } from './Secrets.tsx';
import { type KeyPicture, useKeyDetails } from './useKeyDetails.ts';
import { UsePlot } from './UsePlot.tsx';

const dayFormat = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));

/** **Key details**: everything about one key but its secrets. */
export default function KeyDetailsPage() {
  const id = usePathId();
  const { value, failure, busy, again } = useKeyDetails(id);
  useEffect(
    () =>
      onKeyChange((change) => {
        if (change.type === 'removed' && change.id === id) go(LIST);
      }),
    [id],
  );
  const gone = failure?.code === 'KEY_REMOVED' || failure?.code === 'KEY_NOT_FOUND';
  if (value !== null && !gone) return <Picture picture={value} onChanged={again} />;
  if (failure === null) {
    return (
      <div className={classes.page} aria-busy="true">
        <Skeleton height={28} width={280} />
        <Skeleton height={120} />
        <Skeleton height={180} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <BackToKeys />
      <PageTitle>
        {gone
          ? failure.code === 'KEY_REMOVED'
            ? t('This key was removed')
            : t('There is no such key')
          : t('Key details')}
      </PageTitle>
      {gone ? (
        <Text size="sm" c="dimmed">
          {failure.message}
        </Text>
      ) : (
        <Stack gap="sm" align="start">
          <FailureAlert failure={failure} />
          <Button variant="default" loading={busy} onClick={again}>
            {t('Try again')}
          </Button>
        </Stack>
      )}
    </div>
  );
}

interface PictureProps {
  readonly picture: KeyPicture;
  readonly onChanged: () => void;
}

function Picture({ picture, onChanged }: PictureProps) {
  const { key, granted, apiSets, expiringSoonDays, account } = picture;
  const now = useNow(30_000);
  const mayChange = useMayChange()(key.row);
  const mayViewActivity = useMay('view-activity');
  const { row } = key;
  const permissions = granted.filter(({ excluded }) => !excluded);
  return (
    <div className={classes.page}>
      <KeyHead
        row={row}
        now={now}
        expiringSoonDays={expiringSoonDays}
        mayRotate={account?.mayRotate ?? true}
      />
      {account?.reachesNoData === true && <NoData account={account.row} onAdded={onChanged} />}
      <Panel>
        <p className={classes.words}>
          {scopeInWords({ ...key, permissions, dataScopes: account?.dataScopes ?? null }, now, (time) =>
            dayFormat().format(time),
          )}
        </p>
        <Facts keyDetails={key} now={now} />
      </Panel>
      <div className={classes.pair}>
        <Panel title={t('Permissions')} aside={countText(granted, key.excludedPermissionIds)}>
          {granted.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('None. Neither its authorization group nor its roles grant a permission.')}
            </Text>
          ) : (
            <PermissionList permissions={granted} excluded={key.excludedPermissionIds} />
          )}
        </Panel>
        <Panel title={t('Limits')}>
          <Limits keyDetails={key} apiSets={apiSets} account={account} />
        </Panel>
      </div>
      <Panel title={t('Secrets')}>
        <Secrets secrets={key.secrets} row={row} now={now} mayFinish={mayChange} />
      </Panel>
      <Panel title={t('Use in the last 90 days')}>
        <UsePlot uses={key.uses} now={now} />
      </Panel>
      <Panel title={t('Refused requests in the last 90 days')}>
        <Refusals refusals={key.refusals} now={now} />
      </Panel>
      <Panel title={t('How to use it')}>
        <HowToUse />
      </Panel>
      {mayViewActivity && (
        <Panel title={t('Activity')}>
          <Activity id={row.id} now={now} />
        </Panel>
      )}
    </div>
  );
}

interface PanelProps {
  readonly title?: string;
  readonly aside?: string;
  readonly children: ReactNode;
}

function Panel({ title, aside, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      {title !== undefined && (
        <Group justify="space-between" align="baseline">
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed">
            {aside}
          </Text>
        </Group>
      )}
      {children}
    </section>
  );
}
