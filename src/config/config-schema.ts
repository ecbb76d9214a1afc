import {
  type ReadValue,
  readAddress,
  readBoolean,
  readCertificates,
  readChoice,
  readCidr,
  readDatabaseUrl,
  readInteger,
  readKey,
  readList,
  readNamedSource,
  readPattern,
  readSource,
  readText,
} from './config-values.ts';
import { LIMIT_SETTINGS, type Limits, limitVariable } from './limits.ts';

/** What the process runs with. Times in the unit of the name, sizes in bytes. */
export interface Config {
  /** Where the API listens. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Where `hullwatch work` answers for its health; null: nowhere. */
  readonly workerListen: { readonly host: string; readonly port: number } | null;
  /** `postgresql://…`, or null for the embedded database of `hullwatch up`. */
  readonly databaseUrl: string | null;
  /** Holds the embedded database and a generated master key. */
  readonly dataDir: string;
  /** 32 bytes that seal registry passwords and secret keys. */
  readonly masterKey: Buffer | null;
  /** The first project and its administrator's key, created on first start. */
  readonly bootstrap: {
    readonly projectId: string | null;
    readonly accessKey: string | null;
    readonly secretKey: string | null;
  };
  /** Address blocks that may be connected to beyond the default egress policy. */
  readonly egressAllow: readonly string[];
  /** PEM of certificate authorities that are trusted in addition to Node's own. */
  readonly certificateAuthorities: string | null;
  /** Folders, zip files or URLs with OSV records. */
  readonly advisorySources: readonly string[];
  /** Feeds that say more about vulnerabilities, as `feed=place`; the place is a folder, a zip file or a URL. */
  readonly enrichmentSources: readonly string[];
  /** Whether a sync orders scans of new and changed images. */
  readonly scanOnSync: boolean;
  /** Jobs run at once by one worker process. */
  readonly workerConcurrency: number;
  readonly logLevel: string;
  readonly limits: Limits;
}

export interface Setting<T> {
  readonly variable: string;
  readonly about: string;
  /** Text read when the variable is absent; null: absent stays absent. */
  readonly fallback: string | null;
  /** A secret may also come from the file named by `<variable>_FILE`, and its value is never shown. */
  readonly secret?: boolean;
  /** The value may hold a secret and is not shown in error messages. */
  readonly redacted?: boolean;
  readonly read: ReadValue<T>;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** One entry per variable; `HULLWATCH_LIMIT_*` are in limits.ts. The reference in docs/operations.md is made from this. */
export const SETTINGS = {
  listen: setting('HULLWATCH_LISTEN', 'address of the API, `host:port`', readAddress, '127.0.0.1:8080'),
  workerListen: setting(
    'HULLWATCH_WORKER_LISTEN',
    'where `hullwatch work` serves `/healthz`, `/readyz` and `/metrics`, `host:port`; nowhere when absent',
    readAddress,
  ),
  databaseUrl: secret(
    'HULLWATCH_DATABASE_URL',
    'PostgreSQL 15 or newer, `postgresql://user:password@host:port/name`; when absent, `hullwatch up` runs its own PostgreSQL under the data folder',
    readDatabaseUrl,
  ),
  dataDir: setting(
    'HULLWATCH_DATA_DIR',
    'folder of the embedded database and the generated master key',
    readText,
    './data',
  ),
  masterKey: secret(
    'HULLWATCH_MASTER_KEY',
    'seals registry passwords and secret keys: 32 bytes as base64 or 64 hexadecimal digits; `hullwatch up` creates `master.key` in the data folder when absent',
    readKey,
  ),
  projectId: setting(
    'HULLWATCH_BOOTSTRAP_PROJECT_ID',
    'id of the project created on first start; generated when absent',
    readPattern(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ or -'),
  ),
  accessKey: setting(
    'HULLWATCH_BOOTSTRAP_ACCESS_KEY',
    'access key of the first administrator; generated and printed once when absent',
    readPattern(/^[A-Za-z0-9_-]{3,64}$/, '3 to 64 letters, digits, _ or -'),
  ),
  secretKey: secret(
    'HULLWATCH_BOOTSTRAP_SECRET_KEY',
    'secret key that belongs to the access key; generated and printed once when absent',
    readPattern(/^[\x21-\x7e]{16,128}$/, '16 to 128 visible ASCII characters'),
  ),
  egressAllow: setting(
    'HULLWATCH_EGRESS_ALLOW',
    'comma list of address blocks that registries and feeds may also have; without it, loopback and link-local addresses are refused',
    readList(readCidr),
    '',
  ),
  certificateAuthorities: setting(
    'HULLWATCH_CA_FILE',
    'PEM file of certificate authorities that are trusted for registries and feeds, in addition to those that Node trusts',
    readCertificates,
  ),
  advisorySources: {
    ...setting(
      'HULLWATCH_ADVISORY_SOURCES',
      'comma list of folders, zip files or URLs with OSV records',
      readList(readSource),
      '',
    ),
    redacted: true,
  },
  enrichmentSources: {
    ...setting(
      'HULLWATCH_ENRICHMENT_SOURCES',
      'comma list of `feed=place`, the place a folder, zip file or URL: what other feeds say about vulnerabilities, such as `kev` (known exploited)',
      readList(readNamedSource),
      '',
    ),
    redacted: true,
  },
  scanOnSync: setting('HULLWATCH_SCAN_ON_SYNC', 'scan new and changed images after a sync', readBoolean, 'false'),
  workerConcurrency: setting(
    'HULLWATCH_WORKERS',
    'jobs that one worker process runs at once, in addition to one short job that a person waits for',
    readInteger(1, 256),
    '4',
  ),
  logLevel: setting('HULLWATCH_LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`, readChoice(LOG_LEVELS), 'info'),
} satisfies Readonly<Record<string, Setting<unknown>>>;

/** Names that are read before or beside the schema. */
export const CONFIG_FILE_VARIABLE = 'HULLWATCH_CONFIG_FILE';

/** The generated part of docs/operations.md: every variable with its default and meaning, as markdown tables. */
export function configReference(): string {
  return [
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    `| \`${CONFIG_FILE_VARIABLE}\` |  | file with further settings: \`NAME=value\` lines, or a YAML map when it ends in \`.yaml\` or \`.yml\`; the environment wins |`,
    ...Object.values(SETTINGS).map(settingRow),
    '',
    '| limit | default | unit | what is capped |',
    '| --- | --- | --- | --- |',
    ...(Object.keys(LIMIT_SETTINGS) as (keyof Limits)[]).map(limitRow),
    '',
  ].join('\n');
}

function settingRow(setting: Setting<unknown>): string {
  const variable = `\`${setting.variable}\`${setting.secret ? `, \`${setting.variable}_FILE\`` : ''}`;
  const fallback = setting.fallback ? `\`${setting.fallback}\`` : '';
  return `| ${variable} | ${fallback} | ${setting.about} |`;
}

function limitRow(name: keyof Limits): string {
  const { fallback, unit, about } = LIMIT_SETTINGS[name];
  return `| \`${limitVariable(name)}\` | ${fallback} | ${unit} | ${about} |`;
}

function setting<T>(variable: string, about: string, read: ReadValue<T>, fallback: string | null = null): Setting<T> {
  return { variable, about, read, fallback };
}

function secret<T>(variable: string, about: string, read: ReadValue<T>): Setting<T> {
  return { variable, about, read, fallback: null, secret: true };
}
