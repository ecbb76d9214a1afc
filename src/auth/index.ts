export { type AccessRequest, grantAccess, grantRole, listAccess, type UserAccess } from './access.ts';
export { type AccessKeyPair, createAccessKey, deactivateAccessKey, refuseWrongKey } from './access-keys.ts';
export { type Authenticator, openAuthenticator } from './authenticator.ts';
export { bootstrap, type FirstStart } from './bootstrap.ts';
export type { Caller } from './caller.ts';
export { enterpriseOfNew, enterpriseOfTask, resolveEnterpriseScope } from './enterprise-scope.ts';
export { authHandlers } from './handlers.ts';
export { purgeTokensJob } from './jobs.ts';
export { type Login, type LoginResult, openPasswordLogin, type PasswordLogin } from './password-login.ts';
export {
  createPrincipal,
  DEFAULT_DOMAIN,
  domainId,
  findPrincipal,
  type Principal,
  setPassword,
  userId,
} from './principals.ts';
export { createEnterpriseProject, createProject, findProject, listProjects } from './projects.ts';
