import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { BAD_REQUEST, type ErrorAnswer, errorBody, WRONG_METHOD } from './error-response.ts';
import { sendErrorAnswer } from './send-answer.ts';

/** What Node refuses before there is a request (https://nodejs.org/api/http.html#event-clienterror). */
const REFUSALS: Record<string, { status: number; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'the headers are larger than 64 KiB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'the request did not arrive in time' },
};

/** Answers a connection that sent no readable HTTP, in the shape of all errors and with a request id, and closes it. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = REFUSALS[error.code ?? ''] ?? { status: 400, message: 'the request is not readable HTTP/1.1' };
  socket.end(rawAnswer({ ...BAD_REQUEST, ...refusal }));
}

/** `CONNECT` asks for a tunnel. Without a listener Node closes the connection without an answer. */
export function refuseConnect(_request: IncomingMessage, socket: Duplex): void {
  // The server's timeouts do not reach this socket any more: it is closed after the answer, so that a client cannot keep it open.
  socket.on('error', () => socket.destroy());
  socket.end(rawAnswer({ ...BAD_REQUEST, message: 'CONNECT is not served here' }), () => socket.destroy());
}

/** `Expect:` of anything but `100-continue`, which Node would refuse without an answer. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const answer = { ...BAD_REQUEST, status: 417, message: 'the only expectation that is met is 100-continue' };
  const body = Buffer.from(JSON.stringify(errorBody(answer)));
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-request-id': newRequestId() };
  response.writeHead(answer.status, headers).end(body);
}

/** Once all routes are known, answers 405 with `Allow` on every known path for the methods it does not have. */
export function refuseOtherMethods(app: FastifyInstance): void {
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method, config }) => {
    if (config !== undefined && 'wrongMethod' in config) return;
    const methods = served.get(url) ?? new Set<string>();
    for (const each of [method].flat()) methods.add(each);
    served.set(url, methods);
  });
  app.register(async (rest) => {
    for (const [url, methods] of served) refuseOn(rest, url, methods);
  });
}

function refuseOn(app: FastifyInstance, url: string, served: ReadonlySet<string>): void {
  const method = app.supportedMethods.filter((each) => !served.has(each));
  const allow = [...served].sort().join(', ');
  app.route({
    method: method as HTTPMethods[],
    url,
    config: { wrongMethod: true },
    onRequest: async (request, reply) => {
      reply.header('allow', allow);
      return sendErrorAnswer(request, reply, { ...WRONG_METHOD, message: `this path is called with ${allow} only` });
    },
    handler: async () => undefined,
  });
}

function rawAnswer(answer: ErrorAnswer): string {
  const body = JSON.stringify(errorBody(answer));
  return [
    `HTTP/1.1 ${answer.status} Refused`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${newRequestId()}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** 32 hex digits. An id sent by a client is not used: it could forge lines of the log. */
export function newRequestId(): string {
  return randomUUID().replaceAll('-', '');
}
