export { findMasterKey, keepMasterKey } from './master-key.ts';
export { createVault, type Vault } from './vault.ts';
