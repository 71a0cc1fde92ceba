import { type ListenAddress, listenText } from '../../shared/listen-address.ts';
import { AppError } from '../../shared/rpc.ts';

/** What the system's reason for not listening means, and what helps; an error of another kind as it is. */
export function explainListenError(error: unknown, address: ListenAddress): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new AppError(
        'ADDRESS_IN_USE',
        `Another program already listens on ${listenText(address)}, perhaps “latchkey serve”. End it, or choose another port.`,
      );
    case 'EACCES':
      return new AppError(
        'PORT_FORBIDDEN',
        `The system does not let you listen on port ${address.port}. Choose a port from 1024 on.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new AppError(
        'ADDRESS_NOT_HERE',
        `${address.host} is no address of this computer. Choose one of its own, or 127.0.0.1.`,
      );
    default:
      return error;
  }
}
