import { expect } from 'vitest';
import type { Reply } from './send.ts';

/** Checks status, the exact error shape of ADR 0011, and the request id. */
export async function expectError(sent: Promise<Reply>, status: number, code: string, message = /./): Promise<void> {
  const reply = await sent;
  expect([reply.status, reply.json]).toEqual([
    status,
    { error_code: code, error_msg: expect.stringMatching(message), error_description: expect.stringMatching(message) },
  ]);
  expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
}

/** The same for an answer read from a socket. */
export function expectRawError(text: string, status: number, code: string): void {
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(text).toMatch(/\r\nx-request-id: [0-9a-f]{32}\r\n/i);
  expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))).toMatchObject({ error_code: code });
}
