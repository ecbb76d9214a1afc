import { isSecretName } from './secret-names.ts';

/**
 * Credentials that can be told by their shape, each as its issuer documents it. All have a fixed start and bounded
 * repetition, so that searching is linear.
 */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g],
  ['GitHub token', /\bgh[opsur]_[A-Za-z0-9]{36,255}\b/g],
  ['GitHub token', /\bgithub_pat_[A-Za-z0-9_]{60,255}\b/g],
  ['GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,255}/g],
  ['Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ['Google API key', /\bAIza[A-Za-z0-9_-]{35}/g],
  ['Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,255}\b/g],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,255}/g],
  ['SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/g],
  ['Docker token', /\bdckr_pat_[A-Za-z0-9_-]{20,255}/g],
  ['DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}\b/g],
  ['Anthropic key', /\bsk-ant-[a-z0-9]{1,16}-[A-Za-z0-9_-]{32,255}/g],
  ['OpenAI key', /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,255}/g],
  ['Vault token', /\bhv[sbr]\.[A-Za-z0-9_-]{24,512}/g],
  ['Slack webhook', /\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,16}\/B[A-Z0-9]{6,16}\/[A-Za-z0-9]{16,64}/g],
  ['Hugging Face token', /\bhf_[A-Za-z0-9]{30,255}\b/g],
  ['Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{60,120}={0,2}/g],
  ['JSON web token', /\beyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,2048}/g],
  ['private key', /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY-----[A-Za-z0-9+/=\\\s"',]{0,16384}/g],
];
/** `scheme://user:password@`, and a token in the place of the user. */
const URL_CREDENTIALS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s/:@'"`<>]{0,256}):([^\s/'"`<>]{1,256})@/gi;
const URL_TOKEN = /\bhttps?:\/\/(?:([A-Za-z0-9_-]{20,255})|([\w.-]{8,255}):)@/gi;
const URL_PARAMETER = /[?&]([A-Za-z][\w.-]{1,64})=([^\s&#'"`<>]{1,1024})/g;
/** The keys that vendors use in their own documentation. */
const EXAMPLE = /EXAMPLE|example/;

/** Values that say that there is none, or where it is, or what to put there. */
const NO_SECRET =
  /^(?:true|false|yes|no|on|off|null|none|nil|undefined|empty|dummy|fake|placeholder|example|test|x{2,}|\*{2,}|\.{3}|<[^>]{0,64}>|\[[^\]]{0,64}\]|your[-_ ].{1,64}|replace[-_]?me|\d{1,3}|(?:file|env|vault|arn|ssm|secretsmanager|op|sm):.{0,1024})$/is;

export interface ShapedSecret {
  /** What it is, for people. */
  readonly name: string;
  readonly value: string;
}

/** Credentials in a text that are known by their shape. */
export function findShapes(text: string): ShapedSecret[] {
  return SHAPES.flatMap(([name, shape]) =>
    [...text.matchAll(shape)].map(([value]) => ({ name, value })).filter(({ value }) => !EXAMPLE.test(value)),
  );
}

/** Passwords, tokens without one, and parameters named like secrets in the URLs of a text; variables are none. */
export function findUrlCredentials(text: string): string[] {
  const passwords = [...text.matchAll(URL_CREDENTIALS)].map(([, , password]) => password as string);
  const tokens = [...text.matchAll(URL_TOKEN)].map(([, alone, withColon]) => (alone ?? withColon) as string);
  const parameters = [...text.matchAll(URL_PARAMETER)].filter(([, name]) => isSecretName(name as string));
  return [...passwords, ...tokens, ...parameters.map(([, , value]) => value as string)].filter(isSecretValue);
}

/**
 * Whether a value given to a secret's name is one: not empty, not a variable, not the path of a file, not a word that
 * stands for none.
 */
export function isSecretValue(value: string): boolean {
  const text = value.trim();
  const [, kind, byDefault] = WITH_DEFAULT.exec(text) ?? [];
  if (byDefault !== undefined) return kind !== '?' && isSecretValue(byDefault);
  if (text === '' || isReference(text) || isPath(text)) return false;
  return !NO_SECRET.test(text);
}

/** Variables and substitutions, and nothing beside them that could be a secret. A crypt(5) hash starts with `$`, too. */
function isReference(text: string): boolean {
  if (CRYPT_HASH.test(text) || !/[$%{]/.test(text)) return false;
  return !/[^\W_]/.test(text.replace(REFERENCES, ''));
}

const CRYPT_HASH = /^\$(?:\d[a-z]?|y|gy|apr1|argon2[a-z]{1,2}|scrypt|pbkdf2[a-z0-9-]{0,16})\$[^$]/;
const REFERENCES = /\$\(\)|\$\{[!#]?\w{1,256}\}|\$env:\w{1,64}|\$\w{1,256}|%[A-Za-z_]\w{0,64}%|\{\{[^{}]{0,256}\}\}/g;
const WITH_DEFAULT = /^\$\{\w{1,256}:?([-=+?])([^{}]{0,1024})\}$/s;
/** Forty and more letters of base64 in one piece; no path looks so. */
const BASE64_KEY = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9+/]{40,1024}={0,2}$/;

function isPath(text: string): boolean {
  return /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w.@/\\-]{0,1024}$/.test(text) && !BASE64_KEY.test(text);
}
