import { isSecretName } from './secret-names.ts';
import { isSecretValue } from './secret-values.ts';

const VALUE = /\$?"([^"\n]{1,1024})"?|\$?'([^'\n]{1,1024})'?|([^\s"',;&|<>(){}[\]]{1,1024})/.source;
/** `password: x`, `"token": "x"`, `$env:PASSWORD = 'x'`, `# TOKEN=x`, also with the quotes escaped. */
const NAMED = new RegExp(
  `(?<![\\w.-])([A-Za-z_][\\w.-]{0,127})[\\\\"']{0,4}\\s{0,8}[=:]\\s{0,8}\\\\{0,2}(?=${VALUE})`,
  'g',
);
/** `s/__DB_PASSWORD__/x/` of sed, by any delimiter. */
const REPLACED = /(?<![A-Za-z\d])s([/|#,@])[^\w\n]{0,8}([A-Za-z_][\w.-]{0,127}?)[^\w\n]{0,8}\1([^\n]{1,256}?)\1/g;
const SECURE_STRING = /ConvertTo-SecureString\s{1,8}(?:-String\s{1,8})?["']([^"'\n]{1,1024})["']/gi;
/** `.docker/config.json`: the user and password of a registry, in base64. */
const REGISTRY_LOGIN = /["']auth\\{0,2}["']\s{0,8}:\s{0,8}\\{0,2}["']([A-Za-z0-9+/=]{8,1024})/g;
const NET_USER = /\bnet\s{1,8}user\s{1,8}\S{1,256}\s{1,8}([^\s/]\S{0,256})\s{1,8}\/add\b/gi;

/**
 * What stands beside a secret's name anywhere in a text, whatever language it is in: comments, YAML, JSON, PowerShell. Enough to
 * keep it out of sight, too little to report it.
 */
export function namedValues(text: string): string[] {
  const named = [...text.matchAll(NAMED)].flatMap(([, name, ...values]) => valueNamed(name, values));
  const replaced = [...text.matchAll(REPLACED)].flatMap(([, , name, value]) => valueNamed(name, [value]));
  const told = [SECURE_STRING, REGISTRY_LOGIN, NET_USER].flatMap((shape) => [...text.matchAll(shape)]);
  return [...named, ...replaced, ...told.map(([, value]) => value as string)].filter(isSecretValue);
}

function valueNamed(name: string | undefined, values: readonly (string | undefined)[]): string[] {
  const value = values.find((each) => each !== undefined);
  return name !== undefined && value !== undefined && isSecretName(name) ? [value] : [];
}
