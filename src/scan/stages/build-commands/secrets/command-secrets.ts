import type { Invocation } from '../shell/invocation.ts';

/** Options that take a password, by program; the value is attached or the next word. From the manual pages. */
const PASSWORD_OPTIONS: Readonly<Record<string, readonly string[]>> = {
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
};
/** Attached only: with a blank after it, the option asks for the password and the word is something else. */
const ATTACHED_ONLY = new Set(['mysql', 'mysqladmin', 'mysqldump', 'mariadb', 'mariadb-admin', '7z']);
const CREDENTIAL_PAIRS = new Set(['-u', '--user', '--proxy-user', '-U']);
const AUTHORIZATION = /^(?:proxy-)?authorization:\s{0,8}(?:bearer|basic|token)?\s{0,8}(\S{1,4096})$/i;
const TOKEN_HEADER = /^(?:private-token|job-token|x-api-key|x-auth-token|api-key):\s{0,8}(\S{1,4096})$/i;
const NPM_AUTH = /:?_(?:authToken|password|auth)=(\S{1,4096})$/i;
/** `user:password` of chpasswd. */
const ACCOUNT_LINE = /^[\w.$-]{1,64}:(\S.{0,1024})$/;

/** Passwords and tokens that stand on the command line of a program. */
export function passwordsOf(invocation: Invocation): string[] {
  return [
    ...optionValues(invocation),
    ...longOptionValues(invocation),
    ...curlCredentials(invocation),
    ...invocation.args.flatMap(({ value }) => firstGroup(NPM_AUTH, value)),
    ...npmConfig(invocation),
  ].filter((value) => value !== '-');
}

/** The password of each `user:password` line among the words and here-documents of a program. */
export function accountPasswords({ args, redirects }: Invocation): string[] {
  const texts = [...args.map(({ value }) => value), ...redirects.flatMap(({ body, target }) => [body, target.value])];
  const lines = texts.flatMap((text) => text.split(/\n|\\n|\s(?=[\w.$-]{1,64}:\S)/));
  return lines.flatMap((line) => firstGroup(ACCOUNT_LINE, line.trim()));
}

function optionValues({ program, args, options }: Invocation): string[] {
  const names = PASSWORD_OPTIONS[program];
  if (!names) return [];
  if (program === 'docker' || program === 'podman') {
    if (args[0]?.value !== 'login') return [];
  }
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

/** `--password=…`, `--token=…`, `--secret-key=…` of any program. */
function longOptionValues({ options }: Invocation): string[] {
  return options.flatMap(({ name, value }) =>
    value &&
    /^--(?:[a-z]{1,32}-){0,3}(?:password|passwd|passphrase|token|secret|secret-key|api-key|access-key)$/i.test(name)
      ? [value.value]
      : [],
  );
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

function firstGroup(pattern: RegExp, text: string): string[] {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? [] : [found];
}
