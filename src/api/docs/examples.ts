/** A call worth copying: query texts in the order of their names (the signature needs that), and a body. */
export interface Example {
  /** Values for the path beyond the project. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
}

const IMAGE = 'image_name=web&image_type=other&limit=50&namespace=team&tag_name=1.0';
const IMAGE_ID = 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801';
const REGISTRY_ID = '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10';
const TASK_ID = '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55';

/** One for every operation; a test parses each by the contract. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ListRegistryImages: { query: 'limit=20&risky=true&sort_dir=desc&sort_key=latest_scan_time' },
  AddRegistry: {
    body: {
      registry_name: 'Lab',
      registry_type: 'Other',
      api_version: 'V2',
      protocol: 'https',
      registry_addr: 'registry.example:5000',
      registry_username: 'reader',
      registry_password: 'secret',
      connect_cluster_id: 'none',
      get_scan_image_channel: 'Other',
    },
  },
  ListRegistry: { query: 'limit=50&registry_type=Harbor%2COther' },
  UpdateRegistry: {
    path: { id: REGISTRY_ID },
    body: { registry_addr: 'registry.example:5001', registry_username: 'reader', registry_password: 'secret' },
  },
  DeleteRegistry: { path: { id: REGISTRY_ID } },
  BatchDeleteRegistry: { body: { ids: [REGISTRY_ID] } },
  ListRegistryStatistics: {},
  CreateImageSynchronizeTask: { body: { sync_all_registries: true } },
  ListAssociateRegistries: { path: { task_id: TASK_ID }, query: 'sync_status=failed' },
  CreateManualImageScanTask: { body: { is_all: true, scan_scope: 983040 } },
  StopImageScanTask: { path: { task_id: TASK_ID } },
  ListImageScanTask: { query: 'limit=10&type=image_scan' },
  ListImageVulnerabilities: { path: { image_id: IMAGE_ID }, query: IMAGE },
  ListVulnerabilityCve: { path: { vul_id: 'CVE-2026-1234' } },
  ListImageApps: { path: { image_id: IMAGE_ID }, query: IMAGE },
  ListImageScanStages: { path: { image_id: IMAGE_ID }, query: IMAGE },
  ListAdvisorySources: {},
  ListVulRepoImage: { path: { vul_id: 'CVE-2026-1234' }, query: 'limit=50' },
};
