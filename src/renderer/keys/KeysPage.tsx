import { Badge, Button, Text, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import { navigate } from '../app/router.ts';
import { useMay } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconPlus } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { accelerator } from '../ui/platform.ts';
import { loadMore, useKeys } from './keys-store.ts';
import classes from './Keys.module.css';
import { KeysTable } from './KeysTable.tsx';
import { NoKeys } from './NoKeys.tsx';
import { isAtLimit, limitReason, usageText } from './usage.ts';

/** **API Keys**: every key of the tenant, newest first. */
export function KeysPage() {
  const { rows, usage, total, loading, failure } = useKeys();
  const mayGenerate = useMay('manage-tenant-api-keys');
  useEffect(() => {
    if (useKeys.getState().usage === null) void loadMore();
  }, []);
  const firstFailed = failure !== null && usage === null;
  const empty = usage !== null && total === 0;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageTitle ready={usage !== null || firstFailed}>API Keys</PageTitle>
        {usage !== null && (
          <Badge variant="light" color="gray" size="lg" tt="none" c="dimmed" className={classes.usage}>
            {usageText(usage)}
          </Badge>
        )}
        {mayGenerate && <GenerateButton />}
      </div>
      {mayGenerate && usage !== null && isAtLimit(usage) && (
        <Text size="sm" c="dimmed" id="limit-reason" className={classes.limit}>
          {limitReason(usage)}
        </Text>
      )}
      {firstFailed ? (
        <div className={classes.failure}>
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={() => void loadMore()} loading={loading}>
            Try again
          </Button>
        </div>
      ) : empty ? (
        <NoKeys mayGenerate={mayGenerate && !isAtLimit(usage)} />
      ) : (
        <KeysTable rows={rows} total={total} />
      )}
    </div>
  );
}

function GenerateButton() {
  const usage = useKeys((store) => store.usage);
  const atLimit = usage !== null && isAtLimit(usage);
  // Stays focusable at the limit, so that the keyboard reaches the reason too.
  return (
    <Tooltip
      label={atLimit ? limitReason(usage) : `Generate a new API key (${accelerator('N')})`}
      events={{ hover: true, focus: atLimit, touch: true }}
    >
      <Button
        ml="auto"
        leftSection={<IconPlus size={16} />}
        {...(atLimit && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': 'limit-reason' })}
        onClick={() => !atLimit && navigate('/tenant-api-keys/new')}
      >
        Generate API Key
      </Button>
    </Tooltip>
  );
}
