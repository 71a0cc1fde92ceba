import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** A client that costs little beside the server: raw sockets, one request at a time on each. */
const { port, status, requests, connections, milliseconds } = workerData as {
  readonly port: number;
  /** That all answers have. */
  readonly status: number;
  readonly requests: readonly string[];
  readonly connections: number;
  readonly milliseconds: number;
};
const END = '\r\n\r\n';
const latencies: number[] = [];
const start = performance.now();
let open = connections;

for (let index = 0; index < connections; index += 1) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let next = index * 7_919;
  let sent = 0;
  let received = '';
  const ask = () => {
    sent = performance.now();
    socket.write(requests[next % requests.length] ?? '');
    next += 1;
  };
  socket.setEncoding('latin1');
  socket.on('connect', ask);
  socket.on('data', (chunk: string) => {
    received += chunk;
    // No answer has a body.
    if (!received.endsWith(END)) return;
    if (!received.startsWith(`HTTP/1.1 ${status}`)) throw new Error(received);
    received = '';
    latencies.push(performance.now() - sent);
    if (performance.now() - start < milliseconds) ask();
    else socket.end();
  });
  socket.on('close', () => {
    open -= 1;
    if (open > 0) return;
    const seconds = (performance.now() - start) / 1_000;
    latencies.sort((one, other) => one - other);
    parentPort?.postMessage({
      answers: latencies.length,
      rate: latencies.length / seconds,
      p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    });
  });
}
