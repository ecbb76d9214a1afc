import { sha256 } from '../../fixtures/registry/fake-store.ts';
import type { RegistryContent } from '../../fixtures/registry/registry-content.ts';

interface User {
  readonly username: string;
  readonly password: string;
}

/** Puts content into a real registry by the push side of the v2 API (distribution-spec "Push"), with Basic or a token as it asks. */
export function openPush(base: URL, user: User | null): RegistryContent {
  const tokens = new Map<string, string>();
  const send = (repository: string, url: URL, init: RequestInit) => sendAs(user, tokens, repository, url, init);
  return {
    putBlob: async (repository, bytes) => {
      const digest = sha256(bytes);
      const started = await send(repository, new URL(`v2/${repository}/blobs/uploads/`, base), { method: 'POST' });
      const upload = new URL(started.headers.get('location') ?? '', base);
      upload.searchParams.set('digest', digest);
      await send(repository, upload, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'application/octet-stream' },
      });
      return digest;
    },
    putManifest: async (repository, reference, bytes, mediaType) => {
      const url = new URL(`v2/${repository}/manifests/${reference}`, base);
      await send(repository, url, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: { 'content-type': mediaType },
      });
      return sha256(bytes);
    },
  };
}

async function sendAs(
  user: User | null,
  tokens: Map<string, string>,
  repository: string,
  url: URL,
  init: RequestInit,
): Promise<Response> {
  const basic = user && `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
  const headers = (authorization: string | null) => ({
    ...(init.headers as Record<string, string>),
    ...(authorization ? { authorization } : {}),
  });
  let answer = await fetch(url, { ...init, headers: headers(tokens.get(repository) ?? basic) });
  const realm = /^Bearer realm="([^"]+)",service="([^"]+)"/.exec(answer.headers.get('www-authenticate') ?? '');
  if (answer.status === 401 && realm) {
    const query = new URLSearchParams({ service: realm[2] ?? '', scope: `repository:${repository}:pull,push` });
    const given = await fetch(`${realm[1]}?${query}`, { headers: headers(basic) });
    tokens.set(repository, `Bearer ${((await given.json()) as { token: string }).token}`);
    answer = await fetch(url, { ...init, headers: headers(tokens.get(repository) ?? null) });
  }
  const body = await answer.text();
  if (answer.status >= 400) throw new Error(`${init.method} ${url.pathname}: ${answer.status} ${body.slice(0, 500)}`);
  return answer;
}
