/** The project a caller acts in. `projectPk` is the database key, `projectId` the id on the wire. */
export interface Tenant {
  readonly projectPk: number;
  readonly projectId: string;
}

/** Which enterprise projects a read may see: all that exist, or the listed `eps_pk` values (possibly none). */
export type EnterpriseScope = 'all' | readonly number[];

/** What a principal may do. `auditor` reads everything and changes nothing. */
export type Role = 'admin' | 'operator' | 'auditor';
