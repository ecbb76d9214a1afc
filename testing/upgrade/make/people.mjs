/** Two projects with the people who may call, by keys, a password and a token. @returns what a test needs to call as they do */
export async function makePeople({ old, pool, services }) {
  const { auth, runtime } = old;
  const { vault } = services;
  const bootstrap = { projectId: 'upgrade-first', accessKey: 'UPGRADEADMIN', secretKey: 'admin-secret-for-tests-only' };
  await auth.bootstrap(pool, bootstrap, vault);
  const first = await auth.findProject(pool, bootstrap.projectId);
  const tenants = { first: { projectPk: first.projectPk, projectId: first.projectId } };
  const give = (tx, tenant, userName, role, epsId = null) =>
    auth.giveAccess(tx, tenant, { userName, role, epsId }, vault);
  return runtime.inTransaction(pool, async (tx) => {
    const { principalPk } = await auth.findPrincipal(tx, { userName: 'admin', domain: { name: auth.DEFAULT_DOMAIN } });
    const password = 'password-for-tests-only';
    await auth.setPassword(tx, principalPk, password);
    const shopPk = await auth.createEnterpriseProject(tx, tenants.first, { epsId: 'shop', epsName: 'Shop' });
    tenants.second = await auth.createProject(tx, { projectId: 'upgrade-second', projectName: 'second' });
    const keys = {
      admin: { accessKey: bootstrap.accessKey, secretKey: bootstrap.secretKey },
      auditor: await give(tx, tenants.first, 'looker', 'auditor'),
      keeper: await give(tx, tenants.first, 'keeper', 'operator', 'shop'),
      revoked: await give(tx, tenants.first, 'gone', 'admin'),
      second: await give(tx, tenants.second, 'second-admin', 'admin'),
    };
    await auth.deactivateAccessKey(tx, tenants.first, keys.revoked.accessKey);
    const holder = { projectPk: tenants.first.projectPk, principalPk };
    const { token } = await old.tokens.issueToken(tx, holder, Date.now());
    return { tenants, shopPk, password, keys, token };
  });
}
