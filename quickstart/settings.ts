import { parseArgs } from 'node:util';

/** What the user asked for on the command line. */
export interface Settings {
  /** Null: the sample registry. */
  readonly registry: URL | null;
  readonly username: string;
  readonly password: string;
  /** Folders, zips or URLs in OSV form; empty: the sample records. */
  readonly advisories: readonly string[];
  readonly listen: string;
  /** `namespace/name:tag` whose vulnerabilities are all shown; empty: the first of the worst image. */
  readonly explain: string;
  /** End after printing instead of serving on. */
  readonly exit: boolean;
  readonly folder: string;
}

export const USAGE = `npm run quickstart -- [options]
  --registry URL      your own registry instead of the samples
  --username NAME     its user; without it the access is anonymous
  --password-stdin    read its password from standard input
  --advisories WHERE  folder, zip or URL in OSV form; may be repeated
  --explain IMAGE     show every vulnerability of namespace/name:tag
  --listen HOST:PORT  where Hullwatch answers (default 127.0.0.1:8080)
  --folder FOLDER     where the data is kept (default .quickstart)
  --exit              stop after printing the table`;

/** @throws Error with one sentence for the user */
export async function readSettings(args: readonly string[], stdin: AsyncIterable<Buffer>): Promise<Settings | 'help'> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      registry: { type: 'string' },
      username: { type: 'string', default: '' },
      'password-stdin': { type: 'boolean', default: false },
      advisories: { type: 'string', multiple: true, default: [] },
      listen: { type: 'string', default: '127.0.0.1:8080' },
      folder: { type: 'string', default: '.quickstart' },
      explain: { type: 'string', default: '' },
      exit: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const password = values['password-stdin'] ? await firstLine(stdin) : '';
  if (values.username && !password) throw new Error('--username needs --password-stdin');
  const registry = values.registry === undefined ? null : registryUrl(values.registry);
  const { username, advisories, listen, explain, exit, folder } = values;
  return { registry, username, password, advisories, listen, explain, exit, folder };
}

function registryUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`--registry wants http://host or https://host, not ${text}`);
  if (url.username || url.password)
    throw new Error('--registry takes no credentials; use --username and --password-stdin');
  if (url.pathname !== '/') throw new Error(`--registry takes no path: ${url.pathname}`);
  return url;
}

async function firstLine(stdin: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8').split(/\r?\n/)[0] ?? '';
}
