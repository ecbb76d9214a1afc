import Type from 'typebox';
import { oneOf, text } from '../schema/fields.ts';

/** The longest access tokens that registries hand out as passwords are a few thousand characters. */
const SECRET_LENGTH = 4096;

/** What describes a connection, for adding and for changing one. */
export const registryInput = {
  api_version: oneOf(['V1', 'V2'], { description: 'Version of the registry API.' }),
  protocol: oneOf(['http', 'https'], { description: 'How the registry is reached.' }),
  registry_addr: text(1, 256, { description: '`host` or `host:port`, without protocol and path.' }),
  registry_username: text(0, 128, { description: 'Empty or absent means anonymous.' }),
  registry_password: text(0, SECRET_LENGTH, { description: 'Stored encrypted and never returned.', writeOnly: true }),
  namespace: text(1, 128, { description: 'Organization that the scanner component is pulled from.' }),
  connect_cluster_id: text(1, 64, { description: 'Any text; kept and returned.' }),
  get_scan_image_channel: oneOf(['Swr', 'Other'], { description: 'Kept and returned.' }),
  repositories: Type.Array(text(1, 255), {
    maxItems: 10_000,
    description: 'The repositories to look at, for registries that do not list theirs.',
  }),
};
