/** The gateway: asks without end, at a fixed pace, about keys whose answer is known. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const CONNECTIONS = 4;
/** Between two requests of a connection. Milliseconds. */
const PAUSE = 20;

/** @param {string} address host and port of the endpoint */
export function createGateway(address) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS + 1 });
  let known = { secret: '', status: 401 };
  let asked = 0;
  let going = true;
  const ask = (key) =>
    new Promise((resolve, reject) => {
      request(`http://${address}/verify`, { agent, headers: { 'x-api-key': key } }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      })
        .once('error', reject)
        .end();
    });
  const expect = async ({ secret, status }) => {
    const answer = await ask(secret);
    asked += 1;
    // What is changed while the request is on its way may be answered either way.
    if (status !== 0 && answer !== status && known.status === status && known.secret === secret) {
      throw new Error(`The endpoint answered ${answer} in place of ${status}.`);
    }
  };
  const all = Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (going) {
        await expect(known);
        await sleep(PAUSE);
      }
    }),
  );
  // It is told by `stop`, or by the next thing that is expected.
  let wrong;
  all.catch((error) => (wrong = error));
  return {
    /** From now on this is the answer; the first one is asked for at once. */
    expects: async (secret, status) => {
      if (wrong) throw wrong;
      known = { secret, status };
      await expect(known);
    },
    /** It is about to be changed: any answer will do until the next expectation. */
    unsure: () => {
      known = { ...known, status: 0 };
    },
    asked: () => asked,
    stop: async () => {
      going = false;
      await all;
      agent.destroy();
    },
  };
}
