import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { BAD_REQUEST, type ErrorAnswer, errorBody } from './error-response.ts';

/** What Node refuses before there is a request (https://nodejs.org/api/http.html#event-clienterror). */
const REFUSALS: Record<string, { status: number; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'the headers are larger than 64 KiB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'the request did not arrive in time' },
};

/** Answers a connection that sent no readable HTTP: same shape and request id as everywhere, then closes it. */
export function answerConnectionError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = REFUSALS[error.code ?? ''] ?? { status: 400, message: 'the request is not readable HTTP/1.1' };
  socket.end(rawAnswer({ ...BAD_REQUEST, ...refusal }));
}

/** `CONNECT` asks for a tunnel. Without a listener Node closes the connection without a word. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  // The server's timeouts do not reach this socket any more: it ends with the answer, not when the client likes.
  socket.on('error', () => socket.destroy());
  socket.end(rawAnswer({ ...BAD_REQUEST, message: 'CONNECT is not served here' }), () => socket.destroy());
}

/** `Expect:` of anything but `100-continue`, which Node would refuse without a word. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const answer = { ...BAD_REQUEST, status: 417, message: 'the only expectation that is met is 100-continue' };
  const body = Buffer.from(JSON.stringify(errorBody(answer)));
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-request-id': newRequestId() };
  response.writeHead(answer.status, headers).end(body);
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

/** 32 hex digits, ours: an id sent by a client is not taken over, it could forge lines of the log. */
export function newRequestId(): string {
  return randomUUID().replaceAll('-', '');
}
