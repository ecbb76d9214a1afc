import type { FastifyReply } from 'fastify';

/**
 * Sends what a handler returned: a Buffer is JSON already serialised, `undefined` an empty 200 (the vendor declares an
 * empty model), anything else is serialised here. Never cached: the answer belongs to one caller at one moment.
 */
export function sendAnswer(reply: FastifyReply, result: unknown, status = 200): FastifyReply {
  reply.code(status).headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  if (result === undefined) return reply.send();
  reply.type('application/json');
  return reply.send(Buffer.isBuffer(result) ? result : Buffer.from(JSON.stringify(result)));
}
