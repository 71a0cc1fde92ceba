import './list/styles.ts';
import { Badge, Text } from '@mantine/core';
import { useEffect } from 'react';
import { KEY_AUTHORITIES } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { useMay, useMayAny } from '../app/session.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { BatchDialogHost } from './batch/BatchDialogHost.tsx';
import { BatchMenu } from './batch/BatchMenu.tsx';
import { GenerateButton } from './GenerateButton.tsx';
import classes from './Keys.module.css';
import { openList } from './keys-store.ts';
import { KeysTable } from './list/KeysTable.tsx';
import { ListFailure } from './list/ListFailure.tsx';
import { ListFooter } from './list/ListFooter.tsx';
import { NothingMatches, PastedElsewhere } from './list/NothingToShow.tsx';
import { hasRow, useKeys } from './list/state.ts';
import { Toolbar } from './list/Toolbar.tsx';
import { useListKeys } from './list/useListKeys.ts';
import { NoKeys } from './NoKeys.tsx';
import { isAtLimit, limitReason, usageText } from './usage.ts';

/** **API Keys**: every key of the tenant. */
export function KeysPage() {
  const { usage, total, all, failure, reading, pasted, pages } = useKeys();
  const mayChange = useMayAny(KEY_AUTHORITIES);
  const mayExport = useMay('export');
  const selectable = mayChange || mayExport;
  useEffect(openList, []);
  useListKeys(selectable);

  const firstFailed = failure !== null && usage === null;
  const none = usage !== null && all === 0 && total === 0 && !reading;
  const elsewhere = pasted !== null && !hasRow(pasted);
  const matchless = usage !== null && total === 0 && !reading && !elsewhere;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageTitle ready={usage !== null || firstFailed}>{t('API Keys')}</PageTitle>
        {usage !== null && (
          <Badge variant="light" color="gray" size="lg" tt="none" c="dimmed" className={classes.usage}>
            {usageText(usage)}
          </Badge>
        )}
        <div className={classes.buttons}>
          {mayChange && !none && <BatchMenu />}
          {mayChange && <GenerateButton />}
        </div>
      </div>
      {mayChange && usage !== null && isAtLimit(usage) && (
        <Text size="sm" c="dimmed" id="limit-reason" className={classes.limit}>
          {limitReason(usage)}
        </Text>
      )}
      {none ? (
        <NoKeys mayGenerate={mayChange && !isAtLimit(usage)} mayImport={mayChange} />
      ) : (
        <>
          {!firstFailed && <Toolbar />}
          {elsewhere ? (
            <PastedElsewhere pasted={pasted} />
          ) : matchless ? (
            <NothingMatches />
          ) : (
            (failure === null || pages.size > 0) && (
              <KeysTable selectable={selectable} mayChangeSome={mayChange} />
            )
          )}
          <ListFailure />
          {!firstFailed && !elsewhere && <ListFooter mayChange={mayChange} />}
        </>
      )}
      <BatchDialogHost />
    </div>
  );
}
