import { type AddressInfo, createServer, type Server } from 'node:net';

/** Something that listens on a port of its own. */
export async function listening(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { port, server } = await listening();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
