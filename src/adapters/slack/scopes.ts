/**
 * What we ask a workspace for: the same list as in `slack-manifest.json`, where a test compares them with each other and
 * with what the code calls.
 */
export const botScopes: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
];
