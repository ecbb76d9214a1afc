import type { Role, Tenant } from '../model/index.ts';

/** One right of a principal in a project: its role in one enterprise project, or in all of them (`epsPk` null). */
export interface Grant {
  readonly epsPk: number | null;
  readonly role: Role;
}

/** Who is calling, in which project, with which rights. Comes from a signature or a token, never from a header alone. */
export interface Caller {
  readonly principalPk: number;
  readonly domainName: string;
  readonly userName: string;
  readonly tenant: Tenant;
  readonly projectName: string;
  readonly grants: readonly Grant[];
}

/** What an operation needs, in the words of the contract (`contract/operation`). */
export type NeededAccess = 'read' | 'operate' | 'administer';
