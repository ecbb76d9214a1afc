/** Where the examples are sent to, until the page knows its own address. */
export const ORIGIN = 'http://127.0.0.1:8080';

/**
 * A shell function that signs and sends one call with nothing but coreutils, openssl and curl.
 * It signs the one header that must be signed; a test runs it and checks the signature.
 */
export const SIGNING_FUNCTION = `export HSS_ADDRESS=${ORIGIN} PROJECT=… AK=… SK=…

hss() {  # hss METHOD PATH [QUERY, encoded and sorted by name] [BODY]
  local date hash text signature
  date=$(date -u +%Y%m%dT%H%M%SZ)
  hash=$(printf %s "\${4-}" | sha256sum | cut -d' ' -f1)
  hash=$(printf '%s\\n%s/\\n%s\\nx-sdk-date:%s\\n\\nx-sdk-date\\n%s' \\
    "$1" "$2" "\${3-}" "$date" "$hash" | sha256sum | cut -d' ' -f1)
  text=$(printf 'SDK-HMAC-SHA256\\n%s\\n%s' "$date" "$hash")
  signature=$(printf %s "$text" | openssl dgst -sha256 -hmac "$SK" | sed 's/.* //')
  curl -sS -X "$1" "$HSS_ADDRESS$2\${3:+?$3}" -H "X-Sdk-Date: $date" \\
    -H "Authorization: SDK-HMAC-SHA256 Access=$AK, SignedHeaders=x-sdk-date, Signature=$signature" \\
    \${4:+-H "Content-Type: application/json" --data-binary "$4"}
}`;

/** The same with a token: no signature, but a password. */
export const TOKEN_CALL = `TOKEN=$(curl -sS -o /dev/null -D - ${ORIGIN}/v3/auth/tokens -H 'Content-Type: application/json' -d '{
  "auth": {
    "identity": {"methods": ["password"], "password": {"user": {
      "domain": {"name": "hullwatch"}, "name": "…", "password": "…"}}},
    "scope": {"project": {"id": "…"}}
  }}' | tr -d '\\r' | sed -n 's/^x-subject-token: //Ip')

curl -sS -H "X-Auth-Token: $TOKEN" "${ORIGIN}/v5/$PROJECT/image/registries/images?limit=20"`;

/** Longer calls are broken before their query. */
const MAX_LINE = 90;

/** One call: values for the path beyond the project, query parameters that are not encoded, a body. */
export interface ExampleCall {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: object | undefined;
}

/** How an operation is called with the function above. */
export function signedCall(method: string, path: string, { params, query, body }: ExampleCall): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '$PROJECT'));
  const call = `hss ${method} "${filled}"`;
  const encoded = encodeQuery(query);
  if (encoded === '' && !body) return call;
  const rest = body ? `'${encoded}' '${JSON.stringify(body, null, 2)}'` : `'${encoded}'`;
  return call.length + rest.length > MAX_LINE && !body ? `${call} \\\n  ${rest}` : `${call} ${rest}`;
}

/** Sorted by name, as the signature needs it. */
function encodeQuery(query: ExampleCall['query']): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.sort().join('&');
}
