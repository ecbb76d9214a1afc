export { findMasterKey, loadOrCreateMasterKey } from './master-key.ts';
export { createVault, type Vault } from './vault.ts';
