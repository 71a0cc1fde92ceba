import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import classes from './Splash.module.css';

interface Props {
  readonly children: ReactNode;
}

/** The last net: a mistake of ours shows a sentence and a way on instead of an empty window. */
export class ErrorBoundary extends Component<Props, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return (
      <main className={classes.splash}>
        <Stack maw={460} p="md" role="alert">
          <Title order={1}>{t('This screen stopped working')}</Title>
          <Text>
            {t(
              'Everything that was saved is safe, and a generated key that was not saved yet is shown again. Reload to go on.',
            )}
          </Text>
          <Code block>{this.state.problem}</Code>
          <Button onClick={() => window.location.reload()}>{t('Reload')}</Button>
        </Stack>
      </main>
    );
  }
}
