const LIMIT = 'limit=200&offset=0';
const EVERYWHERE = 'enterprise_project_id=all_granted_eps';
const EVERY = `${EVERYWHERE}&${LIMIT}`;

/** What the API of the old release answers over the state: every list, and the findings of every image and vulnerability. */
export async function recordAnswers({ old, pool, services, people }) {
  const app = old.compose.composeApp(services, pool);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${app.server.address().port}`;
  const answers = [];
  for (const [project, key] of [
    ['first', people.keys.admin],
    ['second', people.keys.second],
  ]) {
    const get = async (path) => {
      const url = new URL(`/v5/${people.tenants[project].projectId}/image/${path}`, address);
      const headers = old.auth.sign({ method: 'GET', url, ...key, now: Date.now() });
      const { host, ...others } = headers;
      const answer = await fetch(url, { headers: others });
      const body = await answer.json();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
      answers.push({ project, path, body });
      return body;
    };
    await readAll(get);
  }
  await app.close();
  return answers;
}

async function readAll(get) {
  const images = await get(`registries/images?${EVERY}`);
  await get(`registries?${EVERY}`);
  await get(`registries/statistics?${EVERYWHERE}`);
  await get(`advisory-sources?${LIMIT}`);
  const syncs = await get(`tasks?type=image_sync&${EVERY}`);
  for (const { task_id } of syncs.data_list) await get(`image-sync/tasks/${task_id}/registries?${EVERY}`);
  await get(`tasks?type=image_scan&${EVERY}`);
  const vulnerabilities = new Set();
  for (const path of images.data_list.map(pathOf)) {
    await get(path('apps'));
    await get(path('scan-stages'));
    const found = await get(path('vulnerabilities'));
    for (const { vul_id } of found.data_list) vulnerabilities.add(vul_id);
  }
  for (const id of [...vulnerabilities].sort()) {
    await get(`vulnerability/${id}/cve?${EVERY}`);
    await get(`${id}/images?${EVERY}`);
  }
}

function pathOf({ id, namespace, image_name, image_version, image_type }) {
  const query = new URLSearchParams({ image_type, namespace, image_name, tag_name: image_version });
  return (what) => `${id}/${what}?${EVERY}&${query}`;
}
