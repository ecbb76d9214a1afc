/** Words that make a name the name of a secret, alone or as the last of several. */
const SECRET_WORDS = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pass',
  'pwd',
  'pw',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'apikey',
  'authkey',
  'privatekey',
  'accesskey',
  'secretkey',
  'authtoken',
  'accesstoken',
]);
/** Written together: `PGPASSWORD`, `GHTOKEN`. */
const SECRET_ENDING = /(?:password|passwd|passphrase|secret|token|apikey)$/;
/** `KEY` alone names many things; with one of these before it, a secret. */
const SECRET_KEYS = new Set([
  'api',
  'access',
  'secret',
  'private',
  'encryption',
  'signing',
  'master',
  'auth',
  'ssh',
  'deploy',
]);
/** What a name that ends so holds is said about a secret, and is not the secret. */
const ABOUT_A_SECRET = new Set(
  [
    'file files path dir directory folder url uri host port name names id ids alias version length size min max ttl',
    'type enabled disabled prompt manager endpoint issuer expiry expires expiration timeout username user policy',
    'algorithm header module count format mode required dummy fingerprint checksum sha256 sha512 hash hint field',
    'string text label message title store provider prefix suffix regex pattern location bucket arn rotation interval allowed lifetime method',
    'encryption backend complexity strength through engine plugin driver',
  ]
    .join(' ')
    .split(' '),
);
/** A public key is public. */
const PUBLIC_WORDS = new Set(['public', 'pub', 'pubkey', 'dummy', 'fake', 'no', 'nopasswd', 'without']);
/** Keys of GPG in Dockerfiles are fingerprints of keys to import, unless they are called private. */
const FINGERPRINTS = new Set(['gpg', 'pgp']);
/** Names of the shell. */
const SHELL_NAMES = new Set(['PWD', 'OLDPWD']);
/** Longer names are data. */
const LONGEST_NAME = 128;

/**
 * Whether a variable of this name is expected to hold a secret. Names are compared word by word (`DB_PASSWORD`,
 * `dbPassword`, `db-password`), so that `TOKENIZERS_PARALLELISM`, `COMPASS` or `CC` are none.
 */
export function isSecretName(name: string): boolean {
  if (name.length > LONGEST_NAME || SHELL_NAMES.has(name)) return false;
  const words = splitName(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => PUBLIC_WORDS.has(word)) || ABOUT_A_SECRET.has(last)) return false;
  if (words.some((word) => SECRET_WORDS.has(word) || SECRET_ENDING.test(word))) return true;
  if (words.some((word) => FINGERPRINTS.has(word)) && !words.includes('private')) return false;
  return words.some((word, index) => word === 'key' && SECRET_KEYS.has(words[index - 1] ?? ''));
}

function splitName(name: string): string[] {
  const parted = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  return parted.split(/[^a-z\d]+/).filter((word) => word !== '');
}
