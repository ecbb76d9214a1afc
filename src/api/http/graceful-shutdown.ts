import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../process/index.ts';

/** How long a stop waits, in milliseconds from its start. */
interface Grace {
  /** For a request that is on its way to arrive whole. */
  readonly arriveMs: number;
  /** For answers to be made and read. */
  readonly answerMs: number;
}

/** Less than the 30 seconds after which orchestrators kill a process: what closes after the API has to have its turn. */
const GRACE: Grace = { arriveMs: 2_000, answerMs: 15_000 };

/**
 * Lets a stop come to an end, with what has arrived answered. A closing server waits for every connection and, from then
 * on, watches no timeout: who opens a connection and says nothing, sends half a request, or does not read the answer
 * would hold the process.
 */
export function gracefulShutdown(app: FastifyInstance, logger: Logger, grace: Grace = GRACE): void {
  const sockets = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  app.addHook('preClose', async () => {
    const arrived = () => new Set([...answering].filter(({ req }) => req.complete).map(({ req }) => req.socket));
    const timers = [
      setTimeout(() => cutOff(sockets, arrived()), grace.arriveMs).unref(),
      setTimeout(() => reportCutOff(logger, cutOff(sockets, new Set())), grace.answerMs).unref(),
    ];
    app.server.once('close', () => timers.forEach(clearTimeout));
    keepNoConnection(answering);
    await untilSent(answering);
  });
}

/** Else the connection of an answer that is still to come would be kept for the client's next request. */
function keepNoConnection(answering: ReadonlySet<ServerResponse>): void {
  for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Waits for answers that are written but not sent: a server that closes takes their connections for idle ones. */
async function untilSent(answering: ReadonlySet<ServerResponse>): Promise<void> {
  const written = [...answering].filter((response) => response.writableEnded);
  await Promise.all(written.map((response) => new Promise((resolve) => response.once('close', resolve))));
}

/** Destroys all connections but the `kept` ones and says how many there were. */
function cutOff(sockets: ReadonlySet<Socket>, kept: ReadonlySet<Socket>): number {
  const ended = [...sockets].filter((socket) => !kept.has(socket));
  for (const socket of ended) socket.destroy();
  return ended.length;
}

function reportCutOff(logger: Logger, connections: number): void {
  if (connections > 0) logger.warn({ connections }, 'requests cut off, the stop took too long');
}
