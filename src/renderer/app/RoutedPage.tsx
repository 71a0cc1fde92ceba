import { Anchor, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '../../shared/language/t.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { screenOf } from './address.ts';
import { navigate, redirect, useRouter } from './router.ts';
import { HOME, mayOpen, routeOf, ROUTES } from './routes.ts';
import { PathId } from './path-id.ts';
import { useAdministrator } from './session.ts';

/** The screen at the current address, if it exists and the person may see it. */
export function RoutedPage() {
  const path = useRouter((router) => screenOf(router.path));
  const { authorities } = useAdministrator();
  useEffect(() => {
    if (path === '/') redirect(HOME);
  }, [path]);
  if (path === '/') return null;
  const found = routeOf(path);
  if (!found) {
    return (
      <Message
        title={t('Page not found')}
        text={t('There is no page at this address. It may have been moved or renamed.')}
      />
    );
  }
  const { route, id } = found;
  if (!mayOpen(route, authorities)) {
    return (
      <Message
        title={t('You do not have the right permissions')}
        text={t('Ask an administrator of your organisation for a role that includes this page.')}
      />
    );
  }
  return (
    <ErrorBoundary key={path.split('?')[0]}>
      <PathId value={id}>
        <route.page />
      </PathId>
    </ErrorBoundary>
  );
}

function Message({ title, text }: { readonly title: string; readonly text: string }) {
  const { authorities } = useAdministrator();
  const mayGoHome = ROUTES.some((route) => route.path === HOME && mayOpen(route, authorities));
  return (
    <Stack gap="xs" px={20} py={18} maw={560}>
      <PageTitle>{title}</PageTitle>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {mayGoHome && (
        <Anchor
          size="sm"
          href={`#${HOME}`}
          onClick={(event) => {
            event.preventDefault();
            navigate(HOME);
          }}
        >
          {t('Go to API Keys')}
        </Anchor>
      )}
    </Stack>
  );
}
