import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressPolicy, type Http, openHttp } from '../../src/http/index.ts';

/** For tests that read no URL: any request fails the test. */
export const noHttp: Http = {
  request: (url) => Promise.reject(new Error(`unexpected request to ${url}`)),
  close: async () => {},
};

export interface FeedServer {
  readonly http: Http;
  /** Address of a path; what it serves may be changed at any time. */
  url(path: string): string;
  serve(path: string, content: Buffer | number): void;
  /** Status of every answer so far. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** A real HTTP server that answers conditional requests, and a client that may reach it. A number is a status to answer. */
export async function startFeedServer(options: { etag?: boolean } = {}): Promise<FeedServer> {
  const served = new Map<string, Buffer | number>();
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const content = served.get(request.url ?? '') ?? 404;
    const etag = typeof content === 'number' ? '' : `"${createHash('sha1').update(content).digest('hex')}"`;
    const known = options.etag !== false && etag !== '' && request.headers['if-none-match'] === etag;
    const status = typeof content === 'number' ? content : known ? 304 : 200;
    answers.push(status);
    response.writeHead(status, options.etag === false || etag === '' ? {} : { etag });
    response.end(status === 200 ? content : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const http = openHttp({ egress: createEgressPolicy(['127.0.0.0/8']) });
  return {
    http,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    serve: (path, content) => served.set(path, content),
    answers,
    async close() {
      await http.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
