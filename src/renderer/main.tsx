import './trusted-types.ts';
import './app/base-styles.ts';
import { MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { followDensity } from './app/density.ts';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { followTenant } from './app/open-tenant.ts';
import { followSession } from './app/session.ts';
import { cssVariables, theme } from './app/theme.ts';

followSession();
followTenant();
followDensity();

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={() => nonce}
  >
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </MantineProvider>,
);
