/** The little of `oidc-provider` that the tests use; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: Record<string, unknown>[];
        pkce: { required: () => boolean };
        claims: Record<string, string[]>;
        ttl: Record<string, number>;
        findAccount: (
          ctx: unknown,
          sub: string,
        ) => { accountId: string; claims: () => Record<string, unknown> };
      },
    );
    callback(): RequestListener;
  }
}
