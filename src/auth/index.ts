export { type AccessKeyPair, createAccessKey, deactivateAccessKey } from './access-keys.ts';
export { type Authenticator, openAuthenticator } from './authenticator.ts';
export { bootstrap, type FirstStart } from './bootstrap.ts';
export type { Caller } from './caller.ts';
export { refuseWrongKey } from './check-vault.ts';
export { resolveEnterpriseScope } from './enterprise-scope.ts';
export { findProject, listProjects } from './find-project.ts';
export { type AccessWish, giveAccess } from './give-access.ts';
export { grantRole } from './grants.ts';
export { listAccess, type UserAccess } from './list-access.ts';
export { type LoggedIn, type Login, type LoginDesk, openLoginDesk } from './login.ts';
export {
  createPrincipal,
  DEFAULT_DOMAIN,
  domainId,
  findPrincipal,
  type Principal,
  setPassword,
  userId,
} from './principals.ts';
export { createEnterpriseProject, createProject } from './projects.ts';
export { purgeExpiredTokens } from './tokens.ts';
