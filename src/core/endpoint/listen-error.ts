import { t } from '../../shared/language/t.ts';
import { type ListenAddress, listenText } from '../../shared/listen-address.ts';
import { AppError } from '../../shared/rpc.ts';

/** What the system's reason for not listening means, and what helps; an error of another kind as it is. */
export function explainListenError(error: unknown, address: ListenAddress): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new AppError(
        'ADDRESS_IN_USE',
        t(
          'Another program already listens on {listenText}, perhaps “latchkey serve”. End it, or choose another port.',
          { listenText: listenText(address) },
        ),
      );
    case 'EACCES':
      return new AppError(
        'PORT_FORBIDDEN',
        t('The system does not let you listen on port {port}. Choose a port from 1024 on.', {
          port: address.port,
        }),
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new AppError(
        'ADDRESS_NOT_HERE',
        t('{host} is no address of this computer. Choose one of its own, or 127.0.0.1.', {
          host: address.host,
        }),
      );
    default:
      return error;
  }
}
