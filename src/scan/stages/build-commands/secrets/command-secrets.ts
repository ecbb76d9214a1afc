import type { Invocation } from '../shell/invocation.ts';
import { isSecretName } from './secret-names.ts';

/** Options that take a password, by program; the value is attached or the next word. From the manual pages. */
const PASSWORD_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    mysql: ['-p', '--password'],
    mysqladmin: ['-p', '--password'],
    mysqldump: ['-p', '--password'],
    mariadb: ['-p', '--password'],
    'mariadb-admin': ['-p', '--password'],
    sshpass: ['-p'],
    docker: ['-p', '--password'],
    podman: ['-p', '--password', '--creds'],
    buildah: ['-p', '--password', '--creds'],
    skopeo: ['-p', '--password', '--creds', '--src-creds', '--dest-creds'],
    helm: ['--password'],
    useradd: ['-p', '--password'],
    usermod: ['-p', '--password'],
    wget: ['--password', '--http-password', '--ftp-password', '--proxy-password'],
    'redis-cli': ['-a', '--pass'],
    mongo: ['-p', '--password'],
    mongosh: ['-p', '--password'],
    smbclient: ['-U', '--user', '--password'],
    ldapadd: ['-w'],
    ldapsearch: ['-w'],
    ldapmodify: ['-w'],
    openssl: ['-pass', '-passin', '-passout', '-k'],
    keytool: ['-storepass', '-keypass', '-srcstorepass', '-deststorepass'],
    '7z': ['-p'],
    zip: ['-P', '--password'],
    unzip: ['-P'],
    az: ['-p', '--password'],
    vault: ['-token'],
    gh: ['--with-token', '--token'],
    cargo: ['--token'],
    twine: ['-p', '--password'],
    gpg: ['--passphrase'],
    sqlcmd: ['-P'],
    nuget: ['-password'],
    dotnet: ['-p', '--password'],
  }),
);
/** Attached only: with a blank after it, the option asks for the password and the word is something else. */
const ATTACHED_ONLY = new Set(['mysql', 'mysqladmin', 'mysqldump', 'mariadb', 'mariadb-admin', '7z']);
/** Programs whose options mean a password after this word only. */
const WITH_SUBCOMMAND: ReadonlyMap<string, string> = new Map(
  Object.entries({ docker: 'login', podman: 'login', dotnet: 'nuget' }),
);
const CREDENTIAL_PAIRS = new Set(['-u', '--user', '--proxy-user', '-U', '-a', '--auth']);
const AUTHORIZATION = /^(?:proxy-)?authorization:\s{0,8}(?:bearer|basic|token)?\s{0,8}(\S{1,4096})$/i;
const TOKEN_HEADER = /^(?:private-token|job-token|x-api-key|x-auth-token|api-key):\s{0,8}(\S{1,4096})$/i;
const NPM_AUTH = /:?_(?:authToken|password|auth)=(\S{1,4096})$/im;
/** A line of .netrc (curl, netrc(5)). */
const NETRC = /\bmachine\s{1,8}\S{1,256}\s{1,8}login\s{1,8}\S{1,256}\s{1,8}password\s{1,8}(\S{1,1024})/i;
/** `user:password` of chpasswd. */
const ACCOUNT_LINE = /^[\w.$-]{1,64}:(\S.{0,1024})$/;

/** Passwords and tokens that stand on the command line of a program. */
export function passwordsOf(invocation: Invocation): string[] {
  return [
    ...optionValues(invocation),
    ...longOptionValues(invocation),
    ...settings(invocation),
    ...curlCredentials(invocation),
    ...textsOf(invocation).flatMap((text) => firstGroup(NPM_AUTH, text)),
    ...textsOf(invocation).flatMap((text) => firstGroup(NETRC, text)),
    ...npmConfig(invocation),
    ...operandPasswords(invocation),
  ].filter((value) => value !== '-');
}

/** The password of each `user:password` line among the words and here-documents of a program. */
export function accountPasswords({ args, redirects }: Invocation): string[] {
  const texts = [...args.map(({ value }) => value), ...redirects.flatMap(({ body, target }) => [body, target.value])];
  const lines = texts.flatMap((text) => text.split(/\n|\\n|\s(?=[\w.$-]{1,64}:\S)/));
  return lines.flatMap((line) => firstGroup(ACCOUNT_LINE, line.trim()));
}

function optionValues({ program, args, options }: Invocation): string[] {
  const names = PASSWORD_OPTIONS.get(program);
  if (!names) return [];
  const needed = WITH_SUBCOMMAND.get(program);
  if (needed !== undefined && args[0]?.value !== needed) return [];
  return options.flatMap(({ name, value, next }) => {
    if (names.includes(name))
      return passwordValue(value, ATTACHED_ONLY.has(program) && !name.startsWith('--') ? null : next);
    const short = names.find((each) => each.length === 2 && name.startsWith(each) && name.length > 2);
    return short && ATTACHED_ONLY.has(program) ? [name.slice(2)] : [];
  });
}

function passwordValue(value: { value: string } | null, next: { value: string } | null): string[] {
  const word = value ?? next;
  return word ? [word.value.replace(/^(?:pass|env|file|stdin|fd):/, (kind) => (kind === 'pass:' ? '' : kind))] : [];
}

const SECRET_OPTION =
  /^--(?:[a-z]{1,32}-){0,3}(?:password|passwd|passphrase|token|secret|secret-key|api-key|access-key)$/i;
/** `--no-password`, `--ask-pass`: what follows is something else. */
const WITHOUT_VALUE =
  /^--(?:no|without|with|disable|disabled|enable|skip|ask|prompt|read|empty|generate|random|use|show|print)-/i;

/** `--password=…`, `--token …`, `--secret-key=…` of any program. */
function longOptionValues({ program, options }: Invocation): string[] {
  return options.flatMap(({ name, value, next }) => {
    if (!SECRET_OPTION.test(name)) return [];
    if (value) return [value.value];
    const follows = !WITHOUT_VALUE.test(name) && !ATTACHED_ONLY.has(program) && next && !next.value.startsWith('-');
    return follows ? [next.value] : [];
  });
}

const SETTING = /^(?:--?D)?["']?([A-Za-z][\w.-]{0,127})["']?[ \t]{0,8}=[ \t]{0,8}["']?([^\s"',;=][^\s"',;]{0,1023})/;
const VERSION = /^[~^<>!]?v?\d{1,9}(?:\.[\w*]{1,32}){1,8}/;
/** Programs whose words are patterns, or names of packages with their versions. */
const NAMES_NO_SETTINGS = new Set(['grep', 'egrep', 'fgrep', 'rg', 'awk', 'find', 'test', '[', '[[']);

/** `password=…` as a line that is written, `-Dpassword=…`, `--build-arg TOKEN=…`. */
function settings(invocation: Invocation): string[] {
  if (NAMES_NO_SETTINGS.has(invocation.program)) return [];
  const lines = textsOf(invocation).flatMap((text) => text.split(/\n|\\n/));
  return lines.flatMap((line) => {
    const [, name = '', value = ''] = SETTING.exec(line.trim()) ?? [];
    return isSecretName(name) && !VERSION.test(value) ? [value] : [];
  });
}

function curlCredentials({ program, options }: Invocation): string[] {
  if (!['curl', 'wget', 'http', 'https', 'smbclient'].includes(program)) return [];
  return options.flatMap(({ name, value }) => {
    if (!value) return [];
    if (CREDENTIAL_PAIRS.has(name))
      return value.value.includes(':') ? [value.value.slice(value.value.indexOf(':') + 1)] : [];
    if (name === '--oauth2-bearer') return [value.value];
    return [...firstGroup(AUTHORIZATION, value.value), ...firstGroup(TOKEN_HEADER, value.value)];
  });
}

/** `npm config set //registry/:_authToken TOKEN` and the like of other tools. */
function npmConfig({ program, operands }: Invocation): string[] {
  if (!['npm', 'pnpm', 'yarn', 'pip', 'pip3', 'composer', 'gem', 'bundle', 'git', 'aws'].includes(program)) return [];
  const at = operands.findIndex(({ value }) => /(?:_authToken|_password|_auth|secret_access_key|token)$/i.test(value));
  const value = at < 0 ? undefined : operands[at + 1]?.value;
  return value === undefined ? [] : [value];
}

/** Places among the operands: `mysqladmin password NEW`, `htpasswd -b FILE USER PASSWORD`, `vault login TOKEN`. */
const PASSWORD_OPERANDS: ReadonlyMap<string, readonly [before: readonly string[], place: number]> = new Map([
  ['mysqladmin', [['password'], 1]],
  ['vault', [['login'], 1]],
  ['snyk', [['auth'], 1]],
]);

function operandPasswords({ program, options, operands }: Invocation): string[] {
  const words = operands.map(({ value }) => value);
  if (program === 'htpasswd' && options.some(({ name }) => name === '-b'))
    return words.slice(options.some(({ name }) => name === '-n') ? 1 : 2).slice(0, 1);
  if (program === 'composer' || program === 'poetry') {
    const at = words.findIndex((word) => /^(?:http-basic|bearer|github-oauth|gitlab-token|pypi-token)\./.test(word));
    return at < 0 ? [] : words.slice(at + 1).slice(-1);
  }
  if (program === 'sqlplus' || program === 'lftp')
    return words.concat(valuesOf(options)).flatMap((word) => firstGroup(ACCOUNT_PAIR, word));
  if (program === 'bundle' || program === 'bundler')
    return words[0] === 'config' ? words.slice(-1).flatMap((word) => firstGroup(ACCOUNT_LINE, word)) : [];
  const [before, place] = PASSWORD_OPERANDS.get(program) ?? [[], 0];
  const at = words.findIndex((word) => before.includes(word));
  return at < 0 ? [] : words.slice(at + place, at + place + 1);
}

/** `sys/password@database` of sqlplus, `-u user,password` of lftp. */
const ACCOUNT_PAIR = /^[\w.$-]{1,64}[/,]([^\s@/]{1,256})(?:@|$)/;

function valuesOf(options: Invocation['options']): string[] {
  return options.flatMap(({ value }) => (value ? [value.value] : []));
}

function textsOf({ args, redirects }: Invocation): string[] {
  return [...args.map(({ value }) => value), ...redirects.map(({ body, target }) => body || target.value)];
}

function firstGroup(pattern: RegExp, text: string): string[] {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? [] : [found];
}
