import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ENDPOINT, type EndpointInput, type EndpointState } from '../../src/shared/endpoint.ts';
import { freePort, listening } from '../support/free-port.ts';
import { Program, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { whenDone } from '../support/temp-folder.ts';

const input = (more: Partial<EndpointInput> = {}): EndpointInput => ({
  ...DEFAULT_ENDPOINT,
  trustedProxies: DEFAULT_ENDPOINT.trustedProxies.join('\n'),
  reachable: false,
  ...more,
});

/** The program with an endpoint that would listen on a free port. */
async function programOn(more: Partial<EndpointInput> = {}) {
  const program = await Program.setUp();
  const address = `127.0.0.1:${await freePort()}`;
  await program.api.endpoint.edit(input({ address, ...more }));
  return { program, address, ask: (key?: string) => ask(address, key) };
}

/** The HTTP status of a verification; `null`: nobody listens. */
async function ask(address: string, key = ''): Promise<number | null> {
  try {
    const answer = await fetch(`http://${address}/verify`, {
      headers: { 'x-api-key': key, connection: 'close' },
    });
    return answer.status;
  } catch {
    return null;
  }
}

/** Waits for a state that the program tells of. */
async function standing<S extends EndpointState['status']>(program: Program, status: S) {
  for (;;) {
    const seen = program.events.length;
    const state = await program.api.endpoint.state(undefined);
    if (state.status === status) return state as Extract<EndpointState, { status: S }>;
    await until(() => program.events.length > seen);
  }
}

describe('started', () => {
  it('answers gateways, tells how many, and nothing after it was stopped', async () => {
    const { program, address, ask } = await programOn();
    expect(await program.api.endpoint.state(undefined)).toEqual({ status: 'stopped' });
    expect(await program.api.endpoint.start({ address })).toEqual({ status: 'starting', address });
    expect(await standing(program, 'running')).toEqual({
      status: 'running',
      address,
      since: program.clock.time,
      answered: 0,
      fault: null,
      again: false,
      outdated: false,
    });
    const { secret, row } = await program.generate();
    expect(await ask(secret.text)).toBe(200);
    await program.api.keys.revoke({ id: row.id, how: 'permanent' });
    expect(await ask(secret.text)).toBe(401);
    let answered = 0;
    while (answered < 2) {
      const seen = program.events.length;
      ({ answered } = await standing(program, 'running'));
      if (answered < 2) await until(() => program.events.length > seen);
    }
    expect(await program.api.endpoint.stop(undefined)).toEqual({ status: 'stopping', address });
    await standing(program, 'stopped');
    expect(await ask(secret.text)).toBeNull();
    const uses = 'SELECT uses FROM key_uses WHERE key_id = ?';
    expect(await program.rows(uses, row.id), 'written before it ended').toEqual([{ uses: 1 }]);
    expect(program.internalErrors).toEqual([]);
  });

  it('is not started twice, and started anew when the settings have changed', async () => {
    const { program, address, ask } = await programOn();
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    await program.api.endpoint.start({ address });
    expect(program.endpoints).toHaveLength(1);

    const other = `127.0.0.1:${await freePort()}`;
    await program.api.endpoint.edit(input({ address: other, terse: true }));
    expect(await standing(program, 'running')).toMatchObject({ address, outdated: true });
    expect(await ask()).toBe(401);
    expect(await refusal(program.api.endpoint.start({ address }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    expect(await program.api.endpoint.start({ address: other })).toEqual({ status: 'stopping', address });
    expect(await standing(program, 'running')).toMatchObject({ address: other, outdated: false });
    expect(await ask(), 'the old address').toBeNull();
    const answer = await fetch(`http://${other}/verify`);
    expect(await answer.text(), 'terse').not.toContain('MISSING');
  });

  it('by a switch with the program, before anybody has signed in', async () => {
    const { program, ask } = await programOn({ startWithLatchkey: true });
    const { secret } = await program.generate();
    await program.api.secrets.release({ id: secret.id, loseIt: true });
    await program.api.session.signOut(undefined);
    await program.restart();
    const seen = program.events.length;
    await until(() => program.events.length > seen);
    for (let status = null as number | null; status !== 200;) status = await ask(secret.text);
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-out' });
  });

  it('does not outlive the program, and its last uses are written down', async () => {
    const { program, address, ask } = await programOn();
    const { secret, row } = await program.generate();
    await program.api.secrets.release({ id: secret.id, loseIt: true });
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    expect(await ask(secret.text)).toBe(200);
    await program.stop();
    expect(program.endpoints[0]?.child.exitCode).toBe(0);
    expect(await ask(secret.text)).toBeNull();
    expect(await program.rows('SELECT uses FROM key_uses WHERE key_id = ?', row.id)).toEqual([{ uses: 1 }]);
  });

  it('a client that never ends its request does not keep the program from ending', async () => {
    const { program, address } = await programOn();
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
    whenDone(() => void socket.destroy());
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write('POST /v1/verify HTTP/1.1\r\nHost: latchkey\r\nContent-Length: 99\r\n\r\n{');
    await program.stop();
    expect(program.endpoints[0]?.child.exitCode).toBe(0);
  });

  it('a process that hangs is killed', async () => {
    const { program, address } = await programOn();
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    const child = program.endpoints[0]?.child;
    child?.kill('SIGSTOP');
    await program.stop();
    expect(child?.signalCode).toBe('SIGKILL');
  });
});

describe('it says why it could not start', () => {
  it('when the address is taken, and starts once it is free', async () => {
    const { port, server } = await listening();
    const address = `127.0.0.1:${port}`;
    const { program } = await programOn({ address });
    await program.api.endpoint.start({ address });
    expect(await standing(program, 'failed')).toEqual({
      status: 'failed',
      address,
      code: 'ADDRESS_IN_USE',
      message: `Another program already listens on ${address}, perhaps “latchkey serve”. End it, or choose another port.`,
    });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    expect(program.internalErrors).toEqual([]);
  });

  it('when the address is another computer’s', async () => {
    const address = '203.0.113.7:8717';
    const { program } = await programOn({ address, reachable: true });
    await program.api.endpoint.start({ address });
    expect(await standing(program, 'failed')).toMatchObject({
      code: 'ADDRESS_NOT_HERE',
      message: '203.0.113.7 is no address of this computer. Choose one of its own, or 127.0.0.1.',
    });
  });
});

describe('ended by nobody', () => {
  it('it is started again, once a minute, then it has failed', async () => {
    const { program, address, ask } = await programOn();
    await program.api.endpoint.start({ address });
    await standing(program, 'running');
    const kill = async () => {
      const child = program.endpoints.at(-1)?.child;
      const seen = program.events.length;
      child?.kill('SIGKILL');
      await until(() => program.events.length > seen);
    };
    await kill();
    expect(await standing(program, 'running')).toMatchObject({ again: true });
    expect(await ask()).toBe(401);

    program.clock.pass(60_000);
    await kill();
    expect(await standing(program, 'running')).toMatchObject({ again: true });

    program.clock.pass(59_999);
    await kill();
    expect(await standing(program, 'failed')).toMatchObject({
      address,
      code: 'ENDED_UNEXPECTEDLY',
      message: expect.stringContaining('; /home/ada/latchkey.log has the details.'),
    });
    expect(program.endpoints).toHaveLength(3);
    expect(program.internalErrors).toHaveLength(3);

    await program.api.endpoint.start({ address });
    expect(await standing(program, 'running')).toMatchObject({ again: false });
  });
});

describe('its settings', () => {
  it('are kept in one form, and told in the log with starting and stopping', async () => {
    const program = await Program.setUp();
    expect(await program.api.endpoint.settings(undefined)).toEqual(DEFAULT_ENDPOINT);
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const typed = input({ address: ` localhost:${port} `, trustedProxies: '10.1.2.3/16\n\n::FFFF:10.0.0.1' });
    const kept = { ...DEFAULT_ENDPOINT, address, trustedProxies: ['10.1.0.0/16', '10.0.0.1'] };
    expect(await program.api.endpoint.edit(typed)).toEqual(kept);
    expect(await program.api.endpoint.settings(undefined)).toEqual(kept);
    expect(await program.api.endpoint.address(undefined)).toEqual({ address });
    await program.api.endpoint.start({ address });
    await program.api.endpoint.stop(undefined);
    await program.api.endpoint.stop(undefined);
    await standing(program, 'stopped');
    const log = (await program.log()).filter(({ action }) => action.startsWith('endpoint.'));
    const told = log.map(({ action, body }) => [action, (JSON.parse(body) as { details: object }).details]);
    expect(told).toEqual([
      [
        'endpoint.edit',
        {
          before: { address: '127.0.0.1:8717', trustedProxies: ['127.0.0.0/8', '::1'] },
          after: { address, trustedProxies: ['10.1.0.0/16', '10.0.0.1'] },
        },
      ],
      ['endpoint.start', { address, trustedProxies: ['10.1.0.0/16', '10.0.0.1'], terse: false }],
      ['endpoint.stop', { address }],
    ]);
  });

  it.each([
    [{ address: '' }, 'address', 'The address is required'],
    [{ address: '8717' }, 'address', 'Write an IP address, a colon and a port'],
    [{ address: '127.0.0.1:0' }, 'address', 'The port must be from 1 to 65535.'],
    [{ address: '::1:8717' }, 'address', 'Write an IPv6 address in brackets'],
    [{ address: 'keys.example.com:8717' }, 'address', 'not a name'],
    [{ address: '127.0.0.1.evil.com:80' }, 'address', 'not a name'],
    [{ trustedProxies: '10.0.0.1\nproxy' }, 'trustedProxies', 'Line 2:'],
  ])('%o are refused', async (more, field, message) => {
    const program = await Program.setUp();
    const error = await refusal(program.api.endpoint.edit(input(more)));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field, message: expect.stringContaining(message) });
    expect(await program.api.endpoint.settings(undefined)).toEqual(DEFAULT_ENDPOINT);
  });

  it('an address that others reach must be confirmed, once', async () => {
    const program = await Program.setUp();
    for (const address of ['0.0.0.0:8717', '[::]:8717', '192.0.2.7:8717']) {
      expect(await refusal(program.api.endpoint.edit(input({ address })))).toMatchObject({
        code: 'REACHABLE_UNCONFIRMED',
        field: 'address',
      });
    }
    await program.api.endpoint.edit(input({ address: '0.0.0.0:8717', reachable: true }));
    await program.api.endpoint.edit(input({ address: '0.0.0.0:8717', terse: true }));
    await program.api.endpoint.edit(input({ address: '127.0.0.9:8717' }));
    expect(await program.api.endpoint.settings(undefined)).toMatchObject({ address: '127.0.0.9:8717' });
  });

  it('that make no sense are the defaults', async () => {
    const program = await Program.setUp();
    await program.api.endpoint.edit(input({ terse: true }));
    await program.sql(`UPDATE settings SET value = '"nowhere"' WHERE name = 'endpoint.address'`);
    await program.sql(`UPDATE settings SET value = '[7]' WHERE name = 'endpoint.trustedProxies'`);
    expect(await program.api.endpoint.settings(undefined)).toEqual({ ...DEFAULT_ENDPOINT, terse: true });
  });

  it('are nobody’s but a super user’s, as is the endpoint', async () => {
    const { program, address, ask } = await programOn();
    await program.sql(`DELETE FROM role_authorities WHERE authority = 'manage-tenants'`);
    const { endpoint } = program.api;
    for (const attempt of [
      endpoint.settings(undefined),
      endpoint.edit(input()),
      endpoint.state(undefined),
      endpoint.start({ address }),
      endpoint.stop(undefined),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await endpoint.address(undefined)).toEqual({ address });
    expect(program.endpoints).toEqual([]);
    expect(await ask()).toBeNull();
    expect((await program.log()).filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
  });
});
