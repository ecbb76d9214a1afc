export { type AccessKeyPair, createAccessKey, deactivateAccessKey } from './access-keys.ts';
export { type Authenticator, openAuthenticator } from './authenticator.ts';
export { type BootstrapOptions, bootstrap, type FirstStart } from './bootstrap.ts';
export type { Caller, Grant, NeededAccess } from './caller.ts';
export type { RequestHead } from './canonical-request.ts';
export { checkVault } from './check-vault.ts';
export { ALL_GRANTED, resolveEnterpriseScope } from './enterprise-scope.ts';
export { findProject, listProjects, type NamedProject } from './find-project.ts';
export { type AccessWish, giveAccess } from './give-access.ts';
export { grantRole, revokeRole } from './grants.ts';
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
export { createEnterpriseProject, createProject, findEnterpriseProject } from './projects.ts';
export { type SignInput, sign } from './sign.ts';
export type { SignatureClaim } from './signature-claim.ts';
export { purgeExpiredTokens } from './tokens.ts';
