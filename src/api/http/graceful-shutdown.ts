import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../process/index.ts';

/** How long a shutdown waits, in milliseconds from its start. */
interface Grace {
  /** For requests that are being received. */
  readonly arriveMs: number;
  /** For answers to be computed and sent. */
  readonly answerMs: number;
}

/** Less than the 30 seconds after which orchestrators kill a process, so that what closes after the API has time left. */
const GRACE: Grace = { arriveMs: 2_000, answerMs: 15_000 };

/**
 * Answers what has arrived when a shutdown begins, and destroys the connections that would delay its end. A closing server
 * waits for every connection and applies no timeout any more: a client that opens a connection and sends nothing, sends
 * half a request, or does not read its answer would keep the process alive.
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
    closeAfterAnswer(answering);
    await awaitSent(answering);
  });
}

/** Otherwise the connection of an answer that is not sent yet would be kept open for the client's next request. */
function closeAfterAnswer(answering: ReadonlySet<ServerResponse>): void {
  for (const response of answering) if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Waits for answers that are written but not sent: a closing server destroys their connections as idle ones. */
async function awaitSent(answering: ReadonlySet<ServerResponse>): Promise<void> {
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
  if (connections > 0) logger.warn({ connections }, 'requests were cut off: the shutdown took too long');
}
