import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** An error of the distribution-spec, "Error Codes". */
export function sendError(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  sendJson(response, { errors: [{ code, message: code.toLowerCase().replaceAll('_', ' ') }] });
}

export function sendHtml(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>Sign in</title><form>password</form>');
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(307, { location }).end();
}

interface BodyFaults {
  readonly dripMs: number | undefined;
  readonly cutAfter: number | undefined;
}

/** Sends a body whole, byte by byte, or up to where the connection is cut. */
export async function sendBody(response: ServerResponse, bytes: Buffer, how: BodyFaults): Promise<void> {
  response.setHeader('content-length', bytes.length);
  if (how.cutAfter !== undefined && how.cutAfter < bytes.length) {
    response.write(bytes.subarray(0, how.cutAfter), () => setTimeout(() => response.destroy(), 5));
    return;
  }
  if (how.dripMs === undefined) {
    response.end(bytes);
    return;
  }
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(how.dripMs);
  }
  response.end();
}
