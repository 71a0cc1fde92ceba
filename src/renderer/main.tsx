import './trusted-types.ts';
import './app/base-styles.ts';
import { MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { followDensity } from './app/density.ts';
import { onLanguage } from '../shared/language/t.ts';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { startLanguage } from './app/language.ts';
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
const drawn = createRoot(root);
// Again from the root in another language: everything is drawn anew, and nothing that was typed is lost.
const draw = () =>
  drawn.render(
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
const begin = () => {
  draw();
  onLanguage(draw);
};
const fetching = startLanguage();
if (fetching === null) begin();
// A window in English is better than none.
else void fetching.catch(() => undefined).then(begin);
